"""Targets that change while a goal rests, as a draft or closed, and stand changed once it runs again."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, MEI, Goals

from goalsite.change.moves import Move
from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.understanding.verdict import judge

GROW = "2026-q4/grow.md"
CYCLE = "---\nkind: cycle\nstate: {}\n---\n"
AS_OF = date(2026, 11, 25)
OMAR = "Omar Haddad <omar@example.com>"
CALLS = "  calls: {title: Calls, from: 0, to: 8}\n"


def grow(to: int = 10, state: str = "active", *, calls: str = CALLS, more: str = "") -> str:
    """Return a goal that has 4 sales, and 2 calls where it counts those."""
    values = "{sales: 4, calls: 2}" if calls else "{sales: 4}"
    return (
        f"---\nkind: objective\ntitle: Grow\nowner: Mei Lin\nstate: {state}\nkey_results:\n"
        f"  sales: {{title: Sales, from: 0, to: {to}}}\n{calls}"
        f"check_ins:\n  - {{date: 2026-10-30, values: {values}}}\n{more}---\n"
    )


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return a goal that runs since the first day of its cycle."""
    made = Goals(tmp_path / "repository")
    made.commit("2026-10-01", {"company.md": COMPANY, GROW: grow()})
    return made


def live(goals: Goals, *steps: tuple[str, str | None]) -> None:
    """Commit states of the goal's file, by day."""
    for day, text in steps:
        goals.commit(day, {GROW: text})


def read(goals: Goals) -> Understood:
    """Read everything; a check, which reads no more of the past than it needs, must find the same."""
    known = understand(goals.folder, as_of=AS_OF)
    found = [finding for finding in known.findings if finding.code == "G504"]
    assert [finding for finding in judge(goals.folder, as_of=AS_OF).findings if finding.code == "G504"] == found
    missing = {move.what for move in moves(known) if move.unexplained}
    assert len(found) == len(missing)
    return known


def moves(known: Understood) -> Sequence[Move]:
    assert known.moved is not None
    return known.moved["2026-q4/grow"].moves if "2026-q4/grow" in known.moved else ()


def told(known: Understood) -> list[tuple[str, str, str, str]]:
    return [(str(one.day), one.change.key, str(one.change.old), str(one.change.new)) for one in moves(known)]


def test_a_target_changed_in_a_draft_has_moved_on_the_day_the_goal_runs_again(goals: Goals) -> None:
    live(goals, ("2026-11-02", grow(state="draft")), ("2026-11-04", grow(7, "draft")), ("2026-11-05", grow(5, "draft")))
    goals.commit("2026-11-09", {GROW: grow(5)}, by=OMAR)
    known = read(goals)
    assert told(known) == [("2026-11-09", "key_results.sales.to", "10", "5")]
    assert (moves(known)[0].commit.author, moves(known)[0].span_day) == ("Omar Haddad", (40, 92))
    assert [finding.code for finding in known.findings if finding.goal == "2026-q4/grow"].count("G504") == 1
    assert known.goalposts is not None
    # Sales 4 of 5, under the original 4 of 10; calls 2 of 8 on both sides: (4/5 + 1/4) / 2 and (2/5 + 1/4) / 2.
    posts = known.goalposts["2026-q4/grow"]
    assert (posts.progress, posts.original) == (Fraction(21, 40), Fraction(13, 40))


@pytest.mark.parametrize("state", ["closed", "abandoned", "draft"])
def test_the_commit_that_wakes_a_goal_may_change_it_too(goals: Goals, state: str) -> None:
    live(goals, ("2026-11-02", grow(state=state)), ("2026-11-09", grow(5)))
    assert told(read(goals)) == [("2026-11-09", "key_results.sales.to", "10", "5")]


def test_while_a_goal_still_rests_nothing_has_moved(goals: Goals) -> None:
    live(goals, ("2026-11-02", grow(state="draft")), ("2026-11-04", grow(5, "draft")))
    assert moves(read(goals)) == ()


def test_what_came_to_nothing_in_a_rest_is_no_move(goals: Goals) -> None:
    steps = (("2026-11-02", 10, "draft"), ("2026-11-04", 5, "draft"), ("2026-11-05", 10, "draft"))
    live(goals, *((day, grow(to, state)) for day, to, state in steps), ("2026-11-09", grow()))
    assert moves(read(goals)) == ()


def test_a_goal_taken_back_before_a_tenth_of_its_cycle_may_begin_anew(goals: Goals) -> None:
    # On 10 October 9 of 91 days are gone.
    live(goals, ("2026-10-10", grow(state="draft")), ("2026-11-04", grow(5, "draft")), ("2026-11-09", grow(5)))
    assert moves(read(goals)) == ()


def test_each_rest_is_compared_with_how_the_goal_stood_before_it(goals: Goals) -> None:
    live(goals, ("2026-11-02", grow(8, "draft")), ("2026-11-04", grow(6, "draft")), ("2026-11-06", grow(6)))
    live(goals, ("2026-11-10", grow(6, "draft")), ("2026-11-12", grow(10)))
    known = read(goals)
    assert told(known) == [
        ("2026-11-02", "key_results.sales.to", "10", "8"),
        ("2026-11-06", "key_results.sales.to", "8", "6"),
        ("2026-11-12", "key_results.sales.to", "6", "10"),
    ]
    # In the end it stands as it stood at first.
    assert all(move.undone for move in moves(known))


