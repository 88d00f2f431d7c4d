"""The progress a goal would have today under the targets, and in the cycle, that it began with (SPEC 8.2)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from goalsite.change.aims import named_kpi
from goalsite.change.history import Version
from goalsite.change.moves import Moved
from goalsite.measure.figures import KpiFigures, Measured, Point
from goalsite.measure.ledger import Ledger
from goalsite.measure.sheet import Sheet
from goalsite.measure.status import Signals, judge
from goalsite.measure.targets import completion, health, in_force
from goalsite.model.check_ins import done_day, measure_of, milestone_days
from goalsite.model.objects import CheckIn, KeyResult, Objective
from goalsite.model.periods import Span
from goalsite.model.records import (
    CheckInRecord,
    KeyResultRecord,
    KpiRecord,
    Milestone,
    ObjectiveRecord,
    Schedule,
    Target,
)
from goalsite.model.repository import Repository
from goalsite.vocabulary import CycleState, Health, Status

if TYPE_CHECKING:
    from goalsite.change.said import SaidMove

Records = Mapping[str, ObjectiveRecord | KpiRecord]
"""Past records by the id of their blob."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One key result (None: the objective, or a KPI's completion) now and under the original.

    Shares of one, unclamped; None is unmeasured, and ``now`` also where the key result is gone, ``original`` where it
    is new. ``status`` and ``original_status`` are None where it is not there.
    """

    key_result: str | None
    title: str
    now: Fraction | None
    original: Fraction | None
    status: Status | None = None
    original_status: Status | None = None


@dataclass(frozen=True, slots=True)
class Goalposts:
    """All that is to say about one goal's moved goalposts; what its page and the page of all moves show.

    ``moved`` holds the moves, oldest first. ``progress`` and ``status`` are today's, ``original`` and
    ``original_status`` those it would have under the original targets; of a KPI they are completions, and
    ``health`` takes the place of the status. All are None where no move still counts, where the goal is gone, or where
    the figure cannot be known. ``key_results`` holds both figures of each key result, those of today first. ``then`` is
    the objective as it would be, with what would be expected of it today and how far behind that it would be.
    ``told`` are the older moves that only the goal's file tells of, oldest first; ``since`` is the day from which git
    knows the goal, where the original does not reach behind it though those do.
    """

    moved: Moved
    progress: Fraction | None = None
    original: Fraction | None = None
    status: Status | Health | None = None
    original_status: Status | Health | None = None
    key_results: tuple[Beside, ...] = ()
    then: Objective | None = None
    original_expected: Fraction | None = None
    original_behind: Fraction | None = None
    told: "tuple[SaidMove, ...]" = ()
    since: date | None = None

    @property
    def known(self) -> bool:
        """Whether there is an original to compare with."""
        return self.original_status is not None


def wanted(moved: Mapping[str, Moved]) -> Iterator[Version]:
    """Yield the past versions whose records :func:`goalposts` needs."""
    for one in moved.values():
        if one.original is not None:
            yield one.original
        yield from one.lost.values()


def goalposts(measured: Measured, all_moved: Mapping[str, Moved], goal: str, records: Records) -> Goalposts:
    """Return a goal's moves with both progresses; ``records`` holds what :func:`wanted` asked for of ``all_moved``."""
    moved = all_moved[goal]
    figures = measured.objectives.get(goal)
    kpi = measured.kpis.get(goal)
    if figures is not None and moved.standing and moved.original is not None:
        record = records.get(moved.original.blob or "")
        if isinstance(record, ObjectiveRecord):
            return _of_objective(measured, moved, record, records)
    if kpi is not None and moved.standing:
        return _of_kpi(measured, moved, kpi)
    return Goalposts(moved)


def _of_objective(measured: Measured, moved: Moved, record: ObjectiveRecord, records: Records) -> Goalposts:
    figures = measured.objectives[moved.goal]
    objective = figures.objective
    cycle = moved.cycle or objective.cycle
    assert cycle is not None
    objective = replace(objective, cycle=cycle)
    aims = _aims(measured.repository, objective, record, moved)
    then = original_objective(measured.repository, objective, record, _last_check_ins(moved, records), aims)
    return as_if(measured, moved, then)


