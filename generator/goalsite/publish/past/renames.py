"""Which file that came is one that left: what git says of commits, for a step that git does not know of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from goalsite.change.facts import Facts
from goalsite.change.history import Version
from goalsite.publish.past.lineages import RawVersion
from goalsite.publish.past.past_files import Content, Reader

_MOST_PAIRS = 100_000
"""Pairs of files that are compared by what they say; where there are more, only those of one name are."""

_ALIKE_IN_ALL = frozenset(("kind", "measure", "weight", "type", "state", "progress_from", "cadence"))
"""What most goals say, or leave unsaid, alike."""


def renamed(left: Mapping[int, Version], fresh: Sequence[RawVersion], read: Reader) -> Mapping[int, RawVersion]:
    """Return what became of files that left their places (by number), of those that became something.

    That is the file of the same content, whatever its name; else the one that says most of the same, if it is more than
    half of what is its own. A like name decides between files that are alike, and goes for those that are alike only in
    what they leave unsaid.
    """
    found: dict[int, RawVersion] = {}
    for pairs in (_equal(left, fresh), _similar(left, fresh, found, read)):
        taken: set[str] = {raw.key for raw in found.values()}
        for number, raw in pairs:
            if number not in found and raw.key not in taken:
                found[number] = raw
                taken.add(raw.key)
    return found


def _equal(left: Mapping[int, Version], fresh: Iterable[RawVersion]) -> Iterator[tuple[int, RawVersion]]:
    by_blob: dict[str | None, list[RawVersion]] = {}
    for raw in fresh:
        by_blob.setdefault(raw.blob, []).append(raw)
    for same_name in (True, False):
        for number, last in left.items():
            for raw in by_blob.get(last.blob, ()):
                if _ending(raw.key) == _ending(last.key) and (not same_name or _name(raw.key) == _name(last.key)):
                    yield number, raw


def _similar(
    left: Mapping[int, Version], fresh: Sequence[RawVersion], found: Mapping[int, RawVersion], read: Reader
) -> Iterator[tuple[int, RawVersion]]:
    """Yield files that say more than half of the same, the most alike first."""
    taken = {raw.key for raw in found.values()}
    new = [(raw, _name(raw.key), read(raw.blob or "", raw.key)) for raw in fresh if raw.key not in taken]
    many = len(new) * (len(left) - len(found)) > _MOST_PAIRS
    pairs: list[tuple[float, bool, int, RawVersion]] = []  # the share, and whether the names are alike
    for number, last in left.items() if new else ():
        if number in found:
            continue
        name = _name(last.key)
        old: Content | None = None
        for raw, other, content in new:
            if _ending(raw.key) != _ending(last.key) or (many and name != other):
                continue
            old = old or read(last.blob or "", last.key)
            share = _alike(old, content, _own)
            if 2 * share > 1:
                pairs.append((share, name == other, number, raw))
            elif name == other and 2 * _alike(old, content, _all) > 1:
                pairs.append((0, True, number, raw))
    pairs.sort(key=lambda pair: (-pair[0], not pair[1], pair[2], pair[3].key))
    yield from ((number, raw) for _, _, number, raw in pairs)


def _alike(old: Content, new: Content, said: Callable[[Facts], Mapping[str, object]]) -> float:
    """Return how much of what two files say is the same, as a share of what the longer one says."""
    if old.kind is not new.kind or not old.facts or not new.facts:
        return 0
    before, after = said(old.facts), said(new.facts)
    return sum(after.get(key) == value for key, value in before.items()) / max(len(before), len(after), 1)


def _all(facts: Facts) -> Mapping[str, object]:
    return facts


def _own(facts: Facts) -> Mapping[str, object]:
    """Return what a file says that another one of its kind need not say alike."""
    return {
        key: fact.value
        for key, fact in facts.items()
        if fact.value not in (None, (), False) and key.rpartition(".")[2] not in _ALIKE_IN_ALL
    }


def _name(key: str) -> str:
    return key.rpartition("/")[2]


def _ending(key: str) -> str:
    return key.rpartition(".")[2].lower()
