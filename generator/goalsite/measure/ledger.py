"""What measuring looks up again and again, whatever the day; made once a run."""

from collections.abc import Callable
from datetime import date

from goalsite.measure.figures import Measured
from goalsite.measure.metric import Ends, ends
from goalsite.measure.recorded import Recorded
from goalsite.measure.series import Series
from goalsite.measure.status import Thresholds
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.repository import Repository
from goalsite.settings import Settings
from goalsite.vocabulary import Measure, ProgressFrom, State


class Ledger:
    """The repository and its settings with what follows from them, found once and kept."""

    __slots__ = ("_ends", "_feeding", "_left_out", "_recorded", "_supporters", "repository", "series", "thresholds")

    def __init__(self, repository: Repository, settings: Settings) -> None:
        self.repository = repository
        self.thresholds = Thresholds(settings)
        self.series = Series(repository)
        self._recorded: dict[str, Recorded] = {}
        self._ends: dict[KeyResult, Ends] = {}
        self._supporters: dict[str, tuple[Objective, ...]] = {}
        self._left_out: dict[str, tuple[Objective, ...]] = {}
        self._feeding: dict[str, tuple[Objective, ...]] = {}

    def recorded(self, objective: Objective) -> Recorded:
        """Return an objective's check-ins."""
        found = self._recorded.get(objective.id)
        if found is None:
            found = self._recorded[objective.id] = Recorded(objective)
        return found

    def ends(self, objective: Objective, key_result: KeyResult, day: date) -> Ends:
        """Return the ends of a metric as known on ``day``; those written hold on every day."""
        found = self._ends.get(key_result)
        if found is None:
            found = ends(self.series, self.kpi_of(key_result), objective, key_result, day)
            if key_result.record.from_ is not None and key_result.record.to is not None:
                self._ends[key_result] = found
        return found

    def supporters(self, objective: Objective) -> tuple[Objective, ...]:
        """Return the counted objectives that support it or a key result, in its own cycle or one within it
        (SPEC 4).
        """
        found = self._supporters.get(objective.id)
        if found is None:
            found = self._supporters[objective.id] = self._below(objective, lambda goal: goal.counted)
        return found

    def unreadable_supporters(self, objective: Objective) -> tuple[Objective, ...]:
        """Return the supporters that means leave out because their files cannot be used (SPEC 2)."""
        found = self._left_out.get(objective.id)
        if found is None:
            found = self._left_out[objective.id] = self._below(objective, left_out)
        return found

    def _below(self, objective: Objective, wanted: Callable[[Objective], bool]) -> tuple[Objective, ...]:
        ids = self.repository.supporters.get(objective.id)
        if not ids:
            return ()
        goals = self.repository.objectives
        return tuple(goal for name in ids if (goal := goals.get(name)) and wanted(goal) and _within(goal, objective))

    def feeding(self, objective: Objective) -> tuple[Objective, ...]:
        """Return the supporters its own progress is made from; none where only its own key results count."""
        if objective.id not in self.repository.supporters:
            return ()
        found = self._feeding.get(objective.id)
        if found is None:
            if objective.record.progress_from is ProgressFrom.SUPPORTERS:
                found = self.supporters(objective)
            else:
                fed = {kr.id for kr in objective.key_results if kr.measure is Measure.SUPPORTERS}
                found = tuple(
                    goal
                    for goal in (self.supporters(objective) if fed else ())
                    if goal.supports is not None and goal.supports.key_result in fed
                )
            self._feeding[objective.id] = found
        return found

    def kpi_of(self, key_result: KeyResult) -> Kpi | None:
        """Return the usable KPI a key result reads, None where it reads none or that one cannot be used."""
        if key_result.kpi is None:
            return None
        kpi = self.repository.kpis.get(key_result.kpi)
        return kpi if kpi is not None and kpi.usable else None


def ledger_of(measured: Measured) -> Ledger:
    """Return the ledger that figures were measured with, or a new one where it is not kept."""
    known = measured.ledger
    return known if isinstance(known, Ledger) else Ledger(measured.repository, measured.settings)


def left_out(goal: Objective) -> bool:
    """Tell whether a mean leaves a goal out that it would count, could its file be used (SPEC 2)."""
    return not goal.usable and goal.state in (State.ACTIVE, State.CLOSED)


def reads_kpi(key_result: KeyResult) -> bool:
    """Tell whether a key result reads a KPI, be it found or not."""
    return key_result.kpi is not None or key_result.record.kpi is not None


def _within(goal: Objective, objective: Objective) -> bool:
    """Tell whether a goal is of the other's cycle or one within it; where its cycle is unknown, it may be."""
    if goal.cycle is None or objective.cycle is None:
        return True
    if goal.cycle.id == objective.cycle.id:
        return True
    inner, outer = goal.cycle.span, objective.cycle.span
    return inner.days < outer.days and outer.contains(inner)
