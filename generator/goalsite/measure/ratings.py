"""Qualitative KPIs: the ratings of one period make one value (SPEC 3.6, ``raters``)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from goalsite.measure.rollup import exact, mean
from goalsite.model.objects import Kpi
from goalsite.model.records import ValueRecord
from goalsite.vocabulary import Cadence

PeriodKey = tuple[int, ...]


def period_of(cadence: Cadence, day: date) -> PeriodKey:
    """Return which period of a cadence a day lies in; each day is its own for ``daily`` and ``irregular``.

    Weeks begin on Monday; quarters and years are the calendar's.
    """
    if cadence is Cadence.MONTHLY:
        return (day.year, day.month)
    if cadence is Cadence.QUARTERLY:
        return (day.year, (day.month - 1) // 3)
    if cadence is Cadence.YEARLY:
        return (day.year,)
    if cadence is Cadence.WEEKLY:
        return day.isocalendar()[:2]
    return (day.toordinal(),)


def grouped(values: Iterable[ValueRecord], cadence: Cadence) -> Iterator[list[ValueRecord]]:
    """Yield the ratings (oldest first) of each period together."""
    group: list[ValueRecord] = []
    key: PeriodKey | None = None
    for value in values:
        here = period_of(cadence, value.date)
        if group and here != key:
            yield group
            group = []
        key = here
        group.append(value)
    if group:
        yield group


def rated_then(kpi: Kpi, day: date) -> list[ValueRecord]:
    """Return the ratings that made a qualitative KPI's value of ``day``, the day of the newest of them."""
    period = period_of(kpi.record.cadence, day)
    return [
        rating
        for rating in kpi.values
        if rating.by is not None
        and rating.by.text in kpi.record.raters
        and rating.date <= day
        and period_of(kpi.record.cadence, rating.date) == period
    ]


def combined_rating(
    ratings: Iterable[ValueRecord], raters: Mapping[str, Decimal]
) -> tuple[Fraction, tuple[str, ...]] | None:
    """Return the value the ratings make and the roles that rated, in the order of ``raters``.

    Per role the mean, then the weighted mean over the roles that rated. None where no known role did, or
    their weights add up to 0.
    """
    by_role: dict[str, list[Fraction]] = {}
    for rating in ratings:
        if rating.by is not None and rating.by.text in raters:
            by_role.setdefault(rating.by.text, []).append(exact(rating.value))
    roles = tuple(role for role in raters if role in by_role)
    value = mean((exact(raters[role]), sum(by_role[role], Fraction()) / len(by_role[role])) for role in roles)
    return None if value is None else (value, roles)
