"""Explore: all goals, to search, filter and sort in the browser; without JavaScript, those of the current cycle.

What the browser works on is a file of its own, ``data/explore.json``. It holds texts exactly as other pages show them,
so that no page can say something else, beside a few plain numbers to sort by.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from goalsite.language import Message, ngettext
from goalsite.language import gettext as _
from goalsite.model.objects import Kpi, Objective
from goalsite.site.charts import compact
from goalsite.site.context import Named, SiteContext
from goalsite.site.days import UNKNOWN
from goalsite.site.format import initials
from goalsite.site.marks import PillParts
from goalsite.site.views.lines import KpiRow, ObjectiveRow
from goalsite.site.views.rows import Rows
from goalsite.site.views.status import GRADE_SHAPES

EXPLORE_DATA = "data/explore.json"
MOST_LISTED = 80
"""Goals the page lists without JavaScript, so that it stays small."""

COMPANY = "-"
"""What stands for the company in the address; no folder of a team is called so."""

_KINDS = (
    ("objective", Message("Objectives")),
    ("kpi", Message("KPIs")),
    ("personal", Message("Personal objectives")),
)
WORST_FIRST = (
    *("broken", "off", "late", "risk", "old", "nodata", "gone", "draft"),
    *("wait", "missed", "partly", "closed", "met", "ok", "done"),
)
_WORDS = {
    "search": Message("Search"),
    "hint": Message("Title, key result, owner or team"),
    "team": Message("Team, with sub-teams"),
    "cycle": Message("Cycle"),
    "owner": Message("Owner"),
    "kind": Message("Kind"),
    "status": Message("Status"),
    "sort": Message("Order"),
    "all": Message("All"),
    "reset": Message("Show all"),
    "none": Message("No goal is like that."),
    "next": Message("Ask for less, or show all."),
    "more": Message("Show {number} more", number="{}"),
    "left": Message("{number} left", number="{}"),
    "expected": Message("expected today {share}", share="{}"),
    "tick": Message(", {tick} expected today", tick="{}"),
    "gap": Message("{before} {after}", before="", after=""),
    "detail": Message(", {what}", what="{}"),
    "columns": (
        *(Message("Goal"), Message("Team"), Message("Cycle"), Message("Progress")),
        *(Message("Per cent"), Message("Status"), Message("Owner")),
    ),
    "orders": (
        ("", Message("By cycle and team")),
        ("title", Message("Goal, A to Z")),
        ("-title", Message("Goal, Z to A")),
        ("team", Message("Team, from the company down")),
        ("-team", Message("Team, from below up")),
        ("cycle", Message("Cycle, newest first")),
        ("-cycle", Message("Cycle, oldest first")),
        ("progress", Message("Progress, lowest first")),
        ("-progress", Message("Progress, highest first")),
        ("status", Message("Status, worst first")),
        ("-status", Message("Status, best first")),
        ("owner", Message("Owner, A to Z")),
        ("-owner", Message("Owner, Z to A")),
    ),
}
"""What the page's script says; ``{}`` is what it fills in."""


class ExploreLine(NamedTuple):
    """A goal as listed without JavaScript; ``said`` stands in the place of the bar of a KPI.

    ``unfolds`` tells that it leads to where that unfolds, as no completion beside it does.
    """

    title: str
    url: str
    unit: str
    bar: Markup
    said: str
    percent: str
    pill: Markup
    owner: Markup
    unfolds: bool = False


class ExploreGroup(NamedTuple):
    """The goals of a team, of the company or of people in the current cycle, and how many are not listed."""

    link: Named
    number: int
    lines: tuple[ExploreLine, ...]


@dataclass(frozen=True, slots=True)
class ExplorePage:
    """Everything the page says without JavaScript, and where its data lies."""

    number: str
    cycle: Named | None
    shown: int
    groups: tuple[ExploreGroup, ...]
    left: int
    data: str


