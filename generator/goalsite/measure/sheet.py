"""The standings of all goals on one day, each worked out once."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from goalsite.measure.key_results import KeyResultOnDay, later, shorter
from goalsite.measure.ledger import Ledger
from goalsite.measure.lines import expected, planned
from goalsite.measure.rollup import ZERO, exact, mean
from goalsite.measure.standing import KeyResultStanding, ObjectiveStanding, Standing, average
from goalsite.model.objects import KeyResult, Objective
from goalsite.vocabulary import Measure, ProgressFrom


class Sheet:
    """The standings of one day; what an objective is measured by comes before it, without recursion."""

    __slots__ = ("_done", "day", "ledger")

    def __init__(self, ledger: Ledger, day: date) -> None:
        self.ledger = ledger
        self.day = day
        self._done: dict[str, ObjectiveStanding] = {}

    def objective(self, objective: Objective) -> ObjectiveStanding:
        """Return how a usable objective stands on the day."""
        found = self._done.get(objective.id)
        if found is not None:
            return found
        feeding = self.ledger.feeding
        waiting, begun = [objective], set[str]()
        while waiting:
            here = waiting[-1]
            if here.id in self._done:
                waiting.pop()
            elif here.id in begun or not feeding(here):
                self._done[here.id] = self._stand(here)
                waiting.pop()
            else:
                begun.add(here.id)
                waiting.extend(goal for goal in feeding(here) if goal.id not in begun)
        return self._done[objective.id]

    def _stand(self, objective: Objective) -> ObjectiveStanding:
        cycle = objective.cycle
        assert cycle is not None
        record, day = objective.record, self.day
        feeding = [self._done[goal.id] for goal in self.ledger.feeding(objective) if goal.id in self._done]
        key_results = {kr.id: self._key_result(objective, kr, feeding) for kr in objective.key_results}
        rolls_up = record.progress_from is ProgressFrom.SUPPORTERS
        items: Sequence[Standing] = (
            feeding if rolls_up else [standing for standing in key_results.values() if standing.active]
        )
        together = average(items)
        tick, behind = together.expected, together.behind
        if record.planned or tick is None or behind is None:
            tick = expected(cycle.span, record.planned, day)
            behind = self._behind_own_line(objective, items) if record.planned else None
            if behind is None:
                behind = tick - (together.progress or ZERO)
        updated = later(together.updated, self.ledger.recorded(objective).newest_day(day))
        return ObjectiveStanding(
            objective=objective,
            key_results=key_results,
            weight=exact(objective.weight),
            progress=together.progress,
            progress_raw=together.progress_raw,
            expected=tick,
            behind=behind,
            sure=together.sure,
            measured=together.measured,
            figure_day=together.figure_day or cycle.span.first,
            pace_day=day,
            outdated=together.outdated,
            begun=day >= cycle.span.first,
            early=shorter(feeding, objective) if rolls_up else any(item.early for item in items),
            updated=updated,
        )

    def _behind_own_line(self, objective: Objective, items: Sequence[Standing]) -> Fraction | None:
        """Return how far the items are behind the objective's own line, each on its own figure's day (SPEC
        5).
        """
        assert objective.cycle is not None
        span, points = objective.cycle.span, objective.record.planned
        lines = {day: planned(span, points, day) for day in {item.pace_day for item in items}}
        return mean((item.weight, lines[item.pace_day] - (item.progress or ZERO)) for item in items)

    def _key_result(
        self, objective: Objective, key_result: KeyResult, feeding: Sequence[ObjectiveStanding]
    ) -> KeyResultStanding:
        on_day = KeyResultOnDay(self.ledger, objective, key_result, self.day)
        if key_result.measure is not Measure.SUPPORTERS:
            return on_day.stand()
        supporting = [
            standing
            for standing in feeding
            if (goal := standing.objective.supports) is not None and goal.key_result == key_result.id
        ]
        unreadable = tuple(
            goal.file.path
            for goal in self.ledger.unreadable_supporters(objective)
            if goal.supports is not None and goal.supports.key_result == key_result.id
        )
        return on_day.stand(supporting, unreadable)


class Sheets:
    """The sheets of one run, by day."""

    __slots__ = ("_by_day", "ledger")

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._by_day: dict[date, Sheet] = {}

    def on(self, day: date) -> Sheet:
        """Return the sheet of a day."""
        found = self._by_day.get(day)
        if found is None:
            found = self._by_day[day] = Sheet(self.ledger, day)
        return found
