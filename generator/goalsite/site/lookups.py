"""Who has what: a repository's goals by team, cycle and person, as pages ask for them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from goalsite.measure.figures import Measured
from goalsite.model.objects import Cycle, Kpi, Objective

if TYPE_CHECKING:
    from datetime import date


class Lookups:
    """The goals that are shown, in every order pages need; each is worked out at most once."""

    def __init__(self, measured: Measured) -> None:
        self.measured = measured
        self.repository = measured.repository
        self.settings = measured.settings
        self.as_of: date = measured.as_of

    def visible(self, objective: Objective) -> bool:
        """Tell whether an objective has a page: personal ones only where the settings show people."""
        return self.settings.people or objective.person is None

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """All objectives that have a page."""
        return tuple(o for o in self.repository.objectives.values() if self.visible(o))

    @cached_property
    def cycles(self) -> tuple[Cycle, ...]:
        """All cycles, the newest first; of those that end together the shorter first."""
        return tuple(
            sorted(self.repository.cycles.values(), key=lambda c: (-c.span.last.toordinal(), c.span.days, c.id))
        )

    @cached_property
    def current_cycle(self) -> Cycle | None:
        """The cycle pages show first (SPEC 1)."""
        return self.repository.cycles.get(self.measured.current_cycle or "")

    @cached_property
    def current_cycles(self) -> tuple[Cycle, ...]:
        """The current cycle, then the longer ones around it."""
        current = self.current_cycle
        if current is None:
            return ()
        around = [c for c in self.cycles if c.id != current.id and c.span.contains(current.span)]
        return (current, *sorted(around, key=lambda c: (c.span.days, c.id)))

    @cached_property
    def by_team_and_cycle(self) -> Mapping[tuple[str | None, str], tuple[Objective, ...]]:
        """A team's objectives of a cycle, personal ones apart."""
        found: dict[tuple[str | None, str], list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            if objective.cycle is not None and objective.person is None:
                found[objective.team, objective.cycle.id].append(objective)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def by_cycle(self) -> Mapping[str, tuple[Objective, ...]]:
        """All objectives of a cycle."""
        found: dict[str, list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            if objective.cycle is not None:
                found[objective.cycle.id].append(objective)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives someone owns or has as their own."""
        found: dict[str, dict[str, Objective]] = defaultdict(dict)
        for objective in self.objectives:
            for person in (objective.owner, objective.person):
                if person is not None:
                    found[person][objective.id] = objective
        return {key: tuple(map_.values()) for key, map_ in found.items()}

    @cached_property
    def kpis_by_person(self) -> Mapping[str, tuple[Kpi, ...]]:
        """The KPIs someone owns."""
        found: dict[str, list[Kpi]] = defaultdict(list)
        for kpi in self.repository.kpis.values():
            if kpi.owner is not None:
                found[kpi.owner].append(kpi)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def kpis_by_team(self) -> Mapping[str | None, tuple[Kpi, ...]]:
        """A team's KPIs; the company's under None."""
        found: dict[str | None, list[Kpi]] = defaultdict(list)
        for kpi in self.repository.kpis.values():
            found[kpi.team].append(kpi)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def supporting_kpi(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that support a KPI."""
        return self._pointing(lambda o: o.supports.id if o.supports is not None else None)

    @cached_property
    def becoming_kpi(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that a KPI keeps watch over once they are reached."""
        return self._pointing(lambda o: o.becomes_kpi)

    def _pointing(self, to: Callable[[Objective], str | None]) -> Mapping[str, tuple[Objective, ...]]:
        found: dict[str, list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            target = to(objective)
            if target is not None:
                found[target].append(objective)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def key_results_by_person(self) -> Mapping[str, tuple[tuple[Objective, str], ...]]:
        """The key results someone owns in objectives of others."""
        found: dict[str, list[tuple[Objective, str]]] = defaultdict(list)
        for objective in self.objectives:
            for kr in objective.key_results:
                if kr.owner is not None and kr.owner not in (objective.owner, objective.person):
                    found[kr.owner].append((objective, kr.id))
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def with_team(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives of others that a team works on too."""
        found: dict[str, list[Objective]] = defaultdict(list)
        for objective in self.objectives:
            for team in objective.with_teams:
                found[team].append(objective)
        return {key: tuple(list_) for key, list_ in found.items()}

    @cached_property
    def continued_by(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that carry an earlier one on."""
        return self._pointing(lambda o: o.carries_on)

    @cached_property
    def person_by_name(self) -> Mapping[str, str]:
        """People by their names, where only one bears it."""
        names: dict[str, list[str]] = defaultdict(list)
        for person in self.repository.people.values():
            names[person.title].append(person.id)
        return {name: ids[0] for name, ids in names.items() if len(ids) == 1}
