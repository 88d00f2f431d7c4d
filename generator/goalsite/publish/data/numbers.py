"""Exact numbers as data: at most six decimals, halves away from zero, no exponents (SPEC 11)."""

from decimal import Decimal
from fractions import Fraction

Exact = Fraction | Decimal | int

_MILLION = 1_000_000


def json_number(value: Exact | None) -> int | float | None:
    """Return a number for JSON: whole ones as integers, None for unknown."""
    if value is None:
        return None
    scaled = _scaled(value)
    whole, rest = divmod(abs(scaled), _MILLION)
    if not rest:
        return whole if scaled >= 0 else -whole
    return scaled / _MILLION


def plain_number(value: Exact | None) -> str:
    """Return a number for a table: digits and a point, empty for unknown."""
    if value is None:
        return ""
    scaled = _scaled(value)
    whole, rest = divmod(abs(scaled), _MILLION)
    text = f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
    return f"-{text}" if scaled < 0 else text


def _scaled(value: Exact) -> int:
    top, bottom = value.as_integer_ratio()
    scaled = (abs(top) * _MILLION * 2 + bottom) // (2 * bottom)
    return -scaled if top < 0 else scaled
