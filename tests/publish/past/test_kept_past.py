"""The past as it is kept: a check, whatever it kept before, says what reading anew says."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals
from tests.publish.past.one_goal import AS_OF, GOAL, goal, read, reasons_missing, whole

from goalsite.model.parse import Parsed, parse
from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.understanding.inputs import gather
from goalsite.publish.understanding.verdict import digest_of, judge


def test_what_is_kept_says_the_same_as_reading_anew(goals: Goals, kept: Callable[[bool], None]) -> None:
    def both() -> None:
        kept(True)
        first, again = whole(read(goals.folder)), whole(read(goals.folder))
        kept(False)
        assert first == again == whole(read(goals.folder))

    both()
    goals.commit("2026-11-06", {GOAL: goal(7), "2026-q4/more.md": goal()})
    both()
    goals.git("checkout", "-qb", "branch", "HEAD~1")
    goals.commit("2026-11-07", {"2026-q4/other.md": goal()})
    both()
    goals.git("checkout", "-q", "main")
    goals.commit("2026-11-08", {GOAL: goal(6)})
    goals.merge("branch", "2026-11-09")
    both()
    goals.git("reset", "-q", "--hard", "HEAD~2")
    both()
    goals.git("checkout", "-q", "branch")
    goals.merge("main", "2026-11-10")
    both()


def test_a_verdict_depends_on_the_history(goals: Goals, kept: Callable[[bool], None]) -> None:
    kept(True)
    before = digest_of(gather(goals.folder, as_of=AS_OF))
    assert [finding.code for finding in judge(goals.folder, as_of=AS_OF).findings].count("G504") == 1
    goals.git("commit", "-q", "--amend", "--no-edit", day="2026-10-02")
    assert digest_of(gather(goals.folder, as_of=AS_OF)) != before
    assert [finding.code for finding in judge(goals.folder, as_of=AS_OF).findings].count("G504") == 0


def test_a_check_keeps_what_it_needed_of_the_past_and_says_the_same(goals: Goals, kept: Callable[[bool], None]) -> None:
    kept(True)
    told = []
    for to in (7, 6, 8):
        goals.write({GOAL: goal(to)})
        told.append([str(one) for one in judge(goals.folder, as_of=AS_OF).findings if one.code == "G504"])
    kept(False)
    for to, before in zip((7, 6, 8), told, strict=True):
        goals.write({GOAL: goal(to)})
        assert [str(one) for one in read(goals.folder).findings if one.code == "G504"] == before
    assert "2026-11-20" in told[0][0]
    assert "2026-11-05" in told[2][0]


def test_a_goal_that_goes_to_another_cycle_still_answers_for_its_moves(
    goals: Goals, kept: Callable[[bool], None]
) -> None:
    goals.commit("2026-11-10", {GOAL: goal(8).replace("owner:", "cycle: 2027-q1\nowner:")})
    assert reasons_missing(goals, kept) == [
        "cycle' moved on 2026-11-10 without a reason",
        "a' moved on 2026-11-05 without a reason",
    ]
    goals.git("mv", f"goals/{GOAL}", "goals/won.md")
    assert len(reasons_missing(goals, kept)) == 2
    goals.commit("2026-11-12", {})
    assert len(reasons_missing(goals, kept)) == 2


def test_a_goal_that_goes_to_another_cycle_uncommitted_still_answers(
    goals: Goals, kept: Callable[[bool], None]
) -> None:
    goals.write({GOAL: goal(8).replace("owner:", "cycle: 2027-q1\nowner:")})
    assert len(reasons_missing(goals, kept)) == 2


def test_a_file_that_was_broken_or_gone_while_targets_stood_free_is_compared_with_the_one_before(
    tmp_path: Path, kept: Callable[[bool], None]
) -> None:
    for number, between in enumerate(("---\nkind: objective\ntitle: [\n---\n", None)):
        made = Goals(tmp_path / str(number))
        made.commit("2026-10-01", {"company.md": COMPANY, GOAL: goal()})
        made.commit("2026-10-02", {GOAL: between})
        made.commit("2026-11-05", {GOAL: goal(8)})
        assert reasons_missing(made, kept) == ["a' moved on 2026-11-05 without a reason"]


def test_a_target_raised_in_a_draft_and_put_back_in_the_running_goal_needs_no_reason(
    tmp_path: Path, kept: Callable[[bool], None]
) -> None:
    made = Goals(tmp_path / "fresh")
    made.commit("2026-10-01", {"company.md": COMPANY, GOAL: goal(10)})
    for day, to, is_draft in (("06", 10, True), ("07", 12, True), ("08", 12, False), ("09", 10, False)):
        text = goal(to).replace("owner:", "state: draft\nowner:") if is_draft else goal(to)
        made.commit(f"2026-11-{day}", {GOAL: text})
        if day == "08":
            assert reasons_missing(made, kept) == ["a' moved on 2026-11-08 without a reason"]
    assert reasons_missing(made, kept) == []


def test_a_changed_check_after_comparisons_reads_its_own_change_alone(
    goals: Goals, kept: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in range(5):
        goals.commit("2026-11-06", {"about.md": f"Step {step}.\n", GOAL: goal(8, f"Step {step}.\n")})
    kept(True)
    read_files: list[bytes] = []

    def counted(content: bytes, **how: bool) -> Parsed:
        read_files.append(content)
        return parse(content, **how)

    for module in ("goalsite.model.load", "goalsite.publish.past.past_files"):
        monkeypatch.setattr(sys.modules[module], "parse", counted)
    judge(goals.folder, as_of=AS_OF)
    assert len(read_files) > 3
    for base, head in (("HEAD~1", None), ("HEAD~2", "HEAD~1"), ("HEAD~5", "HEAD~3"), ("HEAD~4", "HEAD~2")):
        compare_states(goals.folder, base, head, as_of=AS_OF)
    read_files.clear()
    goals.write({"company.md": COMPANY.replace("Acme", "Other")})
    judge(goals.folder, as_of=AS_OF)
    assert set(read_files) == {COMPANY.encode(), COMPANY.replace("Acme", "Other").encode()}
