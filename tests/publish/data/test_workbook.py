"""The workbook, as openpyxl reads it back: numbers are numbers, days are days, and text is never a formula."""

import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from tests.conftest import write_tree
from tests.publish.sites import DEMO, GOALS, known_of

from goalsite.language import gettext, pgettext, speaking
from goalsite.publish.data import workbook as workbook_module
from goalsite.publish.data.tables import all_tables, cell
from goalsite.publish.data.workbook import MOST_TEXT, share_format, text_of_cell, workbook
from goalsite.publish.understanding.pipeline import understand
from goalsite.vocabulary import ObjectiveType, State
from goalsite.wording import word

WIN = "goals/2026-q4/win.md"


def read(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def cells_of(sheet: Any, row: int) -> dict[str, Any]:
    return {head.value: sheet.cell(row, number) for number, head in enumerate(sheet[1], 1)}


def row_of(sheet: Any, column: str, value: object) -> dict[str, Any]:
    return next(cells for at in range(2, sheet.max_row + 1) if (cells := cells_of(sheet, at))[column].value == value)


def with_title(title: str) -> dict[str, str]:
    return {WIN: str(GOALS[WIN]).replace("title: Win the mid market", f"title: {json.dumps(title)}")}


def as_in_csv(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float):
        value = Decimal(repr(value))
    return cell(value)  # type: ignore[arg-type]


def test_every_table_is_a_sheet_with_the_same_columns_and_the_same_cells_as_its_csv() -> None:
    known = understand(DEMO)
    book = read(workbook(known))
    assert book.sheetnames == [name for name, _, _ in all_tables(known)]
    for name, header, rows in all_tables(known):
        sheet = book[name]
        expected = [header.split(), *([cell(row.get(column)) for column in header.split()] for row in rows)]
        found = [[as_in_csv(one.value) for one in line] for line in sheet.iter_rows()]
        assert found == expected, name


def test_headers_stay_in_sight_and_can_be_filtered() -> None:
    for sheet in read(workbook(understand(DEMO))):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(head.font.b for head in sheet[1])
        assert all(8 <= wide.width <= 60 for wide in sheet.column_dimensions.values() if wide.width != 13)


def test_figures_have_the_format_of_what_they_are(tmp_path: Path) -> None:
    book = read(workbook(known_of(tmp_path)))
    win = row_of(book["objectives"], "id", "2026-q4/win")
    assert (win["progress"].value, win["progress"].number_format) == (0.45, "0%")
    assert (win["confidence"].value, win["confidence"].number_format) == (0.7, "0.00")
    assert (win["weight"].value, win["weight"].number_format) == (1, "General")
    assert win["updated"].is_date
    assert win["updated"].value == datetime(2026, 11, 9)
    revenue = row_of(book["kpis"], "id", "kpis/revenue")
    assert (revenue["latest_value"].value, revenue["latest_value"].number_format) == (90, "[$€]#,##0.00")
    assert (revenue["target"].value, revenue["target"].number_format) == (90, "[$€]#,##0.00")
    values = row_of(book["kpi-values"], "value", 80)
    assert (values["unit"].value, values["value"].number_format) == ("EUR", "[$€]#,##0.00")


def test_a_per_cent_figure_is_shown_as_written(tmp_path: Path) -> None:
    tree = {WIN: str(GOALS[WIN]).replace("from: 0, to: 100", 'unit: "%", from: 0, to: 100')}
    book = read(workbook(known_of(tmp_path, tree)))
    sales = row_of(book["key-results"], "id", "sales")
    assert (sales["current"].value, sales["current"].number_format) == (50, 'General"%"')
    checked = row_of(book["check-ins"], "key_result", "sales")
    assert (checked["value"].value, checked["value"].number_format) == (50, 'General"%"')


def test_money_has_the_decimals_and_the_sign_of_its_currency(tmp_path: Path) -> None:
    text = str(GOALS["goals/kpis/revenue.md"]).replace("unit: EUR", "unit: JPY")
    book = read(workbook(known_of(tmp_path, {"goals/kpis/revenue.md": text})))
    assert row_of(book["kpis"], "id", "kpis/revenue")["latest_value"].number_format == "[$¥]#,##0"


@pytest.mark.parametrize(
    ("share", "format_"),
    [
        (Fraction(0), "0%"),
        (Fraction(1, 2), "0%"),
        (Fraction(-1, 12), "0%"),
        (Fraction(1), "0%"),
        (Fraction(5, 4), "0%"),
        (Fraction(995, 1000), "0.0%"),  # would read 100 %
        (Fraction(994, 1000), "0%"),
        (Fraction(9996, 10000), "0.00%"),
        (Fraction(4, 1000), "0.0%"),  # would read 0 %
        (Fraction(5, 1000), "0%"),
        (Fraction(-4, 1000), "0.0%"),
        (Fraction(1, 1_000_000), "0.0000%"),
    ],
)
def test_a_share_below_one_never_reads_as_all_of_it_nor_one_above_nothing_as_none(
    share: Fraction, format_: str
) -> None:
    assert share_format(share) == format_


@pytest.mark.parametrize(
    "title", ["=1+1", "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "#N/A", "TRUE", "12", "2026-11-15", "={1}"]
)
def test_text_stays_text_whatever_it_begins_with(tmp_path: Path, title: str) -> None:
    content = workbook(known_of(tmp_path, with_title(title)))
    found = row_of(read(content)["objectives"], "id", "2026-q4/win")["title"]
    assert (found.value, found.data_type) == (title, "s")
    assert found.quotePrefix == (title[0] in "=+-@")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "/worksheets/" in name]
    assert len(sheets) == 7
    assert not [sheet for sheet in sheets if b"<f" in sheet.replace(b"<filterColumn", b"")]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("</t></is></c><f>1</f>", "</t></is></c><f>1</f>"),
        ('a\x07b\x1b[31m & "c"', 'ab[31m & "c"'),
        ("broken \ud800 half", "broken  half"),
        ("<b>]]> &amp; 客户满意度 🙂", "<b>]]> &amp; 客户满意度 🙂"),
        ("  spaces  ", "  spaces  "),
        ("_x0041_", "_x005F_x0041_"),
    ],
)
def test_hostile_text_is_text(title: str, shown: str) -> None:
    assert text_of_cell(title) == shown


