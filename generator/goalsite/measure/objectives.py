"""An objective on the day, with its key results: its status, and how it ended (SPEC 4, 5)."""

from datetime import date
from fractions import Fraction

from goalsite.measure.figures import KeyResultFigures, ObjectiveFigures
from goalsite.measure.items import item_of, part_of_mean, progress_of
from goalsite.measure.recorded import active
from goalsite.measure.rollup import ZERO, exact, mean
from goalsite.measure.sheet import Sheets
from goalsite.measure.standing import KeyResultStanding, ObjectiveStanding, Standing
from goalsite.measure.status import judge
from goalsite.model.objects import KeyResult, Objective
from goalsite.vocabulary import CycleState, Grade, ObjectiveType, ProgressFrom, State, Status

_GRADES = {
    ObjectiveType.COMMITTED: (Fraction(1), Fraction(7, 10)),
    ObjectiveType.ASPIRATIONAL: (Fraction(7, 10), Fraction(4, 10)),
}
"""The least scores of met and of partly."""


def measure_objective(sheets: Sheets, objective: Objective, day: date, aligned: bool | None) -> ObjectiveFigures:
    """Return the figures of a usable objective on ``day``."""
    ledger, sheet = sheets.ledger, sheets.on(day)
    standing = sheet.objective(objective)
    cycle = objective.cycle
    assert cycle is not None
    supporters = [sheet.objective(goal) for goal in ledger.supporters(objective)]
    rolls_up = objective.record.progress_from is ProgressFrom.SUPPORTERS
    running = [found for found in standing.key_results.values() if found.active]
    begins, closed = cycle.span.first, cycle.state is CycleState.CLOSED
    signals = standing.signals
    status, decided_by = judge(
        ledger.thresholds, objective.state, begins, cycle.span, day, signals, cycle_closed=closed
    )
    last_status = None
    if status is Status.OUTDATED:
        then = max(standing.figure_day, cycle.span.first)
        signals = sheets.on(then).objective(objective).signals._replace(outdated=False)
        last_status, _ = judge(ledger.thresholds, objective.state, begins, cycle.span, then, signals)
    score = _score(objective, day) if objective.state is State.CLOSED else None
    by_key_results = progress_of(running) if rolls_up else standing.progress
    by_supporters = standing.progress if rolls_up else progress_of(supporters)
    both = by_key_results is not None and by_supporters is not None
    return ObjectiveFigures(
        objective=objective,
        key_results={
            found.key_result.id: _figures(sheets, objective, found, day) for found in standing.key_results.values()
        },
        items=tuple(
            [item_of(found.objective, found) for found in supporters]
            if rolls_up
            else [part_of_mean(objective, found) for found in running]
        ),
        left_out=tuple(goal.file.path for goal in ledger.unreadable_supporters(objective)),
        progress=standing.progress,
        progress_raw=standing.progress_raw,
        by_key_results=by_key_results,
        by_supporters=by_supporters,
        disagree=both and abs((by_key_results or ZERO) - (by_supporters or ZERO)) > ledger.thresholds.difference,
        expected=standing.expected,
        behind=standing.behind,
        confidence=standing.sure,
        status=status,
        decided_by=decided_by,
        last_status=last_status,
        outdated=standing.outdated,
        figure_day=standing.figure_day,
        measured=standing.measured,
        score=score,
        grade=_grade(objective, standing, score),
        supporters=tuple(goal.objective.id for goal in supporters),
        updated=standing.updated,
        aligned=aligned,
    )


def _figures(sheets: Sheets, objective: Objective, standing: KeyResultStanding, day: date) -> KeyResultFigures:
    key_result = standing.key_result
    status, last_status = Status.RETIRED, None
    if standing.active:
        status = _judge(sheets, objective, key_result, standing, day)
        if status is Status.OUTDATED:
            assert objective.cycle is not None
            then = max(standing.figure_day, objective.cycle.span.first)
            before = sheets.on(then).objective(objective).key_results[key_result.id]
            last_status = _judge(sheets, objective, key_result, before, then, outdated=False)
    return KeyResultFigures(
        key_result=key_result,
        active=standing.active,
        start=standing.start,
        end=standing.end,
        current=standing.current,
        periods=standing.periods,
        supporters=standing.supporters,
        left_out=standing.left_out,
        progress=standing.progress,
        progress_raw=standing.progress_raw,
        expected=standing.expected,
        behind=standing.behind,
        pace_day=standing.pace_day,
        confidence=standing.confidence,
        status=status,
        last_status=last_status,
        outdated=standing.outdated,
        updated=standing.updated,
        figure_day=standing.figure_day,
        why_unmeasured=standing.why_unmeasured,
    )


def _judge(
    sheets: Sheets,
    objective: Objective,
    key_result: KeyResult,
    standing: Standing,
    day: date,
    outdated: bool | None = None,
) -> Status:
    assert objective.cycle is not None
    signals = standing.signals if outdated is None else standing.signals._replace(outdated=outdated)
    begins = objective.cycle.span.first
    closed = outdated is None and objective.cycle.state is CycleState.CLOSED
    thresholds = sheets.ledger.thresholds
    return judge(thresholds, objective.state, begins, key_result.span, day, signals, cycle_closed=closed)[0]


def _score(objective: Objective, day: date) -> Fraction | None:
    if objective.record.score is not None:
        return exact(objective.record.score)
    return mean(
        (exact(kr.weight), exact(kr.record.score))
        for kr in objective.key_results
        if kr.record.score is not None and active(kr, day)
    )


def _grade(objective: Objective, standing: ObjectiveStanding, score: Fraction | None) -> Grade | None:
    """Return how a closed objective ended, from its score, else its progress; unmeasured counts as 0 (SPEC 4,
    5).
    """
    if objective.state is not State.CLOSED:
        return None
    final = score if score is not None else standing.progress
    if final is None:
        if standing.measured[0]:
            return None
        final = ZERO
    met, partly = _GRADES[objective.record.type]
    return Grade.MET if final >= met else Grade.PARTLY if final >= partly else Grade.MISSED
