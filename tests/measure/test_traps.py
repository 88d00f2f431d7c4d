"""SPEC 13: what other tools got wrong about numbers."""

from fractions import Fraction

import pytest
from tests.measure.builders import goal_of, kpi, metric, objective, part_of, rate_of, team
from tests.measure.conftest import Figures

from goalsite.vocabulary import Health, Status


def test_equal_ends_by_default_leave_a_key_result_unmeasured_and_say_why(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\ntarget: 50", [("2026-09-30", "50")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate}"),
    }
    found = part_of(figures(tree))
    assert found.progress is None
    assert "`from` and `to`" in str(found.why_unmeasured or "")
    assert "`keep`" in str(found.why_unmeasured or "")


def test_a_falling_metric_is_not_inverted_beyond_its_ends(figures: Figures) -> None:
    worse = part_of(figures({"2026-q4/grow.md": metric("100", "20", "110", ", checkpoints: {40: 0.5}")}))
    better = part_of(figures({"2026-q4/grow.md": metric("100", "20", "10", ", checkpoints: {40: 0.5}")}))
    assert worse.progress_raw is not None
    assert worse.progress_raw < 0
    assert better.progress_raw is not None
    assert better.progress_raw > 1


def test_lower_is_better_is_read_by_direction(figures: Figures) -> None:
    tree = {"kpis/rate.md": kpi("direction: down\ntarget: 4", [("2026-09-30", "5"), ("2026-10-31", "3")])}
    found = rate_of(figures(tree))
    assert found.health is Health.HEALTHY
    assert found.trend == "improving"


def test_weights_that_add_up_to_nothing_give_no_figure(figures: Figures) -> None:
    tree = {
        "2026-q4/grow.md": objective(more="progress_from: supporters\nkey_results: {}"),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/help.md": objective(
            "it: {title: It, from: 0, to: 10}",
            "supports: grow\nweight: 0",
            "{date: 2026-11-15, values: {it: 5}}",
        ),
    }
    found = goal_of(figures(tree))
    assert found.progress is None
    assert found.status not in (Status.ON_TRACK, Status.REACHED)


@pytest.mark.parametrize("value", ["95", "105"])
def test_a_value_on_the_bound_holds(figures: Figures, value: str) -> None:
    tree = {"kpis/rate.md": kpi("direction: within\ntarget: {min: 95, max: 105}", [("2026-10-31", value)])}
    assert rate_of(figures(tree)).health is Health.HEALTHY


def test_a_kpi_without_target_is_not_healthy(figures: Figures) -> None:
    found = rate_of(figures({"kpis/rate.md": kpi("direction: up", [("2026-10-31", "1")])}))
    assert found.health is Health.NO_TARGET
    assert found.completion is None


def test_a_value_from_before_the_first_target_has_none(figures: Figures) -> None:
    head = "direction: up\ntarget: {2026-10-01: 10}"
    values = rate_of(figures({"kpis/rate.md": kpi(head, [("2026-09-30", "50"), ("2026-10-31", "9")])})).values
    assert [value.health for value in values] == [Health.NO_TARGET, Health.WARNING]


def test_nothing_is_rounded_before_it_is_averaged(figures: Figures) -> None:
    text = objective(
        """
        a: {title: A, from: 0, to: 1000}
        b: {title: B, from: 0, to: 1000}
        """,
        check_ins="{date: 2026-11-15, values: {a: 285, b: 294}}",
    )
    assert goal_of(figures({"2026-q4/grow.md": text})).progress == Fraction("0.2895")


def _parent(progress_from: str) -> dict[str, str]:
    return {
        "2026-q4/grow.md": objective(
            "it: {title: It, from: 0, to: 10}", f"progress_from: {progress_from}", "{date: 2026-11-15, values: {it: 8}}"
        ),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/help.md": objective(
            "it: {title: It, from: 0, to: 10}", "supports: grow", "{date: 2026-11-15, values: {it: 2}}"
        ),
    }


@pytest.mark.parametrize(("source", "progress"), [("key_results", "0.8"), ("supporters", "0.2")])
def test_a_parent_with_key_results_and_children_shows_both(figures: Figures, source: str, progress: str) -> None:
    found = goal_of(figures(_parent(source)))
    assert found.progress == Fraction(progress)
    assert found.by_key_results == Fraction("0.8")
    assert found.by_supporters == Fraction("0.2")


def test_a_goal_never_checked_in_is_not_on_track(figures: Figures) -> None:
    tree = {"2026-q4/grow.md": objective("it: {title: It, from: 0, to: 10}")}
    assert goal_of(figures(tree, "2026-10-05")).status is Status.STARTING
    assert goal_of(figures(tree, "2026-10-11")).status is Status.NO_DATA


def test_a_minimum_that_holds_from_the_start_is_not_measured_from_nought(figures: Figures) -> None:
    text = objective("it: {title: Uptime, keep: {min: 99.9}}", check_ins="{date: 2026-10-05, values: {it: 99.95}}")
    found = part_of(figures({"2026-q4/grow.md": text}, "2026-10-07"))
    assert found.progress == Fraction(1, 13)
    assert found.behind < 0


