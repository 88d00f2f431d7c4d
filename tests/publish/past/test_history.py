"""History as git tells it: hostile, shallow, nested, damaged, of earlier commits."""

import os
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, MEI, Goals
from tests.publish.past.one_goal import AS_OF, GOAL, goal, moved, read

from goalsite.change.stories import Stories
from goalsite.publish.past.git_log import clean, day_of
from goalsite.publish.past.history import Past
from goalsite.publish.understanding.inputs import Mistake
from goalsite.publish.understanding.pipeline import understand


def test_without_git_there_is_no_history_and_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals" / "company.md").write_text(COMPANY)
    known = read(tmp_path)
    assert (known.stories, known.moved, known.goalposts) == (None, None, None)
    assert "git" in str(known.no_history)


def test_without_the_git_program_everything_else_works(goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    known = read(goals.folder)
    assert known.stories is None
    assert known.repository.objectives


def test_before_the_first_commit_there_is_no_history(tmp_path: Path) -> None:
    made = Goals(tmp_path / "fresh")
    made.write({"company.md": COMPANY})
    assert str(read(made.folder).no_history) == "nothing is committed yet"


def test_a_shallow_clone_is_said_and_never_guessed_around(goals: Goals, tmp_path: Path) -> None:
    goals.git("clone", "-q", "--depth", "1", f"file://{goals.folder}", str(tmp_path / "shallow"))
    known = read(tmp_path / "shallow")
    assert known.stories is None
    assert "shallow" in str(known.no_history)
    assert not [finding for finding in known.findings if finding.code == "G504"]


def test_the_setting_turns_history_off(goals: Goals) -> None:
    (goals.folder / "mkdocs.yml").write_text(
        "site_name: X\ndocs_dir: goals\nplugins:\n  - goalsite:\n      history: false\n"
    )
    known = read(goals.folder)
    assert (known.stories, known.no_history) == (None, None)


def test_goals_may_lie_deep_in_a_larger_repository(tmp_path: Path) -> None:
    made = Goals(tmp_path / "mono", "apps/okr/goals")
    (made.folder / "README.md").write_text("Not ours.\n")
    made.commit("2026-10-01", {"company.md": COMPANY, GOAL: goal()})
    (made.folder / "README.md").write_text("Not ours either.\n")
    made.commit("2026-10-20", {}, "Elsewhere")
    made.commit("2026-11-05", {GOAL: goal(8)})
    assert moved(read(made.folder / "apps/okr")) == ["2026-11-05"]


def test_a_worktree_and_a_submodule_have_their_own_history(goals: Goals, tmp_path: Path) -> None:
    goals.git("worktree", "add", "-q", str(tmp_path / "tree"), "HEAD")
    assert moved(read(tmp_path / "tree")) == ["2026-11-05"]
    outer = Goals(tmp_path / "outer", "docs")
    outer.commit("2026-11-10", {"a.md": "A.\n"})
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(goals.folder), "inner")
    outer.git("commit", "-qm", "Inner", day="2026-11-12")
    assert moved(read(outer.folder / "inner")) == ["2026-11-05"]


def test_names_in_any_script_are_followed(tmp_path: Path) -> None:
    made = Goals(tmp_path / "repository")
    made.commit("2026-10-01", {"company.md": COMPANY, "2026-q4/中端市场 #1.md": goal(), "2026-q4/增长.md": goal()})
    made.commit("2026-11-05", {"2026-q4/增长.md": goal(8)}, "降低目标", by="林美 <mei@example.com>")
    known = read(made.folder)
    assert known.moved is not None
    (move,) = known.moved["2026-q4/增长"].moves
    assert (move.commit.author, move.commit.subject) == ("林美", "降低目标")


