"""How little of a goal's past has to be understood to know whether its goalposts moved."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from goalsite.change.compare import compare
from goalsite.change.history import Lineage
from goalsite.model.records import as_written
from goalsite.publish.past.lineages import RawVersion
from goalsite.publish.past.past_files import Content, Reader
from goalsite.vocabulary import ChangeClass, CycleState

CYCLE = b"cycle"
"""The word in a goal's file that may name another cycle than its path."""

_ALWAYS = sys.maxsize
"""After every commit."""


class Sparing:
    """Chooses versions to look into; ``days`` are those of the main line's commits, in their order.

    ``places`` are the lineages of teams and cycles. Nothing that is left out could be a moved goalpost without a
    reason: a test compares with reading everything.
    """

    def __init__(self, read: Reader, days: Mapping[str, date], places: Iterable[Lineage]) -> None:
        self._read = read
        self._days = days
        self._order = {id_: place for place, id_ in enumerate(days)}
        self._cycles: set[str] = set()
        self._still: dict[bytes, int] = {}
        for lineage in places:
            stems = {one.key.rpartition("/")[2].removesuffix(".md") for one in lineage.versions}
            self._cycles |= stems
            until = self._restless_until(lineage)
            if until is not None:
                self._still |= {stem.encode(): until for stem in stems}

    @cached_property
    def basis(self) -> tuple[object, ...]:
        """What the choice is made by beside the versions themselves and their days."""
        return sorted(self._cycles), sorted(self._still.items())

    def _restless_until(self, lineage: Lineage) -> int | None:
        """Return the place of the commit since which a cycle's goals count all the time, None where they always do."""
        states = [one for one in lineage.versions if isinstance(one.state, CycleState)]
        for number in range(len(states) - 1, -1, -1):
            if states[number].state is not CycleState.ACTIVE:
                following = states[number + 1 :]
                return self._order[following[0].landed] if following else _ALWAYS
        return None

    def moving(self, raw: Sequence[RawVersion], since: date) -> Sequence[RawVersion]:
        """Return the versions since a day, with the last before that can be read; one alone where nothing has moved.

        Of a goal that ever was of another cycle all are returned.
        """
        contents = [self._bytes(one) for one in raw]
        if len({self._named(one.key) for one in raw}) > 1 or not lines_alike(contents, CYCLE):
            return raw
        late = next((number for number, one in enumerate(raw) if self._days[one.landed] >= since), len(raw))
        first = next((number for number in range(late - 1, 0, -1) if self._is_readable(raw[number])), 0)
        own = raw[first:]
        return own[-1:] if self._stood(own, contents[first:]) else own

    def _bytes(self, one: RawVersion) -> bytes | None:
        return self._read.bytes_of(one.blob) if one.blob is not None and not one.is_link else None

    def _is_readable(self, one: RawVersion) -> bool:
        return one.blob is not None and not one.is_link and self._read(one.blob, one.key).facts is not None

    def _named(self, key: str) -> tuple[str, ...]:
        """Return the folders of a path that may name a cycle."""
        return tuple(
            part for part in key.split("/")[:-1] if part in self._cycles or any(char.isdigit() for char in part)
        )

    def _stood(self, own: Sequence[RawVersion], contents: Sequence[bytes | None]) -> bool:
        """Tell whether a goal is measured as in the first of some versions, with nothing else said in between.

        What was changed while the goal did not run and came back while it did is a move. So the versions in between
        may hold no line that neither the first nor the last has, and lack none that both have: as where nothing but
        check-ins was added.
        """
        if len(own) < 2:
            return True
        if len({one.key for one in own}) > 1 or self._is_restless(own, contents[-1] or b""):
            return False
        if not self._measured_alike(own[0], own[-1]):
            return False
        if len(own) == 2:
            return True
        first, last = _lines(contents[0]), _lines(contents[-1])
        return all(first & last <= lines <= first | last for lines in map(_lines, contents[1:-1]))

    def _is_restless(self, own: Sequence[RawVersion], content: bytes) -> bool:
        """Tell whether the cycle of a goal was a draft or closed for a part of the time."""
        place = self._order[own[1].landed]
        words = {part.encode() for part in own[0].key.split("/")}
        return any(place <= until and (stem in words or stem in content) for stem, until in self._still.items())

    def _measured_alike(self, one: RawVersion, other: RawVersion) -> bool:
        """Tell whether two versions of a goal are measured alike, and were running both."""
        if not (self._is_readable(one) and self._is_readable(other)):
            return False
        before, after = self._read(one.blob or "", one.key), self._read(other.blob or "", other.key)
        old, new = before.facts or {}, after.facts or {}
        if old.get("state") != new.get("state") or _written_place(before) != _written_place(after):
            return False
        return not any(change.about in (ChangeClass.TARGET, ChangeClass.SCOPE) for change in compare(old, new))


def lines_alike(contents: Iterable[bytes | None], word: bytes) -> bool:
    """Tell whether the lines that hold a word are the same in all contents that are there."""
    found = {
        tuple(line for line in content.splitlines() if word in line) if word in content else ()
        for content in contents
        if content is not None
    }
    return len(found) < 2


def _lines(content: bytes | None) -> frozenset[bytes]:
    return frozenset((content or b"").splitlines())


def _written_place(content: Content) -> tuple[str | None, ...]:
    """Return the team and the cycle that a goal's file itself names."""
    record = content.parsed.record if content.parsed is not None else None
    refs = (getattr(record, "team", None), getattr(record, "cycle", None))
    return tuple(map(as_written, refs))