def test_to_maintain_what_already_holds_is_not_stuck_at_nought(figures: Figures) -> None:
    # A metric from 99.9 to 99.9 could never move: it is unmeasured and says to write `keep`, which counts its months.
    values = [("2026-09-30", "99.9"), ("2026-10-31", "99.9")]
    tree = {"kpis/rate.md": kpi("direction: up\ntarget: 99.9", values)}
    metric_on_it = part_of(figures({**tree, "2026-q4/grow.md": objective("it: {title: It, kpi: rate}")}))
    assert (metric_on_it.progress, "`keep`" in str(metric_on_it.why_unmeasured or "")) == (None, True)
    kept = {**tree, "2026-q4/grow.md": objective("it: {title: It, kpi: rate, keep: {min: 99.9}}")}
    assert part_of(figures(kept)).progress == Fraction(1, 3)


def test_a_typed_number_is_never_overwritten_by_a_rollup(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\ncombine: sum", [("2026-10-31", "50")]),
        "kpis/part.md": kpi("direction: up\npart_of: rate", [("2026-10-31", "7")]),
        "2026-q4/grow.md": objective(
            "it: {title: It, kpi: part, from: 0, to: 10}\nsum: {title: Sum, from_supporters: true}",
            check_ins="{date: 2026-11-15, values: {it: 9, sum: 8}}",
        ),
    }
    found = figures(tree)
    told = sorted((one.code, one.path, one.line) for one in found.repository.findings)
    values = ("G402", "goals/2026-q4/grow.md", 9)
    assert told == [values, values, ("G402", "goals/kpis/rate.md", 8)]


def test_a_goal_that_helps_several_is_counted_once(figures: Figures) -> None:
    tree = {
        "2026-q4/grow.md": objective(more="progress_from: supporters\nkey_results: {}"),
        "2026-q4/other.md": objective(more="progress_from: supporters\nkey_results: {}"),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/help.md": objective(
            "it: {title: It, from: 0, to: 10}",
            "supports: grow\nalso_supports: [other]",
            "{date: 2026-11-15, values: {it: 2}}",
        ),
    }
    found = figures(tree)
    assert goal_of(found).progress == Fraction("0.2")
    assert goal_of(found, "2026-q4/other").progress is None
    assert len(found.teams["a", "2026-q4"].pooled) == 1


def test_a_past_quarter_stands_still_when_its_kpi_moves_on(figures: Figures) -> None:
    values = [("2026-09-30", "10"), ("2026-12-31", "15")]
    tree = {"2026-q4/grow.md": objective("it: {title: It, kpi: rate, to: 20}")}
    before = figures({**tree, "kpis/rate.md": kpi("direction: up", values)}, "2026-12-31")
    after = figures({**tree, "kpis/rate.md": kpi("direction: up", [*values, ("2027-01-31", "20")])}, "2027-02-15")
    assert part_of(before).progress == part_of(after).progress == Fraction(1, 2)


def test_a_past_quarter_does_not_see_later_ratings_of_a_period_its_end_cuts(figures: Figures) -> None:
    head = "---\nkind: kpi\ntitle: Rate\nowner: Ada\ndirection: up\ncadence: yearly\nraters: {self: 1}\nvalues:\n"
    early = "  - {date: 2026-06-30, value: 2, by: self}\n"
    late = "  - {date: 2026-12-01, value: 4, by: self}\n"
    tree = {"2026-q3/grow.md": objective("it: {title: It, kpi: rate, from: 1, to: 3}")}
    before = figures({**tree, "kpis/rate.md": f"{head}{early}---\n"}, "2026-09-30")
    after = figures({**tree, "kpis/rate.md": f"{head}{early}{late}---\n"}, "2026-12-31")
    assert part_of(before, goal="2026-q3/grow").progress == Fraction(1, 2)
    assert part_of(after, goal="2026-q3/grow").progress == Fraction(1, 2)


def test_a_monthly_kpi_exactly_on_its_line_is_on_track(figures: Figures) -> None:
    # On 31 October 30 of 91 days have gone; the value of that day is judged by that day, not by the 28th of November.
    tree = {
        "kpis/rate.md": kpi("direction: up", [("2026-10-31", "30")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate, from: 0, to: 91}"),
    }
    found = figures(tree, "2026-11-28")
    assert part_of(found).behind == 0
    assert part_of(found).status is Status.ON_TRACK
    assert goal_of(found).behind == 0
    assert goal_of(found).status is Status.ON_TRACK
    assert goal_of(found).expected == Fraction(58, 91)


def test_an_object_that_cannot_be_used_is_left_out_of_means_by_its_path(figures: Figures) -> None:
    tree = _parent("supporters")
    tree["teams/a/2026-q4/broken.md"] = objective("it: {title: It, from: ten, to: 10}", "supports: grow")
    found = figures(tree)
    assert goal_of(found).progress == Fraction("0.2")
    assert goal_of(found).left_out == ("goals/teams/a/2026-q4/broken.md",)
    assert found.teams["a", "2026-q4"].left_out == ("goals/teams/a/2026-q4/broken.md",)
    assert "teams/a/2026-q4/broken" not in found.objectives


def test_without_a_target_above_nought_there_is_health_but_no_completion_and_no_amber(figures: Figures) -> None:
    tree = {"kpis/rate.md": kpi("direction: up\ntarget: 0", [("2026-09-30", "1"), ("2026-10-31", "-0.01")])}
    values = rate_of(figures(tree)).values
    assert [value.completion for value in values] == [None, None]
    assert [value.health for value in values] == [Health.HEALTHY, Health.UNHEALTHY]


@pytest.mark.parametrize("value", ["0.1", "-273.15", "100000000000001"])
def test_decimals_negatives_and_large_numbers_stay_exact(figures: Figures, value: str) -> None:
    found = part_of(figures({"2026-q4/grow.md": metric("0", "3", value)}))
    assert found.progress_raw == Fraction(value) / 3
