"""Targets of KPIs that move, and the key results that aim at them."""

from fractions import Fraction

import pytest
from tests.change.quarter import ADA, AS_OF, GROW, RATE, grow, moves, read
from tests.change.repositories import Goals

from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.impact.report import Report
from goalsite.publish.impact.text import impact_text
from goalsite.publish.understanding.understood import Understood

READS = "teams/growth/2026-q4/grow"
VALUES = "  - {date: 2026-09-30, value: 40}\n  - {date: 2026-10-31, value: 45}\n---\n"


def rate(target: str, values: str = VALUES) -> str:
    return RATE.format(target) + values


def aims(more: str = "", key_result: str = "rate: {title: Rate, kpi: rate}") -> str:
    """Return an objective that aims at the KPI's target."""
    return grow(key_result, more=more)


def test_a_kpi_moves_only_where_its_target_was_in_force(begun: Goals) -> None:
    rate = RATE + "  - {{date: 2026-10-31, value: 54}}\n---\n"
    schedule = "{{2026-01-01: 60, 2027-01-01: {}}}"
    begun.commit("2026-10-01", {"kpis/rate.md": rate.format("{2026-01-01: 60, 2027-01-01: 70}")})
    begun.commit("2026-11-01", {"kpis/rate.md": rate.format(schedule.format(80).replace("{{", "{").replace("}}", "}"))})
    assert moves(read(begun), "kpis/rate") == ()
    begun.commit("2026-11-05", {"kpis/rate.md": rate.format("{2026-01-01: 50, 2027-01-01: 80}")})
    known = read(begun)
    assert [str(move.day) for move in moves(known, "kpis/rate")] == ["2026-11-05"]
    assert known.goalposts is not None
    posts = known.goalposts["kpis/rate"]
    # 54 of 50 now, 54 of 60 before.
    assert (posts.progress, posts.original) == (Fraction(27, 25), Fraction(9, 10))


def test_a_kpi_whose_target_moves_moves_the_key_results_that_aim_at_it(begun: Goals) -> None:
    rate = RATE + "  - {{date: 2026-09-30, value: 40}}\n  - {{date: 2026-10-31, value: 45}}\n---\n"
    begun.commit("2026-10-01", {"kpis/rate.md": rate.format(60), GROW: grow("rate: {title: Rate, kpi: rate}")})
    begun.commit("2026-11-05", {"kpis/rate.md": rate.format(50)})
    known = read(begun)
    (move,) = moves(known)
    assert (move.through, move.unexplained) == ("kpis/rate", False)
    assert known.goalposts is not None
    posts = known.goalposts["teams/growth/2026-q4/grow"]
    # From 40: 5 of 10 now, 5 of 20 before.
    assert (posts.progress, posts.original) == (Fraction(1, 2), Fraction(1, 4))
    assert [finding.goal for finding in known.findings if finding.code == "G504"] == ["kpis/rate"]


def test_other_changes_of_a_kpi_move_no_goalpost(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60")})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("60").replace("owner:", "unit: EUR\ndefinition: Net\nowner:")})
    assert moves(read(begun), "kpis/rate") == ()


def test_a_target_that_only_comes_moves_nothing(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60").replace("target: 60\n", ""), GROW: aims()})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("60")})
    known = read(begun)
    assert moves(known, "kpis/rate") == moves(known, READS) == ()


def test_where_a_kpi_has_no_value_both_figures_are_unknown(begun: Goals) -> None:
    bare = RATE.replace("values:\n", "---\n")
    begun.commit("2026-10-01", {"kpis/rate.md": bare.format(60)})
    begun.commit("2026-11-05", {"kpis/rate.md": bare.format(50)})
    known = read(begun)
    assert len(moves(known, "kpis/rate")) == 1
    assert known.goalposts is not None
    assert not known.goalposts["kpis/rate"].known


def test_a_value_from_before_the_first_target_has_no_figure_under_the_original(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("{2026-11-01: 60}")})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("{2026-10-01: 50, 2026-11-01: 55}")})
    known = read(begun)
    assert len(moves(known, "kpis/rate")) == 1
    assert known.goalposts is not None
    assert not known.goalposts["kpis/rate"].known