def test_markup_in_a_title_comes_back_as_it_was(tmp_path: Path) -> None:
    title = "</t></is></c></row><row><c><f>1+1</f></c> & <b>bold</b>"
    found = row_of(read(workbook(known_of(tmp_path, with_title(title))))["objectives"], "id", "2026-q4/win")
    assert found["title"].value == title


@given(st.text(st.characters(), max_size=60))
def test_no_text_holds_what_a_workbook_cannot(text: str) -> None:
    shown = text_of_cell(text)
    assert ILLEGAL_CHARACTERS_RE.search(shown) is None
    shown.encode()


@pytest.mark.parametrize("letter", ["a", "客", "🙂"])
def test_long_text_is_cut_with_a_note(letter: str) -> None:
    shown = text_of_cell(letter * 40_000)
    units = len(shown.encode("utf-16-le")) // 2
    assert MOST_TEXT - 1 <= units <= MOST_TEXT
    assert shown.endswith("… (cut here)")
    assert text_of_cell("a" * MOST_TEXT) == "a" * MOST_TEXT


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_text(tmp_path: Path) -> None:
    tree = {"goals/kpis/revenue.csv": "date,value\n2026-10-31,12345678901234567890\n"}
    value = row_of(read(workbook(known_of(tmp_path, tree)))["kpi-values"], "kpi", "kpis/revenue")["value"]
    assert (value.value, value.data_type) == ("12345678901234567890", "s")


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2026, 10, 31)])
def test_days_are_days_even_before_the_leap_day_that_never_was(tmp_path: Path, day: date) -> None:
    tree = {"goals/kpis/revenue.csv": f"date,value\n{day},7\n"}
    value = row_of(read(workbook(known_of(tmp_path, tree)))["kpi-values"], "kpi", "kpis/revenue")["date"]
    assert value.value == datetime(day.year, day.month, day.day)
    assert value.number_format == "yyyy-mm-dd"


def test_a_sheet_that_cannot_hold_all_rows_says_how_many_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = "".join(f"2026-10-{day:02d},{day}\n" for day in range(1, 11))
    known = known_of(tmp_path, {"goals/kpis/revenue.csv": f"date,value\n{days}"})
    monkeypatch.setattr(workbook_module, "MOST_ROWS", 11)
    assert read(workbook(known))["kpi-values"].cell(11, 3).value == 10
    monkeypatch.setattr(workbook_module, "MOST_ROWS", 10)
    sheet = read(workbook(known))["kpi-values"]
    assert sheet.max_row == 10
    assert sheet.cell(10, 1).value == "2 more rows do not fit; the CSV file has them all"
    assert sheet.cell(9, 3).value == 8


def test_the_same_goals_and_day_give_the_same_bytes_dated_by_the_day(tmp_path: Path) -> None:
    first, second = (workbook(known_of(tmp_path / name)) for name in ("a", "b"))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 15, 0, 0, 0)}
    properties = read(first).properties
    assert (properties.created, properties.modified) == (datetime(2026, 11, 15), datetime(2026, 11, 15))
    assert (properties.title, properties.creator) == ("Acme", "Goalsite")


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_any_day_can_be_asked_for(tmp_path: Path, day: date) -> None:
    known = understand(write_tree(tmp_path, GOALS), as_of=day)
    assert read(workbook(known)).sheetnames[0] == "objectives"


def test_without_goals_each_sheet_has_its_header(tmp_path: Path) -> None:
    known = understand(write_tree(tmp_path, {"goals/company.md": GOALS["goals/company.md"]}))
    book = read(workbook(known))
    assert {sheet.title: sheet.max_row for sheet in book} == {name: 1 for name, _, _ in all_tables(known)}


def test_a_workbook_is_told_in_the_language_in_force_and_its_figures_stay(tmp_path: Path) -> None:
    known = known_of(tmp_path)
    with speaking("zh"):
        book, yes = read(workbook(known)), gettext("yes")
        words = [word(one) for one in (ObjectiveType.ASPIRATIONAL, State.ACTIVE)]
        total = pgettext("row of a table", "Total")
    assert book.sheetnames[:3] == ["目标", "关键结果", "KPI"]
    win = row_of(book["目标"], "标识", "2026-q4/win")
    assert (win["进度"].value, win["进度"].number_format) == (0.45, "0%")
    assert [win[head].value for head in ("类型", "阶段")] == words
    assert row_of(book["记分卡"], "指标", total)["完成率"].number_format == "0%"
    assert yes == "是"
    assert not any(head.value.isascii() and "_" in head.value for sheet in book for head in sheet[1])
