"""Every number of an earlier day unfolds as it stood then."""

from datetime import date
from fractions import Fraction

from tests.measure.builders import Q4, kpi, metric, objective
from tests.measure.conftest import Figures

from goalsite.measure import (
    Input,
    Measured,
    Point,
    Why,
    over_time,
    why_as_if,
    why_key_result,
    why_kpi_then,
    why_objective,
    why_then,
)

PATH = "goals/2026-q4/grow.md"


def _then(measured: Measured, day: str, goal: str = Q4) -> dict[str, Why]:
    """Unfold an objective on a day of its past."""
    points = over_time(measured, goal)
    at = next(number for number, point in enumerate(points) if point.date == date.fromisoformat(day))
    before = points[at - 1] if at else None
    return dict(why_then(measured, measured.objectives[goal].objective, points[at], before))


TWO = objective(
    "a: {title: A, from: 0, to: 10, weight: 3}\nb: {title: B, from: 0, to: 10}",
    check_ins="{date: 2026-10-12, values: {a: 2}}\n{date: 2026-11-01, values: {a: 5, b: 10}}",
)
"""Key results stand on lines 6 and 7, check-ins on 9 and 10."""


def test_the_progress_of_a_day_unfolds_to_each_key_results_numbers_and_lines(figures: Figures) -> None:
    measured = figures({"2026-q4/grow.md": TWO})
    why = _then(measured, "2026-11-01")["progress"]
    # 3 × 5/10 and 1 × 10/10 of 4.
    assert (why.filled, why.result) == ("(3 × 0.5 + 1 × 1) ÷ (3 + 1)", Fraction(5, 8))
    assert why.inputs == (
        Input(f"{Q4}#a", "(5 − 0) ÷ (10 − 0) = 0.5", PATH, 10),
        Input(f"{Q4}#b", "(10 − 0) ÷ (10 − 0) = 1", PATH, 10),
    )


def test_what_was_recorded_later_does_not_count_on_an_earlier_day(figures: Figures) -> None:
    why = _then(figures({"2026-q4/grow.md": TWO}), "2026-10-12")["progress"]
    # B had no value yet, so it counts as 0: 3 × 2/10 of 4.
    assert (why.filled, why.result) == ("(3 × 0.2 + 1 × 0) ÷ (3 + 1)", Fraction(3, 20))
    assert why.inputs[0] == Input(f"{Q4}#a", "(2 − 0) ÷ (10 − 0) = 0.2", PATH, 9)
    assert why.inputs[1].value == "no value yet = 0"


def test_a_change_is_the_difference_to_the_day_before_it(figures: Figures) -> None:
    why = _then(figures({"2026-q4/grow.md": TWO}), "2026-11-01")["change"]
    assert why.formula == "progress − progress on 2026-10-12"
    # 62.5 % − 15 %
    assert (why.filled, why.result) == ("0.625 − 0.15", Fraction("0.475"))


def test_the_first_check_in_has_no_change(figures: Figures) -> None:
    assert set(_then(figures({"2026-q4/grow.md": TWO}), "2026-10-12")) == {"progress", "expected"}


SURE = objective(
    "a: {title: A, from: 0, to: 10, weight: 3}\nb: {title: B, from: 0, to: 10}\nc: {title: C, from: 0, to: 10}",
    check_ins="{date: 2026-10-12, values: {a: 2}, confidence: {a: 0.8, b: 0.4}}\n"
    "{date: 2026-11-01, values: {a: 5}, confidence: {a: 0.6}}",
)
"""Check-ins stand on lines 10 and 11."""


def test_the_confidence_of_a_day_is_the_mean_of_the_newest_said(figures: Figures) -> None:
    measured = figures({"2026-q4/grow.md": SURE})
    first, second = (_then(measured, day)["confidence"] for day in ("2026-10-12", "2026-11-01"))
    # Of C nothing was said: (3 × 0.8 + 0.4) ÷ 4, then (3 × 0.6 + 0.4) ÷ 4.
    assert (first.filled, first.result) == ("(3 × 0.8 + 1 × 0.4) ÷ (3 + 1)", Fraction("0.7"))
    assert (second.filled, second.result) == ("(3 × 0.6 + 1 × 0.4) ÷ (3 + 1)", Fraction("0.55"))
    assert second.inputs == (
        Input(f"{Q4}#a", Fraction("0.6"), PATH, 11),
        Input(f"{Q4}#b", Fraction("0.4"), PATH, 10),
    )
    assert measured.objectives[Q4].confidence == second.result


