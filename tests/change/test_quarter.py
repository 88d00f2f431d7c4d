"""A quarter's life in a real repository, against numbers worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from tests.change.quarter import CHECKED, EASIER, GROW, SWAPPED, WHY, grow, moves, read, told
from tests.change.repositories import Goals

from goalsite.publish.understanding.pipeline import understand
from goalsite.vocabulary import ChangeClass, Status


def test_the_story_of_a_goal_is_told_in_order_with_who_and_what(lived: Goals) -> None:
    assert told(read(lived)) == [
        ("2026-09-20", "Mei Lin", "scope", ""),
        ("2026-10-05", "Omar Haddad", "closing", "state"),
        ("2026-10-05", "Omar Haddad", "target", "key_results.sales.to"),
        ("2026-10-12", "Omar Haddad", "check-in", "check_ins.2026-10-12"),
        ("2026-11-02", "Omar Haddad", "target", "key_results.sales.to"),
        ("2026-11-02", "Omar Haddad", "wording", "adjustments.2026-11-02.sales"),
        ("2026-11-05", "Mei Lin", "target", "key_results.calls.to"),
        ("2026-11-10", "Omar Haddad", "scope", "key_results.calls.retired"),
        ("2026-11-10", "Omar Haddad", "wording", "key_results.calls.retired.why"),
        ("2026-11-10", "Omar Haddad", "wording", "key_results.calls.retired.replaced_by"),
        ("2026-11-10", "Omar Haddad", "scope", "key_results.mails"),
        ("2026-11-16", "Ada Berg", "check-in", "check_ins.2026-11-16"),
    ]


def test_moves_are_those_of_a_running_goal_with_their_reasons(lived: Goals) -> None:
    found = moves(read(lived))
    assert [(move.change.key, move.reason.why if move.reason else None) for move in found] == [
        ("key_results.sales.to", "The fair was called off"),
        ("key_results.calls.to", None),
        ("key_results.calls.retired", "Nobody calls any more"),
        ("key_results.mails", "Nobody calls any more"),
    ]
    assert [move.swapped for move in found] == [None, None, "mails", "calls"]
    assert found[0].reason is not None
    assert found[0].reason.approved_by == "Ada Berg"
    assert found[0].span_day == (33, 92)
    assert [move.unexplained for move in found] == [False, True, False, False]


def test_as_of_a_day_nothing_is_told_of_what_came_later(lived: Goals) -> None:
    # On 4 November one target had moved, with its reason; calls moved the day after, and a broken file came later.
    known = read(lived, date(2026, 11, 4))
    assert told(known) == told(read(lived))[:6]
    assert [(move.change.key, move.unexplained) for move in moves(known)] == [("key_results.sales.to", False)]
    assert known.stories is not None
    assert known.stories.skipped == ()
    assert [finding.code for finding in known.findings if finding.code == "G504"] == []


def test_what_is_not_committed_belongs_to_the_day(lived: Goals) -> None:
    lived.write({GROW: grow(EASIER, more="tags: [new]\n", check_ins=CHECKED)})
    known = read(lived, date(2026, 10, 6))
    assert told(known)[:3] == told(read(lived))[:3]
    assert {day for day, *_ in told(known)[3:]} == {"2026-10-06"}


def test_a_commit_of_tomorrow_is_told_where_no_day_is_asked_for(begun: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    begun.commit(str(tomorrow), {GROW: grow()})
    known = understand(begun.folder)
    assert told(known) == [(str(tomorrow), "Mei Lin", "scope", "")]
    assert told(understand(begun.folder, as_of=tomorrow)) == told(known)
    assert told(understand(begun.folder, as_of=tomorrow - timedelta(days=1))) == []


def test_progress_under_the_original_takes_the_targets_the_cycle_began_with(lived: Goals) -> None:
    # Today: sales 4.5 of 6 is 3/4, mails 25 of 100 is 1/4; calls are retired: (3/4 + 1/4) / 2 = 1/2.
    # Originally: sales 4.5 of 12 is 3/8, calls from 20 to 10 at their last value 15 is 1/2; mails left out:
    # (3/8 + 1/2) / 2 = 7/16. The draft's 20 was changed before the goal was active.
    known = read(lived)
    assert known.goalposts is not None
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    assert posts.progress == Fraction(1, 2)
    assert posts.original == Fraction(7, 16)
    assert {one.key_result: (one.now, one.original) for one in posts.key_results} == {
        "sales": (Fraction(3, 4), Fraction(3, 8)),
        "calls": (None, Fraction(1, 2)),
        "mails": (Fraction(1, 4), None),
    }
    # Each on its figure's day: sales 46/91 − 3/8, calls 11/91 − 1/2; together ahead.
    assert (posts.status, posts.original_status) == (Status.ON_TRACK, Status.ON_TRACK)


def test_only_the_move_without_a_reason_is_found(lived: Goals) -> None:
    found = [finding for finding in read(lived).findings if finding.code == "G504"]
    assert [(finding.key, finding.line) for finding in found] == [("key_results.calls.to", 10)]
    assert "2026-11-05" in str(found[0].message)


def test_a_broken_version_of_the_past_is_passed_over_and_said(lived: Goals) -> None:
    known = read(lived)
    assert known.stories is not None
    assert [(str(one.commit.day), one.key) for one in known.stories.skipped] == [("2026-11-08", GROW)]


def test_a_goal_moved_to_another_team_keeps_its_story(lived: Goals) -> None:
    lived.git("mv", "goals/teams/growth/2026-q4", "goals/teams/sales/2026-q4")
    lived.git("commit", "-qm", "To sales", day="2026-11-18")
    known = read(lived)
    new = "teams/sales/2026-q4/grow"
    assert known.stories is not None
    assert told(known, new)[:2] == [
        ("2026-09-20", "Mei Lin", "scope", ""),
        ("2026-10-05", "Omar Haddad", "closing", "state"),
    ]
    assert told(known, new)[-1] == ("2026-11-18", "Mei Lin", "scope", "team")
    assert ("2026-11-16", "Ada Berg", "check-in", "check_ins.2026-11-16") in told(known, new)
    last = moves(known, new)[-1]
    assert (last.change.about, last.change.old, last.change.new) == (ChangeClass.SCOPE, "growth", "sales")


def test_a_team_that_changes_its_folder_moves_no_goal(lived: Goals) -> None:
    lived.git("mv", "goals/teams/growth", "goals/teams/expansion")
    lived.git("commit", "-qm", "A better name", day="2026-11-18")
    known = read(lived)
    assert told(known, "teams/expansion/2026-q4/grow")[-1] == ("2026-11-18", "Mei Lin", "wording", "path")
    assert len(moves(known, "teams/expansion/2026-q4/grow")) == 4


def test_closing_and_carrying_on_move_nothing(lived: Goals) -> None:
    before = len(moves(read(lived)))
    closed = grow(SWAPPED, more=WHY + "state: closed\nlearned: Mails work\n", check_ins=CHECKED)
    lived.commit("2027-01-04", {GROW: closed}, "Close")
    on = grow("sales: {title: Sales, from: 4.5, to: 9}", more="carries_on: grow\n")
    lived.commit("2027-01-05", {GROW.replace("2026-q4", "2027-q1"): on}, "Go on")
    lived.commit("2027-01-06", {GROW: closed.replace("to: 6}", "to: 5}")}, "Afterwards")
    known = read(lived, date(2027, 1, 10))
    assert len(moves(known)) == before
    assert [about for _, _, about, _ in told(known)][-3:] == ["closing", "closing", "target"]
    assert told(known, "teams/growth/2027-q1/grow") == [("2027-01-05", "Mei Lin", "scope", "")]
