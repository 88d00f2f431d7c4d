"""What a check read of the past is not read again for a commit beside it."""

import sys
from datetime import date
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals

from goalsite.model.parse import Parsed, parse
from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.verdict import judge

AS_OF = date(2026, 11, 16)
GOAL = """\
---
kind: objective
title: {title}
owner: Ada
key_results:
  rate: {{title: Rate, from: 0, to: {to}, values: {{2026-11-02: 3}}}}
---
"""


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """A company of three goals, each of which moved its target; the third one did last."""
    goals = Goals(tmp_path / "repository")
    names = ("one", "two", "three")
    first = {f"2026-q4/{name}.md": GOAL.format(title=name, to=10) for name in names}
    goals.commit("2026-10-01", {"company.md": COMPANY, **first})
    for number, name in enumerate(names):
        goals.commit(f"2026-11-0{3 + number}", {f"2026-q4/{name}.md": GOAL.format(title=name, to=8)})
    return goals


def parsed_from_now(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return a list that takes in every content that is parsed from now on."""
    read: list[bytes] = []

    def counted(content: bytes, **how: bool) -> Parsed:
        read.append(content)
        return parse(content, **how)

    for module in ("goalsite.model.load", "goalsite.publish.past.past_files"):
        monkeypatch.setattr(sys.modules[module], "parse", counted)
    return read


def test_a_comparison_after_a_check_reads_of_the_past_only_what_its_step_changed(
    goals: Goals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOALSITE_CACHE_DIR", str(tmp_path / "cache"))
    judge(goals.folder, as_of=AS_OF)
    read = parsed_from_now(monkeypatch)
    moved = compare_states(goals.folder, "HEAD~1", "HEAD", as_of=AS_OF).impact.moves
    assert [move.goal for move in moved] == ["2026-q4/three"]
    assert read
    assert all(b"title: three" in content for content in read)


def test_a_check_after_another_commit_reads_that_commits_goals_alone(
    goals: Goals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOALSITE_CACHE_DIR", str(tmp_path / "cache"))
    judge(goals.folder, as_of=AS_OF)
    goals.commit("2026-11-09", {"2026-q4/two.md": GOAL.format(title="two", to=7)})
    read = parsed_from_now(monkeypatch)
    missing = [one.goal for one in judge(goals.folder, as_of=AS_OF).findings if one.code == "G504"]
    assert missing == ["2026-q4/one", "2026-q4/three", "2026-q4/two"]
    assert read
    assert all(b"title: two" in content for content in read)


@pytest.mark.parametrize("step", ["renamed", "removed"])
def test_checks_before_and_after_a_commit_that_moves_or_removes_a_goal_agree_with_one_that_kept_nothing(
    goals: Goals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str
) -> None:
    monkeypatch.setenv("GOALSITE_CACHE_DIR", str(tmp_path / "cache"))
    text = GOAL.format(title="one", to=8)
    goals.write({"2026-q4/one.md": None} | ({"2026-q4/first.md": text} if step == "renamed" else {}))
    kept = [judge(goals.folder, as_of=AS_OF)]
    goals.commit("2026-11-09", {})
    kept += [judge(goals.folder, as_of=AS_OF), judge(goals.folder, as_of=AS_OF)]
    moves = [compare_states(goals.folder, "HEAD~1", as_of=AS_OF).impact.moves for _ in range(2)]
    goals.commit("2026-11-10", {"2026-q4/two.md": GOAL.format(title="two", to=7)})
    kept.append(judge(goals.folder, as_of=AS_OF))
    monkeypatch.setenv("GOALSITE_CACHE_DIR", "")
    assert kept[-1].findings == judge(goals.folder, as_of=AS_OF).findings
    assert [len(one.findings) for one in kept[:3]] == [len(kept[0].findings)] * 3
    assert moves[0] == moves[1]


def test_a_draft_that_was_broken_is_compared_with_how_it_stood_whatever_is_kept(
    goals: Goals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    draft = GOAL.replace("owner:", "state: draft\nowner:")
    goals.commit("2026-11-09", {"2026-q4/four.md": draft.format(title="four", to=10)})
    goals.commit("2026-11-10", {"2026-q4/four.md": draft.format(title="four", to=10).replace("title", "titel", 1)})
    goals.commit("2026-11-11", {"2026-q4/four.md": draft.format(title="four", to=8)})
    told = []
    for kept in ("", str(tmp_path / "cache")):
        monkeypatch.setenv("GOALSITE_CACHE_DIR", kept)
        if kept:
            understand(goals.folder, as_of=AS_OF)
        (goal,) = compare_states(goals.folder, "HEAD~1", "HEAD", as_of=AS_OF).impact.touched
        told.append([change.key for change in goal.changes])
    assert told == [["key_results.rate.to"]] * 2


def test_the_kept_page_of_a_goal_that_cannot_be_read_names_no_commit(
    goals: Goals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    goals.commit("2026-11-09", {"2026-q4/four.md": GOAL.format(title="four", to=8).replace("title", "titel", 1)})
    said = []
    for kept in (str(tmp_path / "cache"), str(tmp_path / "cache"), ""):
        monkeypatch.setenv("GOALSITE_CACHE_DIR", kept)
        said.append({page.path: page.body for page in understand(goals.folder, as_of=AS_OF).pages}["2026-q4/four.md"])
        if len(said) == 1:
            goals.commit("2026-11-10", {"2026-q4/two.md": GOAL.format(title="two", to=7)})
    assert said == [said[0]] * 3


def test_values_left_behind_by_a_kpi_that_is_gone_tell_nothing_whatever_is_kept(
    goals: Goals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kpi = "---\nkind: kpi\ntitle: Calls\nowner: Ada\ndirection: up\ntarget: 9\n---\n"
    goals.commit("2026-11-09", {"kpis/calls.md": kpi, "kpis/calls.csv": "date,value\n2026-11-01,3\n"})
    goals.commit("2026-11-10", {"kpis/calls.md": None})
    goals.commit("2026-11-11", {"kpis/calls.csv": "date,value\n2026-11-01,3\n2026-11-08,4\n"})
    for kept in ("", str(tmp_path / "cache")):
        monkeypatch.setenv("GOALSITE_CACHE_DIR", kept)
        if kept:
            understand(goals.folder, as_of=AS_OF)
        assert compare_states(goals.folder, "HEAD~1", "HEAD", as_of=AS_OF).impact.is_empty