def test_a_goal_of_supporters_has_the_mean_of_their_confidence(figures: Figures) -> None:
    child = objective("it: {title: It, from: 0, to: 4}", "supports: grow", "{date: 2026-10-12, confidence: 0.9}")
    tree = {
        "2026-q4/grow.md": objective("", "progress_from: supporters\nkey_results: {}"),
        "2026-q4/child.md": child,
    }
    why = _then(figures(tree), "2026-10-12")["confidence"]
    assert (why.filled, why.result) == ("0.9 ÷ 1", Fraction("0.9"))
    assert [(one.ref, one.value) for one in why.inputs] == [("2026-q4/child", Fraction("0.9"))]


def test_what_was_expected_unfolds_to_the_lines_of_that_day(figures: Figures) -> None:
    ends = TWO.replace("b: {title: B,", "b: {title: B, due: 2026-12-01,")
    why = _then(figures({"2026-q4/grow.md": ends}), "2026-11-01")["expected"]
    # 31 of the 91 days to 31 December had gone, and of the 61 to 1 December: (3 × 31/91 + 31/61) ÷ 4.
    assert why.result == (3 * Fraction(31, 91) + Fraction(31, 61)) / 4
    assert why.filled == "(3 × 31/91 + 1 × 31/61) ÷ (3 + 1)"
    assert [(one.value, one.line) for one in why.inputs] == [
        ("(2026-11-01 − 2026-10-01) ÷ (2026-12-31 − 2026-10-01) = 31 ÷ 91 days = 31/91", 6),
        ("(2026-11-01 − 2026-10-01) ÷ (2026-12-01 − 2026-10-01) = 31 ÷ 61 days = 31/61", 7),
    ]


def test_key_results_of_one_span_unfold_to_its_line(figures: Figures) -> None:
    why = _then(figures({"2026-q4/grow.md": TWO}), "2026-11-01")["expected"]
    assert why.filled == "(2026-11-01 − 2026-10-01) ÷ (2026-12-31 − 2026-10-01) = 31 ÷ 91 days"
    assert why.result == Fraction(31, 91)


def test_what_is_done_later_is_not_done_on_an_earlier_day(figures: Figures) -> None:
    text = objective(
        "live: {title: Live, done: 2026-11-10}\n"
        "all: {title: All, milestones: [{title: A, done: 2026-10-20}, {title: B, done: 2026-11-12}]}",
        check_ins="{date: 2026-11-01, note: Well}",
    )
    why = _then(figures({"2026-q4/grow.md": text}), "2026-11-01")["progress"]
    assert (why.filled, why.result) == ("(0 + 0.5) ÷ 2", Fraction(1, 4))
    assert [one.value for one in why.inputs] == ["not done = 0", "1 ÷ (1 + 1) = 0.5"]


def test_a_key_result_that_came_later_is_no_part_of_an_earlier_day(figures: Figures) -> None:
    text = objective(
        "a: {title: A, from: 0, to: 10}\nnew: {title: New, from: 0, to: 10, added: 2026-11-02}",
        check_ins="{date: 2026-11-01, values: {a: 5}}\n{date: 2026-11-03, values: {a: 5, new: 1}}",
    )
    measured = figures({"2026-q4/grow.md": text})
    assert [one.ref for one in _then(measured, "2026-11-01")["progress"].inputs] == [f"{Q4}#a"]
    # (5/10 + 1/10) ÷ 2
    assert _then(measured, "2026-11-03")["progress"].result == Fraction(3, 10)


def test_progress_beyond_its_ends_says_that_it_was_held(figures: Figures) -> None:
    why = _then(figures({"2026-q4/grow.md": metric("0", "4", "5")}, "2026-11-20"), "2026-11-15")["progress"]
    assert (why.filled, why.result) == ("1 ÷ 1", Fraction(1))
    assert why.inputs[0].value == "(5 − 0) ÷ (4 − 0) = 1.25, held to 0…1"


