"""The data a site carries: goals.json against its schema, tables against what a spreadsheet does with them."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import write_tree
from tests.publish.sites import DEMO, GOALS

from goalsite.publish.goals_json import goals_data, goals_json
from goalsite.publish.goals_schema import GOALS_SCHEMA
from goalsite.publish.numbers import json_number, plain_number
from goalsite.publish.pipeline import Understood, understand
from goalsite.publish.tables import cell, tables


def _known(tmp_path: Path, tree: dict[str, str] | None = None) -> Understood:
    return understand(write_tree(tmp_path, {**GOALS, **(tree or {})}))


def _rows(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))


def _by_id(things: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {thing["id"]: thing for thing in things}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Fraction(1, 3), 0.333333),
        (Fraction(2, 3), 0.666667),
        (Fraction(-1, 12), -0.083333),
        (Fraction(5, 10_000_000), 0.000001),
        (Fraction(-5, 10_000_000), -0.000001),
        (Fraction(4, 10_000_000), 0),
        (Decimal("89.5"), 89.5),
        (Decimal("1E+3"), 1000),
        (Decimal("12345678901234567890"), 12345678901234567890),
        (None, None),
    ],
)
def test_numbers_have_six_decimals_with_halves_away_from_zero(number: Any, written: Any) -> None:
    assert json_number(number) == written
    assert plain_number(number) == ("" if written is None else f"{Decimal(str(written)):f}")


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_a_written_number_is_within_half_a_millionth(number: Fraction) -> None:
    assert abs(Fraction(plain_number(number)) - number) <= Fraction(1, 2_000_000)
    assert "e" not in plain_number(number)


def test_the_document_fits_its_schema(tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(GOALS_SCHEMA)
    jsonschema.validate(json.loads(goals_json(_known(tmp_path))), GOALS_SCHEMA)


def test_the_demo_fits_the_schema() -> None:
    jsonschema.validate(json.loads(goals_json(understand(DEMO))), GOALS_SCHEMA)


def test_a_goal_has_its_keys_and_its_figures(tmp_path: Path) -> None:
    data = goals_data(_known(tmp_path))
    win = _by_id(data["objectives"])["2026-q4/win"]
    assert win["title"] == "Win the mid market"
    assert win["progress"] == 0.45  # (50 of 100 and 14 between 10 and 20): (0.5 + 0.4) ÷ 2
    assert win["expected"] == 0.494505  # 45 of 91 days
    assert win["measured"] == [2, 2]
    assert win["url"] == "2026-q4/win/"
    assert win["source"] == {"path": "goals/2026-q4/win.md", "line": 3}
    assert win["supporters"] == ["teams/growth/2026-q4/onboarding"]
    sales = _by_id(win["key_results"])["sales"]
    assert (sales["measure"], sales["from"], sales["to"], sales["current"]) == ("metric", 0, 100, 50)


def test_every_computed_number_says_why(tmp_path: Path) -> None:
    data = goals_data(_known(tmp_path))
    win = _by_id(data["objectives"])["2026-q4/win"]
    inputs = _by_id(win["key_results"])["sales"]["why"]["progress"]["inputs"]
    assert {"progress", "expected", "confidence"} <= set(win["why"])
    assert any(one["value"] == 50 and one["path"] == "goals/2026-q4/win.md" and one["line"] > 1 for one in inputs)
    revenue = _by_id(data["kpis"])["kpis/revenue"]
    assert "completion" in revenue["why"]


def test_a_kpi_has_its_values_and_health(tmp_path: Path) -> None:
    revenue = _by_id(goals_data(_known(tmp_path))["kpis"])["kpis/revenue"]
    assert revenue["latest"] == {"date": "2026-10-31", "value": 90}
    assert (revenue["health"], revenue["completion"], revenue["target_now"]) == ("healthy", 1, 90)
    assert revenue["values"] == [["2026-09-30", 80], ["2026-10-31", 90]]


def test_own_keys_are_carried(tmp_path: Path) -> None:
    own = "unit: EUR\nx-ledger: {account: '4000', active: true}"
    text = str(GOALS["goals/kpis/revenue.md"]).replace("unit: EUR", own)
    revenue = _by_id(goals_data(_known(tmp_path, {"goals/kpis/revenue.md": text}))["kpis"])["kpis/revenue"]
    assert revenue["x"]["x-ledger"]["account"] == "4000"


def test_a_file_that_cannot_be_used_keeps_its_place(tmp_path: Path) -> None:
    known = _known(tmp_path, {"goals/2026-q4/broken.md": "---\nkind: objective\ntitle: Broken\n---\n"})
    broken = _by_id(goals_data(known)["objectives"])["2026-q4/broken"]
    assert (broken["usable"], broken["progress"], broken["status"]) == (False, None, None)
    jsonschema.validate(json.loads(goals_json(known)), GOALS_SCHEMA)


def test_without_people_no_persons_are_in_the_data(tmp_path: Path) -> None:
    own = "---\nkind: objective\ntitle: Mine\nperson: Mei Lin\nkey_results: {a: {title: A, from: 0, to: 1}}\n---\n"
    config = str(GOALS["mkdocs.yml"]).replace("      as_of", "      people: false\n      as_of")
    person = "---\nkind: person\ntitle: Mei Lin\n---\n"
    known = _known(tmp_path, {"mkdocs.yml": config, "goals/2026-q4/mine.md": own, "goals/people/mei.md": person})
    data = goals_data(known)
    assert data["people"] == []
    assert "2026-q4/mine" not in _by_id(data["objectives"])
    assert "mine" not in tables(known)["objectives.csv"].decode()
    assert not [finding for finding in data["findings"] if "mine" in finding["path"]]


def test_tables_begin_with_a_mark_that_excel_reads_as_utf8(tmp_path: Path) -> None:
    for content in tables(_known(tmp_path)).values():
        assert content.startswith(b"\xef\xbb\xbf")


def test_all_tables_are_there_with_their_rows(tmp_path: Path) -> None:
    made = tables(_known(tmp_path))
    assert set(made) == {
        f"{name}.csv"
        for name in ("objectives", "key-results", "kpis", "kpi-values", "check-ins", "scorecards", "findings")
    }
    win = next(row for row in _rows(made["objectives.csv"]) if row["id"] == "2026-q4/win")
    assert (win["progress"], win["measured"], win["measured_of"], win["url"]) == ("0.45", "2", "2", "2026-q4/win/")
    sales = next(row for row in _rows(made["key-results.csv"]) if row["id"] == "sales")
    assert (sales["from"], sales["to"], sales["current"], sales["progress"]) == ("0", "100", "50", "0.5")
    assert [(row["date"], row["value"], row["note"]) for row in _rows(made["kpi-values.csv"])] == [
        ("2026-09-30", "80", ""),
        ("2026-10-31", "90", "Good month"),
    ]
    checked = [row for row in _rows(made["check-ins.csv"]) if row["objective"] == "2026-q4/win"]
    assert [(row["key_result"], row["value"], row["confidence"]) for row in checked] == [
        ("sales", "50", "0.7"),
        ("calls", "14", "0.7"),
    ]
    card = [row for row in _rows(made["scorecards.csv"]) if row["team"] == ""]
    assert [(row["indicator"], row["actual"], row["completion"], row["score"]) for row in card] == [
        ("Revenue", "90", "1", "1"),
        ("Total", "", "1", "1"),
    ]


def test_every_row_has_a_cell_for_every_column() -> None:
    for name, content in tables(understand(DEMO)).items():
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert {len(row) for row in rows} == {len(rows[0])}, name


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/c calc'!A1"])
def test_text_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_negative_numbers_stay_numbers() -> None:
    assert cell(Decimal("-2.5")) == "-2.5"
    assert cell(Fraction(-1, 3)) == "-0.333333"
    assert cell(date(2026, 11, 15)) == "2026-11-15"


def test_a_title_that_is_a_formula_is_defused_in_its_table(tmp_path: Path) -> None:
    text = str(GOALS["goals/2026-q4/win.md"]).replace("title: Win the mid market", "title: '=HYPERLINK(\"x\")'")
    rows = _rows(tables(_known(tmp_path, {"goals/2026-q4/win.md": text}))["objectives.csv"])
    row = next(row for row in rows if "win" in row["id"])
    assert row["title"] == '\'=HYPERLINK("x")'
