"""What a change does where files, and teams' folders, only get other names."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals

from goalsite.change.impact import Impact
from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.impact.text import impact_json
from goalsite.publish.understanding.pipeline import understand

AS_OF = date(2026, 11, 20)
TEAM = "---\nkind: team\ntitle: {}\n---\n"
TOP = "---\nkind: objective\ntitle: Top\nowner: Ada\nprogress_from: supporters\n---\n"
BROKEN = "---\nkind: objective\ntitle: [\n---\n"
GROW = "teams/a/2026-q4/grow.md"


def goal(title: str = "Grow", done: int | None = 4, more: str = "", to: int = 10) -> str:
    checked = f"check_ins: [{{date: 2026-11-10, values: {{k: {done}}}}}]\n" if done is not None else ""
    return (
        f"---\nkind: objective\ntitle: {title}\nowner: Ada\n{more}"
        f"key_results:\n  k: {{title: K, from: 0, to: {to}}}\n{checked}---\n"
    )


FIRST = {
    "company.md": COMPANY,
    "2026-q4/top.md": TOP,
    "teams/a/team.md": TEAM.format("A"),
    "teams/b/team.md": TEAM.format("B"),
    GROW: goal(more="supports: top\n"),
}


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    made = Goals(tmp_path / "repository")
    made.commit("2026-10-01", FIRST)
    return made


def impact_of(goals: Goals) -> Impact:
    return compare_states(goals.folder, "HEAD", as_of=AS_OF).impact


def test_a_goal_of_another_name_is_named_once_and_what_lies_above_it_as_well(goals: Goals) -> None:
    goals.write({GROW: None, "teams/a/2026-q4/rise.md": FIRST[GROW]})
    impact = impact_of(goals)
    assert [(one.id, one.old and one.old.id) for one in impact.touched] == [
        ("teams/a/2026-q4/rise", "teams/a/2026-q4/grow")
    ]
    assert [one.id for one in impact.along] == ["2026-q4/top"]
    assert impact.is_nothing
    assert [one.goals for one in impact.concerned] == [("teams/a/2026-q4/rise",)]


def test_a_goal_of_another_name_that_moves_is_compared_with_what_it_was(goals: Goals) -> None:
    # 4 of 10 is 40 %, 6 of 10 is 60 %.
    goals.write({GROW: None, "teams/a/2026-q4/rise.md": goal(done=6, more="supports: top\n")})
    impact = impact_of(goals)
    (one,) = impact.touched
    assert one.old is not None
    assert one.new is not None
    assert (one.old.progress, one.new.progress) == (Fraction(2, 5), Fraction(3, 5))
    assert [goal.id for goal in impact.along] == ["2026-q4/top"]


def test_no_reason_is_asked_for_a_file_that_goes_and_could_not_be_read_before(goals: Goals) -> None:
    goals.commit("2026-11-02", {GROW: BROKEN})
    goals.write({GROW: None, "teams/a/2026-q4/rise.md": BROKEN.replace("title", "owner")})
    assert impact_of(goals).moves == ()
    goals.commit("2026-11-03", {"teams/a/2026-q4/rise.md": None})
    assert understand(goals.folder, as_of=AS_OF).moved == {}
    # One that can be read and goes is a goalpost that moves.
    goals.write({"2026-q4/top.md": None})
    assert [(one.goal, one.unexplained) for one in impact_of(goals).moves] == [("2026-q4/top", True)]


def test_a_broken_file_of_another_name_keeps_what_is_found_of_it(goals: Goals) -> None:
    goals.commit("2026-11-02", {GROW: BROKEN})
    goals.write({GROW: None, "teams/a/2026-q4/rise.md": BROKEN})
    impact = impact_of(goals)
    assert impact.added == impact.removed == ()
    assert impact.is_nothing
    assert impact.touched == impact.along == ()


def test_a_check_in_of_a_goal_of_another_name_keeps_what_is_found_of_it(goals: Goals) -> None:
    wrong = "---\nkind: check-in\ndate: 2026-11-12\nvalues: {nothing: 3}\n---\n"
    goals.commit("2026-11-02", {"teams/a/2026-q4/grow/2026-11-12.md": wrong})
    found = {finding.path for finding in compare_states(goals.folder, "HEAD~1", "HEAD", as_of=AS_OF).impact.added}
    assert found == {"goals/teams/a/2026-q4/grow/2026-11-12.md"}
    goals.git("mv", "goals/teams/a/2026-q4/grow.md", "goals/teams/a/2026-q4/rise.md")
    goals.git("mv", "goals/teams/a/2026-q4/grow", "goals/teams/a/2026-q4/rise")
    impact = impact_of(goals)
    assert impact.added == impact.removed == ()


def test_what_is_mended_under_another_name_is_told_while_another_file_breaks(goals: Goals) -> None:
    other = "teams/b/2026-q4/sell.md"
    goals.commit("2026-11-02", {GROW: FIRST[GROW].replace("title: K", "title: TBD"), other: goal("Sell")})
    goals.write({GROW: None, "teams/a/2026-q4/rise.md": FIRST[GROW], other: BROKEN})
    assert "G205" in {finding.code for finding in impact_of(goals).removed}


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_team_of_another_name_keeps_its_mean(goals: Goals, is_committed: bool) -> None:
    goals.git("mv", "goals/teams/a", "goals/teams/z")
    if is_committed:
        goals.commit("2026-11-12", {})
    impact = compare_states(goals.folder, "HEAD~1" if is_committed else "HEAD", as_of=AS_OF).impact
    assert impact.teams == ()
    assert impact.is_nothing


def test_a_team_of_another_name_whose_mean_moves_is_told_with_both_figures(goals: Goals) -> None:
    goals.git("mv", "goals/teams/a", "goals/teams/z")
    goals.write({"teams/z/2026-q4/grow.md": goal(done=6, more="supports: top\n")})
    (team,) = (one for one in impact_of(goals).teams if one.team is not None)
    assert team.team == "z"
    assert team.old is not None
    assert team.new is not None
    assert (team.old.progress, team.new.progress) == (Fraction(2, 5), Fraction(3, 5))


def test_a_folder_means_the_team_it_was_of_at_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # B goes from b to c, then A from a to b; what the whole history is told in another order than what is needed of it.
    company = {"company.md": COMPANY}
    a, b = TEAM.format("A"), TEAM.format("B")
    states: list[dict[str, str]] = [
        {"teams/a/team.md": a, "teams/b/team.md": b, "teams/a/2026-q4/x.md": goal("T0", None), "2026-q4/y.md": goal()},
        {
            "teams/a/team.md": a,
            "teams/c/team.md": b,
            "teams/a/2026-q4/x.md": goal("T0", None),
            "teams/c/2026-q3/y.md": goal(),
        },
        {
            "teams/b/team.md": a,
            "teams/c/team.md": b,
            "teams/b/2026-q4/x.md": goal("T1", None),
            "teams/c/2026-q3/y.md": goal(),
        },
        {
            "teams/b/team.md": a,
            "teams/c/team.md": b,
            "teams/b/2026-q4/x.md": goal("T2", 3),
            "teams/b/2027-q1/x.md": goal(),
        },
    ]
    made = Goals(tmp_path / "repository")
    before: dict[str, str] = {}
    for number, state in enumerate(states):
        made.write(dict.fromkeys(before.keys() - state.keys()))
        made.commit(f"2026-10-0{number + 1}", {**company, **state})
        before = state
    told = []
    for kept in ("", str(tmp_path / "kept")):
        monkeypatch.setenv("GOALSITE_CACHE_DIR", kept)
        if kept:
            understand(made.folder, as_of=AS_OF)
        told.append(impact_json(compare_states(made.folder, "HEAD~2", "HEAD", as_of=AS_OF)))
    assert told[0] == told[1]


@pytest.mark.parametrize("is_committed", [True, False])
def test_two_goals_that_swap_their_names_in_one_step_are_told_as_changed(goals: Goals, is_committed: bool) -> None:
    # A goal is its path (SPEC 2): whatever names it, its folder of check-ins and its address stay where they are, and
    # now mean what the file says there. That the text came from another goal makes none of it the same for those.
    rest, serves = "teams/a/2026-q4/rest.md", "supports: grow\n"
    goals.commit("2026-10-02", {rest: goal("Rest", 1, to=20), "teams/b/2026-q4/help.md": goal("Help", 4, serves)})
    goals.write({GROW: goal("Rest", 1, to=20), rest: FIRST[GROW]})
    if is_committed:
        goals.commit("2026-11-15", {})
    impact = compare_states(goals.folder, "HEAD~1" if is_committed else "HEAD", as_of=AS_OF).impact
    assert [(one.id, one.old and one.old.title, one.new and one.new.title) for one in impact.touched] == [
        ("teams/a/2026-q4/grow", "Grow", "Rest"),
        ("teams/a/2026-q4/rest", "Rest", "Grow"),
    ]
    # 4 of 10 before, 1 of 20 now; "Help" goes on serving whatever goal is called grow.
    assert [(one.old and one.old.progress, one.new and one.new.progress) for one in impact.touched] == [
        (Fraction(2, 5), Fraction(1, 20)),
        (Fraction(1, 20), Fraction(2, 5)),
    ]
    served = understand(goals.folder, as_of=AS_OF).repository.objectives["teams/b/2026-q4/help"].supports
    assert served is not None
    assert served.id == "teams/a/2026-q4/grow"
    assert {(move.goal, move.what) for move in impact.moves} == {
        ("teams/a/2026-q4/grow", "k"),
        ("teams/a/2026-q4/rest", "k"),
    }
