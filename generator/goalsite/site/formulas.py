"""How the formulas of unfolded numbers are written on pages."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from goalsite.language import gettext as _
from goalsite.measure import Writing
from goalsite.model.periods import Span
from goalsite.site.format import Format


class OnPages(Writing):
    """Writes what stands in a formula as pages write it: shares in per cents with a decimal, days in words."""

    def __init__(self, write: Format) -> None:
        self._format = write

    def number(self, value: Fraction | None) -> str:
        """Write a number: as it was written, what was worked out with two decimals."""
        return self._format.number(value)

    def share(self, value: Fraction | None) -> str:
        """Write a share of one in per cents."""
        return share(self._format, value)

    def points(self, value: Fraction | None) -> str:
        """Write a difference of shares in points."""
        if value is None:
            return self._format.number(None)
        return self._format.ratio(value.numerator * 100, value.denominator, places_of_share(value))

    def day(self, day: date) -> str:
        """Write a day, with its year where that is not today's."""
        return self._format.day(day)

    def days(self, span: Span) -> str:
        """Write the days of a span."""
        return self._format.day(span.first) if span.first == span.last else self._format.days(span)

    def dated(self, name: str, day: date) -> str:
        """Write the name of what was in force on a day, with that day."""
        return _("{name} on {day}", name=name, day=self._format.day(day))


def share(write: Format, value: Fraction | Decimal | None) -> str:
    """Write a share of one in per cents, with one decimal where that says more."""
    if value is None:
        return write.number(None)
    top, bottom = value.as_integer_ratio()
    return f"{write.ratio(top * 100, bottom, places_of_share(value))}%"


def places_of_share(value: Fraction | Decimal | None) -> int:
    """Return the decimals a share shows in per cents: one where that says more."""
    if value is None:
        return 0
    top, bottom = value.as_integer_ratio()
    return 0 if top * 100 % bottom == 0 else 1
