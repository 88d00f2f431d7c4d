"""The check-in form's module, run by Node: what it writes is read by the model, and moves the number."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Goals
from tests.site.check_in_form import BEYOND, KEY, PATH, ROLES, STEP, TREE, Goal, goal_of, read_back
from tests.site.conftest import Rendered

from goalsite.check import check
from goalsite.measure import measure
from goalsite.settings import Settings
from goalsite.site import assets
from goalsite.site.environment import PAGE_MODULES
from goalsite.site.forge import Forge

Call = Callable[..., Any]
_RUN = """
import * as module from "./check-in.mjs";
let typed = "";
for await (const part of process.stdin) typed += part;
const [name, ...values] = JSON.parse(typed);
console.log(JSON.stringify(module[name](...values) ?? null));
"""


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Return a function that calls a function of the form's module by its name."""
    node = shutil.which("node")
    if node is None:
        missing = "Node is not installed: the check-in form is NOT tested"
        if os.environ.get("GOALSITE_NEEDS_NODE"):
            pytest.fail(missing)
        pytest.skip(missing)
    (tmp_path / "check-in.mjs").write_bytes(assets()["assets/check-in.js"])
    (tmp_path / "run.mjs").write_text(_RUN)

    def called(name: str, *values: object) -> Any:
        said = subprocess.run(
            [node, "run.mjs"],
            cwd=tmp_path,
            input=json.dumps([name, *values]),
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(said.stdout)

    return called


def written(call: Call, goal: Goal, rows: dict[str, Any], **more: Any) -> tuple[str, str]:
    """Return path (below the goals folder) and text of the file made of what was filled in."""
    answers = {"date": "2026-11-15", "by": "", "note": "", "confidence": None, "rows": rows, **more}
    made = call("checkInOf", goal, answers)
    assert made["problems"] == {}
    assert made["nothing"] is False
    name = call("fileName", made["checkIn"]["date"], made["checkIn"]["by"], goal["taken"])
    return f"{goal['folder']}/{name}".removeprefix("goals/"), call("fileText", made["checkIn"])


@pytest.mark.parametrize(
    ("rows", "key_result", "progress"),
    [
        ({"calls": {"typed": "7"}}, "calls", Fraction(1, 2)),  # (7 − 10) ÷ (4 − 10)
        ({"calls": {"typed": "-0.5"}}, "calls", Fraction(1)),
        ({"uptime": {"typed": "99.9"}}, "uptime", Fraction(1, 13)),  # the running week is replaced, and held
        ({"steps": {"titles": [STEP]}}, "steps", Fraction(1)),
        ({KEY: {"done": True}}, KEY, Fraction(1)),
    ],
)
def test_the_number_moves(
    call: Call, pages: Rendered, goals: Goals, rows: dict[str, Any], key_result: str, progress: Fraction
) -> None:
    path, text = written(call, goal_of(pages, f"{PATH}.md"), rows)
    assert path == f"{PATH}/2026-11-15.md"
    figures = read_back(goals, path, text).objectives[PATH].key_results[key_result]
    if key_result == "uptime":
        assert figures.current.value == Fraction("99.9")
    else:
        assert figures.progress == progress


def test_only_what_changed_is_written(call: Call, pages: Rendered) -> None:
    rows = {"calls": {"typed": "8.50"}, "uptime": {"typed": "99.95", "again": True}, "income": {"typed": "3"}}
    _, text = written(call, goal_of(pages, f"{PATH}.md"), rows)
    assert text == "---\nkind: check-in\ndate: 2026-11-15\nvalues:\n  uptime: 99.95\n---\n"


def test_nothing_filled_in_is_no_check_in(call: Call, pages: Rendered) -> None:
    answers: Goal = {"date": "2026-11-15", "by": "ann", "note": " \n", "confidence": None, "rows": {}}
    for path in (f"{PATH}.md", "kpis/revenue.md"):
        assert call("checkInOf", goal_of(pages, path), answers)["nothing"] is True


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"confidence": 35}, "confidence: 0.35\n"),
        ({"confidence": 100}, "confidence: 1\n"),
        ({"rows": {"calls": {"confidence": 55}, KEY: {"confidence": 0}}}, 'confidence:\n  calls: 0.55\n  "no": 0\n'),
    ],
)
def test_confidence_for_all_or_by_key_result(
    call: Call, pages: Rendered, goals: Goals, more: dict[str, Any], said: str
) -> None:
    path, text = written(call, goal_of(pages, f"{PATH}.md"), more.pop("rows", {}), **more)
    assert said in text
    figures = read_back(goals, path, text).objectives[PATH].key_results["calls"]
    assert figures.confidence.value == Fraction(said.split("calls: ")[-1].split("\n")[0].removeprefix("confidence: "))


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("One\r\n\r\n---\r\n\r\ntwo\r\n---\r\n...\r\n", "One\n\n---\n\ntwo\n---\n..."),
        ("客户满意度上升了。", "客户满意度上升了。"),
        ("<script>alert(1)</script> `<b>` a < b", "&lt;script>alert(1)&lt;/script> `<b>` a < b"),
        ("**Bold**, <https://example.org/x>", "**Bold**, <https://example.org/x>"),
        ("kind: kpi\n\u202ea\u0007\ufeffb", "kind: kpi\nab"),
    ],
)
def test_a_note_may_hold_anything(call: Call, pages: Rendered, goals: Goals, typed: str, note: str) -> None:
    path, text = written(call, goal_of(pages, f"{PATH}.md"), {}, note=typed, by="ann")
    assert path.endswith("/2026-11-15-ann.md")
    (*_, newest) = read_back(goals, path, text).repository.objectives[PATH].check_ins
    assert (newest.date.isoformat(), newest.by, newest.note) == ("2026-11-15", "ann", note)