def explore_page(site: SiteContext, rows: Rows) -> ExplorePage:
    """Return the page: the goals of the current cycle and all KPIs by team, up to a number that keeps it small."""
    teams = _Teams(site)
    goals: list[Objective | Kpi] = [o for o in site.objectives if _is_current(site, o)]
    goals += site.repository.kpis.values()
    goals.sort(key=lambda goal: (_is_personal(goal), teams.place(goal)))
    room, groups = MOST_LISTED, []
    for (personal, _place), own in groupby(goals, key=lambda goal: (_is_personal(goal), teams.place(goal))):
        mine = tuple(own)
        link = Named(_("Personal objectives"), None) if personal else site.team(mine[0].team)
        if room:
            groups.append(ExploreGroup(link, len(mine), tuple(_line(rows, goal) for goal in mine[:room])))
        room = max(room - len(mine), 0)
    listed = sum(len(group.lines) for group in groups)
    return ExplorePage(
        number=_goals(site, len(site.objectives) + len(site.repository.kpis)),
        cycle=site.cycle(site.current_cycle) if site.current_cycle is not None else None,
        shown=len(goals),
        groups=tuple(groups),
        left=len(goals) - listed,
        data=EXPLORE_DATA,
    )


def explore_json(site: SiteContext, rows: Rows) -> bytes:
    """Return the data as UTF-8, one goal a line, its words in the language in force.

    ``teams`` are (id, title, depth), each before those below it; ``cycles`` (id, name), the newest first; ``people``
    (key, name, initials, 1 where known); ``statuses`` (shape, word, older word, 1 where it has a ground, the word for
    addresses), the worst first. A goal is (title, URL below the site, number of its kind, of its team, cycle, owner and
    status; per cent as text, as a number; the bar as (share, tick, state, expected) or, of a KPI, (unit, what stands
    for the bar); titles of key results). What a goal does not have is -1, null or left out; a personal goal has a
    person for its team.
    """
    data = _Data(site, rows)
    goals = ",\n".join(_dumped(goal) for goal in data.goals())
    head = {
        "words": {**_WORDS, "count": _found(site, data.number)},
        "kinds": _KINDS,
        "teams": data.teams.table,
        "cycles": [(cycle.id, site.cycle(cycle).title) for cycle in site.cycles],
        "people": data.people,
        "statuses": [(*words[:3], int(words.ground), name) for name, words in data.statuses],
    }
    lines = [f"{_dumped(name)}:{_dumped(value)}" for name, value in head.items()]
    return ("{" + ",\n".join(lines) + f',\n"goals":[\n{goals}\n]}}\n').encode()


class _Teams:
    """The company and its teams in the order of the tree."""

    def __init__(self, site: SiteContext) -> None:
        self.table: list[tuple[str, str, int]] = [(COMPANY, site.team(None).title, 0)]
        self._places: dict[str | None, int] = {None: 0}
        for id_, depth in site.depths.items():
            self._places[id_] = len(self.table)
            self.table.append((id_, site.team(id_).title, depth))

    def place(self, goal: Objective | Kpi) -> int:
        """Return the number of the team a goal is of."""
        return self._places.get(goal.team, 0)


class _Status(NamedTuple):
    """How a goal stands: the word for it in addresses, and what it is drawn from."""

    name: str
    words: PillParts


