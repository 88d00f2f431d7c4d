"""Progress over time: an objective as it stood on the days its figures moved (SPEC 4, 5)."""

from collections.abc import Iterator
from datetime import date, timedelta

from goalsite.measure.figures import Measured, Point
from goalsite.measure.ledger import Ledger
from goalsite.measure.sheet import Sheet
from goalsite.measure.status import judge
from goalsite.model.objects import Objective
from goalsite.vocabulary import State

MOST_DAYS = 40
"""Days of movement among supporters up to which each gets a point; beyond, one a week or less often."""

MOST_WORK = 6000
"""Standings to work out for one objective's supporters: where they are many, their days are fewer."""

FEWEST_DAYS = 6


def over_time(measured: Measured, objective_id: str) -> tuple[Point, ...]:
    """Return an objective's points, oldest first; none before its cycle has begun, or where it is unreadable.

    They are the first day of the cycle, each day that moved a figure, and the day itself (once the cycle is
    over: its last day, and later ones only where something was still recorded). The status of an earlier day
    is told as of an active objective; the last point of the day itself is the objective's own.
    """
    figures = measured.objectives.get(objective_id)
    if figures is None or figures.objective.cycle is None:
        return ()
    objective, today = figures.objective, measured.as_of
    span = figures.objective.cycle.span
    if today < span.first:
        return ()
    ledger = measured.ledger
    if not isinstance(ledger, Ledger):
        ledger = Ledger(measured.repository, measured.settings)
    days = {span.first, min(today, span.last)}
    days.update(day for day in _moves(ledger, objective, today) if day >= span.first)
    days.update(day for day in _supporters_move(ledger, objective, today) if day >= span.first)
    points = []
    for day in sorted(days):
        if day == today:
            sure, status = figures.confidence, figures.status
            points.append(Point(day, figures.progress, figures.expected, sure, status))
            continue
        standing = Sheet(ledger, day).objective(objective)
        state = State.ACTIVE if objective.state is State.CLOSED else objective.state
        status, _ = judge(ledger.thresholds, state, span.first, span, day, standing.signals)
        points.append(Point(day, standing.progress, standing.expected, standing.sure, status))
    return tuple(points)


def _moves(ledger: Ledger, objective: Objective, today: date) -> Iterator[date]:
    """Yield the days on or before ``today`` that moved a figure of the objective's own key results."""
    assert objective.cycle is not None
    yield from ledger.recorded(objective).days
    for key_result in objective.key_results:
        if key_result.kpi is not None:
            until = min(today, objective.cycle.span.last)
            yield from ledger.series.until(key_result.kpi, until).days
        own = (key_result.done, key_result.retired, key_result.record.added, *key_result.milestones_done)
        yield from (day for day in own if day is not None and day <= today)


def _supporters_move(ledger: Ledger, objective: Objective, today: date) -> set[date]:
    """Return the days on which what it is measured by moved; thinned out where there are many."""
    assert objective.cycle is not None
    span = objective.cycle.span
    days: set[date] = set()
    waiting, seen = list(ledger.feeding(objective)), {objective.id}
    while waiting:
        here = waiting.pop()
        if here.id not in seen:
            seen.add(here.id)
            days.update(_moves(ledger, here, today))
            waiting.extend(ledger.feeding(here))
    allowed = max(FEWEST_DAYS, min(MOST_DAYS, MOST_WORK // len(seen)))
    if len(days) > allowed:
        gone = (min(today, span.last) - span.first).days
        step = max(7, -(-gone // allowed))
        return {span.first + timedelta(days=number) for number in range(0, gone, step)}
    return days