def test_who_checks_in_is_quoted_and_makes_a_good_name(call: Call, pages: Rendered, goals: Goals) -> None:
    by = "Ann 'x': #1/../../李\u202e"
    path, text = written(call, goal_of(pages, f"{PATH}.md"), {}, note="Fine.", by=by)
    assert path == f"{PATH}/2026-11-15-ann-x-1-李.md"
    (*_, newest) = read_back(goals, path, text).repository.objectives[PATH].check_ins
    assert newest.by == by.removesuffix("\u202e")


def test_a_name_that_is_taken_is_not_used_again(call: Call, pages: Rendered) -> None:
    file = "---\nkind: check-in\nvalues: {calls: 8}\n---\n"
    tree = {**TREE, f"{PATH}/2026-11-15.md": file, f"{PATH}/2026-11-15-2.md": file}
    goal = goal_of(pages, f"{PATH}.md", tree)
    assert goal["taken"] == ["2026-11-15", "2026-11-15-2"]
    assert written(call, goal, {}, note="x")[0] == f"{PATH}/2026-11-15-3.md"


def test_a_kpi_takes_a_value(call: Call, pages: Rendered, goals: Goals) -> None:
    goal = goal_of(pages, "kpis/revenue.md")
    assert goal["rows"][0]["last"] == "11.5"
    path, text = written(call, goal, {"value": {"typed": "12.25"}}, note="Good", by="ann")
    assert text == "---\nkind: check-in\ndate: 2026-11-15\nby: ann\nvalue: 12.25\n---\nGood\n"
    assert read_back(goals, path, text).kpis["kpis/revenue"].latest.value == Fraction("12.25")


def test_raters_choose_their_role(call: Call, pages: Rendered, goals: Goals) -> None:
    tree = {key: text for key, text in {**TREE, "kpis/revenue.md": ROLES}.items() if not key.endswith(".csv")}
    goal = goal_of(pages, "kpis/revenue.md", tree)
    assert goal["raters"] == ["manager", "自评"]
    assert goal["rows"][0]["levels"] == [["1", "poor"], ["5", "fine"]]
    wrong = {"date": "2026-11-15", "by": "eve", "rows": {"value": {"typed": "4"}}}
    assert list(call("checkInOf", goal, wrong)["problems"]) == ["by"]
    path, text = written(call, goal, {"value": {"typed": "4"}}, by="自评")
    assert read_back(goals, path, text, tree).kpis["kpis/revenue"].latest.value == 4


@pytest.mark.parametrize(
    ("typed", "problems"),
    [("1", {}), ("5", {}), ("2.5", {}), ("7.5", BEYOND), ("0.9", BEYOND)],
)
def test_a_rating_lies_within_its_rubric(
    call: Call, pages: Rendered, goals: Goals, typed: str, problems: dict[str, Any]
) -> None:
    tree = {key: text for key, text in {**TREE, "kpis/revenue.md": ROLES}.items() if not key.endswith(".csv")}
    goal = goal_of(pages, "kpis/revenue.md", tree)
    answers = {"date": "2026-11-15", "by": "manager", "rows": {"value": {"typed": typed}}}
    assert call("checkInOf", goal, answers)["problems"] == problems
    path, text = "kpis/revenue/2026-11-15-manager.md", call("fileText", call("checkInOf", goal, answers)["checkIn"])
    found = [one.code for one in check(measure(goals({**tree, path: text}), Settings()))]
    assert ("G003" in found) == bool(problems)


