"""How many decimals figures need, and what is left of them at so many; in any language."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

Number = Fraction | Decimal | int

_MOST_PLACES = 6


class Scale(NamedTuple):
    """How the figures of one row are written: with so many decimals, in units of a power of ten."""

    places: int = 0
    power: int = 0


def places_of(value: Number) -> int | None:
    """Return how many decimals write ``value`` exactly, None where more than six would be needed."""
    rest = value.denominator if isinstance(value, (Fraction, int)) else Fraction(value).denominator
    power = 1
    for places in range(_MOST_PLACES + 1):
        if power % rest == 0:
            return places
        power *= 10
    return None


def common_places(*values: Number | None) -> int:
    """Return the decimals that figures of one row share: as many as the finest written one needs.

    A figure without an end, such as a mean of thirds, asks for two.
    """
    most = 0
    for value in values:
        if value is not None and not isinstance(value, int):
            places = places_of(value)
            most = max(most, 2 if places is None else places)
    return most


def unsigned(value: Number) -> Number:
    """Return a number without its sign."""
    return -value if value < 0 else value


def says_something(figure: str) -> bool:
    """Tell whether a figure as written is not 0."""
    return any(digit in figure for digit in "123456789")


def hides_nothing(scale: Scale, value: Number) -> bool:
    """Tell whether a scale shows all of a value; one without an end is never shown as it is."""
    needed = places_of(value)
    return not scale.power and (scale.places >= 2 if needed is None else needed <= scale.places)


def scaled_to(value: Fraction, places: int) -> int:
    """Return a value in units of its last shown decimal, halves away from zero."""
    return ratio_scaled_to(value.numerator, value.denominator, places)


def ratio_scaled_to(top: int, bottom: int, places: int) -> int:
    """Return a ratio, its ``bottom`` above 0, in units of its last shown decimal, halves away from zero."""
    whole: int = (abs(top) * 10**places * 2 + bottom) // (2 * bottom)
    return -whole if top < 0 else whole


def telling_places(values: Sequence[Fraction], least: int) -> int:
    """Return the fewest decimals, from ``least`` on, that tell neighbours apart and what is not 0 from 0."""
    pairs = [(one, other) for one, other in pairwise(values) if one != other]
    pairs += [(value, Fraction(0)) for value in values if value]
    return next(
        (
            places
            for places in range(least, _MOST_PLACES)
            if all(scaled_to(one, places) != scaled_to(other, places) for one, other in pairs)
        ),
        _MOST_PLACES,
    )


def whole_percent(share: Number) -> int:
    """Return a share of one in whole per cents, halves away from zero.

    Below 1 it is never 100, and what is not 0 is never 0 (SPEC 2).
    """
    exact = share if isinstance(share, Fraction) else Fraction(share)
    top, bottom = abs(exact.numerator), exact.denominator
    whole = (top * 200 + bottom) // (2 * bottom)
    if whole == 100 and top < bottom:
        whole = 99
    elif whole == 0 and top:
        whole = 1
    return -whole if exact.numerator < 0 else whole
