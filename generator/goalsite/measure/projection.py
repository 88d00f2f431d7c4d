"""Where a KPI's last five years lead (SPEC 6.1)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from goalsite.measure.figures import Projection, Reading
from goalsite.measure.rollup import exact
from goalsite.measure.targets import in_force, meets, passed_bound
from goalsite.model.records import Range, Schedule
from goalsite.vocabulary import Direction

YEARS = 5
FEWEST = 3


def months_between(first: date, last: date) -> int:
    """Return how many calendar months lie between two days' months."""
    return (last.year - first.year) * 12 + last.month - first.month


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; 28 February where there is no 29th."""
    year = max(day.year - years, date.min.year)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def project(
    direction: Direction, target: Schedule, target_by: date, as_of: date, readings: Sequence[Reading]
) -> Projection | None:
    """Return the projection to ``target_by`` from readings, oldest first.

    None with fewer than three values in the five years up to the newest, where all of them lie in one month,
    where ``target_by`` has passed, or without a target then.
    """
    if len(readings) < FEWEST or target_by < as_of:
        return None
    newest = readings[-1]
    assert newest.date is not None
    since = years_before(newest.date, YEARS)
    recent = [reading for reading in readings if reading.date is not None and reading.date >= since]
    oldest = recent[0]
    assert oldest.date is not None
    months = months_between(oldest.date, newest.date)
    aim = in_force(target, target_by)
    if len(recent) < FEWEST or months == 0 or aim is None:
        return None
    change = (newest.value - oldest.value) / Fraction(months, 12)
    value = newest.value + change * Fraction(months_between(newest.date, target_by), 12)
    reached = meets(direction, aim, value)
    missed_by: Fraction | None = None
    if not reached:
        bound = passed_bound(aim, value) if isinstance(aim, Range) else exact(aim)
        if bound is not None and bound != newest.value:
            missed_by = abs(bound - value) / abs(bound - newest.value)
    return Projection(target_by, value, aim, reached, missed_by, change)
