"""SPEC 5, expected, by measure; and SPEC 3.4, the periods of a keep."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.measure.builders import goal_of, kpi, objective, part_of, share, team
from tests.measure.conftest import Figures

from goalsite.measure import Kept
from goalsite.measure.keeping import windows
from goalsite.measure.lines import linear, planned
from goalsite.model.periods import Span
from goalsite.vocabulary import Cadence

Q4 = Span(date(2026, 10, 1), date(2026, 12, 31))


def test_a_span_of_one_day_is_expected_from_that_day() -> None:
    day = date(2026, 10, 5)
    assert linear(Span(day, day), date(2026, 10, 4)) == 0
    assert linear(Span(day, day), day) == 1


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-10-01", "0"), ("2026-10-16", "0.1"), ("2026-10-31", "0.2"), ("2026-11-15", "0.5"), ("2026-12-31", "1")],
)
def test_planned_points_make_a_line_that_begins_at_nothing_and_ends_at_all(day: str, expected: str) -> None:
    points = ((date(2026, 10, 31), share_of("0.2")), (date(2026, 11, 30), share_of("0.8")))
    assert planned(Q4, points, date.fromisoformat(day)) == share(expected)


def test_planned_points_may_name_the_first_and_the_last_day() -> None:
    points = ((date(2026, 10, 1), share_of("0.5")), (date(2026, 12, 31), share_of("0.5")))
    assert planned(Q4, points, date(2026, 10, 1)) == Fraction(1, 2)
    assert planned(Q4, points, date(2026, 11, 11)) == Fraction(1, 2)
    assert planned(Q4, points, date(2027, 1, 1)) == 1


def share_of(text: str) -> Decimal:
    return Decimal(text)


def test_milestones_are_expected_when_they_are_due(figures: Figures) -> None:
    text = objective("it: {title: It, milestones: [{title: A, due: 2026-11-15, weight: 3}, {title: B}]}")
    tree = {"2026-q4/grow.md": text}
    assert part_of(figures(tree, "2026-11-14")).expected == 0
    assert part_of(figures(tree, "2026-11-15")).expected == Fraction(3, 4)
    assert part_of(figures(tree, "2026-12-31")).expected == 1


def test_milestones_without_any_due_are_linear(figures: Figures) -> None:
    text = objective("it: {title: It, milestones: [{title: A}, {title: B}]}")
    assert part_of(figures({"2026-q4/grow.md": text})).expected == Fraction(45, 91)


def test_a_yes_no_is_expected_on_its_due_day(figures: Figures) -> None:
    tree = {"2026-q4/grow.md": objective("it: {title: It, done: false, due: 2026-11-16}")}
    assert part_of(figures(tree, "2026-11-15")).expected == 0
    assert part_of(figures(tree, "2026-11-16")).expected == 1


def test_the_earlier_of_done_and_a_check_in_counts(figures: Figures) -> None:
    text = objective("it: {title: It, done: 2026-11-14}", check_ins="{date: 2026-11-10, values: {it: true}}")
    tree = {"2026-q4/grow.md": text}
    assert part_of(figures(tree, "2026-11-09")).progress == 0
    assert part_of(figures(tree, "2026-11-10")).progress == 1


def test_an_objective_is_judged_by_its_own_plan_on_the_day_of_each_figure(figures: Figures) -> None:
    # The plan stands at 0.2 on 31 October and at 0.5 on 15 November; the metric is of the one, the yes/no of the other.
    text = objective(
        """
        it: {title: It, from: 0, to: 10}
        done: {title: Done, done: false}
        """,
        "planned: {2026-10-31: 0.2, 2026-11-30: 0.8}",
        "{date: 2026-10-31, values: {it: 2}}",
    )
    found = goal_of(figures({"2026-q4/grow.md": text}))
    assert found.expected == Fraction(1, 2)
    assert found.behind == Fraction(1, 4)  # (0.2 - 0.2 + 0.5 - 0) / 2


def test_what_supporters_measure_is_expected_and_behind_like_them(figures: Figures) -> None:
    tree = {
        "2026-q4/grow.md": objective("it: {title: It, from_supporters: true}"),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/one.md": objective(
            "it: {title: It, from: 0, to: 91}", "supports: grow#it\nweight: 3", "{date: 2026-10-31, values: {it: 30}}"
        ),
        "teams/a/2026-q4/two.md": objective(
            "it: {title: It, from: 0, to: 91}", "supports: grow#it", "{date: 2026-11-15, values: {it: 1}}"
        ),
        "teams/a/2026-q4/elsewhere.md": objective(
            "it: {title: It, from: 0, to: 91}", "supports: grow", "{date: 2026-11-15, values: {it: 91}}"
        ),
        "teams/a/2026-q4/draft.md": objective("it: {title: It, from: 0, to: 91}", "supports: grow#it\nstate: draft"),
    }
    found = part_of(figures(tree))
    assert found.supporters == ("teams/a/2026-q4/one", "teams/a/2026-q4/two")
    assert found.progress == Fraction(91, 91 * 4)
    assert found.expected == Fraction(45, 91)
    assert found.behind == Fraction(44, 91 * 4)


# Keeps


def lengths(span: Span, cadence: Cadence) -> list[int]:
    return [window.days for window in windows(span, cadence)]


def test_weekly_windows_run_from_the_first_day_and_a_short_last_one_joins() -> None:
    assert lengths(Q4, Cadence.WEEKLY) == [7] * 12 + [8]
    assert lengths(Span(date(2026, 10, 1), date(2026, 10, 10)), Cadence.DAILY) == [10]
    assert lengths(Span(date(2026, 10, 1), date(2026, 10, 11)), Cadence.WEEKLY) == [7, 4]
    assert lengths(Span(date(2026, 10, 1), date(2026, 10, 2)), Cadence.WEEKLY) == [2]


def test_calendar_periods_are_those_that_end_in_the_span() -> None:
    assert [window.last.month for window in windows(Q4, Cadence.MONTHLY)] == [10, 11, 12]
    assert windows(Q4, Cadence.QUARTERLY) == (Q4,)
    assert windows(Q4, Cadence.YEARLY) == (Span(date(2026, 1, 1), date(2026, 12, 31)),)
    middle = Span(date(2026, 10, 15), date(2026, 12, 30))
    assert [window.first.day for window in windows(middle, Cadence.MONTHLY)] == [1, 1]
    assert windows(Span(date(2026, 10, 5), date(2026, 10, 20)), Cadence.MONTHLY)[0].days == 16
    assert windows(Q4, Cadence.IRREGULAR) == (Q4,)


def test_a_period_holds_by_its_newest_value_and_the_running_one_counts_so_far(figures: Figures) -> None:
    values = [("2026-10-10", "9"), ("2026-10-20", "11"), ("2026-11-05", "12"), ("2026-11-12", "8")]
    tree = {
        "kpis/rate.md": kpi("direction: up", values),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate, keep: {min: 10}}"),
    }
    early, late = part_of(figures(tree, "2026-11-06")), part_of(figures(tree))
    assert [period.kept for period in early.periods] == [Kept.HELD, Kept.HELD, Kept.TO_COME]
    assert [period.running for period in early.periods] == [False, True, False]
    assert early.progress == Fraction(2, 3)
    assert [period.kept for period in late.periods] == [Kept.HELD, Kept.MISSED, Kept.TO_COME]


def test_the_last_period_over_counts_once_it_has_a_value_or_the_key_result_is_outdated(figures: Figures) -> None:
    october = ("2026-10-31", "12")
    grow = objective("it: {title: It, kpi: rate, keep: {min: 10}}")
    waiting = {"kpis/rate.md": kpi("direction: up", [october]), "2026-q4/grow.md": grow}
    told = {"kpis/rate.md": kpi("direction: up", [october, ("2026-11-30", "12")]), "2026-q4/grow.md": grow}
    assert part_of(figures(waiting, "2026-12-05")).expected == Fraction(1, 3)
    assert part_of(figures(waiting, "2026-12-09")).expected == Fraction(2, 3)  # 39 days old
    assert part_of(figures(told, "2026-12-05")).expected == Fraction(2, 3)


def test_a_keep_without_a_value_in_any_period_is_unmeasured(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up", [("2026-09-30", "12")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate, keep: {min: 10}}"),
    }
    assert part_of(figures(tree)).progress is None


# Ends by default


@pytest.mark.parametrize(
    ("values", "start"),
    [
        ([("2026-08-31", "1"), ("2026-10-01", "2"), ("2026-10-31", "3")], 2),
        ([("2026-10-15", "4"), ("2026-10-31", "3")], 4),
    ],
)
def test_a_kpi_metric_starts_from_the_newest_value_by_its_first_day_else_its_first_one(
    figures: Figures, values: list[tuple[str, str]], start: int
) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\ntarget: {2026-01-01: 50, 2026-12-31: 60, 2027-01-01: 70}", values),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate}"),
    }
    found = part_of(figures(tree))
    assert found.start is not None
    assert found.start.value == start
    assert found.end is not None
    assert found.end.value == 60


@pytest.mark.parametrize(
    ("head", "values", "written", "why"),
    [
        ("direction: up\ntarget: 9", [], "", "no value to start from"),
        ("direction: up", [("2026-09-30", "1")], "", "no target in force on the cycle's last day"),
        ("direction: within\ntarget: {min: 1, max: 2}", [("2026-09-30", "3")], "", "aims at a range"),
        ("direction: up\ntarget: 9", [("2026-09-30", "9")], "", "already meets"),
        ("direction: down", [("2026-09-30", "1")], ", to: 2", "already meets"),
    ],
)
def test_ends_that_cannot_measure_say_what_to_write(
    figures: Figures, head: str, values: list[tuple[str, str]], written: str, why: str
) -> None:
    tree = {
        "kpis/rate.md": kpi(head, values),
        "2026-q4/grow.md": objective(f"it: {{title: It, kpi: rate{written}}}"),
    }
    found = part_of(figures(tree))
    assert found.progress is None
    assert found.why_unmeasured is not None
    assert why in str(found.why_unmeasured)
    assert "write `from` and `to`, or `keep`" in str(found.why_unmeasured)


def test_written_ends_measure_a_kpi_of_any_direction(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up", [("2026-09-30", "9"), ("2026-10-31", "5")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate, from: 9, to: 1}"),
    }
    assert part_of(figures(tree)).progress == Fraction(1, 2)


def test_checkpoints_outside_the_ends_used_leave_it_unmeasured(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\ntarget: 30", [("2026-09-30", "10"), ("2026-10-31", "15")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate, checkpoints: {40: 0.5}}"),
    }
    found = part_of(figures(tree))
    assert found.progress is None
    assert "checkpoints" in str(found.why_unmeasured or "")


def test_what_a_kpi_does_later_does_not_change_what_was_expected_of_a_past_cycle(figures: Figures) -> None:
    # September has no value and the KPI fell silent: the last month counts, whatever comes in October.
    values = [("2026-07-31", "1"), ("2026-08-31", "1")]
    tree = {
        "2026-q3/keep.md": objective("it: {title: It, kpi: rate, keep: {min: 1}}"),
        "kpis/rate.md": kpi("direction: up\ntarget: 1", values),
    }
    moved_on = {**tree, "kpis/rate.md": kpi("direction: up\ntarget: 1", [*values, ("2026-10-31", "1")])}
    for files in (tree, moved_on):
        found = part_of(figures(files), goal="2026-q3/keep")
        assert (found.progress, found.expected) == (share("2/3"), Fraction(1))
    assert part_of(figures(tree, "2026-10-01"), goal="2026-q3/keep").expected == share("2/3")
