"""A KPI's values in a CSV, row by row."""

from datetime import date
from decimal import Decimal

import pytest

from goalsite.model.values_of_csv import read_values
from goalsite.source.values_csv import read_table


def values(text: str) -> list[tuple[date, Decimal, str | None, str | None]]:
    found, problems, whole = read_values(text, "k.csv", rated=False)
    assert problems == ()
    assert whole
    return [(one.date, one.value, one.note, one.by.text if one.by else None) for one in found]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_headers(separator: str) -> None:
    rows = [["value", "by", "date", "note"], ["1.50", "mei", "2026-10-31", "x"]]
    text = "".join(separator.join(row) + "\n" for row in rows)
    assert values(text) == [(date(2026, 10, 31), Decimal("1.50"), "x", "mei")]


def test_another_separator_may_stand_in_a_cell() -> None:
    assert values("date;value;note\n2026-10-31;5;a, b\n")[0][2] == "a, b"


def test_a_quoted_cell_may_hold_separator_quote_and_line_break() -> None:
    assert values('date,value,note\n2026-10-31,5,"a, ""b""\nc"\n2026-11-30,6,\n') == [
        (date(2026, 10, 31), Decimal(5), 'a, "b"\nc', None),
        (date(2026, 11, 30), Decimal(6), None, None),
    ]


def test_days_may_have_slashes() -> None:
    assert [day for day, *_ in values("date,value\n2026/10/31,5\n2026/1/2,6\n")] == [
        date(2026, 10, 31),
        date(2026, 1, 2),
    ]


def test_numbers_are_exact_and_may_be_negative() -> None:
    assert [value for _, value, *_ in values("date,value\n2026-10-31,-0.10\n2026-11-30,+3\n")] == [
        Decimal("-0.10"),
        Decimal(3),
    ]


def test_a_last_line_without_its_end_counts() -> None:
    assert len(values("date,value\n2026-10-31,5")) == 1


def test_a_bad_row_leaves_the_others() -> None:
    found, problems, whole = read_values("date,value\nx,1\n2026-10-31,5\n", "k.csv", rated=False)
    assert whole
    assert [one.value for one in found] == [5]
    assert [(one.code, one.at) for one in problems] == [("G007", (2, 1))]


def test_an_open_quote_leaves_the_rows_behind_it() -> None:
    text = 'date,value,note\n2026-10-01,1,"oh\n2026-10-31,5,\n2026-11-30,6,"ok"\n'
    found, problems, _ = read_values(text, "k.csv", rated=False)
    assert [one.value for one in found] == [5, 6]
    assert [(one.code, one.at) for one in problems] == [("G007", (2, 1))]


def test_a_day_twice_is_told_at_the_later_row() -> None:
    found, problems, _ = read_values("date,value\n2026-10-31,5\n2026/10/31,6\n", "k.csv", rated=False)
    assert [one.value for one in found] == [5]
    assert [(one.code, one.at) for one in problems] == [("G007", (3, 1))]


def test_raters_may_rate_on_one_day() -> None:
    text = "date,value,by\n2026-10-31,5,manager\n2026-10-31,6,peers\n"
    found, problems, _ = read_values(text, "k.csv", rated=True)
    assert [one.value for one in found] == [5, 6]
    assert problems == ()


def test_cells_stand_where_they_begin() -> None:
    row = read_table('note,value,date\n"增, 长",5,2026-10-31\n').rows[0]
    assert row.at == {"note": (2, 1), "value": (2, 8), "date": (2, 10)}


def test_without_its_columns_no_row_counts() -> None:
    found, problems, whole = read_values("day,value\n2026-10-31,5\n", "k.csv", rated=False)
    assert (found, whole) == ((), False)
    assert {one.code for one in problems} == {"G004", "G007"}


def test_an_unknown_column_leaves_the_rows() -> None:
    found, problems, whole = read_values("date,value,place\n2026-10-31,5,x\n", "k.csv", rated=False)
    assert (len(found), whole) == (1, True)
    assert [one.code for one in problems] == ["G004"]


def test_many_quotes_that_are_never_closed_cost_their_own_rows_alone() -> None:
    broken = 'a","\n' * 40_000
    table = read_table(f"date,value\n2026-09-30,4\n{broken}2026-10-31,5\n")
    assert [row.cells["value"] for row in table.rows] == ["4", "5"]
    assert len(table.problems) == 40_000
