"""What moves a goalpost and what does not, and how a goal would stand had nothing moved."""

from datetime import date
from fractions import Fraction

import pytest
from tests.change.quarter import ADA, CHECKED, EASIER, GROW, LOWER, OMAR, WIN, grow, moves, read, told
from tests.change.repositories import Goals

from goalsite.change.moves import missing_reasons
from goalsite.vocabulary import Status


def test_a_move_taken_back_after_the_day_is_told_as_that(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.commit("2026-11-05", {GROW: grow(LOWER)})
    begun.commit("2026-11-09", {GROW: grow()})
    found = moves(read(begun, date(2026, 11, 6)))
    assert [(str(move.day), move.undone) for move in found] == [("2026-11-05", True)]


def test_a_move_taken_back_needs_no_reason(begun: Goals) -> None:
    begun.commit("2026-10-05", {GROW: grow()})
    begun.commit("2026-11-05", {GROW: grow(LOWER)})
    begun.commit("2026-11-06", {GROW: grow()}, "Revert")
    known = read(begun)
    assert [(move.undone, move.unexplained) for move in moves(known)] == [(True, False), (True, False)]
    assert not [finding for finding in known.findings if finding.code == "G504"]
    assert known.goalposts is not None
    assert not known.goalposts["teams/growth/2026-q4/grow"].known


def test_going_back_to_what_a_draft_said_is_no_way_back(begun: Goals) -> None:
    begun.commit("2026-10-02", {GROW: grow(EASIER, more="state: draft\n")})
    begun.commit("2026-10-05", {GROW: grow()})
    begun.commit("2026-11-05", {GROW: grow(EASIER)})
    assert [move.undone for move in moves(read(begun))] == [False, False]


def test_before_a_tenth_of_the_cycle_has_gone_targets_may_change(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.commit("2026-10-10", {GROW: grow(LOWER)}, "9 of 91 days are gone")
    assert moves(read(begun)) == ()
    begun.commit("2026-10-11", {GROW: grow(EASIER)}, "10 of 91 days are gone")
    assert [move.change.key for move in moves(read(begun))] == ["key_results.calls.to"]


def test_a_goal_begun_late_is_compared_with_what_it_began_with(begun: Goals) -> None:
    begun.commit("2026-11-01", {GROW: grow(more="state: draft\n")})
    begun.commit("2026-11-03", {GROW: grow(LOWER)}, "Active, and lower at once")
    begun.commit("2026-11-09", {GROW: grow(EASIER, check_ins=CHECKED)})
    known = read(begun)
    assert [move.change.key for move in moves(known)] == ["key_results.calls.to"]
    assert known.goalposts is not None
    # calls 15: of 20 to 15 reached, of 20 to 10 half; sales 3 of 6 half on both sides.
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    assert (posts.progress, posts.original) == (Fraction(3, 4), Fraction(1, 2))


def test_goals_of_a_draft_cycle_are_not_running(begun: Goals) -> None:
    cycle = "---\nkind: cycle\nstate: {}\n---\n"
    begun.commit("2026-09-20", {"cycles/2026-q4.md": cycle.format("draft"), GROW: grow()})
    begun.commit("2026-10-20", {GROW: grow(LOWER)}, "Still a draft")
    begun.commit("2026-10-25", {"cycles/2026-q4.md": cycle.format("active")})
    assert moves(read(begun)) == ()
    begun.commit("2026-10-28", {GROW: grow(EASIER)})
    assert [str(move.day) for move in moves(read(begun))] == ["2026-10-28"]


def test_a_removed_key_result_counts_with_its_last_value(begun: Goals) -> None:
    begun.commit("2026-10-05", {GROW: grow(check_ins=CHECKED)})
    alone = "  - {date: 2026-10-12, values: {sales: 3}, confidence: 0.7}\n"
    begun.commit("2026-11-05", {GROW: grow("sales: {title: Sales, from: 0, to: 12}", check_ins=alone)})
    known = read(begun)
    assert known.goalposts is not None
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    # Today 3 of 12; originally also calls, half way at 15: (1/4 + 1/2) / 2.
    assert (posts.progress, posts.original) == (Fraction(1, 4), Fraction(3, 8))


def test_a_goal_deleted_and_brought_back_is_the_same_goal(begun: Goals) -> None:
    begun.commit("2026-10-05", {GROW: grow()})
    begun.commit("2026-11-05", {GROW: None}, "Away")
    begun.commit("2026-11-07", {GROW: grow(LOWER)}, "And back, lower")
    known = read(begun)
    assert [key for _, _, _, key in told(known)] == ["", "", "", "key_results.sales.to"]
    assert [(move.change.key, move.undone) for move in moves(known)] == [("", True), ("key_results.sales.to", False)]
    assert [finding.key for finding in known.findings if finding.code == "G504"] == ["key_results.sales.to"]


def test_what_a_branch_did_counts_when_it_is_merged_and_bears_its_own_commit(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.git("checkout", "-qb", "branch")
    begun.commit("2026-10-03", {GROW: grow(EASIER)}, "Lower both", by=OMAR)
    begun.commit("2026-10-04", {GROW: grow(LOWER)}, "Calls as they were", by=ADA)
    begun.git("checkout", "-q", "main")
    begun.commit("2026-10-20", {"2026-q4/win.md": WIN + "Body.\n"})
    merge = begun.merge("branch", "2026-11-01")
    (move,) = moves(read(begun))
    assert (move.change.key, move.commit.author, str(move.day)) == ("key_results.sales.to", "Omar Haddad", "2026-11-01")
    assert move.landed.id == merge


def test_a_merge_with_a_conflict_shows_what_the_merge_itself_made(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.git("checkout", "-qb", "branch")
    begun.commit("2026-11-01", {GROW: grow(LOWER)}, by=OMAR)
    begun.git("checkout", "-q", "main")
    begun.commit(
        "2026-11-02",
        {GROW: grow("sales: {title: Sales, from: 0, to: 9}\n  calls: {title: Calls, from: 20, to: 10}")},
        by=ADA,
    )
    with pytest.raises(Exception, match="merge"):
        begun.merge("branch", "2026-11-03")
    begun.commit(
        "2026-11-03",
        {GROW: grow("sales: {title: Sales, from: 0, to: 8}\n  calls: {title: Calls, from: 20, to: 10}")},
        "Between the two",
    )
    found = moves(read(begun))
    assert [(str(move.change.old), str(move.change.new), move.commit.author) for move in found] == [
        ("12", "9", "Ada Berg"),
        ("9", "8", "Mei Lin"),
    ]


def test_a_squash_is_one_commit(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.git("checkout", "-qb", "branch")
    begun.commit("2026-11-01", {GROW: grow(LOWER)}, by=OMAR)
    begun.commit("2026-11-02", {GROW: grow(EASIER)}, by=OMAR)
    begun.git("checkout", "-q", "main")
    begun.git("merge", "-q", "--squash", "branch")
    begun.git("commit", "-qm", "Squashed", day="2026-11-03")
    found = moves(read(begun))
    assert [(move.change.key, move.commit.subject) for move in found] == [
        ("key_results.sales.to", "Squashed"),
        ("key_results.calls.to", "Squashed"),
    ]


def test_under_the_original_a_goal_runs_in_the_cycle_it_began_in(begun: Goals) -> None:
    checked = "  - {date: 2026-11-20, values: {sales: 6, calls: 12}, confidence: 0.7}\n"
    begun.commit("2026-10-01", {GROW: grow(check_ins=checked)})
    begun.commit("2026-11-19", {GROW: grow(check_ins=checked, more="cycle: 2027-q1\n")})
    known = read(begun)
    assert known.goalposts is not None
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    # 6 of 12 and 8 of 10 either way; 20 November is 50 of the 91 days after the quarter's first, before the next one.
    assert posts.progress == posts.original == Fraction(13, 20)
    assert (posts.status, posts.original_status) == (Status.NOT_STARTED, Status.ON_TRACK)
    assert posts.original_expected == Fraction(50, 91)


def test_what_is_not_committed_yet_is_already_a_move(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.write({GROW: grow(LOWER)})
    (move,) = moves(read(begun))
    assert (move.commit.id, str(move.day)) == ("", "2026-11-20")


def test_only_words_change_nothing_that_is_measured(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.commit("2026-11-01", {GROW: grow(body="Because.")})
    assert moves(read(begun)) == ()
    assert told(read(begun))[-1] == ("2026-11-01", "Mei Lin", "wording", "body")


def test_a_reason_that_waits_to_be_filled_in_is_where_the_finding_points(begun: Goals) -> None:
    waits = "adjustments:\n  - {date: 2026-11-05, what: sales, why: …}\n"
    begun.commit("2026-10-01", {GROW: grow()})
    begun.commit("2026-11-05", {GROW: grow(LOWER, more=waits)})
    # Below ---, kind, title, owner, supports and adjustments.
    (finding,) = [one for one in read(begun).findings if one.code == "G504"]
    assert (finding.position.line, finding.key) == (7, "key_results.sales.to")
    assert finding.message.endswith("the reason that stands here says nothing; fill it in")


def test_a_swap_whose_reason_waits_lacks_that_one_reason(begun: Goals) -> None:
    sales = "sales: {title: Sales, from: 0, to: 12}\n"
    calls = "  calls: {title: Calls, from: 20, to: 10"
    mails = "  mails: {title: Mails, from: 0, to: 100, added: 2026-11-05}\n"
    begun.commit("2026-10-01", {GROW: grow(sales + calls + "}")})
    retired = calls + ", retired: {date: 2026-11-05, why: TODO, replaced_by: mails}}"
    begun.commit("2026-11-05", {GROW: grow(sales + mails + retired)})
    known = read(begun)
    # Below ---, kind, title, owner, supports, key_results, sales and mails.
    (finding,) = [one for one in known.findings if one.code == "G504"]
    assert (finding.position.line, finding.key) == (9, "key_results.calls.retired")
    assert [move.unexplained for move in moves(known)] == [True, True]
    assert list(missing_reasons(moves(known))) == [("teams/growth/2026-q4/grow", "calls")]
