"""Cycles and their dates: calendar and fiscal years, halves, quarters and months, and those with dates of their own."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from goalsite.vocabulary import YearEnd

_CALENDAR = re.compile(
    r"(?P<fy>fy)?(?P<year>[0-9]{4})(?:-(?:h(?P<half>[12])|q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?"
)
_NEARLY = re.compile(
    r"(?P<fy>fy)?[-_ ]?(?P<year>[0-9]{4})(?:[-_ .]?(?:h(?P<half>[12])|q(?P<quarter>[1-4])|(?P<month>1[0-2]|0?[1-9])))?"
    r"|(?:h(?P<half2>[12])|q(?P<quarter2>[1-4]))[-_ .]?(?P<fy2>fy)?(?P<year2>[0-9]{4})",
    re.IGNORECASE,
)


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years a day or cycle may lie in; beyond them arithmetic with days could leave the calendar."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds; at least 1 for a valid span."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def contains(self, other: "Span") -> bool:
        """Tell whether ``other`` lies within this span (a span contains itself)."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """How the company's fiscal years lie: the month they start in, and which end names them (SPEC 3.1)."""

    starts: int = 1
    named_by: YearEnd = YearEnd.START

    def first_month(self, name: int) -> tuple[int, int]:
        """Return the year and month in which the fiscal year called ``name`` begins."""
        year = name - 1 if self.named_by is YearEnd.END and self.starts > 1 else name
        return year, self.starts

    def around(self, day: date) -> Span:
        """Return the fiscal year that holds ``day``."""
        year = day.year if day.month >= self.starts else day.year - 1
        return months(year, self.starts, 12)


def months(year: int, month: int, count: int) -> Span:
    """Return the span of ``count`` whole months from the first of ``month`` (1-12)."""
    end = year * 12 + month - 1 + count - 1
    last_year, last_month = divmod(end, 12)
    last_month += 1
    return Span(date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1]))


def span_of(cycle_id: str, fiscal: FiscalYear) -> Span | None:
    """Return the dates a cycle id carries, or None where it carries none (SPEC 1, cycles).

    ``2026``, ``2026-h2``, ``2026-q4`` and ``2026-11`` are calendar; with the prefix ``fy`` years, halves and
    quarters follow ``fiscal``.
    """
    match = _CALENDAR.fullmatch(cycle_id)
    if match is None or (match["fy"] and match["month"]):
        return None
    name = int(match["year"])
    if not FIRST_YEAR <= name <= LAST_YEAR:
        return None
    year, month = fiscal.first_month(name) if match["fy"] else (name, 1)
    if match["half"]:
        offset, count = 6 * (int(match["half"]) - 1), 6
    elif match["quarter"]:
        offset, count = 3 * (int(match["quarter"]) - 1), 3
    elif match["month"]:
        offset, count = int(match["month"]) - 1, 1
    else:
        offset, count = 0, 12
    year, month = divmod(year * 12 + month - 1 + offset, 12)
    return months(year, month + 1, count)


def nearly_cycle(name: str) -> str | None:
    """Return the cycle id that ``name`` was probably meant to be (``2026-Q4`` → ``2026-q4``), else None.

    A name that already is a cycle id returns None.
    """
    if span_of(name, FiscalYear()) is not None:
        return None
    match = _NEARLY.fullmatch(name)
    if match is None:
        return None
    part = {key.rstrip("2"): value for key, value in match.groupdict().items() if value}
    meant = ("fy" if "fy" in part and "month" not in part else "") + part["year"]
    if "half" in part:
        meant += f"-h{part['half']}"
    elif "quarter" in part:
        meant += f"-q{part['quarter']}"
    elif "month" in part:
        meant += f"-{int(part['month']):02d}"
    return meant if span_of(meant, FiscalYear()) is not None else None
