"""Cycles and the dates their ids carry."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalsite.model.periods import FiscalYear, Span, nearly_cycle, span_of
from goalsite.vocabulary import YearEnd

CALENDAR = FiscalYear()
APRIL_BY_START = FiscalYear(4, YearEnd.START)
APRIL_BY_END = FiscalYear(4, YearEnd.END)


def days(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("cycle", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-h1", "2026-01-01", "2026-06-30"),
        ("2026-h2", "2026-07-01", "2026-12-31"),
        ("2026-q1", "2026-01-01", "2026-03-31"),
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
    ],
)
def test_calendar_cycles_ignore_the_fiscal_year(cycle: str, first: str, last: str) -> None:
    assert span_of(cycle, CALENDAR) == span_of(cycle, APRIL_BY_END) == days(first, last)


@pytest.mark.parametrize(
    ("cycle", "first", "last"),
    [
        ("fy2026", "2026-04-01", "2027-03-31"),
        ("fy2026-h1", "2026-04-01", "2026-09-30"),
        ("fy2026-h2", "2026-10-01", "2027-03-31"),
        ("fy2026-q1", "2026-04-01", "2026-06-30"),
        ("fy2026-q4", "2027-01-01", "2027-03-31"),
    ],
)
def test_fiscal_cycles_named_by_their_start(cycle: str, first: str, last: str) -> None:
    assert span_of(cycle, APRIL_BY_START) == days(first, last)


@pytest.mark.parametrize(
    ("cycle", "first", "last"),
    [
        ("fy2026", "2025-04-01", "2026-03-31"),
        ("fy2026-h2", "2025-10-01", "2026-03-31"),
        ("fy2026-q1", "2025-04-01", "2025-06-30"),
        ("fy2026-q4", "2026-01-01", "2026-03-31"),
    ],
)
def test_fiscal_cycles_named_by_their_end(cycle: str, first: str, last: str) -> None:
    assert span_of(cycle, APRIL_BY_END) == days(first, last)


@pytest.mark.parametrize("named_by", list(YearEnd))
def test_a_fiscal_year_that_is_the_calendars_bears_its_number(named_by: YearEnd) -> None:
    assert span_of("fy2026", FiscalYear(1, named_by)) == days("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    "word",
    [
        "-",
        "2026-q5",
        "2026-q0",
        "2026-h3",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-Q4",
        "2026q4",
        "q4-2026",
        "26-q4",
        "fy2026-11",
        "2026-w40",
        "2026-10-12",
        "２０２６-q4",
        "٢٠٢٦",
        "0000",
        "0000-q1",
        "1899",
        "2200",
        "9999",
        "fy9999-q4",
    ],
)
def test_other_words_carry_no_dates(word: str) -> None:
    for fiscal in (CALENDAR, APRIL_BY_START, APRIL_BY_END):
        assert span_of(word, fiscal) is None


@pytest.mark.parametrize("cycle", ["1900", "fy1900-q1", "2199", "fy2199-q4"])
def test_the_first_and_last_years_are_cycles(cycle: str) -> None:
    for fiscal in (CALENDAR, APRIL_BY_START, APRIL_BY_END):
        assert span_of(cycle, fiscal) is not None


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("2026-Q4", "2026-q4"),
        ("2026q4", "2026-q4"),
        ("2026_q4", "2026-q4"),
        ("Q4-2026", "2026-q4"),
        ("q4 2026", "2026-q4"),
        ("2026-H2", "2026-h2"),
        ("FY2026", "fy2026"),
        ("FY-2026-Q1", "fy2026-q1"),
        ("2026-9", "2026-09"),
        ("2026.11", "2026-11"),
        ("fy2026-11", "2026-11"),
    ],
)
def test_a_name_that_is_nearly_a_cycle_is_known(word: str, meant: str) -> None:
    assert nearly_cycle(word) == meant


@pytest.mark.parametrize(
    "word", ["2026-q4", "2026", "fy2026-q1", "growth", "q4", "2026-q5", "win-2026", "9999-Q4", "２０２６-Q4"]
)
def test_other_names_are_not(word: str) -> None:
    assert nearly_cycle(word) is None


@given(st.integers(1901, 2198), st.integers(1, 12), st.sampled_from(YearEnd))
def test_the_parts_of_a_fiscal_year_fill_it_without_gaps(year: int, starts: int, named_by: YearEnd) -> None:
    fiscal = FiscalYear(starts, named_by)
    whole = span_of(f"fy{year}", fiscal)
    assert whole is not None
    for parts in (["h1", "h2"], ["q1", "q2", "q3", "q4"]):
        spans = [span_of(f"fy{year}-{part}", fiscal) for part in parts]
        day = whole.first
        for span in spans:
            assert span is not None
            assert span.first == day
            assert whole.contains(span)
            day = span.last + timedelta(days=1)
        assert day == whole.last + timedelta(days=1)


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)), st.integers(1, 12))
def test_every_day_lies_in_the_fiscal_year_around_it(day: date, starts: int) -> None:
    span = FiscalYear(starts).around(day)
    assert day in span
    assert span.first.month == starts
    assert span.days in (365, 366)
