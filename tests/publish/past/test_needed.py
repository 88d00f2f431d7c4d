"""What a check read of the past is not read again for a commit beside it."""

import sys
from datetime import date
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals

from goalsite.model.parse import Parsed, parse
from goalsite.publish.impact.comparing import compare_states
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
