"""What Explore works on in the browser: a file of its own, ``data/explore.json``.

It holds texts exactly as other pages show them, so that no page can say something else, beside a few plain numbers to
sort by.
"""

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from goalsite.language import Message, ngettext
from goalsite.model.objects import Kpi, Objective
from goalsite.site.charts import compact
from goalsite.site.context import SiteContext
from goalsite.site.format import initials
from goalsite.site.marks import PillParts
from goalsite.site.views.explore_terms import WORST_FIRST, Teams, is_current, status_name, value_said
from goalsite.site.views.rows import Rows

_KINDS = (
    ("objective", Message("Objectives")),
    ("kpi", Message("KPIs")),
    ("personal", Message("Personal objectives")),
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


class _Status(NamedTuple):
    """How a goal stands: the word for it in addresses, and what it is drawn from."""

    name: str
    words: PillParts


class _Data:
    """The tables of the file, and the goals that name their lines by number."""

    def __init__(self, site: SiteContext, rows: Rows) -> None:
        self._site, self._rows = site, rows
        self.teams = Teams(site)
        self._cycles = {cycle.id: number for number, cycle in enumerate(site.cycles)}
        repository = site.repository
        objectives, kpis = site.objectives, tuple(repository.kpis.values())
        self.number = len(objectives) + len(kpis)
        keys = {key for o in objectives for key in (o.owner, o.person)} | {kpi.owner for kpi in kpis}
        named = sorted((repository.name_of(key), key) for key in keys if key is not None)
        self.people = [(key, name, initials(name), int(site.is_known(key))) for name, key in named]
        self._people = {key: number for number, (_, key) in enumerate(named)}
        self._ordered: list[Objective | Kpi] = [*sorted(objectives, key=self._order)]
        first = sum(is_current(site, o) for o in objectives)
        self._ordered[first:first] = sorted(kpis, key=self.teams.place)
        stands = {self._stands(goal) for goal in self._ordered}
        self.statuses = sorted(stands, key=lambda one: (WORST_FIRST.index(one.words.shape), one))
        self._statuses = {one: number for number, one in enumerate(self.statuses)}

    def _order(self, objective: Objective) -> tuple[bool, int, int]:
        """Those of today come first, then the newest cycles; in each the company's, then team by team."""
        cycle = self._cycles[objective.cycle.id] if objective.cycle is not None else len(self._cycles)
        return not is_current(self._site, objective), cycle, self.teams.place(objective)

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
            (row.unit, value_said(row)),
        ]


def _found(site: SiteContext, number: int) -> str:
    return ngettext(
        "{found} of {number} goal", "{found} of {number} goals", number, found="{}", number=site.format.number(number)
    )


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(compact(float(share) * 100))


def _dumped(value: Iterable[Any] | str) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
