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
from tests.publish.sites import DEMO, GOALS, seen

from goalsite.language import speaking
from goalsite.publish.data.goals_json import goals_data, goals_json
from goalsite.publish.data.goals_json.schema import GOALS_SCHEMA
from goalsite.publish.data.numbers import json_number, plain_number
from goalsite.publish.data.tables import cell, tables
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood


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


def test_the_document_is_in_english_whatever_is_spoken(tmp_path: Path) -> None:
    known = _known(tmp_path)
    english = goals_json(known)
    with speaking("zh"):
        assert goals_json(known) == english


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


def test_a_personal_goal_that_is_not_shown_is_named_nowhere(tmp_path: Path) -> None:
    own = (
        "---\nkind: objective\ntitle: Mine alone\nperson: Mei Lin\nsupports: win\n"
        "key_results: {a: {title: A, done: 2026-11-01}}\n---\n"
    )
    rolled = str(GOALS["goals/2026-q4/win.md"]).replace("owner: Mei", "progress_from: supporters\nowner: Mei")
    below = str(GOALS["goals/teams/growth/2026-q4/onboarding.md"])
    tree = {
        "goals/people/mei/2026-q4/mine.md": own,
        "goals/2026-q4/win.md": rolled,
        "goals/teams/growth/2026-q4/other.md": below.replace("supports: win", "supports: mine\nalso_supports: [mine]"),
    }
    shown = goals_data(_known(tmp_path / "shown", tree))
    assert "people/mei/2026-q4/mine" in json.dumps(shown)
    config = str(GOALS["mkdocs.yml"]).replace("      as_of", "      people: false\n      as_of")
    known = _known(tmp_path / "hidden", {**tree, "mkdocs.yml": config})
    data = goals_data(known)
    assert "mine" not in json.dumps(data).lower()
    assert not [name for name, table in tables(known).items() if b"mine" in table.lower()]
    jsonschema.validate(json.loads(goals_json(known)), GOALS_SCHEMA)
    win = _by_id(data["objectives"])["2026-q4/win"]
    hidden = [one for one in win["why"]["progress"]["inputs"] if one["path"] is None]
    assert hidden == [{"ref": "a personal goal", "value": 1, "path": None, "line": None}]
    assert win["progress"] == _by_id(shown["objectives"])["2026-q4/win"]["progress"]


NAMED = {
    "objectives": (
        "id ref url source progress progress_raw expected behind confidence status last_status measured grade "
        "supporters updated goalposts title owner cycle team person type supports also_supports depends_on with_teams "
        "weight key_results progress_from initiatives check_ins adjustments state score learned carries_on becomes_kpi "
        "planned tags ignore links why x"
    ),
    "key_results": (
        "id measure current progress progress_raw expected confidence status updated title owner weight unit due added "
        "retired planned score from to kpi keep cadence milestones done from_supporters checkpoints why x"
    ),
    "kpis": (
        "id ref url source latest target_now completion health stale trend projection parts values title owner team "
        "direction target target_by warn unit definition cadence weight core part_of combine rubric raters "
        "superseded_by approved_by adjustments tags ignore links why x"
    ),
    "teams": "id title lead members part_of mission figures tags ignore links x",
    "people": "id title team role account emails tags ignore x",
    "cycles": "id title starts ends state theme tags ignore x",
    "company": "title mission fiscal_year_starts fiscal_year_named_by figures tags ignore links x",
    "findings": "code level message path line column goal",
}


def test_every_key_the_contract_names_is_there_under_its_own_name(tmp_path: Path) -> None:
    person = "---\nkind: person\ntitle: Mei Lin\n---\n"
    data = goals_data(_known(tmp_path, {"goals/people/mei.md": person}))
    data["company"] = [data["company"]]
    data["key_results"] = data["objectives"][0]["key_results"]
    for kind, keys in NAMED.items():
        assert data[kind], kind
        for thing in data[kind]:
            assert set(keys.split()) <= set(thing), kind
    figures = data["company"][0]["figures"]["2026-q4"]
    assert {"progress", "expected", "with_subteams", "coverage", "why"} <= set(figures)


ODD: dict[str, dict[str, str]] = {
    "nothing": {},
    "a company without a title": {"company.md": "---\nkind: company\n---\n"},
    "two companies": {
        "company.md": "---\nkind: company\ntitle: A\n---\n",
        "x.md": "---\nkind: company\ntitle: B\n---\n",
    },
    "one cycle and no KPI": {
        "company.md": "---\nkind: company\ntitle: A\n---\n",
        "2026-q4/o.md": "---\nkind: objective\ntitle: O\nowner: Ada\nkey_results: {k: {title: K}}\n---\n",
    },
    "unreadable files": {
        "company.md": "---\nkind: company\ntitle: A\nfiscal_year_starts: 99\n---\n",
        "2026-q4/a.md": "---\nkind: objective\n---\n",
        "2026-q4/b.md": "---\n: [\n---\n",
        "2026-Q3/c.md": "---\nkind: objective\ntitle: C\nowner: Ada\nkey_results: {k: {title: K}}\n---\n",
        "kpis/d.md": "---\nkind: kpi\n---\n",
        "kpis/e.md": "---\nkind: kpi\ntitle: E\nowner: Ada\ndirection: up\n---\n",
        "kpis/e.csv": "date;value\nx;1\n",
        "teams/f/team.md": "---\nkind: team\n---\n",
        "people/g.md": "---\nkind: person\n---\n",
        "cycles/2026-q4.md": "---\nkind: cycle\nstate: odd\n---\n",
        "cycles/odd.md": "---\nkind: cycle\n---\n",
    },
}


