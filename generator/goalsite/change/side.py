"""One side of a comparison: how every goal stands in one state of the files, as little as a comparison needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from goalsite.findings import Finding
from goalsite.measure.figures import Measured
from goalsite.model.objects import Cycle, Goal, Objective
from goalsite.vocabulary import Health, Kind, Status


@dataclass(frozen=True, slots=True)
class PartSide:
    """A key result; ``progress`` is unclamped, None while unmeasured."""

    title: str
    progress: Fraction | None
    status: Status
    owner: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class GoalSide:
    """A goal. Of a KPI, ``progress`` is its completion and ``status`` its health.

    ``above`` are the goals it rolls up to, nearest first, ``reads`` the KPIs that its key results read. A goal whose
    file could not be read has neither progress nor status.
    """

    id: str
    kind: Kind
    title: str
    path: str
    team: str | None
    cycle: str | None
    owner: str | None
    person: str | None
    progress: Fraction | None
    status: Status | Health | None
    stale: bool
    key_results: Mapping[str, PartSide]
    above: tuple[Goal, ...]
    unit: str | None = None
    reads: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether its file could be read."""
        return self.status is not None

    @property
    def unread(self) -> "GoalSide":
        """The same goal with its file as one that cannot be read."""
        return replace(self, progress=None, status=None, stale=False, key_results={}, reads=())

    @property
    def figures(self) -> tuple[object, ...]:
        """What is compared: a goal moves when these do."""
        parts = tuple((id_, part.progress, part.status) for id_, part in self.key_results.items())
        return (self.progress, self.status, self.stale, tuple(sorted(parts, key=lambda part: part[0])))


@dataclass(frozen=True, slots=True)
class TeamSide:
    """A team's mean in a cycle (the company's for None) over ``count`` objectives.

    ``left_out`` are the paths of files that could not be read and would count.
    """

    title: str
    progress: Fraction | None
    count: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonSide:
    """A person as commits know them."""

    name: str
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """All goals, teams (by team and cycle), people and findings of one state of the files.

    ``unreadable`` are the ids of files of which not even the kind can be read. ``team_files`` gives the team that each
    team's file is of, by the file's id.
    """

    as_of: date
    goals: Mapping[str, GoalSide]
    teams: Mapping[tuple[str | None, str], TeamSide]
    team_titles: Mapping[str | None, str]
    cycles: Mapping[str, Cycle]
    people: Mapping[str, PersonSide]
    findings: tuple[Finding, ...]
    unreadable: frozenset[str] = frozenset()
    team_files: Mapping[str, str] = field(default_factory=dict)


def side_of(measured: Measured, findings: tuple[Finding, ...]) -> Side:
    """Return one side of a comparison."""
    repository = measured.repository
    goals = {one.id: one for one in (*_objectives(measured), *_kpis(measured))}
    return Side(
        as_of=measured.as_of,
        goals=goals,
        teams={
            key: TeamSide(repository.team_title(key[0]), figures.progress, len(figures.items), figures.left_out)
            for key, figures in measured.teams.items()
        },
        team_titles={None: repository.team_title(None), **{one.id: one.title for one in repository.teams.values()}},
        cycles=repository.cycles,
        people={one.id: PersonSide(one.title, one.record.emails) for one in repository.people.values()},
        findings=findings,
        unreadable=frozenset(one.id for one in repository.unreadable),
        team_files={one.file.key: one.id for one in repository.teams.values()},
    )


def _objectives(measured: Measured) -> Iterator[GoalSide]:
    repository = measured.repository
    for objective in repository.objectives.values():
        figures = measured.objectives.get(objective.id)
        parts = {
            id_: PartSide(
                one.key_result.title,
                one.progress_raw,
                one.status,
                one.key_result.owner,
                repository.unit_of(one.key_result),
            )
            for id_, one in (figures.key_results if figures else {}).items()
        }
        yield GoalSide(
            id=objective.id,
            kind=Kind.OBJECTIVE,
            title=objective.title or objective.id,
            path=objective.file.path,
            team=objective.team,
            cycle=objective.cycle.id if objective.cycle else None,
            owner=objective.owner,
            person=objective.person,
            progress=figures.progress if figures else None,
            status=figures.status if figures else None,
            stale=False,
            key_results=parts,
            above=_above(measured, objective),
            reads=tuple(dict.fromkeys(one.kpi for one in objective.key_results if one.kpi is not None)),
        )


def _above(measured: Measured, objective: Objective) -> tuple[Goal, ...]:
    found: list[Goal] = []
    for goal in measured.repository.chain(objective):
        if goal in found:
            break
        found.append(goal)
    return tuple(found)


def _kpis(measured: Measured) -> Iterator[GoalSide]:
    repository = measured.repository
    for kpi in repository.kpis.values():
        figures = measured.kpis.get(kpi.id)
        yield GoalSide(
            id=kpi.id,
            kind=Kind.KPI,
            title=kpi.title or kpi.id,
            path=kpi.file.path,
            team=kpi.team,
            cycle=None,
            owner=kpi.owner,
            person=None,
            progress=figures.completion if figures else None,
            status=figures.health if figures else None,
            stale=figures.stale if figures else False,
            key_results={},
            above=(Goal(kpi.part_of),) if kpi.part_of else (),
            unit=kpi.record.unit,
        )
