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
    assert whys["projection"].filled == "3 + 12 × 2 ÷ 12"
    assert rate_of(measured).projection is not None
    assert whys["projection"].result == 5
    assert why_scorecard(measured, None).filled == "1 ÷ 1"


def test_a_team_unfolds_to_its_objectives(figures: Figures) -> None:
    measured = figures({"2026-q4/grow.md": metric("0", "4", "1"), "2026-q4/more.md": metric("0", "4", "3")})
    whys = why_team(measured, None, "2026-q4")
    assert whys["progress"].filled == "(0.25 + 0.75) ÷ 2"
    assert [one.ref for one in whys["progress"].inputs] == ["2026-q4/grow", "2026-q4/more"]
    assert whys["coverage"].result is None


WHOLE = {
    "kpis/cost.md": kpi("direction: down\ncombine: sum"),
    "kpis/here.md": kpi("direction: down\npart_of: cost\nweight: 3", [("2026-09-30", "61"), ("2026-10-31", "62")]),
    "kpis/old.md": kpi(
        "direction: down\npart_of: cost\nsuperseded_by: new\napproved_by: Ada",
        [("2026-08-31", "9"), ("2026-09-30", "26")],
    ),
    "kpis/new.md": kpi("direction: down\npart_of: cost", [("2026-09-15", "99"), ("2026-10-31", "30")]),
}


@pytest.mark.parametrize(
    ("how", "filled", "value"),
    [
        ("sum", "(62 + 30)", "92"),
        ("mean", "(62 + 30) ÷ 2", "46"),
        ("weighted_mean", "(3 × 62 + 1 × 30) ÷ (3 + 1)", "54"),
        ("min", "min of 62, 30", "30"),
        ("max", "max of 62, 30", "62"),
    ],
)
def test_a_whole_unfolds_to_the_parts_that_count_on_its_day(
    figures: Figures, how: str, filled: str, value: str
) -> None:
    tree = {**WHOLE, "kpis/cost.md": kpi(f"direction: down\ncombine: {how}")}
    why = why_kpi(figures(tree), "kpis/cost")["latest"]
    assert (why.filled, why.result) == (filled, Fraction(value))
    assert [one.ref for one in why.inputs] == ["kpis/here", "kpis/new"]


def test_a_whole_of_the_past_unfolds_to_the_part_that_was_replaced_later(figures: Figures) -> None:
    why = why_kpi(figures(WHOLE, "2026-09-30"), "kpis/cost")["latest"]
    assert (why.filled, why.result) == ("(61 + 26)", Fraction(87))


def test_what_a_check_in_did_unfolds_to_its_own_line(figures: Figures) -> None:
    text = objective(
        "live: {title: Live, done: false}\nall: {title: All, milestones: [{title: A, done: 2026-11-02}, {title: B}]}",
        check_ins="{date: 2026-11-01, values: {live: true}}\n{date: 2026-11-03, values: {all: [A, B]}}",
    )
    one_file = "---\nkind: check-in\nvalues: {live: true}\n---\n"
    inside = figures({"2026-q4/grow.md": text})
    assert [(one.path, one.line) for one in why_key_result(inside, Q4, "live")["progress"].inputs] == [
        ("goals/2026-q4/grow.md", 9)
    ]
    assert [(one.value, one.line) for one in why_key_result(inside, Q4, "all")["progress"].inputs] == [
        ("2026-11-02", 7),
        ("2026-11-03", 10),
    ]
    beside = figures({"2026-q4/grow.md": text, "2026-q4/grow/2026-10-20.md": one_file})
    assert [(one.value, one.path, one.line) for one in why_key_result(beside, Q4, "live")["progress"].inputs] == [
        ("2026-10-20", "goals/2026-q4/grow/2026-10-20.md", 3)
    ]


@pytest.mark.parametrize(
    ("more", "filled", "refs"),
    [
        ("target: 80", "80 against 80", ["value", "target"]),
        ("target: 90", "80 against 90, completion 8/9", ["value", "target"]),
        ("target: 90\nwarn: 75", "80 against 90, warn 75", ["value", "target", "warn"]),
        ("target: 0", "80 against 0", ["value", "target"]),
    ],
)
def test_health_unfolds_to_what_it_was_judged_by(figures: Figures, more: str, filled: str, refs: list[str]) -> None:
    direction = "down" if more == "target: 0" else "up"
    tree = {"kpis/rate.md": kpi(f"direction: {direction}\n{more}", [("2026-10-31", "80")])}
    why = why_kpi(figures(tree), "kpis/rate")["health"]
    assert (why.filled, [one.ref for one in why.inputs]) == (filled, refs)