@pytest.mark.parametrize("name", ODD)
def test_odd_repositories_fit_the_schema(tmp_path: Path, name: str) -> None:
    files = {f"goals/{path}": text for path, text in ODD[name].items()}
    (tmp_path / "goals").mkdir()
    known = understand(write_tree(tmp_path, {"mkdocs.yml": str(GOALS["mkdocs.yml"]), **files}))
    data = json.loads(goals_json(known))
    jsonschema.validate(data, GOALS_SCHEMA)
    for cycle in data["cycles"]:
        assert cycle["title"] is None  # unknown is null, not an empty text
    tables(known)


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


CHURN = (
    "---\nkind: kpi\ntitle: Churn\nowner: Ada Ek\ndirection: up\nunit: points\nweight: 3\n"
    "target: {2026-01-01: 80, 2026-11-01: 100}\n"
    "values: [{date: 2026-09-30, value: 70, note: New prices}, {date: 2026-10-31, value: 60}]\n---\n"
)


def test_a_scorecard_is_the_same_in_the_table_as_on_the_page(tmp_path: Path) -> None:
    idle = "---\nkind: kpi\ntitle: Idle\nowner: Ada Ek\ndirection: up\n---\n"
    known = _known(tmp_path, {"goals/kpis/churn.md": CHURN, "goals/kpis/idle.md": idle})
    rows = {row["indicator"]: row for row in _rows(tables(known)["scorecards.csv"]) if row["team"] == ""}
    # 60 was judged by the 80 of its own day, not by the 100 of November: 0.75, and 3 × 0.75 = 2.25.
    churn = rows["Churn"]
    assert (churn["target"], churn["completion"], churn["score"]) == ("80", "0.75", "2.25")
    assert churn["remark"] == "New prices"  # the newest note, though not of the newest value
    total = rows["Total"]
    assert (total["weight"], total["score"], total["completion"]) == ("5", "3.25", "0.8125")  # 3.25 ÷ (3 + 1)
    assert total["remark"] == "2 of 3 with a completion"
    page = next(page for page in known.pages if "Total" in page.body and "Churn" in page.body)
    text = seen(page.body).text
    assert "80 60 75% 2.25" in text
    assert "New prices" in text
    assert "Total 2 of 3 with a completion 5 81%" in text


def test_a_key_result_on_a_kpi_has_its_unit_in_both_outputs(tmp_path: Path) -> None:
    text = str(GOALS["goals/2026-q4/win.md"]).replace("from: 0, to: 100}", "kpi: churn, from: 0, to: 100}")
    text = text.replace("sales: 50, ", "")
    known = _known(tmp_path, {"goals/kpis/churn.md": CHURN, "goals/2026-q4/win.md": text})
    win = _by_id(goals_data(known)["objectives"])["2026-q4/win"]
    row = next(row for row in _rows(tables(known)["key-results.csv"]) if row["id"] == "sales")
    assert _by_id(win["key_results"])["sales"]["unit"] == row["unit"] == "points"


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


def test_without_history_the_moves_a_file_tells_of_are_in_the_data_as_on_the_page(tmp_path: Path) -> None:
    goal = (
        "---\nkind: objective\ntitle: Grow\nowner: Ada Ek\nkey_results:\n"
        "  sales: {title: Sales, from: 0, to: 12}\n"
        "  fair: {title: Fair, from: 0, to: 10,"
        ' retired: {date: 2026-11-02, why: It was called off, replaced_by: "#calls"}}\n'
        "  calls: {title: Calls, from: 0, to: 20, added: 2026-11-02}\n"
        "check_ins:\n  - {date: 2026-10-20, values: {fair: 2, sales: 3}}\n"
        "  - {date: 2026-11-10, values: {sales: 6, calls: 15}}\n---\n"
    )
    known = _known(tmp_path, {"goals/2026-q4/grow.md": goal})
    grow = _by_id(goals_data(known)["objectives"])["2026-q4/grow"]
    # Today (6/12 + 15/20) ÷ 2, under the original (6/12 + 2/10) ÷ 2.
    assert (grow["progress"], grow["original"]["progress"]) == (0.625, 0.35)
    moves = [(move["key_result"], move["swapped_with"], move["reason"], move["commit"]) for move in grow["goalposts"]]
    assert moves == [("fair", "calls", "It was called off", None), ("calls", "fair", "It was called off", None)]
    page = next(page for page in known.pages if page.path == "2026-q4/grow.md")
    assert "Under its original targets it would stand at 35%" in page.body
