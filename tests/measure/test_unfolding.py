"""Every number unfolds to its formula, with its inputs and their lines."""

from fractions import Fraction

import pytest
from tests.measure.builders import Q4, goal_of, kpi, metric, objective, part_of, rate_of
from tests.measure.conftest import Figures

from goalsite.measure import Input, why_key_result, why_kpi, why_objective, why_scorecard, why_team
from goalsite.measure.reasons import added, number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("-0.25", "−0.25"),
        ("1/3", "1/3"),
        ("1200", "1200"),
        ("1.10", "1.1"),
        ("12345/7", "1763.5714"),
        ("1/1024", "0.001"),
    ],
)
def test_numbers_are_exact_where_they_are_short(value: str, text: str) -> None:
    assert number(Fraction(value)) == text


def test_long_sums_are_cut_short() -> None:
    assert added(map(str, range(1, 11))) == "(1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + …)"


def test_a_metric_unfolds_to_its_numbers_and_their_lines(figures: Figures) -> None:
    measured = figures({"2026-q4/grow.md": metric("120", "168", "134")})
    why = why_key_result(measured, Q4, "it")["progress"]
    assert why.formula == "(now − from) ÷ (to − from)"
    assert why.filled == "(134 − 120) ÷ (168 − 120)"
    assert why.result == part_of(measured).progress == Fraction(7, 24)
    assert why.inputs == (
        Input("from", Fraction(120), "goals/2026-q4/grow.md", 6),
        Input("to", Fraction(168), "goals/2026-q4/grow.md", 6),
        Input("now", Fraction(134), "goals/2026-q4/grow.md", 8),
    )


def test_progress_beyond_its_ends_unfolds_raw_and_held(figures: Figures) -> None:
    whys = why_key_result(figures({"2026-q4/grow.md": metric("-10", "10", "15")}), Q4, "it")
    assert whys["progress_raw"].filled == "(15 − (−10)) ÷ (10 − (−10))"
    assert whys["progress_raw"].result == Fraction(5, 4)
    assert whys["progress"].result == 1
    assert "held to 0…1" in whys["progress"].formula


def test_what_is_unmeasured_says_so_in_place_of_numbers(figures: Figures) -> None:
    measured = figures({"2026-q4/grow.md": objective("it: {title: It, from: 0, to: 1}\nwords: {title: Words}")})
    assert why_key_result(measured, Q4, "it")["progress"].filled == "no value yet"
    assert "no measure" in why_key_result(measured, Q4, "words")["progress"].filled


@pytest.mark.parametrize(
    ("key_result", "progress", "expected"),
    [
        ("milestones: [{title: A, done: 2026-10-05, due: 2026-10-31}, {title: B}]", "1 ÷ (1 + 1)", "1 ÷ (1 + 1)"),
        ("done: 2026-11-03", "done on 2026-11-03", "due 2026-12-31"),
        ("keep: {min: 1}, cadence: irregular", "no value yet", "0 ÷ 1"),
    ],
)
def test_the_other_measures_unfold_too(figures: Figures, key_result: str, progress: str, expected: str) -> None:
    measured = figures({"2026-q4/grow.md": objective(f"it: {{title: It, {key_result}}}")})
    whys = why_key_result(measured, Q4, "it")
    assert whys["progress"].filled == progress
    assert whys["expected"].filled == expected
    assert whys["expected"].result == part_of(measured).expected
    assert whys["behind"].result == part_of(measured).behind


def test_an_objective_unfolds_to_the_mean_of_its_key_results(figures: Figures) -> None:
    text = objective(
        "a: {title: A, from: 0, to: 10, weight: 3}\nb: {title: B, from: 0, to: 10}",
        check_ins="{date: 2026-11-15, values: {a: 2, b: 10}, confidence: 0.5}",
    )
    measured = figures({"2026-q4/grow.md": text})
    whys = why_objective(measured, Q4)
    assert whys["progress"].filled == "(3 × 0.2 + 1 × 1) ÷ (3 + 1)"
    assert whys["progress"].result == goal_of(measured).progress == Fraction(2, 5)
    assert whys["confidence"].result == Fraction(1, 2)
    assert {key: why.result for key, why in whys.items() if key in ("expected", "behind")} == {
        "expected": goal_of(measured).expected,
        "behind": goal_of(measured).behind,
    }


def test_a_kpi_unfolds_what_it_has(figures: Figures) -> None:
    values = [("2026-08-31", "1"), ("2026-09-30", "2"), ("2026-10-31", "3")]
    measured = figures({"kpis/rate.md": kpi("direction: down\ntarget: 4", values)})
    whys = why_kpi(measured, "kpis/rate")
    assert whys["completion"].filled == "(2 × 4 − 3) ÷ 4"
    assert whys["trend"].filled == "2 → 3"
    assert whys["projection"].filled == "3 + 12 × 1/6"
    assert rate_of(measured).projection is not None
    assert whys["projection"].result == 5
    assert why_scorecard(measured, None).filled == "1 ÷ 1"


def test_a_team_unfolds_to_its_objectives(figures: Figures) -> None:
    measured = figures({"2026-q4/grow.md": metric("0", "4", "1"), "2026-q4/more.md": metric("0", "4", "3")})
    whys = why_team(measured, None, "2026-q4")
    assert whys["progress"].filled == "(0.25 + 0.75) ÷ 2"
    assert [one.ref for one in whys["progress"].inputs] == ["2026-q4/grow", "2026-q4/more"]
    assert whys["coverage"].result is None
