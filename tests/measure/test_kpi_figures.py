"""SPEC 6: staleness, trend, projection, wholes and scorecards."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.measure.builders import goal_of, kpi, objective, part_of, rate_of, share, team
from tests.measure.conftest import Figures

from goalsite.measure import Sides, amber, completion, in_force, meets
from goalsite.model.records import Range, Target
from goalsite.vocabulary import Direction, Health, Trend


@pytest.mark.parametrize(
    ("cadence", "fresh", "stale"),
    [
        ("daily", "2026-10-05", "2026-10-06"),
        ("weekly", "2026-10-10", "2026-10-11"),
        ("monthly", "2026-11-08", "2026-11-09"),
        ("quarterly", "2027-01-20", "2027-01-21"),
        ("yearly", "2027-12-15", "2027-12-16"),
    ],
)
def test_a_kpi_is_stale_by_its_cadence(figures: Figures, cadence: str, fresh: str, stale: str) -> None:
    tree = {"kpis/rate.md": kpi(f"direction: up\ntarget: 1\ncadence: {cadence}", [("2026-10-01", "1")])}
    assert not rate_of(figures(tree, fresh)).stale
    late = rate_of(figures(tree, stale))
    assert late.stale
    assert late.health is Health.HEALTHY


def test_irregular_empty_and_superseded_kpis_are_not_stale(figures: Figures) -> None:
    old = [("2020-01-01", "1")]
    tree = {
        "kpis/irregular.md": kpi("direction: up\ncadence: irregular", old),
        "kpis/empty.md": kpi("direction: up"),
        "kpis/replaced.md": kpi("direction: up\nsuperseded_by: empty\napproved_by: Ada", old),
    }
    assert [found.stale for found in figures(tree).kpis.values()] == [False, False, False]


@pytest.mark.parametrize(
    ("head", "values", "trend"),
    [
        ("direction: up", ("1", "2"), Trend.IMPROVING),
        ("direction: up", ("2", "1"), Trend.WORSENING),
        ("direction: down", ("1", "2"), Trend.WORSENING),
        ("direction: down", ("2", "2.0"), Trend.FLAT),
        ("direction: within\ntarget: {min: 5, max: 6}", ("1", "8"), Trend.IMPROVING),
        ("direction: within\ntarget: {min: 5, max: 6}", ("5", "6"), Trend.FLAT),
        ("direction: within\ntarget: {2026-01-01: {min: 5, max: 6}, 2026-10-01: {min: 1, max: 2}}", ("5", "5"), "w"),
    ],
)
def test_the_trend_is_read_by_direction(
    figures: Figures, head: str, values: tuple[str, str], trend: Trend | str
) -> None:
    tree = {"kpis/rate.md": kpi(head, zip(("2026-09-30", "2026-10-31"), values, strict=True))}
    assert rate_of(figures(tree)).trend is (Trend.WORSENING if trend == "w" else trend)


def test_one_value_has_no_trend(figures: Figures) -> None:
    assert rate_of(figures({"kpis/rate.md": kpi("direction: up", [("2026-10-31", "1")])})).trend is None


THREE = [("2026-04-30", "40"), ("2026-07-31", "44"), ("2026-10-31", "46")]


def test_a_projection_goes_on_at_the_pace_of_the_values(figures: Figures) -> None:
    # 6 in 6 months are 12 a year; two months on, at the end of the fiscal year, that makes 48 of 50.
    found = rate_of(figures({"kpis/rate.md": kpi("direction: up\ntarget: 50", THREE)})).projection
    assert found is not None
    assert (str(found.day), found.change_per_year, found.value) == ("2026-12-31", Fraction(12), Fraction(48))
    assert not found.reached
    assert found.missed_by == Fraction(1, 2)


def test_a_projection_aims_at_the_target_in_force_on_its_day(figures: Figures) -> None:
    head = "direction: up\ntarget: {2026-01-01: 50, 2027-06-01: 54}\ntarget_by: 2027-06-30"
    found = rate_of(figures({"kpis/rate.md": kpi(head, THREE)})).projection
    assert found is not None
    assert (found.value, found.target, found.reached) == (Fraction(54), Decimal(54), True)


def test_a_projection_looks_back_five_years(figures: Figures) -> None:
    values = [("2020-01-31", "1000"), *THREE]
    found = rate_of(figures({"kpis/rate.md": kpi("direction: up\ntarget: 50", values)})).projection
    assert found is not None
    assert found.change_per_year == 12


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("direction: up\ntarget: 50", THREE[1:]),
        ("direction: up\ntarget: 50\ntarget_by: 2026-11-14", THREE),
        ("direction: up", THREE),
        ("direction: up\ntarget: 50", [("2026-10-01", "1"), ("2026-10-15", "2"), ("2026-10-31", "3")]),
    ],
)
def test_there_is_no_projection_without_values_a_day_and_a_target(
    figures: Figures, head: str, values: list[tuple[str, str]]
) -> None:
    assert rate_of(figures({"kpis/rate.md": kpi(head, values)})).projection is None


def test_within_is_projected_against_the_bound_it_passes(figures: Figures) -> None:
    head = "direction: within\ntarget: {min: 40, max: 47}"
    found = rate_of(figures({"kpis/rate.md": kpi(head, THREE)})).projection
    assert found is not None
    assert found.value == 48
    assert found.missed_by == 1  # |47 - 48| / |47 - 46|


@pytest.mark.parametrize(
    ("value", "share_", "health"),
    [("105.1", "1049/1050", Health.WARNING), ("80", "16/19", Health.UNHEALTHY), ("100", "1", Health.HEALTHY)],
)
def test_within_loses_by_its_distance_to_the_nearer_bound(
    figures: Figures, value: str, share_: str, health: Health
) -> None:
    tree = {"kpis/rate.md": kpi("direction: within\ntarget: {min: 95, max: 105}", [("2026-10-31", value)])}
    found = rate_of(figures(tree))
    assert found.completion == share(share_)
    assert found.health is health


def test_warn_of_ones_own_replaces_the_ninety_per_cent(figures: Figures) -> None:
    head = "direction: up\ntarget: 100\nwarn: 98"
    tree = {"kpis/rate.md": kpi(head, [("2026-09-30", "98"), ("2026-10-31", "97.9")])}
    assert [value.health for value in rate_of(figures(tree)).values] == [Health.WARNING, Health.UNHEALTHY]


@pytest.mark.parametrize(
    ("how", "value"), [("sum", "60"), ("mean", "20"), ("weighted_mean", "25"), ("min", "10"), ("max", "30")]
)
def test_a_whole_combines_its_parts(figures: Figures, how: str, value: str) -> None:
    tree = {
        "kpis/rate.md": kpi(f"direction: up\ncombine: {how}"),
        "kpis/a.md": kpi("direction: up\npart_of: rate\nweight: 0", [("2026-10-31", "10")]),
        "kpis/b.md": kpi("direction: up\npart_of: rate", [("2026-10-31", "20")]),
        "kpis/c.md": kpi("direction: up\npart_of: rate", [("2026-10-31", "30")]),
    }
    latest = rate_of(figures(tree)).latest
    assert latest is not None
    assert latest.value == share(value)


def test_a_part_may_itself_be_a_whole_and_one_stale_part_makes_all_stale(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\ncombine: sum"),
        "kpis/inner.md": kpi("direction: up\ncombine: sum\npart_of: rate"),
        "kpis/a.md": kpi("direction: up\npart_of: inner", [("2026-10-31", "10")]),
        "kpis/b.md": kpi("direction: up\npart_of: rate", [("2026-09-30", "20")]),
    }
    found = rate_of(figures(tree))
    assert [value.value for value in found.values] == [30]
    assert found.stale  # b is 46 days old
    assert not rate_of(figures(tree), "kpis/inner").stale


def test_a_superseded_part_counts_to_its_last_day_and_its_successor_from_then_on(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\ncombine: sum"),
        "kpis/old.md": kpi(
            "direction: up\npart_of: rate\nsuperseded_by: new\napproved_by: Ada",
            [("2026-07-31", "1"), ("2026-08-31", "2")],
        ),
        "kpis/new.md": kpi("direction: up\npart_of: rate", [("2026-08-31", "50"), ("2026-10-15", "3")]),
        "kpis/other.md": kpi("direction: up\npart_of: rate", [("2026-07-31", "10"), ("2026-10-31", "20")]),
    }
    found = rate_of(figures(tree))
    assert [value.value for value in found.values] == [11, 12, 13, 23]
    assert not found.stale


def test_a_part_that_cannot_be_read_is_left_out_by_its_path(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\ncombine: sum"),
        "kpis/a.md": kpi("direction: up\npart_of: rate", [("2026-10-31", "10")]),
        "kpis/b.md": kpi("direction: sideways\npart_of: rate", [("2026-10-31", "10")]),
    }
    found = rate_of(figures(tree))
    assert found.left_out == ("goals/kpis/b.md",)
    assert found.completion is None
    assert [value.value for value in found.values] == [10]


def test_a_very_deep_whole_is_measured(figures: Figures) -> None:
    depth = 1100
    tree = {f"kpis/k{n}.md": kpi(f"direction: up\ncombine: sum\npart_of: k{n - 1}") for n in range(1, depth)}
    tree["kpis/k0.md"] = kpi("direction: up\ncombine: sum")
    tree[f"kpis/k{depth}.md"] = kpi(f"direction: up\npart_of: k{depth - 1}", [("2026-10-31", "7")])
    latest = rate_of(figures(tree), "kpis/k0").latest
    assert latest is not None
    assert latest.value == 7


def test_a_scorecard_weighs_what_has_a_completion(figures: Figures) -> None:
    value = [("2026-10-31", "50")]
    tree = {
        "kpis/half.md": kpi("direction: up\ntarget: 100\nweight: 3", value),
        "kpis/double.md": kpi("direction: up\ntarget: 25", value),
        "kpis/aimless.md": kpi("direction: up\nweight: 100", value),
        "kpis/replaced.md": kpi("direction: up\ntarget: 100\nsuperseded_by: half\napproved_by: Ada", value),
        "teams/a/team.md": team(),
        "teams/a/kpis/own.md": kpi("direction: up\ntarget: 200", value),
    }
    cards = figures(tree).scorecards
    company = cards[None]
    assert [(row.kpi, row.score) for row in company.rows] == [
        ("kpis/aimless", None),
        ("kpis/double", 1),
        ("kpis/half", Fraction(3, 2)),
    ]
    assert company.total == Fraction(5, 8)
    assert company.with_completion == 2
    assert cards["a"].total == Fraction(1, 4)


def test_the_remark_of_a_scorecard_is_the_newest_note(figures: Figures) -> None:
    text = "---\nkind: kpi\ntitle: R\nowner: A\ndirection: up\nvalues:\n"
    text += "  - {date: 2026-09-30, value: 1, note: slow}\n  - {date: 2026-10-31, value: 2}\n---\n"
    assert figures({"kpis/rate.md": text}).scorecards[None].rows[0].remark == "slow"


def test_a_silent_superseded_kpi_does_not_keep_a_key_result_on_track(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\nsuperseded_by: new\napproved_by: Ada", [("2026-10-02", "2")]),
        "kpis/new.md": kpi("direction: up", [("2026-10-31", "2")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate, from: 0, to: 10}"),
    }
    assert part_of(figures(tree)).outdated
    assert goal_of(figures(tree)).outdated


@pytest.mark.parametrize("value", ["90", "100.5"])
def test_bounds_are_inclusive_and_one_sided_ranges_are_open(value: str) -> None:
    bounds = Range(Decimal(90), None)
    assert meets(Direction.WITHIN, bounds, share(value))
    assert completion(Direction.WITHIN, bounds, share("45")) == Fraction(1, 2)


def test_a_schedule_is_in_force_from_its_day_on() -> None:
    schedule = ((date(2026, 1, 1), Decimal(1)), (date(2026, 7, 1), Decimal(2)))
    assert in_force(schedule, date(2025, 12, 31)) is None
    assert in_force(schedule, date(2026, 6, 30)) == 1
    assert in_force(schedule, date(2026, 7, 1)) == 2


@pytest.mark.parametrize(
    ("direction", "target", "warn", "low", "high"),
    [
        (Direction.UP, Decimal(90), None, "81", None),
        (Direction.DOWN, Decimal(4), None, None, "4.4"),
        (Direction.WITHIN, Range(Decimal(100), Decimal(200)), None, "90", "220"),
        (Direction.WITHIN, Range(Decimal(-5), Decimal(5)), None, None, "5.5"),
        (Direction.WITHIN, Range(Decimal(95), Decimal(105)), Range(Decimal(90), Decimal(115)), "90", "115"),
        (Direction.UP, Decimal(90), Decimal(70), "70", None),
        (Direction.DOWN, Decimal(0), Decimal(2), None, "2"),
        (Direction.UP, Decimal(0), None, None, None),
        (Direction.UP, None, Decimal(70), None, None),
    ],
)
def test_amber_reaches_to_warn_or_to_90_per_cent_on_each_side(
    direction: Direction,
    target: Target | None,
    warn: Target | None,
    low: str | None,
    high: str | None,
) -> None:
    found = amber(direction, target, warn)
    assert found == Sides(share(low) if low else None, share(high) if high else None)


def test_the_remark_is_the_newest_note_and_the_target_the_one_that_judged(figures: Figures) -> None:
    values = "[{date: 2026-09-30, value: 85, note: New prices}, {date: 2026-10-31, value: 90}]"
    text = kpi(f"direction: up\ntarget: {{2026-01-01: 90, 2026-11-01: 100}}\nvalues: {values}")
    rate = rate_of(figures({"kpis/rate.md": text}))
    assert rate.remark == "New prices"
    assert (rate.completion, rate.target_shown, rate.target_now) == (Fraction(1), Decimal(90), Decimal(100))
    assert rate_of(figures({"kpis/rate.md": text}, "2026-09-01")).target_shown == Decimal(90)


@pytest.mark.parametrize(
    ("cadence", "days", "made"),
    [
        ("daily", ["2026-10-30", "2026-10-31"], 2),
        ("irregular", ["2026-10-31", "2026-10-31"], 1),
        ("weekly", ["2026-11-02", "2026-11-08"], 1),  # Monday and Sunday of one week
        ("weekly", ["2026-11-01", "2026-11-02"], 2),
        ("monthly", ["2026-10-01", "2026-10-31"], 1),
        ("monthly", ["2026-10-31", "2026-11-01"], 2),
        ("quarterly", ["2026-07-01", "2026-09-30"], 1),
        ("quarterly", ["2026-09-30", "2026-10-01"], 2),
        ("yearly", ["2026-01-01", "2026-11-15"], 1),
        ("yearly", ["2025-12-31", "2026-01-01"], 2),
    ],
)
def test_the_ratings_of_one_period_make_one_value_dated_by_the_newest(
    figures: Figures, cadence: str, days: list[str], made: int
) -> None:
    head = (
        f"---\nkind: kpi\ntitle: Rate\nowner: Ada\ndirection: up\ncadence: {cadence}\nraters: {{peers: 1, self: 1}}\n"
    )
    first, second = days
    lines = f"values:\n  - {{date: {first}, value: 2, by: peers}}\n  - {{date: {second}, value: 4, by: self}}\n"
    values = rate_of(figures({"kpis/rate.md": f"{head}{lines}---\n"})).values
    assert [value.date.isoformat() for value in values] == days[-made:]
    assert [value.value for value in values] == ([3] if made == 1 else [2, 4])