def test_a_key_result_with_an_end_of_its_own_does_not_move_with_the_kpi(begun: Goals) -> None:
    own = "rate: {title: Rate, kpi: rate, to: 60}"
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: aims(key_result=own)})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    known = read(begun)
    assert len(moves(known, "kpis/rate")) == 1
    assert moves(known, READS) == ()


def test_a_key_result_moves_only_where_the_target_of_the_cycles_last_day_does(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("{2026-01-01: 60, 2026-12-01: 70}"), GROW: aims()})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("{2026-01-01: 50, 2026-12-01: 70}")})
    known = read(begun)
    assert len(moves(known, "kpis/rate")) == 1
    assert moves(known, READS) == ()


def test_a_goal_whose_file_never_was_in_order_has_no_moves_through_its_kpi(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: aims("weight: many\n")})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    known = read(begun)
    assert len(moves(known, "kpis/rate")) == 1
    assert moves(known, READS) == ()


def test_a_goal_that_was_a_draft_when_the_target_moved_aims_at_the_new_one(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: aims("state: draft\n")})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-10", {GROW: aims()})
    known = read(begun)
    assert len(moves(known, "kpis/rate")) == 1
    assert moves(known, READS) == ()


def test_in_a_draft_cycle_no_key_result_moves_with_its_kpi(begun: Goals) -> None:
    cycle = "---\nkind: cycle\nstate: draft\n---\n"
    begun.commit("2026-10-01", {"cycles/2026-q4.md": cycle, "kpis/rate.md": rate("60"), GROW: aims()})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    assert moves(read(begun), READS) == ()


def test_a_goal_that_is_closed_keeps_what_moved_through_its_kpi(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: aims()})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-18", {GROW: aims("state: closed\n")})
    known = read(begun)
    assert [(str(move.day), move.through) for move in moves(known, READS)] == [("2026-11-05", "kpis/rate")]
    assert known.goalposts is not None
    # From 40: 5 of 10 now, 5 of 20 before.
    posts = known.goalposts[READS]
    assert (posts.progress, posts.original) == (Fraction(1, 2), Fraction(1, 4))


@pytest.mark.parametrize(("state", "original"), [("draft", Fraction(3, 8)), ("active", Fraction(1, 4))])
def test_the_impact_of_a_later_move_knows_what_had_moved_with_the_kpi(
    begun: Goals, state: str, original: Fraction
) -> None:
    # Sales at 3 of the first 12 are 1/4; the rate from 40 is 5 of 10, or 5 of 20 where it moved while the goal ran.
    both = "rate: {{title: Rate, kpi: rate}}\n  sales: {{title: Sales, from: 0, to: {}}}"
    checked = "  - {date: 2026-11-14, values: {sales: 3}}\n"
    first = grow(both.format(12), more=f"state: {state}\n", check_ins=checked)
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: first})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-10", {GROW: first.replace("draft", "active")})
    begun.commit("2026-11-16", {GROW: grow(both.format(6), check_ins=checked)})
    impact = compare_states(begun.folder, "HEAD~1", "HEAD", as_of=AS_OF).impact
    assert impact.posts[READS].original == original
    known = read(begun)
    assert known.goalposts is not None
    assert known.goalposts[READS].original == original


BESIDE = "rate: {{title: Rate{}}}\n  sales: {{title: Sales, from: 0, to: {}}}"
CHECKED = "  - {date: 2026-10-30, values: {sales: 3}}\n"


def beside(rate: str = ", kpi: rate", to: int = 12, state: str = "active") -> str:
    """Return an objective whose rate, by its KPI, stands beside 3 sales."""
    return grow(BESIDE.format(rate, to), more=f"state: {state}\n", check_ins=CHECKED)


def through(known: Understood) -> list[tuple[str, str, str]]:
    """Return what moved through the KPI: the day, old and new."""
    told = [move for move in moves(known, READS) if move.through == "kpis/rate"]
    return [(str(move.day), str(move.change.old), str(move.change.new)) for move in told]


def original(known: Understood) -> Fraction | None:
    assert known.goalposts is not None
    return known.goalposts[READS].original