def as_if(measured: Measured, moved: Moved, then: Objective) -> Goalposts:
    """Return an objective's moves with its figures beside those of ``then``, the objective without them."""
    figures = measured.objectives[moved.goal]
    objective, cycle = figures.objective, then.cycle
    assert cycle is not None
    ledger = Ledger(measured.repository, measured.settings)
    day = measured.as_of
    standing = Sheet(ledger, day).objective(then)
    closed = cycle.state is CycleState.CLOSED

    def judged(span: Span, signals: Signals) -> Status:
        begins = cycle.span.first
        return judge(ledger.thresholds, objective.state, begins, span, day, signals, cycle_closed=closed)[0]

    status = judged(cycle.span, standing.signals)
    beside = []
    for id_ in dict.fromkeys([*figures.key_results, *standing.key_results]):
        now, before = figures.key_results.get(id_), standing.key_results.get(id_)
        running = now if now is not None and now.active else None
        there = now or before
        assert there is not None
        beside.append(
            Beside(
                id_,
                there.key_result.title,
                running.progress_raw if running else None,
                before.progress_raw if before else None,
                running.status if running else None,
                judged(before.key_result.span, before.signals) if before else None,
            )
        )
    return Goalposts(
        moved,
        figures.progress,
        standing.progress,
        figures.status,
        status,
        tuple(beside),
        then,
        standing.expected,
        standing.behind,
    )


def original_line(measured: Measured, posts: Goalposts, days: Iterable[date]) -> tuple[Point, ...]:
    """Return how an objective would have stood on some days under its original; what is recorded is today's."""
    if posts.then is None:
        return ()
    ledger = Ledger(measured.repository, measured.settings)
    standings = ((day, Sheet(ledger, day).objective(posts.then)) for day in days)
    return tuple(Point(day, standing.progress, standing.expected) for day, standing in standings)


def _aims(repository: Repository, objective: Objective, record: ObjectiveRecord, moved: Moved) -> Mapping[str, Decimal]:
    """Return what original key results aimed at where the KPI they read has other targets now, by key result."""
    assert objective.cycle is not None
    found: dict[str, Decimal] = {}
    for one in record.key_results:
        kpi = _kpi(repository, one, objective.key_result(one.id)) if one.to is None else None
        target = in_force(moved.targets.get(kpi or "", ()), objective.cycle.span.last)
        if isinstance(target, Decimal):
            found[one.id] = target
    return found


def _last_check_ins(moved: Moved, records: Records) -> Mapping[str, tuple[CheckInRecord, ...]]:
    """Return, for each key result that is gone, the check-ins of the last version that had it."""
    found: dict[str, tuple[CheckInRecord, ...]] = {}
    for id_, version in moved.lost.items():
        record = records.get(version.blob or "")
        if isinstance(record, ObjectiveRecord):
            found[id_] = record.check_ins
    return found


def original_objective(
    repository: Repository,
    objective: Objective,
    record: ObjectiveRecord,
    lost: Mapping[str, tuple[CheckInRecord, ...]],
    aims: Mapping[str, Decimal],
) -> Objective:
    """Return an objective as it would stand today had nothing been moved since ``record``.

    Its key results, their ends and weights are those of ``record``, its cycle is that of ``objective``; what was
    recorded is today's. What was retired or removed keeps its last value (``lost`` holds their check-ins), what was
    added is left out. ``aims`` are the ends of key results that aim at their KPI's target, where that moved.
    """
    check_ins = tuple(sorted(_check_ins(objective, lost), key=lambda one: one.date))
    today = {one.id: one for one in objective.key_results}
    whole = replace(
        objective.record,
        weight=record.weight,
        type=record.type,
        planned=record.planned,
        progress_from=record.progress_from,
    )
    key_results = tuple(
        _key_result(
            repository,
            objective,
            replace(one, to=aims[one.id]) if one.to is None and one.kpi and one.id in aims else one,
            today.get(one.id),
            check_ins,
        )
        for one in record.key_results
    )
    return replace(objective, record=whole, key_results=key_results, check_ins=check_ins)