def test_hostile_names_messages_and_dates_break_nothing(goals: Goals) -> None:
    script = "<script>alert(1)</script>\x1b[31m ‮evil"
    goals.commit("2026-11-06", {GOAL: goal(8, "Text.\n")}, script, by=f"{script} <x@y>")
    goals.commit("2026-11-07", {GOAL: goal(8, "More.\n")}, "m" * 1_000_000)
    goals.commit("2026-11-08", {GOAL: b"---\nkind: objective\n\xff\xfe\x00 broken"}, "C\x01")
    goals.commit("1973-03-04", {GOAL: goal(7)}, "Set back", by=MEI)
    goals.commit("2099-12-31", {GOAL: goal(7, "Far.\n")}, "Set on", by=MEI)
    goals.commit("2026-11-10", {GOAL: goal(6)}, "Honest", by=MEI)
    known = read(goals.folder)
    assert known.stories is not None
    days = [str(event.day) for event in known.stories["2026-q4/win"].events]
    assert days == sorted(days)
    assert "2099-12-31" not in days
    assert moved(known) == ["2026-11-05", "2026-11-08", "2026-11-10"]
    for commit in known.stories.history.commits.values():
        assert len(commit.subject) <= 300
        assert not any(ord(char) < 32 or char in "\x7f‮" for char in commit.subject + commit.author)


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        ("0", "1970-01-01"),
        ("99999999999999999999", "2199-01-01"),
        ("-99999999999999", "1900-01-01"),
        ("x", "1900-01-01"),
    ],
)
def test_any_time_of_a_commit_is_some_day(seconds: str, day: str) -> None:
    assert str(day_of(seconds)) == day


def test_a_subject_stays_short_and_on_one_line() -> None:
    assert clean("a\nb\tc") == "a b c"
    assert len(clean("x" * 5000)) == 300


def test_nothing_that_a_repository_configures_is_run(goals: Goals, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    goals.git("config", "diff.external", f"touch {witness}")
    goals.git("config", "core.fsmonitor", f"touch {witness}")
    goals.git("config", "diff.own.textconv", f"touch {witness}; cat")
    goals.git("config", "core.pager", f"touch {witness}")
    goals.write({".gitattributes": "*.md diff=own\n"})
    assert moved(read(goals.folder)) == ["2026-11-05"]
    assert not witness.exists()


def test_a_hooks_environment_does_not_mislead(goals: Goals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Goals(tmp_path / "other")
    other.commit("2026-10-01", {"company.md": COMPANY})
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    assert moved(read(goals.folder)) == ["2026-11-05"]


def test_links_and_modules_of_the_past_are_no_goals(goals: Goals) -> None:
    os.symlink("win.md", goals.goals / "2026-q4" / "link.md")
    goals.commit("2026-11-06", {})
    known = read(goals.folder)
    assert isinstance(known.stories, Stories)
    assert [key for key in known.stories if key.startswith("2026-q4")] == ["2026-q4/win"]


def test_the_history_of_an_earlier_commit_ends_there(goals: Goals) -> None:
    past = Past.of(goals.folder, goals.goals)
    earlier = goals.git("rev-parse", "HEAD~1")
    assert len(past.at(earlier).order) == 1
    assert len(past.at(past.head).order) == 2


@pytest.mark.parametrize("at", ["HEAD~1", "2026-10-15"])
def test_the_files_of_a_past_commit_or_day_are_read(goals: Goals, at: str) -> None:
    known = understand(goals.folder, at=at)
    assert str(known.as_of) == {"HEAD~1": "2026-10-01"}.get(at, at)
    (objective,) = known.repository.objectives.values()
    assert str(objective.record.key_results[0].to) == "10"
    assert moved(known) == []
    assert str(understand(goals.folder, at=at, as_of=AS_OF).as_of) == str(AS_OF)


def test_a_day_before_the_first_commit_has_no_files(goals: Goals) -> None:
    for at in ("2025-01-01", "nowhere", "--output=x"):
        with pytest.raises(Mistake):
            understand(goals.folder, at=at)


def test_a_damaged_repository_has_no_history_and_breaks_nothing(goals: Goals) -> None:
    first = goals.git("rev-parse", "HEAD~1")
    damaged = goals.folder / ".git" / "objects" / first[:2] / first[2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"damaged")
    known = read(goals.folder)
    assert known.stories is None
    assert "git" in str(known.no_history)
    assert known.repository.objectives