@pytest.mark.parametrize(
    ("today", "problems"), [("2026-11-14", {"date": {"future": True}}), ("2026-11-15", {}), ("", {})]
)
def test_a_day_to_come_is_no_day_of_a_check_in(
    call: Call, pages: Rendered, today: str, problems: dict[str, Any]
) -> None:
    answers = {"date": "2026-11-15", "today": today, "by": "", "rows": {"calls": {"typed": "4"}}}
    assert call("checkInOf", goal_of(pages, f"{PATH}.md"), answers)["problems"] == problems


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("1,000", "1000"), ("12,5", "12.5"), ("66%", "66"), ("010", "10"), (".5", "0.5"), ("−3", "-3"), ("１２", "12"),
        ("1_000", "1000"), ("1e6", None), ("0x1F", None), ("many", None), ("1:30", None), ("9" * 31, None),
    ],
)  # fmt: skip
def test_what_is_no_number_says_what_to_write(call: Call, pages: Rendered, typed: str, instead: str | None) -> None:
    answers = {"date": "soon", "by": "", "rows": {"calls": {"typed": typed}}}
    made = call("checkInOf", goal_of(pages, f"{PATH}.md"), answers)
    assert made["problems"] == {"calls": {"instead": instead}, "date": {}}
    assert made["checkIn"]["values"] == []


FOLDER = "goals/teams/r&d ö/2026-q4/it's (好)"
TEXT = "---\nby: \"a+b\" 'c' (50%) #1?\n---\n好*!\n"
IN_ONE = "goals%2Fteams%2Fr%26d%20%C3%B6%2F2026-q4%2Fit%27s%20%28%E5%A5%BD%29%2F2026-11-15.md"
CODED = "---%0Aby%3A%20%22a%2Bb%22%20%27c%27%20%2850%25%29%20%231%3F%0A---%0A%E5%A5%BD%2A%21%0A"
IN_PATH = "goals/teams/r%26d%20%C3%B6/2026-q4/it%27s%20%28%E5%A5%BD%29"


@pytest.mark.parametrize(
    ("forge", "expected"),
    [
        ("github", f"https://f.example/a/b/new/feature/x%231/{IN_PATH}?filename=2026-11-15.md&value={CODED}"),
        (
            "gitlab",
            f"https://f.example/a/b/-/new/feature/x%231/?file_name={IN_ONE}&content={CODED}",
        ),
        ("gitea", f"https://f.example/a/b/_new/feature/x%231/{IN_PATH}?filename=2026-11-15.md&value={CODED}"),
    ],
)
def test_addresses_are_exact(call: Call, forge: str, expected: str) -> None:
    there = Forge(Settings(repo_url="https://f.example/a/b/", forge=forge, branch="feature/x#1"))
    path = f"{FOLDER}/2026-11-15.md"
    assert there.create(path, TEXT) == expected
    assert call("address", forge, there.new, path, TEXT) == expected
    assert call("address", forge, there.new, "x.md", "") == there.create("x.md", "")


@pytest.mark.parametrize("forge", ["none", "github"])
def test_without_a_forge_there_is_no_address(forge: str) -> None:
    there = Forge(Settings(forge=forge, repo_url="javascript:alert(1)" if forge == "github" else "https://f.example/a"))
    assert there.new is None
    assert there.create("x.md", "x") is None


def test_a_goal_names_its_own_page_and_no_other_place(call: Call) -> None:
    assert call("pageOf", "teams/a b/ö") == "teams/a%20b/%C3%B6/"
    assert call("pageOf", "a/README") == "a/"
    for wrong in ("", "../x", "a/../../b", "/x", "//evil.example", "a/."):
        assert call("pageOf", wrong) is None
    assert call("pageOf", "https:evil.example") == "https%3Aevil.example/"


def test_the_module_never_makes_markup_of_text() -> None:
    module = assets()["assets/check-in.js"].decode()
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "http://"):
        assert word not in module
    assert set(assets()) >= PAGE_MODULES