def test_what_moved_with_the_kpi_has_moved_though_the_key_result_writes_its_own_end_later(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: beside()})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-10", {GROW: beside(", kpi: rate, to: 50")})
    known = read(begun)
    assert through(known) == [("2026-11-05", "60", "50")]
    # From 40: 5 of the first 20; 3 of 12 sales: both a quarter.
    assert original(known) == Fraction(1, 4)


def test_a_key_result_that_is_gone_aimed_at_what_its_kpi_aimed_at_first(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: beside()})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-10", {GROW: grow("sales: {title: Sales, from: 0, to: 12}", check_ins=CHECKED)})
    assert original(read(begun)) == Fraction(1, 4)


def test_what_moved_with_the_kpi_in_a_rest_has_moved_once_on_the_day_the_goal_runs_again(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("70"), GROW: beside()})
    begun.commit("2026-10-20", {"kpis/rate.md": rate("60")})
    begun.commit("2026-11-02", {GROW: beside(state="draft")})
    begun.commit("2026-11-04", {"kpis/rate.md": rate("55")})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50"), GROW: beside(to=6, state="draft")})
    assert through(read(begun)) == [("2026-10-20", "70", "60")]
    begun.commit("2026-11-09", {GROW: beside(to=6)}, by=ADA)
    known = read(begun)
    assert through(known) == [("2026-10-20", "70", "60"), ("2026-11-09", "60", "50")]
    assert [move.commit.author for move in moves(known, READS)] == ["Mei Lin", "Ada Berg", "Ada Berg"]
    # From 40: 5 of the first 30; 3 of 12 sales: (1/6 + 1/4) / 2.
    assert original(known) == Fraction(5, 24)


def test_a_kpi_that_comes_back_in_a_rest_moves_nothing_through_it(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: beside()})
    begun.commit("2026-11-02", {GROW: beside(state="draft")})
    begun.commit("2026-11-04", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("60")})
    begun.commit("2026-11-09", {GROW: beside()})
    assert moves(read(begun), READS) == ()


@pytest.mark.parametrize("before", [", kpi: rate, to: 55", ", kpi: other"])
def test_a_key_result_that_came_to_its_kpi_later_did_not_move_with_it(begun: Goals, before: str) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), "kpis/other.md": rate("55"), GROW: beside(before)})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-10", {GROW: beside()})
    known = read(begun)
    assert through(known) == []
    # From 40: 5 of the 15 that it aimed at then; 3 of 12 sales: (1/3 + 1/4) / 2.
    assert original(known) == Fraction(7, 24)


def test_a_kpi_that_moved_before_a_tenth_of_the_cycle_is_a_part_of_the_original(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: beside()})
    # On 10 October 9 of 91 days are gone, on the next day 10.
    begun.commit("2026-10-10", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-05", {GROW: beside(to=6)})
    known = read(begun)
    assert through(known) == []
    # From 40: 5 of 10; 3 of 12 sales: (1/2 + 1/4) / 2.
    assert original(known) == Fraction(3, 8)
    begun.commit("2026-11-06", {"kpis/rate.md": rate("45")})
    known = read(begun)
    assert through(known) == [("2026-11-06", "50", "45")]
    assert original(known) == Fraction(3, 8)


def test_the_impact_of_waking_a_goal_tells_of_what_moved_with_its_kpi_in_the_rest(begun: Goals) -> None:
    begun.commit("2026-10-01", {"kpis/rate.md": rate("60"), GROW: beside()})
    begun.commit("2026-11-02", {GROW: beside(state="draft")})
    begun.commit("2026-11-05", {"kpis/rate.md": rate("50")})
    begun.commit("2026-11-09", {GROW: beside()})
    pair = compare_states(begun.folder, "HEAD~1", "HEAD", as_of=AS_OF)
    (move,) = pair.impact.moves
    assert (move.goal, move.change.key, move.through) == (READS, "key_results.rate.to", "kpis/rate")
    # 9 November is day 40 of the quarter's 92. From 40: 5 of 10, or 5 of the first 20; 3 of 12 sales are a quarter.
    moved = "Grow: Rate: target 60 → 50, on day 40 of 92."
    stands = "Under the original targets the goal would stand at 25%, not 38%."
    assert f"A goalpost moves. {moved} {stands}" in impact_text(Report(pair))