class _Data:
    """The tables of the file, and the goals that name their lines by number."""

    def __init__(self, site: SiteContext, rows: Rows) -> None:
        self._site, self._rows = site, rows
        self.teams = _Teams(site)
        self._cycles = {cycle.id: number for number, cycle in enumerate(site.cycles)}
        repository = site.repository
        objectives, kpis = site.objectives, tuple(repository.kpis.values())
        self.number = len(objectives) + len(kpis)
        keys = {key for o in objectives for key in (o.owner, o.person)} | {kpi.owner for kpi in kpis}
        named = sorted((repository.name_of(key), key) for key in keys if key is not None)
        self.people = [(key, name, initials(name), int(site.is_known(key))) for name, key in named]
        self._people = {key: number for number, (_, key) in enumerate(named)}
        self._ordered: list[Objective | Kpi] = [*sorted(objectives, key=self._order)]
        first = sum(_is_current(site, o) for o in objectives)
        self._ordered[first:first] = sorted(kpis, key=self.teams.place)
        stands = {self._stands(goal) for goal in self._ordered}
        self.statuses = sorted(stands, key=lambda one: (WORST_FIRST.index(one.words.shape), one))
        self._statuses = {one: number for number, one in enumerate(self.statuses)}

    def _order(self, objective: Objective) -> tuple[bool, int, int]:
        """Those of today come first, then the newest cycles; in each the company's, then team by team."""
        cycle = self._cycles[objective.cycle.id] if objective.cycle is not None else len(self._cycles)
        return not _is_current(self._site, objective), cycle, self.teams.place(objective)

    def _stands(self, goal: Objective | Kpi) -> _Status:
        row = self._rows.objective(goal) if isinstance(goal, Objective) else self._rows.kpi(goal)
        return _Status(status_name(row), row.words)

    def goals(self) -> Iterator[list[Any]]:
        """Yield the line of every goal."""
        for goal in self._ordered:
            yield self._objective(goal) if isinstance(goal, Objective) else self._kpi(goal)

    def _objective(self, objective: Objective) -> list[Any]:
        row = self._rows.objective(objective)
        figures = self._site.measured.objectives.get(objective.id)
        personal = objective.person is not None
        return [
            *(row.title, row.url, 2 if personal else 0),
            self._people[objective.person] if objective.person is not None else self.teams.place(objective),
            self._cycles[objective.cycle.id] if objective.cycle is not None else -1,
            *(self._people.get(objective.owner or "", -1), self._statuses[self._stands(objective)]),
            *(row.percent, _number(figures.progress if figures is not None else None)),
            row.bar_parts,
            *(kr.title for kr in row.key_results),
        ]

    def _kpi(self, kpi: Kpi) -> list[Any]:
        row = self._rows.kpi(kpi)
        figures = self._site.measured.kpis.get(kpi.id)
        return [
            *(row.title, row.url, 1, self.teams.place(kpi), -1),
            *(self._people.get(kpi.owner or "", -1), self._statuses[self._stands(kpi)]),
            *(row.completion, _number(figures.completion if figures is not None else None)),
            (row.unit, _said(row)),
        ]


def _goals(site: SiteContext, number: int) -> str:
    return ngettext("{number} goal", "{number} goals", number, number=site.format.number(number))


def _found(site: SiteContext, number: int) -> str:
    return ngettext(
        "{found} of {number} goal", "{found} of {number} goals", number, found="{}", number=site.format.number(number)
    )


def status_name(row: ObjectiveRow | KpiRow) -> str:
    """Return the word that stands for a status in addresses, the same in every language."""
    if not row.usable:
        return "unreadable"
    if isinstance(row, ObjectiveRow):
        return f"closed, {row.shape}" if row.shape in GRADE_SHAPES.values() else str(row.status)
    return "superseded" if row.superseded else "stale" if row.shape == "old" else str(row.health)


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(compact(float(share) * 100))


def _is_current(site: SiteContext, objective: Objective) -> bool:
    return objective.cycle is None or objective.cycle in site.current_cycles


def _is_personal(goal: Objective | Kpi) -> bool:
    return isinstance(goal, Objective) and goal.person is not None


def _line(rows: Rows, goal: Objective | Kpi) -> ExploreLine:
    if isinstance(goal, Objective):
        row = rows.objective(goal)
        return ExploreLine(row.title, row.url, "", row.bar, "", row.percent, row.pill, row.owner)
    kpi = rows.kpi(goal)
    alone = kpi.completion == UNKNOWN != kpi.now
    return ExploreLine(kpi.title, kpi.url, kpi.unit, Markup(""), _said(kpi), kpi.completion, kpi.pill, kpi.owner, alone)


def _said(row: KpiRow) -> str:
    """Return a KPI's newest value and its target, where objectives have a bar."""
    return row.now if row.target == UNKNOWN else _("{value}, target {target}", value=row.now, target=row.target)


def _dumped(value: Iterable[Any] | str) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
