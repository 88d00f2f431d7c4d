"""The day of a step: that of the newest commit where nothing lies uncommitted, else the day asked for (SPEC 8.3)."""

from datetime import date
from pathlib import Path

from tests.change.repositories import COMPANY, Goals

from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.understanding.verdict import judge

GOAL = """\
---
kind: objective
title: Grow
owner: Ada
key_results:
  rate: {{title: Rate, from: 0, to: {to}}}
{more}---
"""
REASON = "adjustments:\n  - {date: 2026-11-01, what: rate, why: We learned}\n"


def _goals(tmp_path: Path) -> Goals:
    goals = Goals(tmp_path / "repository")
    goals.commit("2026-10-01", {"company.md": COMPANY, "2026-q4/grow.md": GOAL.format(to=10, more="")})
    goals.commit("2026-11-01", {"2026-q4/grow.md": GOAL.format(to=8, more=REASON)})
    return goals


def test_what_is_committed_moved_on_the_day_of_its_commit(tmp_path: Path) -> None:
    goals = _goals(tmp_path)
    (move,) = compare_states(goals.folder, "HEAD~1", as_of=date(2026, 11, 25)).impact.moves
    # The reason of 1 Nov lies 24 days before the day asked for: too far from that, and beside the commit.
    assert (move.day, move.unexplained, move.span_day) == (date(2026, 11, 1), False, (32, 92))


def test_what_is_not_committed_moves_on_the_day_asked_for(tmp_path: Path) -> None:
    goals = _goals(tmp_path)
    goals.write({"2026-q4/grow.md": GOAL.format(to=7, more=REASON)})
    (move,) = compare_states(goals.folder, "HEAD~1", as_of=date(2026, 11, 25)).impact.moves
    assert (move.day, move.unexplained) == (date(2026, 11, 25), True)


def test_a_commit_dated_ahead_moves_no_later_than_today(tmp_path: Path) -> None:
    goals = _goals(tmp_path)
    goals.commit("2099-01-01", {"2026-q4/grow.md": GOAL.format(to=7, more=REASON)})
    (move,) = compare_states(goals.folder, "HEAD~1", "HEAD", as_of=date(2026, 11, 25)).impact.moves
    assert date(2026, 11, 25) <= move.day <= date(2026, 11, 26)


def test_a_reason_given_beside_a_commit_of_a_branch_is_one_when_the_branch_is_merged_later(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    goals.commit("2026-10-01", {"company.md": COMPANY, "2026-q4/grow.md": GOAL.format(to=10, more="")})
    goals.git("checkout", "-qb", "branch")
    goals.commit("2026-11-01", {"2026-q4/grow.md": GOAL.format(to=8, more=REASON)})
    goals.git("checkout", "-q", "main")
    goals.commit("2026-11-24", {"company.md": COMPANY.replace("Acme", "Other")})
    goals.merge("branch", "2026-11-25")
    assert [one.code for one in judge(goals.folder, as_of=date(2026, 11, 26)).findings if one.code == "G504"] == []
    (move,) = compare_states(goals.folder, "HEAD~1", as_of=date(2026, 11, 26)).impact.moves
    assert (move.day, move.unexplained) == (date(2026, 11, 25), False)
