"""What a cell of a spreadsheet means: text, numbers with their units, days, cycles."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from goalsite.model.periods import FIRST_YEAR, LAST_YEAR, FiscalYear, nearly_cycle, span_of
from goalsite.model.values import to_number
from goalsite.vocabulary import Cadence, Direction

Raw = str | int | float | bool | date | datetime | None
"""A cell as a file gives it."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]{1,2}")
_AMOUNT = re.compile(r"([$€£¥￥]?)\s*([-+−]?\s*[0-9][0-9.,_ ']*)\s*(.*)", re.DOTALL)
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY"}
_DAY = re.compile(r"([0-9]{4})[-/.年]\s*([0-9]{1,2})[-/.月]\s*([0-9]{1,2})日?(?:[ T].*)?")
_MONTH = re.compile(r"([0-9]{4})[-/.年]\s*([0-9]{1,2})月?")
_NAMED_MONTH = re.compile(r"([A-Za-z]{3,9})\.?[ -]([0-9]{4})|([0-9]{4})[ -]([A-Za-z]{3,9})\.?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERALS = str.maketrans("一二三四", "1234")
_QUARTER = re.compile(r"^([0-9]{4})年?\s*(?:第?\s*([1-4])\s*季度?|q([1-4])(?:季度)?)$")
_HALF = re.compile(r"^([0-9]{4})年?\s*(上|下)半年$")
_YEAR_OR_MONTH = re.compile(r"^([0-9]{4})年(?:度|([0-9]{1,2})月)?$")
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and what it counts, where the cell says so."""

    number: Decimal
    unit: str | None = None


def text_of(cell: Raw) -> str:
    """Return a cell's text on one line, without what moves a cursor, and without the guard before a formula."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return _digits(cell)
    text = " ".join(_CONTROL.sub(" ", str(cell)).split())[:_LONGEST]
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _digits(number: float) -> str:
    """Return a spreadsheet's number as it is shown there: fifteen digits are what it keeps."""
    if number != number or number in (float("inf"), float("-inf")):
        return ""
    exact = Decimal(f"{number:.15g}")
    return format(exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize(), "f")


def amount_of(cell: Raw, *, percent: bool = False) -> Amount | None:
    """Return a cell's number, None where it is none; ``percent`` tells that the cell is shown as per cent."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float) and percent:
        return Amount(Decimal(_digits(float(cell) * 100) or "0"), "%")
    text = unicodedata.normalize("NFKC", text_of(cell)).replace("−", "-")
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    sign, digits, unit = match[1], re.sub(r"[ '_]", "", match[2]), match[3].strip()
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    number = to_number(re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", digits.rstrip(".,")))
    if number is None or any(char.isdigit() for char in unit):
        return None
    return Amount(number, unit or _CURRENCIES.get(sign))


def day_of(cell: Raw) -> date | None:
    """Return the day a cell names with its year first, or as a spreadsheet's own day; None for anything else.

    ``3/4/2026`` is none: half the world means another day by it.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text_of(cell)))
    return _day(*map(int, match.groups())) if match is not None else None


def period_end(cell: Raw) -> date | None:
    """Return the day a column of values is of: its day, or the last one of its month, quarter, half or year."""
    if (day := day_of(cell)) is not None:
        return day
    text = unicodedata.normalize("NFKC", text_of(cell))
    if (match := _MONTH.fullmatch(text)) is not None:
        return _month_end(int(match[1]), int(match[2]))
    if (match := _NAMED_MONTH.fullmatch(text)) is not None:
        word = (match[1] or match[4]).lower()[:3]
        if word in _MONTHS:
            return _month_end(int(match[2] or match[3]), _MONTHS.index(word) + 1)
    cycle = cycle_of(text)
    span = span_of(cycle, FiscalYear()) if cycle is not None and not cycle.startswith("fy") else None
    return span.last if span is not None and not text.isdigit() else None


def cycle_of(text: str) -> str | None:
    """Return the cycle id that a text means (``2026年第四季度``, ``Q4 2026``, ``2026-q4``), None where it is none."""
    word = unicodedata.normalize("NFKC", text).strip().lower().translate(_NUMERALS)
    word = _QUARTER.sub(lambda m: f"{m[1]}-q{m[2] or m[3]}", word)
    word = _HALF.sub(lambda m: f"{m[1]}-h{1 if m[2] == '上' else 2}", word)
    word = _YEAR_OR_MONTH.sub(lambda m: f"{m[1]}-{int(m[2]):02d}" if m[2] else m[1], word)
    return word if span_of(word, FiscalYear()) is not None else nearly_cycle(word)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 and year >= FIRST_YEAR else None


_DIRECTIONS: Mapping[Direction, str] = {
    Direction.UP: (
        "up|higher|increase|more|↑|⬆|≥|>=|>|max|maximize|上升|提高|增加|增长|提升|越高越好|越大越好|正向|高|升"
    ),
    Direction.DOWN: "down|lower|decrease|less|↓|⬇|≤|<=|<|min|minimize|下降|降低|减少|越低越好|越小越好|负向|反向|低|降",
    Direction.WITHIN: "within|range|between|↔|区间|范围|区间内",
}

_CADENCES: Mapping[Cadence, str] = {
    Cadence.DAILY: "daily|day|每日|每天|日|日度",
    Cadence.WEEKLY: "weekly|week|每周|周|周度",
    Cadence.MONTHLY: "monthly|month|每月|月|月度",
    Cadence.QUARTERLY: "quarterly|quarter|每季度|每季|季|季度",
    Cadence.YEARLY: "yearly|year|annual|annually|每年|年|年度",
    Cadence.IRREGULAR: "irregular|不定期",
}


def direction_of(text: str) -> Direction | None:
    """Return the direction a word means in English or Chinese, None where it is none."""
    return next((one for one, words in _DIRECTIONS.items() if text.strip().lower() in words.split("|")), None)


def cadence_of(text: str) -> Cadence | None:
    """Return the cadence a word means, None where it is none."""
    return next((one for one, words in _CADENCES.items() if text.strip().lower() in words.split("|")), None)