def _check_ins(objective: Objective, lost: Mapping[str, tuple[CheckInRecord, ...]]) -> Iterator[CheckIn]:
    """Yield today's check-ins with all that their lists say, then the last values of key results that are gone."""
    for one in objective.check_ins:
        written = _as_written(objective, one.record)
        yield one if written is one.record else replace(one, record=written)
    for id_, records in lost.items():
        for record in records:
            if record.date is None or id_ not in record.values:
                continue
            values = {id_: record.values[id_]}
            bare = replace(record, values=values, confidence=None, note=None)
            yield CheckIn(record.date, bare, None, objective.file.path, None)


def _as_written(objective: Objective, record: CheckInRecord) -> CheckInRecord:
    """Return a check-in of the list as it was read: linking drops values of key results that are no more."""
    if not record.key:
        return record
    return next((one for one in objective.record.check_ins if one.key == record.key), record)


def _key_result(
    repository: Repository,
    objective: Objective,
    record: KeyResultRecord,
    today: KeyResult | None,
    check_ins: tuple[CheckIn, ...],
) -> KeyResult:
    cycle = objective.cycle
    assert cycle is not None
    now = today.record if today is not None else None
    record = replace(
        record,
        retired=None,
        done=_done(record, now),
        milestones=_milestones(record, now),
        title=now.title if now is not None else record.title,
    )
    kpi = _kpi(repository, record, today)
    first = record.added or cycle.span.first
    as_of = repository.as_of
    return KeyResult(
        id=record.id,
        objective=objective.id,
        record=record,
        measure=measure_of(record),
        span=Span(first, max(first, record.due or cycle.span.last)),
        owner=today.owner if today is not None else objective.owner,
        kpi=kpi,
        retired=None,
        done=done_day(record, check_ins, as_of),
        milestones_done=milestone_days(record, check_ins, as_of),
    )


def _done(record: KeyResultRecord, now: KeyResultRecord | None) -> date | bool | None:
    if record.done is None or now is None or now.done is None:
        return record.done
    return now.done


def _milestones(record: KeyResultRecord, now: KeyResultRecord | None) -> tuple[Milestone, ...] | None:
    """Return the original milestones with what is done of them today."""
    if record.milestones is None or now is None or now.milestones is None:
        return record.milestones
    done = {one.title: one.done for one in now.milestones}
    return tuple(one._replace(done=done.get(one.title, one.done)) for one in record.milestones)


def _kpi(repository: Repository, record: KeyResultRecord, today: KeyResult | None) -> str | None:
    """Return the KPI an original key result reads: today's where it is written alike, else the one that it names."""
    if record.kpi is None:
        return None
    if today is not None and today.record.kpi is not None and today.record.kpi.text == record.kpi.text:
        return today.kpi
    return named_kpi(repository, record.kpi.text)


def _of_kpi(measured: Measured, moved: Moved, figures: KpiFigures) -> Goalposts:
    """Judge a KPI's newest value by the target that was in force on its day before the oldest move that counts."""
    latest, target = figures.latest, original_target(moved, measured)
    direction = figures.kpi.record.direction
    if target is None or latest is None or direction is None:
        return Goalposts(moved)
    share = completion(direction, target, latest.value)
    colour = health(direction, target, latest.warn, latest.value, share)
    return Goalposts(moved, figures.completion, share, figures.health, colour)


def original_target(moved: Moved, measured: Measured) -> Target | None:
    """Return the target that was in force on the day of a KPI's newest value before the oldest move that counts."""
    schedule, latest = _first_schedule(moved), measured.kpis[moved.goal].latest
    return in_force(schedule, latest.date) if schedule is not None and latest is not None else None


def _first_schedule(moved: Moved) -> Schedule | None:
    """Return the targets as they stood before the oldest move that still counts."""
    old = next((move.change.old for move in moved.moves if move.change.key == "target" and not move.undone), None)
    return cast("Schedule | None", old)