def test_a_goal_rests_while_its_cycle_is_a_draft(goals: Goals) -> None:
    goals.commit("2026-11-02", {"cycles/2026-q4.md": CYCLE.format("draft")})
    live(goals, ("2026-11-04", grow(5)))
    assert moves(read(goals)) == ()
    goals.commit("2026-11-09", {"cycles/2026-q4.md": CYCLE.format("active")})
    assert told(read(goals)) == [("2026-11-09", "key_results.sales.to", "10", "5")]


def test_of_a_key_result_that_went_in_a_rest_that_alone_is_told_and_its_last_value_counts(goals: Goals) -> None:
    easier = grow(state="draft", calls=CALLS.replace("8", "4"))
    live(
        goals, ("2026-11-02", grow(state="draft")), ("2026-11-04", easier), ("2026-11-05", grow(10, "draft", calls=""))
    )
    live(goals, ("2026-11-09", grow(calls="")))
    known = read(goals)
    assert told(known) == [("2026-11-09", "key_results.calls", "Calls", "None")]
    assert known.goalposts is not None
    # Sales 4 of 10; under the original also the calls, of which 2 of 8 were made: (2/5 + 1/4) / 2.
    posts = known.goalposts["2026-q4/grow"]
    assert (posts.progress, posts.original) == (Fraction(2, 5), Fraction(13, 40))


def test_a_reason_given_while_the_goal_rested_explains_what_it_came_to(goals: Goals) -> None:
    why = "adjustments:\n  - {date: 2026-11-03, what: sales, why: The fair was called off}\n"
    live(goals, ("2026-11-02", grow(state="draft")), ("2026-11-03", grow(5, "draft", more=why)))
    live(goals, ("2026-11-20", grow(5, more=why)))
    (move,) = moves(read(goals))
    assert move.reason is not None
    assert (str(move.day), move.reason.why) == ("2026-11-20", "The fair was called off")


def test_an_impact_tells_of_the_move_with_the_step_that_wakes_the_goal(goals: Goals) -> None:
    live(goals, ("2026-11-02", grow(state="draft")), ("2026-11-04", grow(5, "draft")))
    assert compare_states(goals.folder, "HEAD~1", "HEAD", exact=True, as_of=AS_OF).impact.moves == ()
    goals.write({GROW: grow(5)})
    woken = compare_states(goals.folder, "HEAD", exact=True, as_of=AS_OF).impact
    assert [(move.change.key, str(move.change.old), str(move.change.new)) for move in woken.moves] == [
        ("key_results.sales.to", "10", "5")
    ]
    goals.commit("2026-11-09", {}, by=MEI)
    assert len(compare_states(goals.folder, "HEAD~1", "HEAD", exact=True, as_of=AS_OF).impact.moves) == 1


def test_a_goal_planned_for_another_cycle_in_its_rest_begins_there_anew(goals: Goals) -> None:
    there = "2026-11/grow.md"
    live(goals, ("2026-10-20", grow(state="draft")))
    goals.commit("2026-10-25", {GROW: None, there: grow(state="draft")})
    goals.commit("2026-10-28", {there: grow(5, "draft")})
    goals.commit("2026-11-01", {there: grow(5)})
    known = understand(goals.folder, as_of=AS_OF)
    assert known.moved is not None
    # That it left its cycle is a move; what it aims at in the next one is not.
    assert [move.change.key for move in known.moved["2026-11/grow"].moves] == ["cycle"]


@pytest.mark.parametrize("left", ["with the draft", "as a draft"])
def test_a_target_changed_on_the_way_through_another_cycle_has_moved_in_the_first(goals: Goals, left: str) -> None:
    there = "2027-q1/grow.md"
    if left == "as a draft":
        live(goals, ("2026-10-20", grow(state="draft")))
    goals.commit("2026-10-22", {GROW: None, there: grow(state="draft")})
    goals.commit("2026-10-25", {there: grow(5, "draft")})
    goals.commit("2026-11-01", {there: None, GROW: grow(5)})
    known = read(goals)
    standing = [move for move in moves(known) if not move.undone]
    assert [(str(one.day), one.change.key, str(one.change.old), str(one.change.new)) for one in standing] == [
        ("2026-11-01", "key_results.sales.to", "10", "5")
    ]
    # It left its cycle while it ran, and came back; what a draft does in between goes without saying.
    assert [move.change.key for move in moves(known) if move.undone] == ["cycle"] * (
        2 if left == "with the draft" else 0
    )
    assert known.goalposts is not None
    # Sales 4 of 5, under the original 4 of 10; calls 2 of 8 on both sides.
    posts = known.goalposts["2026-q4/grow"]
    assert (posts.progress, posts.original) == (Fraction(21, 40), Fraction(13, 40))
