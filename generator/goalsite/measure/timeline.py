"""Progress over time: an objective as it stood on the days its figures moved (SPEC 4, 5)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from goalsite.measure.figures import Measured, Point
from goalsite.measure.ledger import Ledger, ledger_of
from goalsite.measure.rollup import ONE, ZERO
from goalsite.measure.sheet import Sheet
from goalsite.model.objects import KeyResult, Objective
from goalsite.vocabulary import Measure

MOST_DAYS = 40
"""Days of movement among supporters up to which each gets a point; beyond, one a week or less often."""

MOST_WORK = 6000
"""Standings to work out for one objective's supporters: where they are many, their days are fewer."""

FEWEST_DAYS = 6


def over_time(measured: Measured, objective_id: str) -> tuple[Point, ...]:
    """Return an objective's points, oldest first; none before its cycle has begun, or where it is unreadable.

    They are the first day of the cycle, each day that moved a figure, and the day itself (once the cycle is
    over: its last day, and later ones only where something was still recorded). The last
    point of the day itself is the objective's own.
    """
    figures = measured.objectives.get(objective_id)
    if figures is None or figures.objective.cycle is None:
        return ()
    objective, today = figures.objective, measured.as_of
    span = figures.objective.cycle.span
    if today < span.first:
        return ()
    ledger = ledger_of(measured)
    days = {span.first, min(today, span.last)}
    days.update(day for day in _moves(ledger, objective, today) if day >= span.first)
    days.update(day for day in _supporters_move(ledger, objective, today) if day >= span.first)
    points = []
    for day in sorted(days):
        if day == today:
            points.append(Point(day, figures.progress, figures.expected, confidence=figures.confidence))
        else:
            sheet = Sheet(ledger, day)
            standing = sheet.objective(objective)
            points.append(Point(day, standing.progress, standing.expected, sheet, standing.sure))
    return tuple(points)


def progress_on(measured: Measured, objectives: Iterable[str], day: date) -> dict[str, Fraction | None]:
    """Return what the progress of objectives was at the end of an earlier day, None where nothing was measured yet.

    Those whose cycle had not begun, and unreadable ones, are left out.
    """
    ledger = ledger_of(measured)
    sheet = Sheet(ledger, day)
    found = {}
    for id_ in objectives:
        figures = measured.objectives.get(id_)
        cycle = figures.objective.cycle if figures is not None else None
        if figures is not None and cycle is not None and cycle.span.first <= day:
            found[id_] = sheet.objective(figures.objective).progress
    return found


def expected_line(measured: Measured, objective_id: str) -> tuple[tuple[date, Fraction], ...]:
    """Return what is expected of an objective from the first day of its cycle to the last, straight between.

    There is a point wherever the line may bend or step: days that its key results, and what supports it, plan for
    (SPEC 5), and today. The small steps of what is to be kept each period are drawn as the line they climb. None where
    it is unreadable. Where many goals support it, some of their days are left out.
    """
    figures = measured.objectives.get(objective_id)
    if figures is None or figures.objective.cycle is None:
        return ()
    objective, today = figures.objective, measured.as_of
    span = figures.objective.cycle.span
    ledger = ledger_of(measured)
    bends = _bends(ledger, objective)
    if not bends and not objective.record.planned and figures.items:
        days = {span.first: ZERO, span.last: ONE}
    else:
        days = {day: Sheet(ledger, day).objective(objective).expected for day in (*bends, span.first, span.last)}
    if today in span:
        days[today] = figures.expected
    return tuple(sorted(days.items()))


def _bends(ledger: Ledger, objective: Objective) -> set[date]:
    """Return the days inside the cycle on which the expected line of an objective may bend."""
    assert objective.cycle is not None
    span = objective.cycle.span
    days: set[date] = set()
    waiting, seen = [objective], {objective.id}
    while waiting:
        here = waiting.pop()
        days.update(day for day, _ in here.record.planned)
        if here.record.planned:
            continue
        for key_result in here.key_results:
            days.update(_steps(key_result))
        for goal in ledger.feeding(here):
            if goal.id not in seen and goal.cycle is not None:
                seen.add(goal.id)
                waiting.append(goal)
                days |= {goal.cycle.span.first, goal.cycle.span.last}
    inside = sorted(day for day in days if span.first < day < span.last)
    allowed = max(FEWEST_DAYS, min(2 * MOST_DAYS, MOST_WORK // len(seen)))
    return set(inside if len(inside) <= allowed else inside[:: -(-len(inside) // allowed)])


def _steps(key_result: KeyResult) -> Iterator[date]:
    """Yield the days on which what is expected of a key result, or whether it counts, may change its course."""
    record = key_result.record
    yield from (key_result.span.first, key_result.span.last)
    yield from (day for day, _ in record.planned)
    due = [milestone.due for milestone in record.milestones or () if milestone.due is not None]
    if due or key_result.measure is Measure.YES_NO:
        due.append(key_result.span.last)
    if key_result.retired is not None:
        due.append(key_result.retired)
    if record.added is not None:
        due.append(record.added)
    for day in due:
        yield day - timedelta(days=1)
        yield day


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
