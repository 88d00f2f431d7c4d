"""How a key result stands on a day, by its measure (SPEC 3.4, 4, 5)."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from goalsite.language import Message
from goalsite.measure.figures import Reading
from goalsite.measure.keeping import kept_periods, over, windows
from goalsite.measure.ledger import Ledger, reads_kpi
from goalsite.measure.lines import linear, planned
from goalsite.measure.metric import progress
from goalsite.measure.recorded import active
from goalsite.measure.rollup import ONE, ZERO, clamp, exact
from goalsite.measure.standing import KeyResultStanding, ObjectiveStanding, average
from goalsite.model.objects import KeyResult, Objective
from goalsite.model.records import Range
from goalsite.vocabulary import Cadence, Measure

NO_MEASURE = Message("it has no measure: write `from` and `to`, `keep`, `milestones`, `done` or `from_supporters`")


class KeyResultOnDay:
    """Works out one key result's standing on one day; made, asked once, thrown away."""

    __slots__ = ("day", "key_result", "ledger", "objective", "standing")

    def __init__(self, ledger: Ledger, objective: Objective, key_result: KeyResult, day: date) -> None:
        self.ledger = ledger
        self.objective = objective
        self.key_result = key_result
        self.day = day
        recorded = ledger.recorded(objective)
        confidence = recorded.confidence(key_result, day)
        touched = recorded.touched(key_result.id, day)
        assert objective.cycle is not None
        self.standing = KeyResultStanding(
            key_result=key_result,
            active=active(key_result, day),
            weight=exact(key_result.weight),
            progress=None,
            progress_raw=None,
            expected=ZERO,
            behind=ZERO,
            sure=None if confidence is None else confidence.value,
            confidence=confidence,
            figure_day=key_result.span.first,
            pace_day=day,
            outdated=False,
            begun=day >= objective.cycle.span.first,
            early=False,
            updated=later(touched, confidence.date if confidence else None),
        )

    def stand(self, supporters: Sequence[ObjectiveStanding] = (), left_out: tuple[str, ...] = ()) -> KeyResultStanding:
        """Return the standing; ``supporters`` are what it is the mean of, where it is measured so."""
        measure = self.key_result.measure
        if measure is Measure.METRIC:
            self._metric()
        elif measure is Measure.KEEP:
            self._keep()
        elif measure is Measure.MILESTONES:
            self._milestones()
        elif measure is Measure.YES_NO:
            self._yes_no()
        elif measure is Measure.SUPPORTERS:
            self._supporters(supporters, left_out)
        else:
            self.standing.why_unmeasured = NO_MEASURE
            self.standing.outdated = self._old()
            self._pace(linear(self.key_result.span, self.day))
        return self.standing

    def _metric(self) -> None:
        standing, key_result = self.standing, self.key_result
        ends = self.ledger.ends(self.objective, key_result, self.day)
        standing.start, standing.end, standing.why_unmeasured = ends
        standing.current = current = self._current()
        self._seen(current)
        if current is not None and ends.serve:
            assert ends.start is not None
            assert ends.end is not None
            points = key_result.record.checkpoints
            self._progress(progress(ends.start.value, ends.end.value, points, current.value))
            assert current.date is not None
            standing.pace_day = current.date
        self._pace(linear(key_result.span, self.day))

    def _keep(self) -> None:
        standing, key_result, day = self.standing, self.key_result, self.day
        record = key_result.record
        kpi = self.ledger.kpi_of(key_result)
        cadence = record.cadence or (kpi.record.cadence if kpi else Cadence.WEEKLY)
        if kpi is not None:
            readings = [value.reading for value in self.ledger.series.until(kpi.id, self._last_kpi_day()).values]
        elif reads_kpi(key_result):
            readings = []
        else:
            readings = self.ledger.recorded(self.objective).values(key_result.id, day)
        standing.periods = kept_periods(
            windows(key_result.span, cadence), readings, record.keep or Range(None, None), day
        )
        standing.current = readings[-1] if readings else None
        self._seen(standing.current)
        if any(period.reading is not None for period in standing.periods):
            held = sum(1 for period in standing.periods if period.held)
            self._progress(Fraction(held, len(standing.periods)))
        self._pace(Fraction(over(standing.periods, day, standing.outdated), len(standing.periods)))

    def _milestones(self) -> None:
        record, day, last = self.key_result.record, self.day, self.key_result.span.last
        milestones = record.milestones or ()
        done_on = self.key_result.milestones_done
        weights = [exact(milestone.weight) for milestone in milestones]
        total = sum(weights, ZERO)
        done = [when if when is not None and when <= day else None for when in done_on]
        self._touched_on(when for when in done if when is not None)
        if not total:
            self._pace(linear(self.key_result.span, day))
            return
        self._progress(sum((w for w, when in zip(weights, done, strict=True) if when is not None), ZERO) / total)
        if any(milestone.due is not None for milestone in milestones):
            due = (w for w, milestone in zip(weights, milestones, strict=True) if (milestone.due or last) <= day)
            self._pace(sum(due, ZERO) / total)
        else:
            self._pace(linear(self.key_result.span, day))

    def _yes_no(self) -> None:
        done = self.key_result.done
        is_done = done is not None and done <= self.day
        self._touched_on([done] if done is not None and is_done else ())
        self._progress(ONE if is_done else ZERO)
        self._pace(ONE if self.day >= self.key_result.span.last else ZERO)

    def _supporters(self, supporters: Sequence[ObjectiveStanding], left_out: tuple[str, ...]) -> None:
        standing = self.standing
        standing.supporters = tuple(supporter.objective.id for supporter in supporters)
        standing.left_out = left_out
        together = average(supporters)
        standing.progress, standing.progress_raw = together.progress, together.progress_raw
        standing.updated = later(standing.updated, together.updated)
        if together.figure_day is not None:
            standing.figure_day = together.figure_day
        standing.outdated = together.outdated if supporters else self._old()
        standing.early = shorter(supporters, self.objective)
        if together.expected is None or together.behind is None or self.key_result.record.planned:
            self._pace(linear(self.key_result.span, self.day))
        else:
            standing.expected, standing.behind = together.expected, together.behind

    def _current(self) -> Reading | None:
        if self.key_result.kpi is not None:
            return self.ledger.series.newest(self.key_result.kpi, self._last_kpi_day())
        if reads_kpi(self.key_result):
            return None
        return self.ledger.recorded(self.objective).value(self.key_result.id, self.day)

    def _last_kpi_day(self) -> date:
        """Return the last day of which a KPI's value counts, so that a past cycle stands still (SPEC 4)."""
        assert self.objective.cycle is not None
        return min(self.day, self.objective.cycle.span.last)

    def _seen(self, current: Reading | None) -> None:
        """Note the newest value: its day, and whether it is too old (by the KPI's cadence where it reads
        one).
        """
        standing = self.standing
        if current is None or current.date is None:
            standing.outdated = self._old()
            return
        standing.figure_day = current.date
        standing.updated = later(standing.updated, current.date)
        kpi = self.key_result.kpi
        if kpi is None:
            standing.outdated = self._old()
        else:
            standing.outdated = self.ledger.series.silent(kpi, self.day, self._last_kpi_day())

    def _touched_on(self, done: Iterable[date]) -> None:
        """Note the newest ``done``, and any check-in of the objective, whatever that says."""
        standing = self.standing
        newest_done = max(done, default=None)
        touched = later(newest_done, self.ledger.recorded(self.objective).newest_day(self.day))
        if touched is not None:
            standing.figure_day = touched
        standing.updated = later(standing.updated, newest_done)
        standing.outdated = self._old()

    def _old(self) -> bool:
        assert self.objective.cycle is not None
        limit = self.ledger.thresholds.outdated_after(self.objective.cycle.span)
        return (self.day - self.standing.figure_day).days > limit

    def _progress(self, raw: Fraction) -> None:
        self.standing.progress_raw = raw
        self.standing.progress = clamp(raw)

    def _pace(self, by_measure: Fraction) -> None:
        """Set expected and behind from what the measure expects of the day, or from the key result's own
        line.
        """
        standing, key_result = self.standing, self.key_result
        points = key_result.record.planned
        standing.expected = planned(key_result.span, points, self.day) if points else by_measure
        then = standing.expected
        if standing.pace_day != self.day:
            day = standing.pace_day
            then = planned(key_result.span, points, day) if points else linear(key_result.span, day)
        standing.behind = then - standing.progress if standing.progress else then


def later(one: date | None, other: date | None) -> date | None:
    """Return the later of two days, or the one there is."""
    if one is None or other is None:
        return one or other
    return max(one, other)


def shorter(supporters: Iterable[ObjectiveStanding], objective: Objective) -> bool:
    """Tell whether one of the supporters is of a strictly shorter cycle (SPEC 5, reached)."""
    assert objective.cycle is not None
    days = objective.cycle.span.days
    return any(s.objective.cycle is not None and s.objective.cycle.span.days < days for s in supporters)
