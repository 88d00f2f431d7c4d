"""History as git tells it: hostile, shallow, nested, cached."""

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, MEI, Goals

from goalsite.change.stories import Stories
from goalsite.findings import Finding
from goalsite.model.parse import Parsed, parse
from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.past.git_log import clean, day_of
from goalsite.publish.past.history import Past
from goalsite.publish.understanding.inputs import Mistake, gather
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.understanding.verdict import digest_of, judge

GOAL = "2026-q4/win.md"
AS_OF = date(2026, 11, 20)


def goal(to: int = 10, body: str = "") -> str:
    return (
        "---\nkind: objective\ntitle: Win\nowner: Mei Lin\nkey_results:\n"
        f"  a: {{title: A, from: 0, to: {to}}}\n  b: {{title: B, from: 0, to: 10}}\n---\n{body}"
    )


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return a repository whose only target moved once."""
    made = Goals(tmp_path / "repository")
    made.commit("2026-10-01", {"company.md": COMPANY, GOAL: goal()})
    made.commit("2026-11-05", {GOAL: goal(8)}, "Lower")
    return made


def read(folder: Path) -> Understood:
    return understand(folder, as_of=AS_OF)


def moved(known: Understood) -> list[str]:
    assert known.moved is not None
    return [str(move.day) for one in known.moved.values() for move in one.moves]


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


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[bool], None]:
    """Return a function that turns the cache on or off."""

    def turn(on: bool) -> None:
        monkeypatch.setenv("GOALSITE_CACHE_DIR", str(tmp_path / "cache") if on else "")

    return turn


def whole(known: Understood) -> list[tuple[str, ...]]:
    assert known.stories is not None
    return [
        (event.story, str(event.day), event.commit.id, event.landed.id, event.change.key, str(event.change.new))
        for event in known.stories.events
    ]


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


def reasons_missing(goals: Goals, kept: Callable[[bool], None]) -> list[str]:
    """Return what a check asks a reason for: cold, kept, and beside the whole history, which all say the same."""

    def found(findings: Iterable[Finding]) -> list[str]:
        return [f"{one.path}: {one.message}" for one in findings if one.code == "G504"]

    told = []
    for keeps in (False, True, True):
        kept(keeps)
        told.append(found(judge(goals.folder, as_of=AS_OF).findings))
    told.append(found(read(goals.folder).findings))
    goals.write({"company.md": COMPANY.replace("Acme", "Acme & Co")})
    told.append(found(judge(goals.folder, as_of=AS_OF).findings))
    goals.write({"company.md": COMPANY})
    assert told == [told[0]] * 5
    return [message.partition("'")[2].partition(";")[0] for message in told[0]]


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
    assert set(read_files) == {COMPANY.replace("Acme", "Other").encode()}
