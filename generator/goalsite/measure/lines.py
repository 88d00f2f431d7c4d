"""Where a goal should be on a day: the straight line and the planned one (SPEC 5, expected)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from goalsite.measure.rollup import ONE, ZERO, exact
from goalsite.model.periods import Span

Planned = Sequence[tuple[date, Decimal]]


@lru_cache(maxsize=1 << 14)
def linear(span: Span, day: date) -> Fraction:
    """Return (day − first) ÷ (last − first): 0 before the span, 1 after it; a span of one day is 1 from that
    day.
    """
    if day < span.first:
        return ZERO
    if day >= span.last:
        return ONE
    return Fraction((day - span.first).days, (span.last - span.first).days)


def planned(span: Span, points: Planned, day: date) -> Fraction:
    """Return the planned share on ``day``, straight between the points.

    The line begins at 0 and ends at 1 unless ``points`` names the first or last day; it is 0 before the span
    and 1 after it. Points outside the span are not looked at (they are G507).
    """
    if day < span.first:
        return ZERO
    if day > span.last:
        return ONE
    line = {span.first: ZERO, span.last: ONE}
    line.update((when, exact(share)) for when, share in points if when in span)
    if day in line:
        return line[day]
    before = max(when for when in line if when < day)
    after = min(when for when in line if when > day)
    share = Fraction((day - before).days, (after - before).days)
    return line[before] + (line[after] - line[before]) * share


def expected(span: Span, points: Planned, day: date) -> Fraction:
    """Return what a goal without expectations of its own measure should have reached on ``day``."""
    return planned(span, points, day) if points else linear(span, day)