def test_a_goal_of_supporters_unfolds_to_their_progress_of_that_day(figures: Figures) -> None:
    child = objective(
        "it: {title: It, from: 0, to: 4}",
        "supports: grow",
        "{date: 2026-10-12, values: {it: 1}}\n{date: 2026-11-10, values: {it: 3}}",
    )
    tree = {
        "2026-q4/grow.md": objective("", "progress_from: supporters\nkey_results: {}"),
        "2026-q4/child.md": child,
    }
    measured = figures(tree)
    why = _then(measured, "2026-10-12")["progress"]
    assert (why.filled, why.result) == ("0.25 ÷ 1", Fraction(1, 4))
    assert [(one.ref, one.value) for one in why.inputs] == [("2026-q4/child", Fraction(1, 4))]
    assert measured.objectives[Q4].progress == Fraction(3, 4)


def test_a_planned_line_unfolds_on_an_earlier_day(figures: Figures) -> None:
    text = objective(
        "it: {title: It, from: 0, to: 4}",
        "planned: {2026-10-31: 0.2, 2026-11-30: 0.8}",
        "{date: 2026-11-15, values: {it: 1}}",
    )
    why = _then(figures({"2026-q4/grow.md": text}, "2026-11-20"), "2026-11-15")["expected"]
    # Halfway from 20 % on 31 October to 80 % on 30 November.
    assert (why.formula, why.result) == ("straight between the planned points", Fraction(1, 2))


def test_a_point_without_its_sheet_unfolds_all_the_same(figures: Figures) -> None:
    measured = figures({"2026-q4/grow.md": TWO})
    bare = Point(date(2026, 11, 1), Fraction(5, 8), Fraction(31, 91))
    whys = why_then(measured, measured.objectives[Q4].objective, bare, None)
    assert whys["progress"] == _then(measured, "2026-11-01")["progress"]


def test_as_if_it_were_another_unfolds_to_the_numbers_of_that(figures: Figures) -> None:
    measured = figures({"2026-q4/grow.md": metric("0", "4", "1")})
    eight = figures({"2026-q4/grow.md": metric("0", "8", "1")}).objectives[Q4].objective
    whys = why_as_if(measured, eight, Point(date(2026, 11, 15), Fraction(1, 8), Fraction(45, 91)))
    assert [one.value for one in whys["progress"].inputs] == ["(1 − 0) ÷ (8 − 0) = 0.125"]
    assert whys["expected"].result == Fraction(45, 91)


RATED = (
    "---\nkind: kpi\ntitle: Rate\nowner: Ada\ndirection: up\ntarget: 5\n"
    "raters: {manager: 0.5, peers: 0.5}\nvalues:\n"
    "  - {date: 2026-09-30, value: 1, by: manager}\n"
    "  - {date: 2026-10-05, value: 4, by: manager}\n"
    "  - {date: 2026-10-06, value: 2, by: peers}\n"
    "  - {date: 2026-10-31, value: 4, by: peers}\n---\n"
)
"""Of October: (4 + (2 + 4) ÷ 2) ÷ 2 = 3.5; the ratings stand on lines 9 to 12."""


def _made_of(given: Input) -> list[tuple[str, str, int]]:
    return [(one.ref, one.path, one.line) for one in given.made_of]


def test_a_value_made_of_ratings_names_the_line_of_each(figures: Figures) -> None:
    tree = {"kpis/rate.md": RATED, "2026-q4/grow.md": objective("it: {title: It, kpi: rate, from: 1, to: 5}")}
    now = why_key_result(figures(tree), Q4, "it")["progress"].inputs[-1]
    assert (now.ref, now.value) == ("now", Fraction("3.5"))
    rate = "goals/kpis/rate.md"
    assert _made_of(now) == [("manager", rate, 10), ("peers", rate, 11), ("peers", rate, 12)]


def test_a_value_made_of_parts_names_the_line_of_each_on_its_day(figures: Figures) -> None:
    tree = {
        "kpis/cost.md": kpi("direction: down\ncombine: sum"),
        "kpis/here.md": kpi("direction: down\npart_of: cost", [("2026-09-30", "60"), ("2026-10-31", "50")]),
        "kpis/there.md": kpi("direction: down\npart_of: cost", [("2026-09-30", "40")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: cost, to: 80}"),
    }
    start, _to, now = why_key_result(figures(tree), Q4, "it")["progress"].inputs
    # On 30 September 60 + 40; on 31 October 50 + 40, as nothing newer is known there.
    assert (start.value, now.value) == (Fraction(100), Fraction(90))
    assert [one.line for one in start.made_of] == [8, 8]
    assert _made_of(now) == [("kpis/here", "goals/kpis/here.md", 9), ("kpis/there", "goals/kpis/there.md", 8)]


def test_a_rating_after_the_cycle_is_no_part_of_what_the_cycle_read(figures: Figures) -> None:
    late = RATED.replace("2026-10-31", "2027-01-02").replace("target", "cadence: yearly\ntarget")
    tree = {"kpis/rate.md": late, "2026-q4/grow.md": objective("it: {title: It, keep: {min: 1}, kpi: rate}")}
    held = why_key_result(figures(tree, "2027-01-10"), Q4, "it")["progress"].inputs[-1]
    assert [one.line for one in held.made_of] == [10, 11, 12]


def test_a_written_value_is_made_of_nothing(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up", [("2026-10-31", "3")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate, from: 1, to: 5}"),
    }
    assert why_key_result(figures(tree), Q4, "it")["progress"].inputs[-1].made_of == ()


