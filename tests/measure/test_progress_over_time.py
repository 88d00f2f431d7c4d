"""Progress over time: the points of an objective's chart."""

from datetime import timedelta
from fractions import Fraction

from tests.measure.builders import goal_of, kpi, objective, team
from tests.measure.conftest import Figures

from goalsite.measure import expected_line, over_time, progress_on

GROW = objective(
    "it: {title: It, from: 0, to: 10}\nrate: {title: Rate, kpi: rate, from: 0, to: 10}",
    check_ins="{date: 2026-10-12, values: {it: 2}}\n{date: 2026-11-02, values: {it: 4}}",
)
TREE = {"2026-q4/grow.md": GROW, "kpis/rate.md": kpi("direction: up", [("2026-09-30", "0"), ("2026-10-31", "6")])}


def test_there_is_a_point_wherever_a_figure_moved(figures: Figures) -> None:
    points = over_time(figures(TREE), "2026-q4/grow")
    assert [(str(point.date), point.progress) for point in points] == [
        ("2026-10-01", 0),
        ("2026-10-12", Fraction("0.1")),
        ("2026-10-31", Fraction("0.4")),
        ("2026-11-02", Fraction("0.5")),
        ("2026-11-15", Fraction("0.5")),
    ]
    assert points[1].expected == Fraction(11, 91)


def test_the_last_point_is_what_the_figures_say(figures: Figures) -> None:
    measured = figures(TREE)
    last, found = over_time(measured, "2026-q4/grow")[-1], goal_of(measured)
    assert (last.progress, last.expected) == (found.progress, found.expected)


def test_a_past_cycle_ends_on_its_last_day_unless_something_came_after(figures: Figures) -> None:
    late = GROW.replace("check_ins:", "check_ins:\n  - {date: 2027-01-10, values: {it: 9}}")
    assert str(over_time(figures(TREE, "2027-03-01"), "2026-q4/grow")[-1].date) == "2026-12-31"
    points = over_time(figures({**TREE, "2026-q4/grow.md": late}, "2027-03-01"), "2026-q4/grow")
    assert [str(point.date) for point in points[-2:]] == ["2026-12-31", "2027-01-10"]
    assert points[-1].progress == Fraction("0.75")


def test_before_its_cycle_there_are_no_points(figures: Figures) -> None:
    assert over_time(figures(TREE, "2026-09-30"), "2026-q4/grow") == ()


def test_supporters_move_what_they_measure(figures: Figures) -> None:
    tree = {
        **TREE,
        "2026-q4/all.md": objective(more="progress_from: supporters\nkey_results: {}"),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/help.md": objective(
            "it: {title: It, from: 0, to: 10}", "supports: all", "{date: 2026-10-20, values: {it: 2}}"
        ),
    }
    points = over_time(figures(tree), "2026-q4/all")
    assert [(str(point.date), point.progress) for point in points] == [
        ("2026-10-01", None),
        ("2026-10-20", Fraction("0.2")),
        ("2026-11-15", Fraction("0.2")),
    ]


def test_a_retired_key_result_counts_until_its_day(figures: Figures) -> None:
    text = objective(
        """
        old: {title: Old, from: 0, to: 10, retired: {date: 2026-11-10, why: swapped}}
        new: {title: New, from: 0, to: 10, added: 2026-11-10}
        """,
        check_ins="{date: 2026-11-01, values: {old: 10}}",
    )
    points = over_time(figures({"2026-q4/grow.md": text}), "2026-q4/grow")
    assert [(str(point.date), point.progress) for point in points[1:3]] == [("2026-11-01", 1), ("2026-11-10", None)]


def test_many_days_among_supporters_become_one_a_week(figures: Figures) -> None:
    days = "\n".join(f"{{date: 2026-10-{day:02}, values: {{it: {day}}}}}" for day in range(1, 32))
    more = days.replace("2026-10", "2026-12").replace("{it: 31}", "{it: 40}")
    tree = {
        "2026-q4/all.md": objective(more="progress_from: supporters\nkey_results: {}"),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/help.md": objective("it: {title: It, from: 0, to: 40}", "supports: all", f"{days}\n{more}"),
    }
    points = over_time(figures(tree, "2026-12-31"), "2026-q4/all")
    assert [str(point.date) for point in points[:3]] == ["2026-10-01", "2026-10-08", "2026-10-15"]
    assert points[-1].progress == 1
    assert len(points) == 14


def test_the_expected_line_of_metrics_is_straight(figures: Figures) -> None:
    assert [(str(day), share) for day, share in expected_line(figures(TREE), "2026-q4/grow")] == [
        ("2026-10-01", 0),
        ("2026-11-15", Fraction(45, 91)),
        ("2026-12-31", 1),
    ]


def test_the_expected_line_steps_where_milestones_are_due_and_goes_on_after_today(figures: Figures) -> None:
    text = objective(
        "it: {title: It, milestones: [{title: A, due: 2026-11-30}, {title: B, due: 2026-12-10, weight: 3}]}"
    )
    assert [(str(day), share) for day, share in expected_line(figures({"2026-q4/grow.md": text}), "2026-q4/grow")] == [
        ("2026-10-01", 0),
        ("2026-11-15", 0),
        ("2026-11-29", 0),
        ("2026-11-30", Fraction(1, 4)),
        ("2026-12-09", Fraction(1, 4)),
        ("2026-12-10", 1),
        ("2026-12-30", 1),
        ("2026-12-31", 1),
    ]


def test_the_expected_line_follows_an_objectives_own_plan(figures: Figures) -> None:
    text = objective("it: {title: It, from: 0, to: 10}", "planned: {2026-10-31: 0.2}")
    line = dict(expected_line(figures({"2026-q4/grow.md": text}), "2026-q4/grow"))
    assert {str(day): share for day, share in line.items()} == {
        "2026-10-01": 0,
        "2026-10-31": Fraction(1, 5),
        # 15 of the 61 days from 31 October to 31 December.
        "2026-11-15": Fraction(1, 5) + Fraction(4, 5) * Fraction(15, 61),
        "2026-12-31": 1,
    }


def test_the_expected_line_bends_with_the_plan_of_a_supporter(figures: Figures) -> None:
    tree = {
        "2026-q4/all.md": objective(more="progress_from: supporters\nkey_results: {}"),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/help.md": objective(
            "it: {title: It, from: 0, to: 10}", "supports: all\nplanned: {2026-12-01: 0.1}"
        ),
    }
    line = {str(day): share for day, share in expected_line(figures(tree), "2026-q4/all")}
    assert line["2026-12-01"] == Fraction(1, 10)
    assert line["2026-12-31"] == 1


def test_progress_on_a_day_is_that_of_the_newest_point_up_to_it(figures: Figures) -> None:
    measured = figures(TREE)
    points = over_time(measured, "2026-q4/grow")
    assert len(points) > 2
    for point in points:
        assert progress_on(measured, ["2026-q4/grow"], point.date) == {"2026-q4/grow": point.progress}
    assert progress_on(measured, ["2026-q4/grow", "nothing"], points[0].date - timedelta(days=1)) == {}