def test_what_is_expected_of_a_keep_unfolds_to_its_periods(figures: Figures) -> None:
    text = objective(
        "it: {title: It, keep: {min: 1}, cadence: monthly}", check_ins="{date: 2026-10-09, values: {it: 1}}"
    )
    why = why_key_result(figures({"2026-q4/grow.md": text}), Q4, "it")["expected"]
    assert why.filled == "1 ÷ 3"
    assert [one.value for one in why.inputs] == ["over", "not over", "not over"]


def test_coverage_and_what_is_expected_of_a_team_unfold(figures: Figures) -> None:
    tree = {
        "2026-q4/grow.md": metric("0", "4", "1"),
        "teams/a/team.md": "---\nkind: team\ntitle: A\n---\n",
        "teams/a/2026-q4/one.md": objective("it: {title: It, from: 0, to: 4}", "supports: grow\nweight: 3"),
        "teams/a/2026-q4/two.md": objective("it: {title: It, done: false}"),
    }
    measured = figures(tree)
    whys = why_team(measured, "a", "2026-q4")
    assert whys["coverage"].filled == "1 ÷ 2"
    assert [(one.ref, one.value, one.line) for one in whys["coverage"].inputs] == [
        ("teams/a/2026-q4/one", "aligned", 5),
        ("teams/a/2026-q4/two", "not aligned", 3),
    ]
    assert whys["expected"].filled == "(3 × 45/91 + 1 × 0) ÷ (3 + 1)"
    assert [one.ref for one in why_team(measured, None, "2026-q4")["coverage"].inputs] == [
        "teams/a/2026-q4/one",
        "teams/a/2026-q4/two",
    ]


@pytest.mark.parametrize(
    ("how", "filled", "result"),
    [
        ("sum", "10 + 30", 40),
        ("mean", "(10 + 30) ÷ 2", 20),
        ("weighted_mean", "(3 × 10 + 1 × 30) ÷ (3 + 1)", 15),
        ("min", "min of 10, 30", 10),
        ("max", "max of 10, 30", 30),
    ],
)
def test_a_whole_unfolds_to_its_parts(figures: Figures, how: str, filled: str, result: int) -> None:
    tree = {
        "kpis/rate.md": kpi(f"direction: up\ncombine: {how}"),
        "kpis/one.md": kpi("direction: up\npart_of: rate\nweight: 3", [("2026-10-31", "10")]),
        "kpis/two.md": kpi("direction: up\npart_of: rate", [("2026-10-31", "30")]),
    }
    why = why_kpi(figures(tree), "kpis/rate")["latest"]
    assert why.filled in (filled, f"({filled})")
    assert why.result == result
    assert [(one.ref, one.path, one.line) for one in why.inputs] == [
        ("kpis/one", "goals/kpis/one.md", 9),
        ("kpis/two", "goals/kpis/two.md", 8),
    ]


def test_ratings_unfold_role_by_role(figures: Figures) -> None:
    head = "---\nkind: kpi\ntitle: Rate\nowner: Ada\ndirection: up\nraters: {manager: 0.5, peers: 0.3, self: 0.2}\n"
    lines = (
        "values:\n"
        "  - {date: 2026-09-30, value: 1, by: self}\n"
        "  - {date: 2026-10-05, value: 4, by: manager}\n"
        "  - {date: 2026-10-06, value: 2, by: peers}\n"
        "  - {date: 2026-10-31, value: 4, by: peers}\n"
    )
    why = why_kpi(figures({"kpis/rate.md": f"{head}{lines}---\n"}), "kpis/rate")["latest"]
    # Of October: the manager's 4, the peers' mean of 2 and 4; self rated in September only.
    assert why.filled == "(4 × 0.5 + (2 + 4) ÷ 2 × 0.3) ÷ (0.5 + 0.3)"
    assert why.result == Fraction("3.625")
    assert [(one.ref, one.line) for one in why.inputs] == [("manager", 9), ("peers", 10), ("peers", 11)]


