"""The one line on what matters most."""

from collections.abc import Callable, Mapping

import pytest
from tests.check.company import COMPANY, kpi, objective
from tests.conftest import Goals

from goalsite.check import check, headline
from goalsite.measure import measure
from goalsite.settings import Settings

Say = Callable[[Mapping[str, str]], str]
BROKEN = {
    "kpis/broken.md": "no front matter\n",
    "teams/growth/2026-q4/x.md": objective("TBD", supports="win-midmarket"),
}


@pytest.fixture
def said(goals: Goals) -> Say:
    """Return a function that gives the headline of files laid on top of a company without findings."""

    def run(tree: Mapping[str, str]) -> str:
        measured = measure(goals({**COMPANY, **tree}), Settings())
        return str(headline(check(measured), measured))

    return run


def test_without_findings_it_says_how_the_goals_stand(said: Say) -> None:
    assert said({}) == "Nothing to mend: 4 of 4 running objectives on track or reached, 0 of 1 KPI healthy"


def test_errors_come_first_and_those_of_reading_before_others(said: Say) -> None:
    assert said(BROKEN).startswith("Mend 2 errors first, beginning with goals/teams/growth/2026-q4/x.md:5 (G101 ")


def test_company_objectives_off_track_are_named(said: Say) -> None:
    late = objective("We earn what growth costs").replace("first: 5, second: 15", "first: 0, second: 20")
    assert said({"2026-q4/earn-margin.md": late}) == ("1 company objective is off track: “We earn what growth costs”")


def test_otherwise_the_most_frequent_warning_is_named(said: Say) -> None:
    tree = {"teams/growth/2026-q4/x.md": objective("Ours")}
    assert said(tree).startswith("Nothing is broken; begin with 1 finding of G301: A team's")


def test_unhealthy_kpis_that_nobody_works_on_are_named(said: Say) -> None:
    red = kpi(values="values: [{date: 2026-09-30, value: 1}, {date: 2026-10-31, value: 1}]\n")
    assert said({"kpis/trials.md": red}) == "1 KPI is unhealthy and nobody works on it: “Trials”"


def test_objectives_of_cycles_that_are_over_are_named(said: Say) -> None:
    old = objective("Before", supports="win-mid-market").replace("2026-11-09", "2026-09-09")
    text = said({"teams/growth/2026-q3/before.md": old.replace("supports: win-mid-market\n", "")})
    assert text == "1 objective of cycles that are over is still open; close them: “Before”"


def test_silent_objectives_are_counted(said: Say) -> None:
    silent = objective("Quiet", supports="win-mid-market").replace("2026-11-09", "2026-10-09")
    assert said({"teams/growth/2026-q4/quiet.md": silent}) == "1 of 5 running objectives is outdated; ask for check-ins"


def test_an_empty_company_is_told_to_begin(goals: Goals) -> None:
    measured = measure(goals({}), Settings())
    assert str(headline(check(measured), measured)) == "Nothing to mend, and no goals yet: write the first objective"
