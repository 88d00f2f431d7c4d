"""A quarter's life in a real repository, against numbers worked out by hand."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals

from goalsite.change.moves import Move
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.understanding.verdict import judge
from goalsite.vocabulary import ChangeClass, Status

OMAR = "Omar Haddad <omar@example.com>"
ADA = "Ada Berg <ada@example.com>"
GROW = "teams/growth/2026-q4/grow.md"
AS_OF = date(2026, 11, 20)


def grow(
    key_results: str = "sales: {title: Sales, from: 0, to: 12}\n  calls: {title: Calls, from: 20, to: 10}",
    *,
    more: str = "",
    check_ins: str = "",
    body: str = "Why.",
) -> str:
    listed = f"check_ins:\n{check_ins}" if check_ins else ""
    return (
        f"---\nkind: objective\ntitle: Grow\nowner: Mei Lin\nsupports: win\n{more}"
        f"key_results:\n  {key_results}\n{listed}---\n{body}\n"
    )


WIN = "---\nkind: objective\ntitle: Win\nowner: Ada Berg\nprogress_from: supporters\n---\n"
TEAM = "---\nkind: team\ntitle: {}\n---\n"
FIRST = {
    "company.md": COMPANY,
    "2026-q4/win.md": WIN,
    "teams/growth/team.md": TEAM.format("Growth"),
    "teams/sales/team.md": TEAM.format("Sales"),
}
CHECKED = "  - {date: 2026-10-12, values: {sales: 3, calls: 15}, confidence: 0.7}\n"
RATE = "---\nkind: kpi\ntitle: Rate\nowner: Mei Lin\ndirection: up\ntarget: {}\nvalues:\n"
LOWER = "sales: {title: Sales, from: 0, to: 6}\n  calls: {title: Calls, from: 20, to: 10}"
EASIER = "sales: {title: Sales, from: 0, to: 6}\n  calls: {title: Calls, from: 20, to: 15}"
SWAPPED = (
    "sales: {title: Sales, from: 0, to: 6}\n"
    "  calls: {title: Calls, from: 20, to: 15, "
    "retired: {date: 2026-11-10, why: Nobody calls any more, replaced_by: mails}}\n"
    "  mails: {title: Mails, from: 0, to: 100, added: 2026-11-10}"
)
WHY = "adjustments:\n  - {date: 2026-11-02, what: sales, why: The fair was called off, approved_by: Ada Berg}\n"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Goals:
    """Return a repository with a company, two teams and a company objective; tests work on copies of it."""
    made = Goals(tmp_path_factory.mktemp("begun") / "repository")
    made.commit("2026-09-15", FIRST, "A company")
    return made


@pytest.fixture
def goals(begun: Goals, tmp_path: Path) -> Goals:
    """Return a copy of the repository as it began."""
    return begun.copy(tmp_path / "repository")


@pytest.fixture(scope="module")
def _lived(begun: Goals, tmp_path_factory: pytest.TempPathFactory) -> Goals:
    return live(begun.copy(tmp_path_factory.mktemp("lived") / "repository"))


@pytest.fixture
def lived(_lived: Goals, tmp_path: Path) -> Goals:
    """Return a copy of the repository as it is on 20 November."""
    return _lived.copy(tmp_path / "lived")


def live(goals: Goals) -> Goals:
    """Let the quarter go by until 20 November."""
    goals.commit(
        "2026-09-20",
        {
            GROW: grow(
                "sales: {title: Sales, from: 0, to: 20}\n  calls: {title: Calls, from: 20, to: 10}",
                more="state: draft\n",
            )
        },
        "Draft",
    )
    goals.commit("2026-10-05", {GROW: grow()}, "Start", by=OMAR)
    goals.commit("2026-10-12", {GROW: grow(check_ins=CHECKED)}, "Check in", by=OMAR)
    goals.commit("2026-11-02", {GROW: grow(LOWER, more=WHY, check_ins=CHECKED)}, "Less from the fair", by=OMAR)
    goals.commit("2026-11-05", {GROW: grow(EASIER, more=WHY, check_ins=CHECKED)}, "Tidy up")
    goals.commit("2026-11-08", {GROW: "---\nkind: objective\ntitle: [\n"}, "Oops")
    swapped = grow(SWAPPED, more=WHY, check_ins=CHECKED)
    goals.commit("2026-11-10", {GROW: swapped}, "Mails, not calls", by=OMAR)
    file = "---\nkind: check-in\nvalues: {sales: 4.5, mails: 25}\n---\nWell.\n"
    goals.commit("2026-11-16", {"teams/growth/2026-q4/grow/2026-11-16.md": file}, "Check in", by=ADA)
    return goals


def read(goals: Goals, day: date = AS_OF) -> Understood:
    """Read everything; a check, which reads no more of the past than it needs, must find the same."""
    known = understand(goals.folder, as_of=day)
    found = [finding for finding in known.findings if finding.code == "G504"]
    assert [finding for finding in judge(goals.folder, as_of=day).findings if finding.code == "G504"] == found
    return known


def moves(known: Understood, goal: str = "teams/growth/2026-q4/grow") -> tuple[Move, ...]:
    assert known.moved is not None
    return known.moved[goal].moves if goal in known.moved else ()


def told(known: Understood, goal: str = "teams/growth/2026-q4/grow") -> list[tuple[str, str, str, str]]:
    assert known.stories is not None
    return [
        (str(event.day), event.commit.author, event.change.about.value, event.change.key)
        for event in known.stories[goal].events
    ]


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


def test_a_move_taken_back_after_the_day_is_told_as_that(goals: Goals) -> None:
    goals.commit("2026-10-01", {GROW: grow()})
    goals.commit("2026-11-05", {GROW: grow(LOWER)})
    goals.commit("2026-11-09", {GROW: grow()})
    found = moves(read(goals, date(2026, 11, 6)))
    assert [(str(move.day), move.undone) for move in found] == [("2026-11-05", True)]


def test_what_is_not_committed_belongs_to_the_day(lived: Goals) -> None:
    lived.write({GROW: grow(EASIER, more="tags: [new]\n", check_ins=CHECKED)})
    known = read(lived, date(2026, 10, 6))
    assert told(known)[:3] == told(read(lived))[:3]
    assert {day for day, *_ in told(known)[3:]} == {"2026-10-06"}


def test_a_commit_of_tomorrow_is_told_where_no_day_is_asked_for(goals: Goals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    goals.commit(str(tomorrow), {GROW: grow()})
    known = understand(goals.folder)
    assert told(known) == [(str(tomorrow), "Mei Lin", "scope", "")]
    assert told(understand(goals.folder, as_of=tomorrow)) == told(known)
    assert told(understand(goals.folder, as_of=tomorrow - timedelta(days=1))) == []


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
    goals = lived
    goals.git("mv", "goals/teams/growth/2026-q4", "goals/teams/sales/2026-q4")
    goals.git("commit", "-qm", "To sales", day="2026-11-18")
    known = read(goals)
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
    goals = lived
    goals.git("mv", "goals/teams/growth", "goals/teams/expansion")
    goals.git("commit", "-qm", "A better name", day="2026-11-18")
    known = read(goals)
    assert told(known, "teams/expansion/2026-q4/grow")[-1] == ("2026-11-18", "Mei Lin", "wording", "path")
    assert len(moves(known, "teams/expansion/2026-q4/grow")) == 4


def test_a_move_taken_back_needs_no_reason(goals: Goals) -> None:
    goals.commit("2026-10-05", {GROW: grow()})
    goals.commit("2026-11-05", {GROW: grow(LOWER)})
    goals.commit("2026-11-06", {GROW: grow()}, "Revert")
    known = read(goals)
    assert [(move.undone, move.unexplained) for move in moves(known)] == [(True, False), (True, False)]
    assert not [finding for finding in known.findings if finding.code == "G504"]
    assert known.goalposts is not None
    assert not known.goalposts["teams/growth/2026-q4/grow"].known


def test_going_back_to_what_a_draft_said_is_no_way_back(goals: Goals) -> None:
    goals.commit("2026-10-02", {GROW: grow(EASIER, more="state: draft\n")})
    goals.commit("2026-10-05", {GROW: grow()})
    goals.commit("2026-11-05", {GROW: grow(EASIER)})
    assert [move.undone for move in moves(read(goals))] == [False, False]


def test_before_a_tenth_of_the_cycle_has_gone_targets_may_change(goals: Goals) -> None:
    goals.commit("2026-10-01", {GROW: grow()})
    goals.commit("2026-10-10", {GROW: grow(LOWER)}, "9 of 91 days are gone")
    assert moves(read(goals)) == ()
    goals.commit("2026-10-11", {GROW: grow(EASIER)}, "10 of 91 days are gone")
    assert [move.change.key for move in moves(read(goals))] == ["key_results.calls.to"]


def test_a_goal_begun_late_is_compared_with_what_it_began_with(goals: Goals) -> None:
    goals.commit("2026-11-01", {GROW: grow(more="state: draft\n")})
    goals.commit("2026-11-03", {GROW: grow(LOWER)}, "Active, and lower at once")
    goals.commit("2026-11-09", {GROW: grow(EASIER, check_ins=CHECKED)})
    known = read(goals)
    assert [move.change.key for move in moves(known)] == ["key_results.calls.to"]
    assert known.goalposts is not None
    # calls 15: of 20 to 15 reached, of 20 to 10 half; sales 3 of 6 half on both sides.
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    assert (posts.progress, posts.original) == (Fraction(3, 4), Fraction(1, 2))


def test_goals_of_a_draft_cycle_are_not_running(goals: Goals) -> None:
    cycle = "---\nkind: cycle\nstate: {}\n---\n"
    goals.commit("2026-09-20", {"cycles/2026-q4.md": cycle.format("draft"), GROW: grow()})
    goals.commit("2026-10-20", {GROW: grow(LOWER)}, "Still a draft")
    goals.commit("2026-10-25", {"cycles/2026-q4.md": cycle.format("active")})
    assert moves(read(goals)) == ()
    goals.commit("2026-10-28", {GROW: grow(EASIER)})
    assert [str(move.day) for move in moves(read(goals))] == ["2026-10-28"]


def test_a_removed_key_result_counts_with_its_last_value(goals: Goals) -> None:
    goals.commit("2026-10-05", {GROW: grow(check_ins=CHECKED)})
    alone = "  - {date: 2026-10-12, values: {sales: 3}, confidence: 0.7}\n"
    goals.commit("2026-11-05", {GROW: grow("sales: {title: Sales, from: 0, to: 12}", check_ins=alone)})
    known = read(goals)
    assert known.goalposts is not None
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    # Today 3 of 12; originally also calls, half way at 15: (1/4 + 1/2) / 2.
    assert (posts.progress, posts.original) == (Fraction(1, 4), Fraction(3, 8))


def test_a_goal_deleted_and_brought_back_is_the_same_goal(goals: Goals) -> None:
    goals.commit("2026-10-05", {GROW: grow()})
    goals.commit("2026-11-05", {GROW: None}, "Away")
    goals.commit("2026-11-07", {GROW: grow(LOWER)}, "And back, lower")
    known = read(goals)
    assert [key for _, _, _, key in told(known)] == ["", "", "", "key_results.sales.to"]
    assert [(move.change.key, move.undone) for move in moves(known)] == [("", True), ("key_results.sales.to", False)]
    assert [finding.key for finding in known.findings if finding.code == "G504"] == ["key_results.sales.to"]


def test_what_a_branch_did_counts_when_it_is_merged_and_bears_its_own_commit(goals: Goals) -> None:
    goals.commit("2026-10-01", {GROW: grow()})
    goals.git("checkout", "-qb", "branch")
    goals.commit("2026-10-03", {GROW: grow(EASIER)}, "Lower both", by=OMAR)
    goals.commit("2026-10-04", {GROW: grow(LOWER)}, "Calls as they were", by=ADA)
    goals.git("checkout", "-q", "main")
    goals.commit("2026-10-20", {"2026-q4/win.md": WIN + "Body.\n"})
    merge = goals.merge("branch", "2026-11-01")
    (move,) = moves(read(goals))
    assert (move.change.key, move.commit.author, str(move.day)) == ("key_results.sales.to", "Omar Haddad", "2026-11-01")
    assert move.landed.id == merge


def test_a_merge_with_a_conflict_shows_what_the_merge_itself_made(goals: Goals) -> None:
    goals.commit("2026-10-01", {GROW: grow()})
    goals.git("checkout", "-qb", "branch")
    goals.commit("2026-11-01", {GROW: grow(LOWER)}, by=OMAR)
    goals.git("checkout", "-q", "main")
    goals.commit(
        "2026-11-02",
        {GROW: grow("sales: {title: Sales, from: 0, to: 9}\n  calls: {title: Calls, from: 20, to: 10}")},
        by=ADA,
    )
    with pytest.raises(Exception, match="merge"):
        goals.merge("branch", "2026-11-03")
    goals.commit(
        "2026-11-03",
        {GROW: grow("sales: {title: Sales, from: 0, to: 8}\n  calls: {title: Calls, from: 20, to: 10}")},
        "Between the two",
    )
    found = moves(read(goals))
    assert [(str(move.change.old), str(move.change.new), move.commit.author) for move in found] == [
        ("12", "9", "Ada Berg"),
        ("9", "8", "Mei Lin"),
    ]


def test_a_squash_is_one_commit(goals: Goals) -> None:
    goals.commit("2026-10-01", {GROW: grow()})
    goals.git("checkout", "-qb", "branch")
    goals.commit("2026-11-01", {GROW: grow(LOWER)}, by=OMAR)
    goals.commit("2026-11-02", {GROW: grow(EASIER)}, by=OMAR)
    goals.git("checkout", "-q", "main")
    goals.git("merge", "-q", "--squash", "branch")
    goals.git("commit", "-qm", "Squashed", day="2026-11-03")
    found = moves(read(goals))
    assert [(move.change.key, move.commit.subject) for move in found] == [
        ("key_results.sales.to", "Squashed"),
        ("key_results.calls.to", "Squashed"),
    ]


def test_closing_and_carrying_on_move_nothing(lived: Goals) -> None:
    goals = lived
    before = len(moves(read(goals)))
    closed = grow(SWAPPED, more=WHY + "state: closed\nlearned: Mails work\n", check_ins=CHECKED)
    goals.commit("2027-01-04", {GROW: closed}, "Close")
    on = grow("sales: {title: Sales, from: 4.5, to: 9}", more="carries_on: grow\n")
    goals.commit("2027-01-05", {GROW.replace("2026-q4", "2027-q1"): on}, "Go on")
    goals.commit("2027-01-06", {GROW: closed.replace("to: 6}", "to: 5}")}, "Afterwards")
    known = read(goals, date(2027, 1, 10))
    assert len(moves(known)) == before
    assert [about for _, _, about, _ in told(known)][-3:] == ["closing", "closing", "target"]
    assert told(known, "teams/growth/2027-q1/grow") == [("2027-01-05", "Mei Lin", "scope", "")]


def test_a_kpi_moves_only_where_its_target_was_in_force(goals: Goals) -> None:
    rate = RATE + "  - {{date: 2026-10-31, value: 54}}\n---\n"
    schedule = "{{2026-01-01: 60, 2027-01-01: {}}}"
    goals.commit("2026-10-01", {"kpis/rate.md": rate.format("{2026-01-01: 60, 2027-01-01: 70}")})
    goals.commit("2026-11-01", {"kpis/rate.md": rate.format(schedule.format(80).replace("{{", "{").replace("}}", "}"))})
    assert moves(read(goals), "kpis/rate") == ()
    goals.commit("2026-11-05", {"kpis/rate.md": rate.format("{2026-01-01: 50, 2027-01-01: 80}")})
    known = read(goals)
    assert [str(move.day) for move in moves(known, "kpis/rate")] == ["2026-11-05"]
    assert known.goalposts is not None
    posts = known.goalposts["kpis/rate"]
    # 54 of 50 now, 54 of 60 before.
    assert (posts.progress, posts.original) == (Fraction(27, 25), Fraction(9, 10))


def test_a_kpi_whose_target_moves_moves_the_key_results_that_aim_at_it(goals: Goals) -> None:
    rate = RATE + "  - {{date: 2026-09-30, value: 40}}\n  - {{date: 2026-10-31, value: 45}}\n---\n"
    goals.commit("2026-10-01", {"kpis/rate.md": rate.format(60), GROW: grow("rate: {title: Rate, kpi: rate}")})
    goals.commit("2026-11-05", {"kpis/rate.md": rate.format(50)})
    known = read(goals)
    (move,) = moves(known)
    assert (move.through, move.unexplained) == ("kpis/rate", False)
    assert known.goalposts is not None
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    # From 40: 5 of 10 now, 5 of 20 before.
    assert (posts.progress, posts.original) == (Fraction(1, 2), Fraction(1, 4))
    assert [finding.goal for finding in known.findings if finding.code == "G504"] == ["kpis/rate"]


def test_under_the_original_a_goal_runs_in_the_cycle_it_began_in(goals: Goals) -> None:
    checked = "  - {date: 2026-11-20, values: {sales: 6, calls: 12}, confidence: 0.7}\n"
    goals.commit("2026-10-01", {GROW: grow(check_ins=checked)})
    goals.commit("2026-11-19", {GROW: grow(check_ins=checked, more="cycle: 2027-q1\n")})
    known = read(goals)
    assert known.goalposts is not None
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    # 6 of 12 and 8 of 10 either way; 20 November is 50 of the 91 days after the quarter's first, before the next one.
    assert posts.progress == posts.original == Fraction(13, 20)
    assert (posts.status, posts.original_status) == (Status.NOT_STARTED, Status.ON_TRACK)
    assert posts.original_expected == Fraction(50, 91)


def test_what_is_not_committed_yet_is_already_a_move(goals: Goals) -> None:
    goals.commit("2026-10-01", {GROW: grow()})
    goals.write({GROW: grow(LOWER)})
    (move,) = moves(read(goals))
    assert (move.commit.id, str(move.day)) == ("", "2026-11-20")


def test_only_words_change_nothing_that_is_measured(goals: Goals) -> None:
    goals.commit("2026-10-01", {GROW: grow()})
    goals.commit("2026-11-01", {GROW: grow(body="Because.")})
    assert moves(read(goals)) == ()
    assert told(read(goals))[-1] == ("2026-11-01", "Mei Lin", "wording", "body")
