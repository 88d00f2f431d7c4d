"""Metrics: the ends they are measured between, and how far along a value is (SPEC 3.4)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from goalsite.language import Message
from goalsite.measure.figures import Reading
from goalsite.measure.rollup import ONE, ZERO, exact
from goalsite.measure.series import Series
from goalsite.measure.targets import in_force, place_in_force, plain
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.vocabulary import Direction

Checkpoints = Sequence[tuple[Decimal, Decimal]]

_NO_START = Message("its KPI has no value to start from: write `from` and `to`, or `keep`")
_AT_RANGE = Message("its KPI aims at a range, which is no single number to go to: write `from` and `to`, or `keep`")
_NO_TARGET = Message(
    "its KPI has no target in force on the cycle's last day to aim at: write `from` and `to`, or `keep`"
)
_MEETS = Message("what it starts from already meets what it aims at: write `from` and `to`, or `keep`")
_HALF = Message("one end is missing: write both `from` and `to`")
_SAME = Message("`from` and `to` are the same: write two different numbers, or `keep`")
_CHECKPOINTS = Message(
    "its checkpoints do not lie between `from` and `to`, in order: mend `checkpoints`, `from` or `to`"
)


class Ends(NamedTuple):
    """``from`` and ``to`` as used; ``why`` says what to write where they cannot measure anything.

    Both ends are shown even where ``why`` says that they do not serve.
    """

    start: Reading | None
    end: Reading | None
    why: Message | None

    @property
    def serve(self) -> bool:
        """Whether a value can be placed between them."""
        return self.start is not None and self.end is not None and self.why is None


def ends(series: Series, kpi: Kpi | None, objective: Objective, key_result: KeyResult, day: date) -> Ends:
    """Return the ends of a metric as known on ``day``, written or by default.

    ``kpi`` is the usable KPI it reads, None for a metric of its own, or where the KPI could not be read; then
    only what is written counts, and ``why`` stays None, since the finding stands elsewhere.
    """
    record = key_result.record
    start = _written(objective, key_result, "from", record.from_)
    end = _written(objective, key_result, "to", record.to)
    if kpi is not None:
        by_default = start is None or end is None
        start = start or default_start(series, kpi, objective, key_result, day)
        end = end or default_end(kpi, objective)
        if start is None:
            return Ends(None, end, _NO_START)
        if end is None and kpi.record.direction is Direction.WITHIN:
            return Ends(start, None, _AT_RANGE)
        if end is None:
            return Ends(start, None, _NO_TARGET)
        if by_default and _already_meets(kpi, start, end):
            return Ends(start, end, _MEETS)
    elif start is None or end is None:
        reads_kpi = record.kpi is not None or key_result.kpi is not None
        return Ends(start, end, None if reads_kpi else _HALF)
    if start.value == end.value:
        return Ends(start, end, _SAME)
    if record.checkpoints and path(start.value, end.value, record.checkpoints) is None:
        return Ends(start, end, _CHECKPOINTS)
    return Ends(start, end, None)


def default_start(series: Series, kpi: Kpi, objective: Objective, key_result: KeyResult, day: date) -> Reading | None:
    """Return the KPI's newest value on or before the span's first day, else its first one in the span by
    ``day``.
    """
    span = key_result.span
    before = series.newest(kpi.id, min(span.first, day))
    if before is not None:
        return before
    assert objective.cycle is not None
    end = min(day, span.last, objective.cycle.span.last)
    first = next(iter(series.until(kpi.id, end).values), None)
    return first.reading if first else None


def default_end(kpi: Kpi, objective: Objective) -> Reading | None:
    """Return the KPI's target in force on the last day of the cycle; None for a range or ``within``."""
    assert objective.cycle is not None
    if kpi.record.direction is Direction.WITHIN:
        return None
    last = objective.cycle.span.last
    value = plain(in_force(kpi.record.target, last))
    return None if value is None else Reading(value, None, kpi.file.path, place_in_force(kpi.record, "target", last))


def _already_meets(kpi: Kpi, start: Reading, end: Reading) -> bool:
    if start.value == end.value:
        return True
    if kpi.record.direction not in (Direction.UP, Direction.DOWN):
        return False
    rising = kpi.record.direction is Direction.UP
    return start.value >= end.value if rising else start.value <= end.value


def _written(objective: Objective, key_result: KeyResult, key: str, value: Decimal | None) -> Reading | None:
    if value is None:
        return None
    at = objective.record.position(f"key_results.{key_result.id}.{key}")
    return Reading(exact(value), None, objective.file.path, at)


def path(start: Fraction, end: Fraction, checkpoints: Checkpoints) -> list[tuple[Fraction, Fraction]] | None:
    """Return the bends of a metric from (start, 0) to (end, 1), or None where the checkpoints are not in
    order.
    """
    bends = [(start, ZERO), *((exact(value), exact(share)) for value, share in checkpoints), (end, ONE)]
    if end > start:
        bends[1:-1] = sorted(bends[1:-1])
        ordered = all(a[0] < b[0] for a, b in pairwise(bends))
    else:
        bends[1:-1] = sorted(bends[1:-1], key=lambda bend: -bend[0])
        ordered = all(a[0] > b[0] for a, b in pairwise(bends))
    rising = all(a[1] <= b[1] for a, b in pairwise(bends))
    return bends if ordered and rising else None


def progress(start: Fraction, end: Fraction, checkpoints: Checkpoints, current: Fraction) -> Fraction:
    """Return how far ``current`` is from ``start`` (0) to ``end`` (1), unclamped, up or down alike (SPEC
    3.4).

    Straight between checkpoints; beyond the ends the outermost piece goes on. The ends must differ and the
    checkpoints lie between them in order.
    """
    if not checkpoints:
        # The same as (current - start) / (end - start), with one fraction made instead of three.
        a, b = start.numerator, start.denominator
        c, d = end.numerator, end.denominator
        e, f = current.numerator, current.denominator
        return Fraction((e * b - a * f) * d, f * (c * b - a * d))
    (low, low_share), (high, high_share) = piece(start, end, checkpoints, current)
    return low_share + (current - low) / (high - low) * (high_share - low_share)


def piece(
    start: Fraction, end: Fraction, checkpoints: Checkpoints, current: Fraction
) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """Return the two bends ``current`` lies between, or the outermost two where it lies beyond the ends."""
    bends = path(start, end, checkpoints)
    assert bends is not None
    rising = end > start
    for before, after in pairwise(bends):
        if current <= after[0] if rising else current >= after[0]:
            return before, after
    return bends[-2], bends[-1]
