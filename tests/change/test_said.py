"""Moved goalposts that only the files tell of, against figures worked out by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.conftest import Goals, Tree
from tests.measure.builders import kpi, objective

from goalsite.change.older import said_goalposts
from goalsite.change.said import SaidMove, said_moves
from goalsite.measure import Measured, measure
from goalsite.model.objects import Objective
from goalsite.settings import Settings

KEY_RESULTS = """
sales: {title: Sales, from: 0, to: 12}
fair: {title: Fair, from: 0, to: 10, retired: {date: 2026-11-02, why: It was called off, replaced_by: "#calls"}}
calls: {title: Calls, from: 0, to: 20, added: 2026-11-02}
mails: {title: Mails, from: 0, to: 10, added: 2026-11-05}
early: {title: Early, from: 0, to: 10, added: 2026-10-05}
"""
CHECK_INS = """
{date: 2026-10-20, values: {fair: 2, sales: 3, early: 5}}
{date: 2026-11-10, values: {sales: 6, calls: 15, mails: 10}}
"""
REASONS = """adjustments:
  - {date: 2026-11-03, what: fair, why: It was called off, approved_by: ann}
  - {date: 2026-11-05, what: mails, why: Mails are read again}
"""
GOAL = "2026-q4/grow"
QUIET = Decimal("0.1")


def _measured(goals: Goals, tree: Tree, as_of: str = "2026-11-15") -> Measured:
    return measure(goals(tree, as_of, settings=Settings()), Settings())


def _moves(measured: Measured) -> tuple[SaidMove, ...]:
    return said_moves(measured.repository.objectives[GOAL], measured.as_of, QUIET)


def _objective(measured: Measured) -> Objective:
    return measured.repository.objectives[GOAL]


def test_what_came_and_went_is_told_once_with_its_reason(goals: Goals) -> None:
    measured = _measured(goals, {f"{GOAL}.md": objective(KEY_RESULTS, REASONS, CHECK_INS)})
    found = [(str(one.date), one.what, one.came, one.went, one.swapped, one.why) for one in _moves(measured)]
    # What came in the first tenth of the cycle, to 9 October, has not moved. A successor has its predecessor's reason.
    assert found == [
        ("2026-11-02", "fair", False, True, "calls", "It was called off"),
        ("2026-11-02", "calls", True, False, "fair", "It was called off"),
        ("2026-11-05", "mails", True, False, None, "Mails are read again"),
    ]
    assert [one.approved_by.text if one.approved_by else None for one in _moves(measured)] == ["ann", "ann", None]


def test_the_original_is_without_what_came_and_with_what_went(goals: Goals) -> None:
    measured = _measured(goals, {f"{GOAL}.md": objective(KEY_RESULTS, REASONS, CHECK_INS)})
    posts = said_goalposts(measured, _objective(measured), _moves(measured))
    # Today: sales 1/2, calls 3/4, mails 1, early 1/2; originally sales 1/2, the fair 1/5, early 1/2.
    assert posts.progress == Fraction(11, 16)
    assert posts.original == Fraction(2, 5)
    assert posts.known


def test_where_an_end_moved_the_original_is_not_known(goals: Goals) -> None:
    more = REASONS + "  - {date: 2026-11-07, what: sales, why: Half the shops}\n"
    measured = _measured(goals, {f"{GOAL}.md": objective(KEY_RESULTS, more, CHECK_INS)})
    assert [one.what for one in _moves(measured)][-1] == "sales"
    assert not said_goalposts(measured, _objective(measured), _moves(measured)).known


def test_a_goal_that_began_late_has_moved_nothing(goals: Goals) -> None:
    late = "one: {title: One, from: 0, to: 1, added: 2026-11-10}\ntwo: {title: Two, from: 0, to: 1, added: 2026-11-12}"
    assert [one.what for one in _moves(_measured(goals, {f"{GOAL}.md": objective(late)}))] == ["two"]


def test_what_comes_later_is_not_told_yet(goals: Goals) -> None:
    measured = _measured(goals, {f"{GOAL}.md": objective(KEY_RESULTS, REASONS, CHECK_INS)}, "2026-11-03")
    assert [one.what for one in _moves(measured)] == ["fair", "calls"]


def test_a_kpis_adjustments_are_its_moves(goals: Goals) -> None:
    more = "direction: up\ntarget: 5\nadjustments: [{date: 2026-11-05, what: target, why: New machines}]"
    text = kpi(more, [("2026-10-31", "6")])
    measured = _measured(goals, {"kpis/rate.md": text})
    (move,) = said_moves(measured.repository.kpis["kpis/rate"], measured.as_of, QUIET)
    assert (move.date, move.what, move.why) == (date(2026, 11, 5), "target", "New machines")


def test_dots_that_wait_to_be_filled_in_are_no_reason(goals: Goals) -> None:
    reasons = REASONS.replace("It was called off", "…").replace("Mails are read again", '"..."')
    tree = {f"{GOAL}.md": objective(KEY_RESULTS.replace("It was called off", "…"), reasons, CHECK_INS)}
    assert [one.why for one in _moves(_measured(goals, tree))] == ["", "", ""]


def test_a_goal_of_no_cycle_tells_of_no_moves(goals: Goals) -> None:
    measured = _measured(goals, {"grow.md": objective(KEY_RESULTS, REASONS, CHECK_INS)})
    assert said_moves(measured.repository.objectives["grow"], measured.as_of, QUIET) == ()


def test_a_goal_without_key_results_has_no_original(goals: Goals) -> None:
    measured = _measured(goals, {f"{GOAL}.md": objective(more="progress_from: supporters")})
    assert not said_goalposts(measured, _objective(measured), _moves(measured)).known


def test_a_move_names_its_own_line_though_a_later_one_stands_before_it(goals: Goals) -> None:
    recorded = "adjustments:\n  - {date: 2026-11-20, what: sales, why: Later}\n  - {date: 2026-11-07, what: sales}\n"
    measured = _measured(goals, {f"{GOAL}.md": objective("sales: {title: Sales, from: 0, to: 12}", recorded)})
    assert [(str(one.date), one.key) for one in _moves(measured)] == [("2026-11-07", "adjustments.1")]
