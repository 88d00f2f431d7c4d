"""Changes told together: what one commit did to many goals alike is said once, with the goals by their kind."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from goalsite.language import ngettext
from goalsite.site.context import Named
from goalsite.site.views.commits import CommitLink
from goalsite.vocabulary import Kind

_MOST_NAMES = 8
_ORDER = (Kind.COMPANY, Kind.TEAM, Kind.OBJECTIVE, Kind.KPI, Kind.PERSON, Kind.CYCLE)


class ChangeLine(NamedTuple):
    """What one commit changed about one goal; ``flag`` is set where a goalpost moved, and says whether with reason.

    ``added`` tells that the commit brought the goal; ``cycle`` is the name of its cycle, empty where it has none.
    """

    date: date
    day: str
    goal: Named
    commit: CommitLink
    told: tuple[str, ...]
    more: int
    flag: str
    added: bool
    kind: Kind
    cycle: str

    @property
    def is_change(self) -> bool:
        """Whether it is a change rather than a check-in: a story holds both."""
        return True


class ToldName(NamedTuple):
    """A goal's name; ``cycle`` is its cycle's where the title alone does not tell it from another, else empty."""

    goal: Named
    cycle: str


class ToldKind(NamedTuple):
    """The names of one kind; ``counted`` says how many, empty where nobody asks, and ``folds`` if they are many."""

    counted: str
    names: tuple[ToldName, ...]
    folds: bool


class Together(NamedTuple):
    """What one commit did to one goal or to several alike; ``line`` is the first of theirs, which says it for all."""

    line: ChangeLine
    kinds: tuple[ToldKind, ...]


def said_alike(line: ChangeLine) -> tuple[object, ...]:
    """Return what lines of one team and day that are told together have in common."""
    return line.commit, line.told, line.more, line.flag


def told_together(lines: Iterable[ChangeLine]) -> Iterator[Together]:
    """Yield the lines of one team and day, those together that say the same of one commit, in the order of the first.

    Where two goals bear one title, names tell their cycles.
    """
    groups: dict[tuple[object, ...], list[ChangeLine]] = {}
    titles: dict[str, set[str | None]] = {}
    for line in lines:
        groups.setdefault(said_alike(line), []).append(line)
        titles.setdefault(line.goal.title, set()).add(line.goal.url)
    twice = {title for title, urls in titles.items() if len(urls) > 1}
    for some in groups.values():
        yield Together(some[0], tuple(_kinds(some, twice)))


def _kinds(lines: list[ChangeLine], twice: set[str]) -> Iterator[ToldKind]:
    found = Counter(line.kind for line in lines)
    for kind in sorted(found, key=_ORDER.index):
        names = tuple(
            ToldName(line.goal, line.cycle if line.goal.title in twice else "") for line in lines if line.kind is kind
        )
        folds = len(names) > _MOST_NAMES
        yield ToldKind(_counted(kind, len(names)) if folds or len(found) > 1 else "", names, folds)


def _counted(kind: Kind, number: int) -> str:
    match kind:
        case Kind.COMPANY:
            return ngettext("{n} company", "{n} companies", number)
        case Kind.TEAM:
            return ngettext("{n} team", "{n} teams", number)
        case Kind.PERSON:
            return ngettext("{n} person", "{n} people", number)
        case Kind.CYCLE:
            return ngettext("{n} cycle", "{n} cycles", number)
        case Kind.KPI:
            return ngettext("{n} KPI", "{n} KPIs", number)
        case _:
            return ngettext("{n} objective", "{n} objectives", number)
