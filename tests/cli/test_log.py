"""``goalsite log``: what it tells, newest first, and of moved goalposts."""

import json
from pathlib import Path

import pytest
from tests.change.repositories import Goals
from tests.cli.conftest import Run
from tests.cli.small_company import DAY, GROW, OMAR, TOP, grow, small_company


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return the small company."""
    return small_company(tmp_path / "repository")


def test_log_tells_newest_first(run: Run, goals: Goals) -> None:
    goals.commit("2026-11-05", {GROW: grow("5")}, "Lower", by=OMAR)
    text = run("-C", goals.folder, "log", *DAY).stdout
    assert text.index("Omar Haddad  Lower") < text.index("1 Oct 2026")
    assert "target: Sales: target 10 → 5" in text
    one = run("-C", goals.folder, "log", "grow", "-n", "1", *DAY).stdout
    assert "Lower" in one
    assert "Customers stay" not in one


def test_log_moved_tells_reasons_and_both_figures(run: Run, goals: Goals) -> None:
    goals.commit("2026-11-05", {GROW: grow("5")}, "Lower", by=OMAR)
    text = run("-C", goals.folder, "log", "--moved", *DAY).stdout
    assert "Omar Haddad  Sales: target 10 → 5 (no reason given)" in text
    assert "under the original targets 35%" in text
    assert text.endswith("1 reason is missing\n")
    data = json.loads(run("-C", goals.folder, "log", "--moved", "--format", "json", *DAY).stdout)
    assert [one["goal"] for one in data] == ["teams/growth/2026-q4/grow"]


def test_one_reason_is_missing_for_all_moves_of_one_thing(run: Run, goals: Goals) -> None:
    goals.commit("2026-11-05", {GROW: grow("6")})
    goals.commit("2026-11-06", {GROW: grow("5")})
    goals.commit("2026-11-07", {GROW: grow("5").replace("from: 20, to: 10", "from: 20, to: 12, weight: 2")})
    assert run("-C", goals.folder, "log", "--moved", *DAY).stdout.endswith("2 reasons are missing\n")
    found = json.loads(run("-C", goals.folder, "check", "--format", "json", *DAY).stdout)
    assert [one["code"] for one in found["findings"]].count("G504") == 2


def test_log_finds_a_goal_by_a_name_it_had(run: Run, goals: Goals) -> None:
    goals.commit("2026-11-05", {GROW: grow("5")}, "Lower", by=OMAR)
    goals.git("mv", f"goals/{GROW}", "goals/teams/growth/2026-q4/thrive.md")
    goals.commit("2026-11-06", {}, "Another name")
    now = run("-C", goals.folder, "log", "thrive", *DAY).stdout
    assert "Lower" in now
    for name in ("grow", "2026-q4/grow.md", f"goals/{GROW}"):
        assert run("-C", goals.folder, "log", name, *DAY).stdout == now
    # A goal that has the name today goes before one that had it.
    goals.commit("2026-11-07", {GROW: TOP.replace("title: Customers stay", "title: Grow anew")})
    assert "Grow anew" in run("-C", goals.folder, "log", "grow", *DAY).stdout


def test_nothing_moved_is_said(run: Run, goals: Goals) -> None:
    assert run("-C", goals.folder, "log", "--moved", *DAY).stdout == "No goalpost had moved by 20 Nov 2026.\n"


def test_log_as_of_a_day_tells_nothing_later(run: Run, goals: Goals) -> None:
    goals.commit("2026-11-05", {GROW: grow("5")}, "Tidy up")
    goals.commit("2026-11-09", {GROW: grow("4")}, "Tidy up more")
    text = run("-C", goals.folder, "log", "grow", "--as-of", "2026-11-08").stdout
    assert "5 Nov 2026" in text
    assert "9 Nov 2026" not in text
    data = json.loads(run("-C", goals.folder, "log", "--format", "json", "--as-of", "2026-11-08").stdout)
    assert {one["date"] for one in data} == {"2026-10-01", "2026-11-05"}
    moved = json.loads(run("-C", goals.folder, "log", "--moved", "--format", "json", "--as-of", "2026-11-08").stdout)
    assert [move["date"] for one in moved for move in one["moves"]] == ["2026-11-05"]
    assert run("-C", goals.folder, "log", "--as-of", "2026-09-01").stdout == "Nothing had changed by 1 Sep 2026.\n"
    # A reviewer is told what a change does, whenever it was committed.
    compared = json.loads(run("-C", goals.folder, "diff", "HEAD~1", "--format", "json", "--as-of", "2026-11-08").stdout)
    assert [move["key"] for move in compared["goalposts"]] == ["key_results.sales.to"]


def test_a_limit_counts_moves_where_moves_are_told(run: Run, goals: Goals) -> None:
    other = GROW.replace("grow", "other")
    goals.commit("2026-11-02", {GROW: grow("9"), other: grow()})
    goals.commit("2026-11-04", {other: grow("7")})
    goals.commit("2026-11-06", {GROW: grow("8").replace("from: 20, to: 10", "from: 20, to: 12")})
    for limit, moves in ((1, [1]), (2, [2]), (3, [2, 1]), (4, [3, 1]), (9, [3, 1])):
        words = ("-C", goals.folder, "log", "--moved", "-n", limit, *DAY)
        data = json.loads(run(*words, "--format", "json").stdout)
        assert [len(one["moves"]) for one in data] == moves
        blocks = [block.splitlines() for block in run(*words).stdout.split("\n\n")]
        # A goal's name, its moves, and today's figure beside the one under the original; the last line counts them all.
        assert [len(lines) - 2 for lines in blocks[:-1]] == moves
        assert blocks[-1] == ["3 reasons are missing"]


def test_reasons_that_no_check_asks_for_any_more_are_counted_apart(run: Run, goals: Goals) -> None:
    gone = "teams/growth/2026-q4/gone.md"
    goals.commit("2026-10-02", {gone: grow()})
    goals.commit("2026-11-05", {GROW: grow("5"), gone: None})
    lines = run("-C", goals.folder, "log", "--moved", *DAY).stdout.splitlines()
    assert lines[-2:] == ["1 reason is missing", "1 more of what does not run now, which no check asks for"]
    found = json.loads(run("-C", goals.folder, "check", "--format", "json", *DAY).stdout)
    assert [one["code"] for one in found["findings"]].count("G504") == 1


def test_reasons_of_a_goal_put_back_to_draft_are_of_what_does_not_run_now(run: Run, goals: Goals) -> None:
    goals.commit("2026-11-05", {GROW: grow("5")})
    goals.commit("2026-11-06", {GROW: grow("5", more="state: draft\n")})
    lines = run("-C", goals.folder, "log", "--moved", *DAY).stdout.splitlines()
    assert lines[-2:] == ["0 reasons are missing", "1 more of what does not run now, which no check asks for"]


@pytest.mark.parametrize(
    "why", ["…", '"..."', '"… …"', "。。。", "tbd.", "（待补充）", '"???"', "n/a", '"TODO: ask Mei"']
)
def test_a_reason_that_is_not_filled_in_is_missing(run: Run, goals: Goals, why: str) -> None:
    more = f"adjustments:\n  - {{date: 2026-11-05, what: sales, why: {why}, approved_by: …}}\n"
    goals.commit("2026-11-05", {GROW: grow("5", more=more)})
    assert run("-C", goals.folder, "log", "--moved", *DAY).stdout.endswith("1 reason is missing\n")
    assert "no reason given" in run("-C", goals.folder, "log", "--moved", *DAY).stdout
    assert "wording: reason for sales still to be filled in" in run("-C", goals.folder, "log", *DAY).stdout
    goals.write({GROW: grow("5", more=more.replace(f"why: {why}", "why: The fair was called off"))})
    text = run("-C", goals.folder, "log", "--moved", *DAY).stdout
    assert text.endswith("0 reasons are missing\n")
    assert "(The fair was called off)" in text
