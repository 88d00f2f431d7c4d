"""All objects of a goals folder as of one day, with the ways to find them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from goalsite.findings import Finding
from goalsite.model.objects import (
    Company,
    Cycle,
    Goal,
    KeyResult,
    Kpi,
    Objective,
    Page,
    Person,
    Team,
    Translations,
    Unreadable,
    Untranslated,
)
from goalsite.model.periods import FiscalYear


@dataclass(frozen=True, slots=True, eq=False)
class Repository:
    """Everything read, in a fixed order (by id), with the findings of reading and linking (G0, G1).

    Mappings are keyed by id. ``supporters`` maps an objective's id to the ids of the objectives whose ``supports``
    names it or one of its key results, whatever their state; ``beside`` does the same for ``also_supports`` and
    ``needed_by`` for ``depends_on``. ``working_on`` maps a KPI's id to the key results (objective id, key result id)
    that read it. ``blind`` tells that some file could not be read at all, so that what seems missing may stand there.
    ``day_is_set`` tells that the day was asked for rather than taken from the clock. ``language`` is empty for the
    texts as they are written; else it is the one they were translated into, from ``written``, and ``untranslated`` has,
    by the key of its file, what of an object has no translation.
    """

    as_of: date
    day_is_set: bool
    company: Company | None
    teams: Mapping[str, Team]
    people: Mapping[str, Person]
    cycles: Mapping[str, Cycle]
    objectives: Mapping[str, Objective]
    kpis: Mapping[str, Kpi]
    pages: Mapping[str, Page]
    translations: Translations
    unreadable: tuple[Unreadable, ...]
    findings: tuple[Finding, ...]
    blind: bool = False
    fiscal: FiscalYear = field(default_factory=FiscalYear)
    supporters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needed_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    working_on: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    subteams: Mapping[str | None, tuple[str, ...]] = field(default_factory=dict)
    language: str = ""
    written: str = ""
    untranslated: Mapping[str, Untranslated] = field(default_factory=dict)

    def goal(self, id: str) -> Objective | Kpi | None:  # noqa: A002 - the contract's own word
        """Return the objective or KPI of that id, or None."""
        return self.objectives.get(id) or self.kpis.get(id)

    def unit_of(self, key_result: KeyResult) -> str | None:
        """Return the unit of a key result: its own, else that of the KPI it reads (SPEC 3.4)."""
        kpi = self.kpis.get(key_result.kpi or "")
        return key_result.record.unit or (kpi.record.unit if kpi is not None else None)

    def name_of(self, person: str) -> str:
        """Return the name to show for a person key."""
        known = self.people.get(person)
        return known.title if known else person

    def team_title(self, team: str | None) -> str:
        """Return the name to show for a team id; None is the company."""
        if team is None:
            return self.company.title if self.company else ""
        known = self.teams.get(team)
        return known.title if known else team

    def above(self, team: str | None) -> Iterator[str | None]:
        """Yield the team, the teams above it from the nearest on, and None for the company."""
        seen: set[str] = set()
        while team is not None and team not in seen:
            seen.add(team)
            yield team
            known = self.teams.get(team)
            team = known.parent if known else None
        yield None

    def below(self, team: str | None) -> Iterator[str]:
        """Yield all teams below ``team`` (None: the company), in depth-first order, not the team itself."""
        waiting = list(reversed(self.subteams.get(team, ())))
        seen: set[str] = set()
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            yield here
            waiting.extend(reversed(self.subteams.get(here, ())))

    def chain(self, goal: Objective) -> Iterator[Goal]:
        """Yield what an objective rolls up to, step by step: ``supports``, from a KPI on its ``part_of`` (SPEC 7)."""
        target = goal.supports
        while target is not None:
            yield target
            if (objective := self.objectives.get(target.id)) is not None:
                target = objective.supports
            else:
                kpi = self.kpis.get(target.id)
                target = Goal(kpi.part_of) if kpi and kpi.part_of else None
