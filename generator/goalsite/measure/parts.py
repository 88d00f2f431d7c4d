"""A whole KPI made of its parts (SPEC 6.3)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from goalsite.measure.rollup import mean
from goalsite.vocabulary import Combine


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its weight, its values by day (oldest first), and its place among replaced ones.

    ``superseded`` parts count up to their last value's day. A successor counts from the day after its
    predecessors among the same parts have ended (``after``), so that nothing is counted twice and the whole
    does not wait for it.
    """

    weight: Fraction
    days: Sequence[date]
    values: Sequence[Fraction]
    superseded: bool = False
    after: date | None = None

    def counts_on(self, day: date) -> bool:
        """Tell whether the whole includes this part on ``day``."""
        if self.after is not None and day <= self.after:
            return False
        return not self.superseded or (bool(self.days) and day <= self.days[-1])

    def value_on(self, day: date) -> Fraction | None:
        """Return its newest value on or before ``day``."""
        at = bisect_right(self.days, day)
        return self.values[at - 1] if at else None


def combine(how: Combine, parts: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Combine (weight, value) pairs; None without any, or where a weighted mean's weights add up to 0."""
    if not parts:
        return None
    values = [value for _, value in parts]
    if how is Combine.MIN:
        return min(values)
    if how is Combine.MAX:
        return max(values)
    if how is Combine.WEIGHTED_MEAN:
        return mean(parts)
    total = sum(values, Fraction())
    return total if how is Combine.SUM else total / len(values)


def whole_values(how: Combine, parts: Sequence[Part]) -> list[tuple[date, Fraction]]:
    """Return the whole's values: on every day a part has one, from each part's newest value then.

    A day on which a part that counts has no value yet gives none: the whole begins when all its parts have
    one.
    """
    found = []
    for day in sorted({day for part in parts for day in part.days}):
        counting = [(part.weight, part.value_on(day)) for part in parts if part.counts_on(day)]
        known = [(weight, value) for weight, value in counting if value is not None]
        if len(known) == len(counting) and (value := combine(how, known)) is not None:
            found.append((day, value))
    return found
