"""Where lines and marks of charts lie."""

from datetime import date

from tests.conftest import Goals
from tests.site.company import TREE

from goalsite.measure import expected_line, measure, over_time
from goalsite.model.periods import Span
from goalsite.settings import Settings
from goalsite.site.charts import compact, kpi_chart, nice_ticks, progress_chart, sparkline
from goalsite.site.charts.axes import months
from goalsite.site.charts.flags import with_moves
from goalsite.site.format import Format
from goalsite.site.views.status import HEALTH_SHAPES


def test_ticks_are_round_and_enclose_the_values() -> None:
    assert nice_ticks(80.4, 88.4) == (80.0, 82.0, 84.0, 86.0, 88.0, 90.0)
    assert nice_ticks(80.4, 90) == (80.0, 82.5, 85.0, 87.5, 90.0)
    assert nice_ticks(0, 100) == (0.0, 25.0, 50.0, 75.0, 100.0)
    assert nice_ticks(5, 5)[0] <= 5 <= nice_ticks(5, 5)[-1]
    assert nice_ticks(0, 0)[0] <= 0 <= nice_ticks(0, 0)[-1]
    assert nice_ticks(-3, 2)[0] <= -3


def test_coordinates_are_short() -> None:
    assert compact(50.0) == "50"
    assert compact(33.333) == "33.33"
    assert compact(-0.001) == "0"


def test_a_kpis_target_steps_on_its_own_day(goals: Goals) -> None:
    measured = measure(goals(TREE), Settings())
    figures = measured.kpis["kpis/revenue"]
    chart = kpi_chart(figures, Format("en", measured.as_of), HEALTH_SHAPES)
    assert chart is not None
    assert len(chart.marks) == 3
    assert [mark.shape for mark in chart.marks] == ["off", "off", "risk"]
    # From 31 Aug to 31 Dec are 122 days; the target steps on 1 Oct, 31 days in: 25.41 %.
    assert "25.41" in chart.targets[0]
    assert [label.label for label in chart.target_labels] == ["target €12"]
    assert [label.label for label in chart.warn_labels] == ["warn €11"]


def test_each_side_of_a_range_is_amber_to_its_own_bound(goals: Goals) -> None:
    # 5.4 is amber: 1 − 0.4 ÷ 5 is 92 %. Below −5, which is not above 0, there is no amber (SPEC 6.1).
    text = (
        "---\nkind: kpi\ntitle: Load\nowner: ann\ndirection: within\ntarget: {min: -5, max: 5}\n"
        "values: [{date: 2026-09-30, value: 1}, {date: 2026-10-31, value: 5.4}]\n---\n"
    )
    measured = measure(goals({"kpis/load.md": text}), Settings())
    chart = kpi_chart(measured.kpis["kpis/load"], Format("en", measured.as_of), HEALTH_SHAPES)
    assert chart is not None
    places = {label.label: label.at for label in (*chart.target_labels, *chart.warn_labels)}
    assert [mark.shape for mark in chart.marks] == ["ok", "risk"]
    assert set(places) == {"min −5", "max 5", "warn 5.5"}
    right = chart.bands[0].partition("H")[2].partition("V")[0]
    assert chart.bands == (f"M0 {places['max 5']}H{right}V{places['warn 5.5']}H0Z",)


def test_a_kpis_chart_flags_the_days_that_moved_its_target(goals: Goals) -> None:
    measured = measure(goals(TREE), Settings())
    figures, form = measured.kpis["kpis/revenue"], Format("en", measured.as_of)
    moved = (date(2026, 8, 1), date(2026, 9, 15), date(2026, 12, 1))
    chart = kpi_chart(figures, form, HEALTH_SHAPES, moved)
    assert chart is not None
    # The first of them lies before the chart. Of the 122 days from 31 Aug to 31 Dec, 15 and 92 have gone.
    assert [(flag.x, flag.said, flag.words, flag.place) for flag in chart.flags] == [
        ("12.3", "15 Sep: goalpost moved", True, "after"),
        ("75.41", "1 Dec: goalpost moved", False, "before"),
    ]
    assert chart.summary.endswith(" Goalposts moved on 15 Sep, 1 Dec.")


def test_a_kpis_chart_reaches_to_its_last_move(goals: Goals) -> None:
    text = (
        "---\nkind: kpi\ntitle: Load\nowner: ann\ndirection: up\ntarget: 50\n"
        "values: [{date: 2026-09-30, value: 10}, {date: 2026-10-31, value: 100}]\n---\n"
    )
    measured = measure(goals({"kpis/load.md": text}), Settings())
    form = Format("en", measured.as_of)
    chart = kpi_chart(measured.kpis["kpis/load"], form, HEALTH_SHAPES, (date(2026, 11, 10),))
    assert chart is not None
    # 31 of 41 days; the newest value's figure stands at the top, so the words of the flag go to its foot.
    assert (chart.newest and chart.newest.x, chart.newest and chart.newest.y) == ("75.61", "0")
    assert [(flag.x, flag.place) for flag in chart.flags] == [("100", "before foot")]
    assert chart.summary.endswith(" Goalpost moved on 10 Nov.")


def test_those_who_cannot_see_a_chart_hear_of_the_last_six_moves() -> None:
    days = [date(2026, 10, day) for day in range(1, 9)]
    form = Format("en", date(2026, 11, 15))
    assert with_moves("Progress.", [], form) == "Progress."
    assert with_moves("Progress.", days[:1], form) == "Progress. Goalpost moved on 1 Oct."
    said = "Progress. Goalposts moved on 8 days, last on 3 Oct, 4 Oct, 5 Oct, 6 Oct, 7 Oct, 8 Oct."
    assert with_moves("Progress.", days, form) == said


def test_progress_over_time_lies_in_its_cycle(goals: Goals) -> None:
    measured = measure(goals(TREE), Settings())
    objective = measured.repository.objectives["2026-q4/win"]
    assert objective.cycle is not None
    points, line = over_time(measured, objective.id), expected_line(measured, objective.id)
    chart = progress_chart(points, line, objective.cycle.span, measured.as_of, Format("en", measured.as_of))
    assert chart is not None
    assert chart.today == compact(45 / 91 * 100)
    assert chart.now is not None
    assert chart.now.title == "55%"
    assert [tick.label for tick in chart.x] == ["Oct", "Nov", "Dec"]


def test_a_sparkline_keeps_few_values_at_their_end(goals: Goals) -> None:
    measured = measure(goals(TREE), Settings())
    line = sparkline(measured.kpis["kpis/revenue"])
    assert line is not None
    assert line.x == "81.0"
    assert len(line.points.split()) == 3
    assert len(line.targets) == 1


def test_a_time_axis_names_few_months_and_every_year() -> None:
    write = Format("en", date(2026, 11, 15))
    labels = [tick.label for tick in months(Span(date(2025, 3, 31), date(2026, 12, 31)), write)]
    assert labels == ["Jul", "2026", "Jul"]
    assert [tick.label for tick in months(Span(date(2026, 10, 1), date(2026, 12, 31)), write)] == ["Oct", "Nov", "Dec"]
