"""A day of which figures are told: the one measured, or an earlier one."""

from datetime import date

from goalsite.measure.figures import KeyResultFigures, Measured, ObjectiveFigures
from goalsite.measure.ledger import ledger_of
from goalsite.measure.sheet import Sheet
from goalsite.measure.standing import KeyResultStanding, ObjectiveStanding
from goalsite.model.objects import KeyResult, Kpi, Objective

KeyResultThen = KeyResultFigures | KeyResultStanding
"""A key result on the day measured, or on an earlier one."""

ObjectiveThen = ObjectiveFigures | ObjectiveStanding
"""An objective on the day measured, or on an earlier one."""


class OnDay:
    """What is known on a day; ``sheet`` holds the standings of an earlier one, None is the day measured."""

    __slots__ = ("_sheet", "day", "measured")

    def __init__(self, measured: Measured, sheet: Sheet | None = None) -> None:
        self.measured = measured
        self.day = measured.as_of if sheet is None else sheet.day
        self._sheet = sheet

    def goal(self, objective: str) -> ObjectiveThen:
        """Return how a usable objective stood on the day."""
        figures = self.measured.objectives[objective]
        return figures if self._sheet is None else self._sheet.objective(figures.objective)

    def known(self, done: date | None) -> date | None:
        """Return a day on which something was done, where that had happened by the day."""
        return done if done is not None and done <= self.day else None

    def kpi_of(self, key_result: KeyResult) -> Kpi | None:
        """Return the usable KPI that a key result reads."""
        return ledger_of(self.measured).kpi_of(key_result)

    def last_day_of_kpis(self, objective: Objective) -> date:
        """Return the last day of which an objective reads KPIs: they count up to the end of its cycle (SPEC 4)."""
        assert objective.cycle is not None
        return min(self.day, objective.cycle.span.last)
