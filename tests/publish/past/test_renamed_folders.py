"""Folders of teams, and of all the goals, that get another name."""

from collections.abc import Callable
from pathlib import Path

from tests.change.repositories import COMPANY, Goals
from tests.publish.past.one_goal import AS_OF, GOAL, goal, moved, read, reasons_missing, whole

from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.understanding.pipeline import understand


def test_a_folder_renamed_and_not_committed_keeps_what_moved_in_it(goals: Goals, kept: Callable[[bool], None]) -> None:
    team = "---\nkind: team\ntitle: A\n---\n"
    goals.commit("2026-10-01", {"teams/a/team.md": team, "teams/a/2026-q4/go.md": goal()})
    goals.commit("2026-11-06", {"teams/a/2026-q4/go.md": goal(7)})
    before = reasons_missing(goals, kept)
    goals.git("mv", "goals/teams/a", "goals/teams/b")
    assert reasons_missing(goals, kept) == before
    assert len(before) == 2


def test_a_goals_folder_that_was_renamed_is_the_same_folder(tmp_path: Path, kept: Callable[[bool], None]) -> None:
    made = Goals(tmp_path / "repository", "okr/ziele 目标")
    (made.folder / "README.md").write_text("Ours.\n")
    made.commit("2026-09-20", {})
    made.commit("2026-10-01", {"company.md": COMPANY, GOAL: goal(), "2026-q4/other.md": goal(body="Other.\n")})
    made.commit("2026-11-05", {GOAL: goal(8)})
    before = made.git("rev-parse", "HEAD")
    made.git("mv", "okr/ziele 目标", "docs")
    made.commit("2026-11-08", {})
    made.git("checkout", "-qb", "branch")
    made.git("mv", "docs", "goals")
    made = Goals(made.folder)
    made.commit("2026-11-09", {GOAL: goal(7)}, by="Omar <omar@example.com>")
    made.git("checkout", "-q", "main")
    made.merge("branch", "2026-11-10")
    told = []
    for keeps in (False, True, True):
        kept(keeps)
        known = read(made.folder)
        assert moved(known) == ["2026-11-05", "2026-11-10"]
        assert known.moved is not None
        assert [move.commit.author for move in known.moved["2026-q4/win"].moves] == ["Mei Lin", "Omar"]
        told.append(whole(known))
        (step,) = compare_states(made.folder, before, "HEAD", as_of=AS_OF).impact.touched
        assert [change.key for change in step.changes] == ["key_results.a.to"]
        assert compare_states(made.folder, before, "HEAD^1", as_of=AS_OF).impact.is_empty
        past = understand(made.folder, as_of=AS_OF, at=before)
        assert moved(past) == ["2026-11-05"]
        assert len(past.repository.objectives) == 2
    assert told == [told[0]] * 3
    assert reasons_missing(made, kept) == ["a' moved on 2026-11-10 without a reason"]


def test_a_goals_folder_renamed_and_not_committed_is_the_same_folder(
    tmp_path: Path, kept: Callable[[bool], None]
) -> None:
    made = Goals(tmp_path / "repository", "okr")
    made.commit("2026-10-01", {"company.md": COMPANY, GOAL: goal(), "2026-q4/other.md": goal(body="Other.\n")})
    made.commit("2026-11-05", {GOAL: goal(8)})
    made.git("mv", "okr", "goals")
    made = Goals(made.folder)
    assert reasons_missing(made, kept) == ["a' moved on 2026-11-05 without a reason"]
    made.write({GOAL: goal(7), "2026-q4/other.md": None})
    assert reasons_missing(made, kept) == ["a' moved on 2026-11-20 without a reason"]
    touched = compare_states(made.folder, "HEAD", as_of=AS_OF).impact.touched
    assert {goal.id: goal.new is None for goal in touched} == {"2026-q4/win": False, "2026-q4/other": True}
    made.commit("2026-11-18", {})
    kept(True)
    told = whole(read(made.folder))
    kept(False)
    assert whole(read(made.folder)) == told


def test_a_folder_that_is_new_has_no_earlier_past(tmp_path: Path) -> None:
    made = Goals(tmp_path / "repository", "old")
    made.commit("2026-10-01", {"a.md": "A.\n", "b.md": "B.\n", "c.md": "C.\n"})
    made.git("mv", "old/a.md", "a.md")
    other = Goals(made.folder)
    made.git("mv", "old/b.md", "goals/b.md")
    other.commit("2026-11-01", {"company.md": COMPANY, GOAL: goal()})
    known = read(made.folder)
    assert known.stories is not None
    assert {str(event.day) for event in known.stories.events} == {"2026-11-01"}
    assert compare_states(made.folder, "HEAD~1", as_of=AS_OF).impact.touched[0].old is None
