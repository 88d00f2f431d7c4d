"""Numbers as people read them (SPEC 2)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsite.model.objects import Cycle
from goalsite.model.periods import FiscalYear, span_of
from goalsite.model.records import Range
from goalsite.site.format import Format, common_places, initials, whole_percent
from goalsite.vocabulary import Direction

EN = Format("en", date(2026, 11, 21))
ZH = Format("zh", date(2026, 11, 21))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(1, 2), "50%"),
        (Fraction(125, 1000), "13%"),
        (Fraction(-125, 1000), "−13%"),
        (Fraction(999, 1000), "99%"),
        (Fraction(1), "100%"),
        (Fraction(1, 1000), "1%"),
        (Fraction(0), "0%"),
        (Fraction(-1, 1000), "−1%"),
        (Fraction(5, 4), "125%"),
        (Fraction(12345, 1000), "1,235%"),
        (None, "–"),
    ],
)
def test_per_cents_are_whole_with_halves_away_from_zero(share: Fraction | None, said: str) -> None:
    assert EN.percent(share) == said
    assert ZH.percent(share) == said


@given(st.fractions())
def test_a_per_cent_is_100_only_from_one_on_and_0_only_at_zero(share: Fraction) -> None:
    whole = whole_percent(share)
    assert (whole == 0) == (share == 0)
    assert not (whole >= 100 and share < 1)
    assert whole_percent(-share) == -whole


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Decimal("88.4"), "%", "88.4%"),
        (Decimal("6.10"), "h", "6.1 h"),
        (Decimal(1234567), "EUR", "€1,234,567"),
        (Decimal("11.5"), "EUR", "€11.50"),
        (Decimal("-3"), "USD", "−$3"),
        (Decimal(5), "ABC", "5 ABC"),
        (Fraction(1, 3), None, "0.33"),
        (Decimal("-0.25"), None, "−0.25"),
        (Decimal("0.000001"), None, "0.000001"),
        (None, "h", "–"),
    ],
)
def test_values_bear_their_unit(value: Decimal | Fraction | None, unit: str | None, said: str) -> None:
    assert EN.value(value, unit) == said


def test_money_follows_the_language() -> None:
    assert EN.money(Decimal(5), "CNY") == "CN¥5"
    assert ZH.money(Decimal(5), "CNY") == "¥5"


def test_pace_is_in_signed_points() -> None:
    assert EN.points(Fraction(9, 100)) == "+9"
    assert EN.points(Fraction(-14, 100)) == "−14"
    assert EN.points(Fraction(1, 1000)) == "±0"


def test_targets_tell_their_direction() -> None:
    assert EN.target(Direction.UP, Decimal(90)) == "≥ 90"
    assert EN.target(Direction.DOWN, Decimal(4), places=1) == "≤ 4.0"
    assert EN.target(Direction.WITHIN, Range(Decimal(95), Decimal(105))) == "95–105"
    assert EN.target(Direction.WITHIN, Range(Decimal(-5), Decimal(5))) == "−5 – 5"
    assert EN.range(Range(Decimal("99.9"), None)) == "≥ 99.9"


def test_figures_of_one_row_share_their_decimals() -> None:
    assert common_places(Fraction(4), Fraction(61, 10)) == 1
    assert common_places(Fraction(1, 3)) == 2
    assert common_places(None, Fraction(4)) == 0


def test_days_name_their_year_where_it_is_not_todays() -> None:
    assert EN.day(date(2026, 10, 3)) == "3 Oct"
    assert EN.day(date(2025, 10, 3)) == "3 Oct 2025"
    assert ZH.day(date(2025, 10, 3)) == "2025年10月3日"


@pytest.mark.parametrize(
    ("id_", "said"),
    [("2026-q4", "2026 Q4"), ("fy2027-h1", "FY2027 H1"), ("2026", "2026"), ("2026-11", "November 2026")],
)
def test_cycles_are_named_by_their_dates(id_: str, said: str) -> None:
    span = span_of(id_, FiscalYear())
    assert span is not None
    assert EN.cycle(Cycle(id_, span)) == said


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("2026-q4", "2026年第4季度"),
        ("2026-h1", "2026年上半年"),
        ("fy2027-h2", "2027财年下半年"),
        ("fy2027-q1", "2027财年第1季度"),
        ("fy2027", "2027财年"),
        ("2026", "2026年"),
        ("2026-11", "2026年11月"),
    ],
)
def test_cycles_have_their_chinese_names(id_: str, said: str) -> None:
    span = span_of(id_, FiscalYear())
    assert span is not None
    assert ZH.cycle(Cycle(id_, span)) == said


def test_chinese_units_follow_their_number_without_a_space() -> None:
    assert ZH.value(Decimal("6.1"), "天") == "6.1天"
    assert ZH.value(Decimal("6.1"), "ms") == "6.1 ms"
    assert ZH.value(Decimal("6.1"), "%") == "6.1%"
    assert EN.value(Decimal("6.1"), "天") == "6.1 天"


def test_spans_years_and_lists_follow_the_language() -> None:
    span = span_of("2026-q4", FiscalYear())
    assert span is not None
    assert (EN.days(span), ZH.days(span)) == ("1 Oct to 31 Dec", "10月1日至12月31日")
    assert (EN.year(span.first), ZH.year(span.first)) == ("2026", "2026年")
    assert (EN.listed(["a", "b"]), ZH.listed(["甲", "乙"])) == ("a, b", "甲、乙")


def test_initials_tell_people_apart() -> None:
    assert initials("Priya Raman") == "PR"
    assert initials("wei") == "W"
    assert initials("王小明") == "明"
    assert initials("  ") == "?"