def test_a_past_completion_unfolds_by_the_target_of_its_own_day(figures: Figures) -> None:
    steps = "direction: up\ntarget:\n  2026-01-01: 80\n  2026-10-01: 90"
    measured = figures({"kpis/rate.md": kpi(steps, [("2026-09-30", "60"), ("2026-10-31", "45")])})
    past = measured.kpis["kpis/rate"].values[0]
    why = why_kpi_then(measured, "kpis/rate", past)["completion"]
    assert (why.filled, why.result) == ("60 ÷ 80", Fraction(3, 4))
    assert [(one.ref, one.line) for one in why.inputs] == [("value", 10), ("target", 7)]


def test_a_past_value_that_was_made_unfolds_before_its_completion(figures: Figures) -> None:
    measured = figures({"kpis/rate.md": RATED})
    september, october = measured.kpis["kpis/rate"].values
    assert why_kpi_then(measured, "kpis/rate", september)["value"].filled == "1 × 0.5 ÷ 0.5"
    whys = why_kpi_then(measured, "kpis/rate", october)
    assert list(whys) == ["value", "completion"]
    assert whys["completion"].filled == "3.5 ÷ 5"


def test_the_change_of_a_value_is_its_difference_to_the_one_before(figures: Figures) -> None:
    measured = figures({"kpis/rate.md": kpi("direction: up", [("2026-09-30", "-2"), ("2026-10-31", "1.5")])})
    before, value = measured.kpis["kpis/rate"].values
    why = why_kpi_then(measured, "kpis/rate", value, before)["difference"]
    assert (why.formula, why.filled) == ("value − value on 2026-09-30", "1.5 − (−2)")
    assert why.result == Fraction("3.5")
    assert [(one.ref, one.line) for one in why.inputs] == [("value", 8), ("before", 7)]


def test_a_value_without_a_target_has_no_completion_to_unfold(figures: Figures) -> None:
    measured = figures({"kpis/rate.md": kpi("direction: up", [("2026-10-31", "45")])})
    assert why_kpi_then(measured, "kpis/rate", measured.kpis["kpis/rate"].values[0]) == {}


def test_the_mean_that_does_not_count_unfolds_too(figures: Figures) -> None:
    tree = {
        "2026-q4/grow.md": metric("0", "4", "1"),
        "2026-q4/one.md": metric("0", "4", "3").replace("owner: Ada", "owner: Ada\nsupports: grow\nweight: 3"),
        "2026-q4/two.md": metric("0", "4", "1").replace("owner: Ada", "owner: Ada\nsupports: grow"),
    }
    whys = why_objective(figures(tree), Q4)
    # The key result says 1/4; the supporters (3 × 3/4 + 1/4) ÷ 4.
    assert (whys["progress"].result, whys["by_supporters"].result) == (Fraction(1, 4), Fraction(5, 8))
    assert whys["by_supporters"].filled == "(3 × 0.75 + 1 × 0.25) ÷ (3 + 1)"
    rolled = {**tree, "2026-q4/grow.md": tree["2026-q4/grow.md"].replace("owner", "progress_from: supporters\nowner")}
    whys = why_objective(figures(rolled), Q4)
    assert (whys["progress"].result, whys["by_key_results"].result) == (Fraction(5, 8), Fraction(1, 4))


def test_an_objective_without_supporters_has_one_mean(figures: Figures) -> None:
    whys = why_objective(figures({"2026-q4/grow.md": metric("0", "4", "1")}), Q4)
    assert not {"by_supporters", "by_key_results"} & set(whys)
