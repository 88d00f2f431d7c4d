"""Exact numbers and their weighted means."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import gcd

ZERO = Fraction(0)
ONE = Fraction(1)
_ONE = Decimal(1)

_LONG = 512
"""Bits of a denominator from which a running sum is shortened, so that long sums stay linear."""


@lru_cache(maxsize=1 << 16)
def exact(number: Decimal) -> Fraction:
    """Return a written number as the fraction it is; 1 is always ``ONE`` itself."""
    return ONE if number == _ONE else Fraction(number)


def clamp(share: Fraction) -> Fraction:
    """Hold a share to 0..1, as every rollup does (SPEC 4); one that lies there is returned itself."""
    if share.numerator < 0:
        return ZERO
    return ONE if share.numerator > share.denominator else share


def full(share: Fraction | None) -> bool:
    """Tell whether a share is 1 or more; an unknown one is not."""
    return share is not None and share.numerator >= share.denominator


def at_most(one: Fraction, other: Fraction) -> bool:
    """Tell whether one is not greater than the other, several times faster than ``<=``."""
    return one.numerator * other.denominator <= other.numerator * one.denominator


def mean(parts: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return the weighted mean of (weight, value) pairs, or None where the weights add up to 0 (SPEC 4).

    Numerators are added over one denominator, which is several times faster than adding fractions; most
    weights are the default and the very object ``ONE``.
    """
    above, below = 0, 1
    ones = 0
    others = ZERO
    for weight, value in parts:
        n, d = value.numerator, value.denominator
        if weight is ONE:
            ones += 1
        else:
            others += weight
            n, d = weight.numerator * n, weight.denominator * d
        if not n:
            continue
        if d == below:
            above += n
        else:
            above, below = above * d + n * below, below * d
            if below.bit_length() > _LONG:
                shared = gcd(above, below)
                above, below = above // shared, below // shared
    if others is ZERO:
        return Fraction(above, below * ones) if ones else None
    weights = others + ones
    return Fraction(above * weights.denominator, below * weights.numerator) if weights else None
