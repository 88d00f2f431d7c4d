"""Unfold where an objective stood on an earlier day: each item in short, by its own formula and newest line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from goalsite.language import gettext as _
from goalsite.measure.explain_expected import expected_of_key_result, own_line
from goalsite.measure.explain_progress import progress_of_key_result
from goalsite.measure.figures import Measured, Point
from goalsite.measure.ledger import Ledger, ledger_of
from goalsite.measure.on_day import OnDay
from goalsite.measure.reasons import EXACT, Figure, Input, Why, Writing, filled_mean, from_reading, mean_of
from goalsite.measure.rollup import ZERO
from goalsite.measure.sheet import Sheet
from goalsite.measure.standing import KeyResultStanding, ObjectiveStanding, Standing
from goalsite.model.objects import Objective
from goalsite.vocabulary import Measure, ProgressFrom


def why_then(
    measured: Measured, objective: Objective, point: Point, before: Point | None, write: Writing = EXACT
) -> Mapping[str, Why]:
    """Unfold ``progress``, ``change``, ``expected`` and ``confidence`` of an objective at a point of its progress over
    time.

    ``change`` is since the point ``before``, where both have a progress; ``progress`` and ``confidence`` are left out
    where it has none.
    """
    sheet = point.sheet if isinstance(point.sheet, Sheet) else Sheet(ledger_of(measured), point.date)
    past = _Past(OnDay(measured, sheet), sheet.objective(objective), write)
    found = {}
    if point.progress is not None:
        found["progress"] = past.progress(point.progress)
    if point.progress is not None and before is not None and before.progress is not None:
        formula = _("progress − progress on {day}", day=write.day(before.date))
        filled = f"{write.share(point.progress)} − {write.share(before.progress)}"
        found["change"] = Why(formula, filled, (), point.progress - before.progress)
    found["expected"] = past.expected(point.expected)
    if point.confidence is not None:
        found["confidence"] = past.confidence(point.confidence)
    return found


def why_as_if(measured: Measured, objective: Objective, then: Point, write: Writing = EXACT) -> Mapping[str, Why]:
    """Unfold ``progress`` and ``expected`` of an objective on the day measured, were it ``objective`` instead of what
    it is; ``then`` are these figures.
    """
    sheet = Sheet(Ledger(measured.repository, measured.settings), measured.as_of)
    return why_then(measured, objective, replace(then, sheet=sheet), None, write)


class _Past:
    """One objective on an earlier day."""

    def __init__(self, then: OnDay, standing: ObjectiveStanding, write: Writing) -> None:
        self._then = then
        self._standing = standing
        self._write = write
        objective = standing.objective
        if objective.record.progress_from is ProgressFrom.SUPPORTERS:
            supporters = ledger_of(then.measured).feeding(objective)
            self._items: Sequence[Standing] = [goal for one in supporters if (goal := self._goal(one)) is not None]
        else:
            self._items = [one for one in standing.key_results.values() if one.active]

    def _goal(self, objective: Objective) -> ObjectiveStanding | None:
        found = self._then.goal(objective.id)
        return found if isinstance(found, ObjectiveStanding) else None

    def progress(self, result: Fraction) -> Why:
        """Unfold the progress of that day."""
        return self._mean(_("progress"), result, lambda item: item.progress or ZERO, progress_of_key_result)

    def expected(self, result: Fraction) -> Why:
        """Unfold what was expected on that day."""
        if self._standing.objective.record.planned or not self._items:
            return own_line(self._then, self._standing, self._write)
        if self._share_one_line():
            first = self._items[0]
            assert isinstance(first, KeyResultStanding)
            return expected_of_key_result(self._then, self._standing.objective, first, self._write)
        return self._mean(_("expected"), result, lambda item: item.expected, expected_of_key_result)

    def confidence(self, result: Fraction) -> Why:
        """Unfold the confidence of that day: the mean of the newest said of each item, with the line that says it."""
        said = [(item, item.sure) for item in self._items if item.sure is not None]
        filled = filled_mean([(item.weight, sure) for item, sure in said], self._write, self._write.number)
        return Why(mean_of(_("confidence")), filled, tuple(self._sure(item, sure) for item, sure in said), result)

    def _sure(self, item: Standing, sure: Fraction) -> Input:
        if isinstance(item, KeyResultStanding):
            assert item.confidence is not None
            return from_reading(self._ref(item), item.confidence)
        assert isinstance(item, ObjectiveStanding)
        goal = item.objective
        return Input(goal.id, sure, goal.file.path, goal.record.position("title").line)

    def _ref(self, item: KeyResultStanding) -> str:
        """Return what leads to a key result; the title of one that the objective no longer has."""
        key_result = item.key_result
        today = self._then.measured.objectives[self._standing.objective.id].key_results
        return key_result.ref if key_result.id in today else key_result.title or key_result.id

    def _share_one_line(self) -> bool:
        """Tell whether all items have the straight line of one span, so that their mean is that line."""
        found = [one.key_result for one in self._items if isinstance(one, KeyResultStanding)]
        straight = all(one.measure is Measure.METRIC and not one.record.planned for one in found)
        return straight and len(found) == len(self._items) and len({one.span for one in found}) == 1

    def _mean(
        self,
        what: str,
        result: Fraction,
        share: Callable[[Standing], Fraction],
        why: Callable[[OnDay, Objective, KeyResultStanding, Writing], Why],
    ) -> Why:
        filled = filled_mean([(item.weight, share(item)) for item in self._items], self._write)
        return Why(mean_of(what), filled, tuple(self._input(item, share(item), why) for item in self._items), result)

    def _input(
        self, item: Standing, share: Fraction, why: Callable[[OnDay, Objective, KeyResultStanding, Writing], Why]
    ) -> Input:
        """Return an item as an input: a goal by its share, a key result by its formula and the line that fills it."""
        if isinstance(item, ObjectiveStanding):
            goal = item.objective
            line = goal.record.position("title").line
            return Input(goal.id, share, goal.file.path, line, Figure.SHARE)
        assert isinstance(item, KeyResultStanding)
        objective = self._standing.objective
        ref = self._ref(item)
        told = why(self._then, objective, item, self._write)
        raw = told.result if isinstance(told.result, Fraction) else share
        said = f"{told.filled} = {self._write.share(raw)}"
        if raw != share:
            said = _("{formula}, held to 0…1", formula=said)
        newest = _newest(told.inputs)
        if newest is None:
            line = objective.record.position(f"key_results.{item.key_result.id}").line
            return Input(ref, said, objective.file.path, line)
        return Input(ref, said, newest.path, newest.line, made_of=newest.made_of)


def _newest(inputs: Sequence[Input]) -> Input | None:
    """Return the newest number among the inputs of a key result, else its newest day."""
    numbers = [one for one in inputs if isinstance(one.value, Fraction)]
    said = numbers or [one for one in inputs if one.value is not None]
    return said[-1] if said else None
