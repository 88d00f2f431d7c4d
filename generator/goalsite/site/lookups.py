"""Who has what: a repository's goals by team, cycle and person, as pages ask for them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from goalsite.measure.figures import Measured
from goalsite.model.objects import Cycle, Kpi, Objective

if TYPE_CHECKING:
    from datetime import date

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


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
    def depths(self) -> Mapping[str, int]:
        """How deep every team lies in the tree, in its order; 0 right below the company."""
        depths: dict[str, int] = {}
        for team in dict.fromkeys((*self.repository.below(None), *self.repository.teams)):
            depths[team] = depths.get(self.repository.teams[team].parent or "", -1) + 1
        return depths

    @cached_property
    def by_team_and_cycle(self) -> Mapping[tuple[str | None, str], tuple[Objective, ...]]:
        """A team's objectives of a cycle, personal ones apart."""
        return _grouped(((o.team, o.cycle.id), o) for o in self.objectives if o.cycle is not None and o.person is None)

    @cached_property
    def by_cycle(self) -> Mapping[str, tuple[Objective, ...]]:
        """All objectives of a cycle."""
        return _grouped((o.cycle.id, o) for o in self.objectives if o.cycle is not None)

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives someone owns or has as their own."""
        return _grouped((key, o) for o in self.objectives for key in {o.owner, o.person} if key is not None)

    @cached_property
    def kpis_by_person(self) -> Mapping[str, tuple[Kpi, ...]]:
        """The KPIs someone owns."""
        return _grouped((kpi.owner, kpi) for kpi in self.repository.kpis.values() if kpi.owner is not None)

    @cached_property
    def kpis_by_team(self) -> Mapping[str | None, tuple[Kpi, ...]]:
        """A team's KPIs; the company's under None."""
        return _grouped((kpi.team, kpi) for kpi in self.repository.kpis.values())

    @cached_property
    def supporting_kpi(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that support a KPI."""
        return _grouped((o.supports.id, o) for o in self.objectives if o.supports is not None)

    @cached_property
    def becoming_kpi(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that a KPI keeps watch over once they are reached."""
        return _grouped((o.becomes_kpi, o) for o in self.objectives if o.becomes_kpi is not None)

    @cached_property
    def key_results_by_person(self) -> Mapping[str, tuple[tuple[Objective, str], ...]]:
        """The key results someone owns in objectives of others."""
        return _grouped(
            (kr.owner, (o, kr.id))
            for o in self.objectives
            for kr in o.key_results
            if kr.owner is not None and kr.owner not in (o.owner, o.person)
        )

    @cached_property
    def with_team(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives of others that a team works on too."""
        return _grouped((team, o) for o in self.objectives for team in o.with_teams)

    @cached_property
    def continued_by(self) -> Mapping[str, tuple[Objective, ...]]:
        """The objectives that carry an earlier one on."""
        return _grouped((o.carries_on, o) for o in self.objectives if o.carries_on is not None)

    @cached_property
    def person_by_name(self) -> Mapping[str, str]:
        """People by their names, where only one bears it."""
        named = _grouped((person.title, person.id) for person in self.repository.people.values())
        return {name: ids[0] for name, ids in named.items() if len(ids) == 1}


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, tuple[Value, ...]]:
    found: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
