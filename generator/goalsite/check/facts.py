"""What several rules ask of the goals, found out once a run."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from goalsite.check.markup import Mark, scan
from goalsite.findings import Position
from goalsite.measure.figures import Measured
from goalsite.model.objects import Company, Cycle, KeyResult, Kpi, Objective, Page, Person, Team
from goalsite.vocabulary import CycleState, State


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of markup (a link or raw HTML) with the object and the place it stands at."""

    goal: str
    path: str
    position: Position
    key: str
    mark: Mark


class Facts:
    """Facts about the goals that rules share; each is found out when first asked for."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured
        self._repository = measured.repository

    def over(self, cycle: Cycle) -> bool:
        """Tell whether a cycle is over: by date, or because its file says that it is closed."""
        return cycle.span.last < self._repository.as_of or cycle.state is CycleState.CLOSED

    @cached_property
    def running(self) -> tuple[Objective, ...]:
        """The objectives that can still be changed: readable, active, in cycles not over (SPEC 9)."""
        over = {id_ for id_, cycle in self._repository.cycles.items() if self.over(cycle)}
        return tuple(
            objective
            for objective in self._repository.objectives.values()
            if objective.usable
            and objective.state is State.ACTIVE
            and objective.cycle is not None
            and objective.cycle.id not in over
        )

    @cached_property
    def key_results(self) -> tuple[tuple[Objective, KeyResult], ...]:
        """The key results of running objectives, without retired ones."""
        return tuple(
            (objective, key_result)
            for objective in self.running
            for key_result in objective.key_results
            if key_result.retired is None
        )

    @cached_property
    def kpis(self) -> tuple[Kpi, ...]:
        """The KPIs that can still be changed: readable and not superseded."""
        return tuple(kpi for kpi in self._repository.kpis.values() if kpi.usable and kpi.record.superseded_by is None)

    @cached_property
    def answerable(self) -> frozenset[str]:
        """The ids of the goals that can still be changed, which a missing reason is asked of."""
        return frozenset((*(one.id for one in self.running), *(one.id for one in self.kpis)))

    @cached_property
    def partial(self) -> bool:
        """Whether anything could not be read, so that what seems missing may stand there."""
        repository = self._repository
        return repository.blind or any(
            not thing.usable
            for things in (repository.objectives, repository.kpis, repository.teams, repository.people)
            for thing in things.values()
        )

    @cached_property
    def unusable_kpis(self) -> tuple[Kpi, ...]:
        """The KPIs that could not be read in full."""
        return tuple(kpi for kpi in self._repository.kpis.values() if not kpi.usable)

    @cached_property
    def unusable_objectives(self) -> tuple[Objective, ...]:
        """The objectives that could not be read in full and may still be running."""
        return tuple(
            objective
            for objective in self._repository.objectives.values()
            if not objective.usable and not (objective.cycle is not None and self.over(objective.cycle))
        )

    @cached_property
    def _broken(self) -> frozenset[str]:
        broken = set()
        for finding in self._repository.findings:
            if finding.code.startswith("G0") or finding.code == "G107":
                stem = finding.path.rpartition(".")[0]
                broken.add(stem)
                broken.add(stem.rpartition("/")[0])
        for unreadable in self._repository.unreadable:
            broken.add(unreadable.file.path.rpartition("/")[0])
        return frozenset(broken)

    def recorded_in_full(self, goal: Objective | Kpi) -> bool:
        """Tell whether all that was recorded of a goal could be read: its file, its CSV, its check-in files.

        Where not, the newest value may be in what could not be read.
        """
        return goal.usable and goal.file.path.rpartition(".")[0] not in self._broken

    @cached_property
    def _with_lost_keys(self) -> frozenset[str]:
        return frozenset(finding.path for finding in self._repository.findings if finding.code in ("G003", "G004"))

    def nothing_lost(self, subject: Objective | Kpi) -> bool:
        """Tell whether every key of a file was understood.

        Where one was not, what seems to be missing is probably what was meant by it, and has its finding already.
        """
        return subject.file.path not in self._with_lost_keys

    def parts_below(self, whole: Kpi) -> Iterator[str]:
        """Yield the id of a KPI and those of all its parts, and theirs."""
        seen: set[str] = set()
        waiting = [whole.id]
        while waiting:
            here = waiting.pop()
            if here in seen:
                continue
            seen.add(here)
            yield here
            known = self._repository.kpis.get(here)
            waiting.extend(known.parts if known else ())

    @cached_property
    def subjects(self) -> tuple[Company | Team | Person | Objective | Kpi | Page, ...]:
        """Everything readable that has a file, cycles apart (their files are optional)."""
        repository = self._repository
        company = (repository.company,) if repository.company and repository.company.usable else ()
        return (
            *company,
            *(team for team in repository.teams.values() if team.usable),
            *(person for person in repository.people.values() if person.usable),
            *(objective for objective in repository.objectives.values() if objective.usable),
            *(kpi for kpi in repository.kpis.values() if kpi.usable),
            *repository.pages.values(),
        )

    @cached_property
    def marks(self) -> tuple[Marked, ...]:
        """Every link and piece of raw HTML in bodies and notes, with its place."""
        found: list[Marked] = []

        def look(goal: str, path: str, text: str, line: int, column: int, key: str, *, page: bool = False) -> None:
            for mark in scan(text, page=page):
                at = Position(line + mark.line, mark.column + (column if mark.line == 0 else 1))
                found.append(Marked(goal, path, at, key, mark))

        for subject in self.subjects:
            file = subject.file
            if file.body:
                look(file.key, file.path, file.body, file.body_line, 1, "", page=isinstance(subject, Page))
            if isinstance(subject, Objective):
                for check_in in subject.check_ins:
                    if check_in.note:
                        key = f"{check_in.record.key}.note" if check_in.record.key else ""
                        column = subject.record.position(key).column if key else 1
                        look(file.key, check_in.path, check_in.note, check_in.note_line, column, key)
            elif isinstance(subject, Kpi):
                for value in subject.values:
                    if value.note:
                        look(file.key, value.path or file.path, value.note, value.at.line, value.at.column, "values")
        for cycle in self._repository.cycles.values():
            if cycle.file and cycle.file.body and cycle.usable:
                look(cycle.file.key, cycle.file.path, cycle.file.body, cycle.file.body_line, 1, "")
        for translation in self._repository.translations.values():
            file = translation.file
            if file.body:
                look(translation.of, file.path, file.body, file.body_line, 1, "")
        return tuple(found)

    def key_of(self, path: str) -> str:
        """Return a file's path below the goals folder, without its ending."""
        folder = self._measured.settings.goals_dir.rstrip("/")
        path = path.removeprefix(f"{folder}/") if folder not in ("", ".") else path
        return path.rpartition(".")[0]

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in sorted(self.files):
            folder, _, name = key.rpartition("/")
            found.setdefault(folder, []).append(name)
        return found

    def names_in(self, folder: str) -> list[str]:
        """Return the names of the Markdown files in a folder, without their ending."""
        return self._by_folder.get(folder, [])

    @cached_property
    def files(self) -> frozenset[str]:
        """The keys of all Markdown files of the repository, readable or not."""
        repository = self._repository
        files = {thing.file.key for thing in repository.teams.values()}
        files.update(thing.file.key for thing in repository.people.values())
        files.update(thing.file.key for thing in repository.objectives.values())
        files.update(thing.file.key for thing in repository.kpis.values())
        files.update(thing.file.key for thing in repository.pages.values())
        files.update(thing.file.key for thing in repository.unreadable)
        files.update(thing.file.key for thing in repository.translations.values())
        files.update(cycle.file.key for cycle in repository.cycles.values() if cycle.file)
        files.update(
            self.key_of(check_in.path)
            for objective in repository.objectives.values()
            for check_in in objective.check_ins
            if check_in.path != objective.file.path
        )
        if repository.company:
            files.add(repository.company.file.key)
        return frozenset(files)
