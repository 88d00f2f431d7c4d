"""The forest of what supports what, from the company's goals down."""

from collections.abc import Iterable
from typing import NamedTuple

from goalsite.model.objects import Objective
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.explore_terms import WORST_FIRST
from goalsite.site.views.lines import KpiRow, ObjectiveRow
from goalsite.site.views.rows import Rows

_DEEPEST = 24
"""Goals deeper in the tree than this are listed on one level, so that no chain outgrows the page."""


class Branch(NamedTuple):
    """One goal of the tree with what lies below it; exactly one of the three kinds is set.

    ``goals`` are below it, ``units`` of each shape, the worst last. ``elsewhere`` is the page that shows what lies
    below it, where this one has no room for that.
    """

    objective: ObjectiveRow | None
    key_result: "Leaf | None"
    kpi: KpiRow | None
    below: "tuple[Branch, ...]"
    goals: int
    units: tuple[tuple[str, int], ...]
    also: tuple[Named, ...]
    elsewhere: str = ""

    @property
    def goal(self) -> ObjectiveRow | KpiRow:
        """The goal it is, where it is no key result."""
        goal = self.objective or self.kpi
        assert goal is not None
        return goal


class Leaf(NamedTuple):
    """A key result as a grey node: between objectives, or beside one that is supported while nothing supports it."""

    title: str
    url: str
    bar: object
    percent: str
    pill: object


class Forest:
    """Builds the forest of what supports what, from the company's goals down."""

    def __init__(self, site: SiteContext, rows: Rows, shown: list[Objective]) -> None:
        self._site = site
        self._rows = rows
        self._shown = shown
        self.placed: set[str] = set()
        self._under: dict[str, list[Objective]] = {}
        for objective in shown:
            if objective.supports is not None:
                self._under.setdefault(objective.supports.id, []).append(objective)
        self._parts: dict[str, list[str]] = {}
        for kpi in site.repository.kpis.values():
            if kpi.part_of is not None:
                self._parts.setdefault(kpi.part_of, []).append(kpi.id)

    def trees(self) -> tuple[Branch, ...]:
        """Return the company's objectives and those company KPIs that something supports."""
        order = {cycle.id: -number for number, cycle in enumerate(self._site.current_cycles)}
        company = [o for o in self._shown if o.is_company and o.supports is None]
        company.sort(key=lambda o: order.get(o.cycle.id if o.cycle is not None else "", 0))
        trees = [self._objective(o) for o in company]
        for kpi in self._site.repository.kpis.values():
            if kpi.team is None and kpi.part_of is None:
                branch = self._kpi(kpi.id)
                if branch is not None:
                    trees.append(branch)
        trees += [self._objective(o) for o in self._shown if o.is_company and o.id not in self.placed]
        return tuple(trees)

    def _objective(self, objective: Objective, depth: int = 0) -> Branch:
        self.placed.add(objective.id)
        row = self._rows.objective(objective)
        if depth >= _DEEPEST:
            return self._branch(row, None, None, self._flat(objective), self._site.helped(objective.also_supports))
        below: list[Branch] = []
        by_key_result: dict[str | None, list[Objective]] = {}
        for child in self._under.get(objective.id, ()):
            assert child.supports is not None
            by_key_result.setdefault(child.supports.key_result, []).append(child)
        supported = any(by_key_result.get(kr.id) for kr in row.key_results)
        for kr in row.key_results:
            mine = self._children(by_key_result.pop(kr.id, ()), depth)
            if mine or (supported and kr.active):
                leaf = Leaf(kr.title, f"{row.url}#{kr.anchor}", kr.bar, kr.percent, kr.pill)
                below.append(self._branch(None, leaf, None, mine))
        for children in by_key_result.values():
            below += self._children(children, depth)
        return self._branch(row, None, None, below, self._site.helped(objective.also_supports))

    def _flat(self, objective: Objective) -> list[Branch]:
        """Return all that lies below, on one level."""
        found: list[Branch] = []
        waiting = list(self._under.get(objective.id, ()))
        while waiting:
            here = waiting.pop()
            if here.id not in self.placed:
                self.placed.add(here.id)
                found.append(self._branch(self._rows.objective(here), None, None, []))
                waiting.extend(self._under.get(here.id, ()))
        return found

    def _kpi(self, kpi: str, depth: int = 0) -> Branch | None:
        below = self._children(self._under.get(kpi, ()), depth)
        if depth < _DEEPEST:
            parts = (self._kpi(part, depth + 1) for part in self._parts.get(kpi, ()))
            below += [branch for branch in parts if branch is not None]
        return self._branch(None, None, self._rows.kpi(self._site.repository.kpis[kpi]), below) if below else None

    def _children(self, objectives: Iterable[Objective], depth: int) -> list[Branch]:
        return [self._objective(o, depth + 1) for o in objectives if o.id not in self.placed]

    def _branch(
        self,
        row: ObjectiveRow | None,
        leaf: Leaf | None,
        kpi: KpiRow | None,
        below: list[Branch],
        also: tuple[Named, ...] = (),
    ) -> Branch:
        count = 0
        units: dict[str, int] = {}
        for branch in below:
            count += branch.goals + (branch.objective is not None)
            if branch.objective is not None:
                units[branch.objective.shape] = units.get(branch.objective.shape, 0) + 1
            for shape, number in branch.units:
                units[shape] = units.get(shape, 0) + number
        return Branch(row, leaf, kpi, tuple(below), count, tuple(sorted(units.items(), key=_best_first)), also)


def _best_first(unit: tuple[str, int]) -> int:
    return -WORST_FIRST.index(unit[0])
