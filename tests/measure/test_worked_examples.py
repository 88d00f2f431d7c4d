"""SPEC 12, row by row."""

from fractions import Fraction

import pytest
from tests.measure.builders import goal_of, kpi, metric, objective, part_of, rate_of, share
from tests.measure.conftest import Figures

from goalsite.vocabulary import Health


@pytest.mark.parametrize(
    ("start", "end", "now", "raw", "held"),
    [
        ("0", "100", "50", "0.5", "0.5"),
        ("100", "20", "60", "0.5", "0.5"),
        ("55", "66", "52", "-3/11", "0"),
        ("-10", "10", "0", "0.5", "0.5"),
        ("3.2", "1.1", "0.89", "1.1", "1"),
    ],
)
def test_a_metric_is_the_way_gone(figures: Figures, start: str, end: str, now: str, raw: str, held: str) -> None:
    found = part_of(figures({"2026-q4/grow.md": metric(start, end, now)}))
    assert found.progress_raw == share(raw)
    assert found.progress == share(held)


@pytest.mark.parametrize(("now", "raw"), [("60", "1/3"), ("30", "0.75"), ("10", "1.25"), ("110", "-1/12")])
def test_a_checkpoint_bends_a_falling_metric(figures: Figures, now: str, raw: str) -> None:
    tree = {"2026-q4/grow.md": metric("100", "20", now, ", checkpoints: {40: 0.5}")}
    assert part_of(figures(tree)).progress_raw == share(raw)


def test_a_keep_counts_the_windows_in_which_it_held(figures: Figures) -> None:
    # Windows begin on 1, 8, 15, 22 and 29 October and 5 November; the one of the 22nd has no value.
    days = ("2026-10-03", "2026-10-09", "2026-10-16", "2026-10-30", "2026-11-07")
    check_ins = "\n".join(f"{{date: {day}, values: {{it: 99.9}}}}" for day in days)
    text = objective("it: {title: Uptime, keep: {min: 99.9}}", check_ins=check_ins)
    found = part_of(figures({"2026-q4/grow.md": text}, "2026-11-11"))
    assert len(found.periods) == 13
    assert found.progress == Fraction(5, 13)


def test_milestones_count_by_their_weight(figures: Figures) -> None:
    steps = "{title: A, done: 2026-10-05}, {title: B, weight: 1}, {title: C, weight: 2, done: 2026-11-01}"  # 3 of 4
    found = part_of(figures({"2026-q4/grow.md": objective(f"it: {{title: It, milestones: [{steps}]}}")}))
    assert found.progress == Fraction(3, 4)


def test_an_unmeasured_key_result_counts_as_nothing_and_one_beyond_its_end_as_all(figures: Figures) -> None:
    text = objective(
        """
        half: {title: Half, from: 0, to: 100}
        beyond: {title: Beyond, from: 0, to: 100}
        unknown: {title: Unknown, from: 0, to: 100}
        """,
        check_ins="{date: 2026-11-15, values: {half: 50, beyond: 125}}",
    )
    found = goal_of(figures({"2026-q4/grow.md": text}))
    assert found.progress == Fraction(1, 2)
    assert found.progress_raw == Fraction(175, 300)
    assert found.measured == (2, 3)


def test_key_results_count_by_their_weight(figures: Figures) -> None:
    text = objective(
        """
        much: {title: Much, weight: 3, from: 0, to: 10}
        little: {title: Little, weight: 1, from: 0, to: 10}
        """,
        check_ins="{date: 2026-11-15, values: {much: 2, little: 10}}",
    )
    assert goal_of(figures({"2026-q4/grow.md": text})).progress == Fraction(2, 5)


@pytest.mark.parametrize(
    ("head", "value", "completion", "health"),
    [
        ("direction: up\ntarget: 90", "90", "1", Health.HEALTHY),
        ("direction: down\ntarget: 4", "5", "0.75", Health.UNHEALTHY),
        ("direction: down\ntarget: 4", "4.4", "0.9", Health.WARNING),
        ("direction: within\ntarget: {min: 95, max: 105}", "110", "20/21", Health.WARNING),
    ],
)
def test_a_kpi_is_judged_by_its_target(
    figures: Figures, head: str, value: str, completion: str, health: Health
) -> None:
    found = rate_of(figures({"kpis/rate.md": kpi(head, [("2026-10-31", value)])}))
    assert found.completion == share(completion)
    assert found.health is health


def test_a_whole_is_the_sum_of_its_parts_on_every_date_of_each(figures: Figures) -> None:
    part = "direction: down\npart_of: rate"
    tree = {
        "kpis/rate.md": kpi("direction: down\ncombine: sum"),
        "kpis/a.md": kpi(part, [("2026-09-30", "61"), ("2026-10-31", "60")]),
        "kpis/b.md": kpi(part, [("2026-09-30", "25")]),
        "kpis/c.md": kpi(part, [("2026-10-15", "15")]),
    }
    values = rate_of(figures(tree)).values
    assert [str(value.date) for value in values] == ["2026-10-15", "2026-10-31"]
    assert [value.value for value in values] == [101, 100]


def test_ratings_are_weighed_over_the_roles_that_rated(figures: Figures) -> None:
    text = "\n".join(
        [
            "---",
            "kind: kpi",
            "title: Rate",
            "owner: Ada",
            "direction: up",
            "raters: {manager: 0.5, peers: 0.3, self: 0.2}",
            "values:",
            "  - {date: 2026-10-05, value: 4, by: manager}",
            "  - {date: 2026-10-20, value: 2, by: peers}",
            "  - {date: 2026-10-21, value: 4, by: peers}",
            "---",
            "",
        ]
    )
    found = rate_of(figures({"kpis/rate.md": text}))
    assert found.latest is not None
    assert found.latest.value == Fraction("3.625")
    assert str(found.latest.date) == "2026-10-21"
    assert found.raters == (2, 3)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-09-30", "0"), ("2026-10-01", "0"), ("2026-11-15", "45/91"), ("2026-12-31", "1"), ("2027-01-01", "1")],
)
def test_expected_runs_from_the_first_day_to_the_last(figures: Figures, day: str, expected: str) -> None:
    text = objective("it: {title: It, from: 0, to: 1}")
    found = figures({"2026-q4/grow.md": text}, day)
    assert goal_of(found).expected == share(expected)
    assert part_of(found).expected == share(expected)
