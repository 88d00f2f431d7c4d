"""What a form can ask Explore for where a page has no room for all goals: its names are those of Explore's address."""

from collections import Counter
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from goalsite.model.objects import Objective
from goalsite.site.context import SiteContext
from goalsite.site.views.explore_terms import COMPANY, WORST_FIRST, status_name
from goalsite.site.views.rows import Rows

_MOST_TEAMS = 80
"""Teams that can be chosen: whole levels of their tree, from above, as far as there is room."""
_MOST_OWNERS = 250
"""Owners that can be chosen; of more, a name has to be written."""


class Choice(NamedTuple):
    """Something that can be chosen: the word for it in the address, what it is called, how deep it stands."""

    value: str
    title: str
    depth: int = 0


class StatusChoice(NamedTuple):
    """A status that can be chosen, how it is drawn, and how many goals have it."""

    value: str
    shape: str
    word: str
    number: int


class Asking(NamedTuple):
    """What can be asked for; ``owners`` are empty where they are too many to choose from."""

    teams: tuple[Choice, ...]
    owners: tuple[Choice, ...]
    statuses: tuple[StatusChoice, ...]


def asking(site: SiteContext, rows: Rows, objectives: Iterable[Objective]) -> Asking:
    """Return what can be asked for of some objectives."""
    objectives = tuple(objectives)
    owners = {o.owner for o in objectives if o.owner is not None}
    named = sorted((site.repository.name_of(key), key) for key in owners) if len(owners) <= _MOST_OWNERS else []
    lines = [rows.objective(o) for o in objectives]
    stands = Counter((WORST_FIRST.index(row.shape), status_name(row), row.shape, row.words.word) for row in lines)
    return Asking(
        teams=_teams(site),
        owners=tuple(Choice(key, name) for name, key in named),
        statuses=tuple(StatusChoice(name, shape, word, n) for (_, name, shape, word), n in sorted(stands.items())),
    )


def teams_of(site: SiteContext, teams: Iterable[str | None]) -> tuple[Choice, ...]:
    """Return some teams and those above them, each before those below it; None among them is the company."""
    asked = set(teams)
    shown = asked | {above for team in asked for above in site.repository.above(team) if above is not None}
    return tuple(_choice(site, id_, depth) for id_, depth in _depths(site).items() if id_ in shown)


def _depths(site: SiteContext) -> dict[str | None, int]:
    """Return how deep the company and its teams stand, in the order of their tree."""
    return {None: 0} | {id_: site.depths[id_] + 1 for id_ in site.repository.below(None)}


def _choice(site: SiteContext, team: str | None, depth: int) -> Choice:
    return Choice(team or COMPANY, site.team(team).title, depth)


def _teams(site: SiteContext) -> tuple[Choice, ...]:
    """Return the company and its upper teams, each before those below it."""
    depths = _depths(site)
    levels = Counter(depths.values())
    held = {depth: sum(levels[one] for one in range(depth + 1)) for depth in sorted(levels)}
    shown = set(takewhile(lambda depth: depth <= 1 or held[depth] <= _MOST_TEAMS, held))
    return tuple(_choice(site, id_, depth) for id_, depth in depths.items() if depth in shown)
