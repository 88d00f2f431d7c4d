"""Numbers and counts in messages."""

from decimal import Decimal
from fractions import Fraction

import pytest

from goalsite.check.words import fraction, listing, number, percent


@pytest.mark.parametrize(("value", "shown"), [("5", "5"), ("5.10", "5.1"), ("-0.50", "-0.5"), ("1000", "1000")])
def test_numbers_are_written_plain(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown


def test_fractions_have_at_most_six_decimals() -> None:
    assert [fraction(f) for f in (Fraction(1, 3), Fraction(-5, 2), Fraction(40))] == ["0.333333", "-2.5", "40"]


def test_per_cents_are_never_whole_before_they_are() -> None:
    shares = (Fraction(1, 2), Fraction(999, 1000), Fraction(1, 1000), Fraction(0), Fraction(1), Fraction(125, 1000))
    assert [percent(share) for share in shares] == ["50%", "99%", "1%", "0%", "100%", "13%"]


def test_names_are_listed_and_of_many_the_first() -> None:
    rows: tuple[list[str], ...] = ([], ["a"], ["a", "b"], ["a", "b", "c"])
    assert [str(listing(names)) for names in rows] == ["", "a", "a and b", "a, b and c"]
    assert str(listing(list("abcdefg"))) == "a, b, c, d, e and 2 more"