@pytest.mark.parametrize(
    ("target", "value", "filled", "result"),
    [
        ("{min: 95, max: 105}", "110", "1 − 5 ÷ 105", Fraction(20, 21)),
        ("{min: 95, max: 105}", "100", "100 is inside 95…105", Fraction(1)),
        ("{min: -5, max: 5}", "-6", "none: the target is not above 0", None),
    ],
)
def test_the_completion_of_a_range_unfolds(
    figures: Figures, target: str, value: str, filled: str, result: Fraction | None
) -> None:
    measured = figures({"kpis/rate.md": kpi(f"direction: within\ntarget: {target}", [("2026-10-31", value)])})
    why = why_kpi(measured, "kpis/rate")["completion"]
    assert (why.filled, why.result) == (filled, result)
    assert rate_of(measured).completion == result


def test_a_scorecard_without_a_completion_says_so(figures: Figures) -> None:
    why = why_scorecard(figures({"kpis/rate.md": kpi("direction: up", [("2026-10-31", "1")])}), None)
    assert (why.filled, why.result, why.inputs) == ("no completion", None, ())


def test_a_scorecard_unfolds_to_weights_and_completions(figures: Figures) -> None:
    measured = figures(
        {
            "kpis/over.md": kpi("direction: up\ntarget: 4", [("2026-10-31", "5")]),
            "kpis/rate.md": kpi("direction: up\ntarget: 4\nweight: 2", [("2026-09-30", "4"), ("2026-10-31", "1")]),
            "kpis/unknown.md": kpi("direction: up\nweight: 5"),
        }
    )
    why = why_scorecard(measured, None)
    # 5 ÷ 4 counts as 1 once, 1 ÷ 4 twice: 1.5 ÷ 3.
    assert (why.filled, why.result) == ("(1 × 1 + 2 × 0.25) ÷ (1 + 2)", Fraction(1, 2))
    assert why.inputs == (
        Input("kpis/over", "completion 1.25", "goals/kpis/over.md", 8),
        Input("kpis/rate", "completion 0.25", "goals/kpis/rate.md", 10),
        Input("kpis/rate", "weight 2", "goals/kpis/rate.md", 7),
    )


SCORED = {
    "2026-q4/grow.md": objective("it: {title: It, from: 0, to: 4}", "state: closed\nscore: 0.3"),
    "teams/a/team.md": "---\nkind: team\ntitle: A\n---\n",
    "teams/a/2026-q4/one.md": objective("it: {title: It, from: 0, to: 4}", "state: closed\nscore: 0.8\nweight: 3"),
    "teams/a/2026-q4/two.md": objective("it: {title: It, from: 0, to: 4, score: 0.4}", "state: closed"),
    "teams/a/2026-q4/unscored.md": objective("it: {title: It, from: 0, to: 4}", "state: closed"),
    "teams/a/2026-q4/open.md": objective("it: {title: It, from: 0, to: 4}"),
}
"""Closed objectives of the company and of a team; one of the team's was not scored, one is open."""


def test_the_mean_score_of_a_team_unfolds_to_the_scores_given(figures: Figures) -> None:
    measured = figures(SCORED)
    why = why_team(measured, "a", "2026-q4")["score"]
    # (3 × 0.8 + 0.4) ÷ 4; who was not scored is left out.
    assert (why.filled, why.result) == ("(3 × 0.8 + 1 × 0.4) ÷ (3 + 1)", Fraction("0.7"))
    assert why.formula == "Σ weight × score ÷ Σ weight, 2 of 3 closed objectives scored"
    assert why.inputs == (
        Input("teams/a/2026-q4/one", Fraction("0.8"), "goals/teams/a/2026-q4/one.md", 6),
        Input("teams/a/2026-q4/two", Fraction("0.4"), "goals/teams/a/2026-q4/two.md", 7),
    )


def test_the_company_has_a_mean_score_of_its_own_and_one_of_all(figures: Figures) -> None:
    whys = why_team(figures(SCORED), None, "2026-q4")
    assert (whys["score"].filled, whys["score"].result) == ("0.3 ÷ 1", Fraction("0.3"))
    # (0.3 + 3 × 0.8 + 0.4) ÷ 5
    assert whys["score_with_subteams"].result == Fraction("0.62")
    assert "3 of 4 closed" in whys["score_with_subteams"].formula


def test_scores_that_nobody_gave_have_no_mean(figures: Figures) -> None:
    tree = {"2026-q4/grow.md": objective("it: {title: It, from: 0, to: 4}", "state: closed")}
    measured = figures(tree)
    assert "score" not in why_team(measured, None, "2026-q4")
    assert (measured.teams[None, "2026-q4"].scores.mean, measured.teams[None, "2026-q4"].scores.closed) == (None, 1)
