"""Every number that was written stands on the line its unfolding names."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.measure.builders import Q4, kpi, objective
from tests.measure.conftest import Figures

from goalsite.measure import Input, Measured, measure, why_key_result, why_kpi, why_objective
from goalsite.model import load
from goalsite.settings import Settings

DEMO = Path(__file__).parents[2]
TARGETS = "target:\n  2026-01-01: 80\n  2026-10-01: 85\n  2026-12-01: 90\nwarn:\n  2026-01-01: 70\n  2026-10-01: 75"
"""A KPI's file has them on lines 6 to 12: `target:` on 6, its steps on 7 to 9, `warn:` on 10, its own on 11 and 12."""


def _kpi(value: str) -> str:
    return kpi(f"direction: up\n{TARGETS}", [("2026-08-31", "60"), ("2026-09-30", "65"), ("2026-10-31", value)])


def _line(inputs: tuple[Input, ...], ref: str) -> int:
    return next(one.line for one in inputs if one.ref == ref)


def test_a_target_and_a_warn_name_the_step_in_force_on_the_values_day(figures: Figures) -> None:
    whys = why_kpi(figures({"kpis/rate.md": _kpi("72")}), "kpis/rate")
    assert _line(whys["completion"].inputs, "target") == 8
    assert (_line(whys["health"].inputs, "target"), _line(whys["health"].inputs, "warn")) == (8, 12)
    assert _line(whys["projection"].inputs, "target") == 9  # of 31 December


def test_one_target_for_all_time_names_its_own_line(figures: Figures) -> None:
    tree = {"kpis/rate.md": kpi("direction: up\ntarget: 90", [("2026-10-31", "80")])}
    assert _line(why_kpi(figures(tree), "kpis/rate")["completion"].inputs, "target") == 6


def test_an_end_by_default_names_the_step_in_force_on_the_cycles_last_day(figures: Figures) -> None:
    tree = {"kpis/rate.md": _kpi("72"), "2026-q4/grow.md": objective("it: {title: It, kpi: rate}")}
    assert _line(why_key_result(figures(tree), Q4, "it")["progress"].inputs, "to") == 9


def test_planned_points_name_their_own_lines(figures: Figures) -> None:
    text = (
        "---\nkind: objective\ntitle: Grow\nowner: Ada\nplanned:\n  2026-10-31: 0.2\n  2026-11-30: 0.8\n"
        "key_results:\n  it:\n    title: It\n    from: 0\n    to: 1\n    planned:\n      2026-10-31: 0.1\n"
        "      2026-11-30: 0.6\n---\n"
    )
    measured = figures({"2026-q4/grow.md": text})
    assert [one.line for one in why_key_result(measured, Q4, "it")["expected"].inputs] == [14, 15]
    assert [one.line for one in why_objective(measured, Q4)["expected"].inputs] == [6, 7]


@pytest.mark.parametrize(
    ("more", "first", "last"),
    [("", 6, 6), ("    added: 2026-11-02\n    due: 2026-12-18\n", 10, 11), ("    due: 2026-12-18\n", 6, 10)],
)
def test_the_ends_of_a_span_are_named_where_they_are_said(figures: Figures, more: str, first: int, last: int) -> None:
    head = "---\nkind: objective\ntitle: Grow\nowner: Ada\n"
    text = f"{head}key_results:\n  it:\n    title: It\n    from: 0\n    to: 1\n{more}---\n"
    inputs = why_key_result(figures({"2026-q4/grow.md": text}), Q4, "it")["expected"].inputs
    assert [one.line for one in inputs] == [first, last]


def test_a_span_that_the_cycle_gives_names_the_key_that_says_it(figures: Figures) -> None:
    text = objective("it: {title: It, from: 0, to: 1}", "cycle: 2026-q4")
    inputs = why_key_result(figures({"grow.md": text}), "grow", "it")["expected"].inputs
    assert [(one.ref, one.line) for one in inputs] == [("first", 5), ("last", 5)]


def _written(measured: Measured) -> Iterator[tuple[str, Input]]:
    """Give the inputs that someone wrote: not the figures of goals, nor of KPIs made of parts or ratings."""
    kpis = measured.repository.kpis.values()
    made = tuple(one.file.path.removesuffix("md") for one in kpis if one.record.combine or one.record.raters)
    whys = [(goal, why_objective(measured, goal)) for goal in measured.objectives]
    whys += [
        (f"{goal}#{kr}", why_key_result(measured, goal, kr))
        for goal, figures in measured.objectives.items()
        for kr in figures.key_results
    ]
    whys += [(name, why_kpi(measured, name)) for name in measured.kpis]
    for of, one in whys:
        for name, why in one.items():
            for given in why.inputs:
                is_figure = given.ref.partition("#")[0] in measured.objectives and name != "score"
                written = name != "behind" and not is_figure and not given.path.startswith(made)
                if written and isinstance(given.value, Fraction):
                    yield f"{of} {name}", given


def test_every_written_number_of_the_demo_stands_on_the_line_named() -> None:
    settings = Settings()
    measured = measure(load(DEMO / "goals", settings, date(2026, 11, 21)), settings)
    found = 0
    for of, given in _written(measured):
        line = (DEMO / given.path).read_text(encoding="utf-8").split("\n")[given.line - 1]
        numbers = {Fraction(number) for number in re.findall(r"-?\d+(?:\.\d+)?", line)}
        assert given.value in numbers, f"{of}: {given.ref} is not on {given.path}:{given.line}: {line}"
        found += 1
    assert found > 500
