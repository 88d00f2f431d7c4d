"""Keeps: the periods of a span, and in which of them the newest value held (SPEC 3.4)."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from goalsite.language import Message
from goalsite.measure.figures import Kept, Period, Reading
from goalsite.measure.targets import passed_bound
from goalsite.model.periods import Span, months
from goalsite.model.records import Range
from goalsite.vocabulary import Cadence

WEEK = 7
SHORT = 3
"""A last window of so many days or fewer is shorter than half a week and joins the one before."""

_KEPT = {
    Kept.HELD: Message("held"),
    Kept.MISSED: Message("missed"),
    Kept.NO_VALUE: Message("no value"),
    Kept.TO_COME: Message("to come"),
}

_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.YEARLY: 12}


def kept_word(kept: Kept) -> str:
    """Return what became of a period, in the language in force."""
    return str(_KEPT[kept])


@lru_cache(maxsize=1 << 12)
def windows(span: Span, cadence: Cadence) -> tuple[Span, ...]:
    """Return the periods of a span.

    Weekly and daily: 7-day windows from its first day, a last one shorter than half joined to the one before.
    Monthly and longer: the calendar periods that end in it, each taken whole. Irregular, or where none ends
    in it: the span.
    """
    if cadence in _MONTHS:
        return _calendar(span, _MONTHS[cadence]) or (span,)
    if cadence is Cadence.IRREGULAR:
        return (span,)
    firsts = [span.first + timedelta(days=days) for days in range(0, span.days, WEEK)]
    if len(firsts) > 1 and Span(firsts[-1], span.last).days <= SHORT:
        firsts.pop()
    lasts = [first - timedelta(days=1) for first in firsts[1:]]
    return tuple(Span(first, last) for first, last in zip(firsts, [*lasts, span.last], strict=True))


def _calendar(span: Span, count: int) -> tuple[Span, ...]:
    year, month = span.first.year, (span.first.month - 1) // count * count + 1
    found = []
    while (year, month) <= (span.last.year, span.last.month):
        period = months(year, month, count)
        if period.last in span:
            found.append(period)
        month += count
        if month > 12:
            year, month = year + 1, month - 12
    return tuple(found)


def kept_periods(spans: Sequence[Span], readings: Sequence[Reading], bounds: Range, day: date) -> tuple[Period, ...]:
    """Return what became of each period by ``day``; ``readings`` are those on or before it, oldest first."""
    found = []
    at = 0
    for span in spans:
        newest: Reading | None = None
        while at < len(readings):
            when = readings[at].date
            assert when is not None
            if when > span.last:
                break
            if when >= span.first:
                newest = readings[at]
            at += 1
        running = day in span
        if newest is not None:
            kept = Kept.HELD if passed_bound(bounds, newest.value) is None else Kept.MISSED
        else:
            kept = Kept.TO_COME if span.first > day else Kept.NO_VALUE
        found.append(Period(span, kept, newest, running))
    return tuple(found)


def over(periods: Sequence[Period], day: date, outdated: bool) -> int:
    """Return how many periods count as over; the last one over only with a value or when outdated."""
    count = sum(1 for period in periods if period.span.last < day)
    if count and not outdated and periods[count - 1].reading is None:
        count -= 1
    return count
