"""Numbers, counts and names as findings write them."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from goalsite.findings import Names
from goalsite.language import Message

_SHOWN = 5


def number(value: Decimal) -> str:
    """Write a number as people do: no exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def fraction(value: Fraction) -> str:
    """Write an exact number with at most six decimals, no trailing zeros."""
    millionths = round(abs(value) * 1_000_000)
    whole, rest = divmod(millionths, 1_000_000)
    text = f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and millionths else text


def percent(share: Fraction) -> str:
    """Write a share as a whole per cent, halves away from zero; below 1 never 100 %, above 0 never 0 % (SPEC 2)."""
    whole = int(abs(share) * 100 + Fraction(1, 2))
    whole = -whole if share < 0 else whole
    if share < 1 and whole >= 100:
        whole = 99
    if share > 0 and whole <= 0:
        whole = 1
    return f"{whole}%"


def short(text: str) -> str:
    """Return a text short enough to be quoted in a message."""
    return text if len(text) <= 60 else text[:59] + "…"


def quoted(name: str) -> Message:
    """Write a name in quotes."""
    return Message("'{key}'", key=name)


def listing(names: Sequence[Message | str]) -> Message:
    """Write names in a row: ``a``, ``a and b``, ``a, b and c``; at most five, then how many more."""
    if len(names) > _SHOWN:
        return Message("{names} and {n} more", names=Names(names[:_SHOWN]), n=len(names) - _SHOWN)
    if len(names) > 1:
        return Message("{first} and {others}", first=Names(names[:-1]), others=names[-1])
    return Names(names)
