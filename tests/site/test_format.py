"""Numbers as people read them (SPEC 2)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from goalsite.model.objects import Cycle
from goalsite.model.periods import FiscalYear, span_of
from goalsite.model.records import Range
from goalsite.site.format import Format, initials
from goalsite.site.places import Scale, common_places, whole_percent
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


def test_targets_tell_their_direction_by_a_sign_that_no_line_break_parts_from_the_figure() -> None:
    assert EN.target(Direction.UP, Decimal(90)) == "≥\N{NO-BREAK SPACE}90"
    assert EN.target(Direction.DOWN, Decimal(4), scale=Scale(1)) == "≤\N{NO-BREAK SPACE}4.0"
    assert EN.target(Direction.WITHIN, Range(Decimal(95), Decimal(105))) == "95–105"
    assert EN.target(Direction.WITHIN, Range(Decimal(-5), Decimal(5))) == "−5 – 5"
    assert EN.range(Range(Decimal("99.9"), None)) == "≥\N{NO-BREAK SPACE}99.9"


def test_figures_of_one_row_share_their_decimals() -> None:
    assert common_places(Fraction(4), Fraction(61, 10)) == 1
    assert common_places(Fraction(1, 3)) == 2
    assert common_places(None, Fraction(4)) == 0


def _row(form: Format, unit: str | None, *values: str) -> list[str]:
    numbers = [Decimal(value) for value in values]
    scale = form.scale(unit, *numbers)
    return [form.cell(number, unit, scale) for number in numbers]


@pytest.mark.parametrize(
    ("unit", "values", "said", "chinese"),
    [
        ("CNY", ("12000000", "18345678.5", "25000000"), "CN¥12.0M CN¥18.3M CN¥25.0M", "¥1200.0万 ¥1834.6万 ¥2500.0万"),
        (None, ("1200000", "1834567", "2500000"), "1.20M 1.83M 2.50M", "120.0万 183.5万 250.0万"),
        ("EUR", ("-1250000.5", "100000"), "−€1.25M €0.10M", "−€125.0万 €10.0万"),
        ("USD", ("999999.5", "120000"), "$1,000,000 $120,000", "US$1,000,000 US$120,000"),
        (None, ("2500000000", "0"), "2.5B 0.0", "25亿 0"),
        # What differs looks different: with up to three decimals, else in full.
        (None, ("100000000", "100010000"), "100.00M 100.01M", "100,000,000 100,010,000"),
        ("EUR", ("100000100", "100000200"), "€100,000,100 €100,000,200", "€100,000,100 €100,000,200"),
        # Money has no cents from 10,000 on, unless they are what differs.
        ("EUR", ("12345.5", "9000"), "€12,346 €9,000", "€12,346 €9,000"),
        ("EUR", ("12345.25", "12345"), "€12,345.25 €12,345.00", "€12,345.25 €12,345.00"),
        # Five digits say enough, unless more are needed to tell two figures apart.
        ("h", ("2.09999", "3"), "2.1 3.0", "2.1 3.0"),
        ("%", ("99.9953", "99.9951"), "99.9953 99.9951", "99.9953 99.9951"),
        (None, ("0.00042", "0.0005"), "0.00042 0.00050", "0.00042 0.00050"),
    ],
)  # fmt: skip
def test_large_figures_of_a_row_are_short(unit: str | None, values: tuple[str, ...], said: str, chinese: str) -> None:
    assert " ".join(_row(EN, unit, *values)) == said
    assert " ".join(_row(ZH, unit, *values)) == chinese


def test_a_short_figure_shows_the_exact_one_when_pointed_at() -> None:
    scale = EN.scale("CNY", Decimal("18345678.5"))
    shown = EN.cell(Decimal("18345678.5"), "CNY", scale)
    assert str(shown) == "CN¥18.3M"
    assert escape(shown) == '<span title="CN¥18,345,678.50">CN¥18.3M</span>'
    assert escape(EN.cell(Decimal(4), "h", Scale(1))) == "4.0"
    assert escape(EN.cell(Decimal("18345678.5"), "CNY")) == "CN¥18,345,678.50"
    assert (
        escape(EN.with_unit(EN.cell(Decimal(1500001), "h", Scale(1, 6)), "h"))
        == '<span title="1,500,001 h">1.5M h</span>'
    )
    bounds = Range(Decimal(12000000), Decimal(13500000))
    assert escape(EN.range(bounds, "CNY", scale)) == '<span title="CN¥12,000,000–13,500,000">CN¥12.0–13.5M</span>'
    assert escape(EN.target(Direction.UP, Decimal(110000000), "CNY", scale)) == (
        '<span title="≥\N{NO-BREAK SPACE}CN¥110,000,000">≥\N{NO-BREAK SPACE}CN¥110.0M</span>'
    )
    assert escape(EN.change(Decimal("-8956789.5"), unit="CNY", scale=scale)) == (
        '<span title="−CN¥8,956,789.50">−CN¥9.0M</span>'
    )


@given(st.lists(st.decimals(-(10**15), 10**15, places=3), min_size=2, max_size=4))
def test_neighbours_that_differ_by_a_visible_share_look_different(values: list[Decimal]) -> None:
    for form in (EN, ZH):
        scale = form.scale(None, *values)
        for one, other in pairwise(values):
            assert (form.cell(one, None, scale) == form.cell(other, None, scale)) == (one == other)


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
