"""SPEC 5: which status applies, and why."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.conftest import Goals
from tests.measure.builders import goal_of, kpi, metric, objective, part_of, team
from tests.measure.conftest import Figures

from goalsite.measure import Pace, measure
from goalsite.settings import Outdated, RuleSetting, Settings
from goalsite.vocabulary import Grade, Status

IT = "it: {title: It, from: 0, to: 91}"


def status(figures: Figures, text: str, day: str = "2026-11-15") -> Status:
    return goal_of(figures({"2026-q4/grow.md": text}, day)).status


@pytest.mark.parametrize(
    ("state", "day", "found"),
    [
        ("draft", "2026-11-15", Status.DRAFT),
        ("abandoned", "2027-02-01", Status.ABANDONED),
        ("closed", "2027-02-01", Status.CLOSED),
        ("active", "2026-09-30", Status.NOT_STARTED),
        ("active", "2027-01-01", Status.OVERDUE),
    ],
)
def test_the_state_and_the_day_come_first(figures: Figures, state: str, day: str, found: Status) -> None:
    assert status(figures, objective(IT, f"state: {state}"), day) is found


def test_a_closed_cycle_makes_what_is_open_overdue_before_its_last_day(figures: Figures) -> None:
    tree = {
        "cycles/2026-q4.md": "---\nkind: cycle\nstate: closed\n---\n",
        "2026-q4/grow.md": metric("0", "10", "5"),
        "2026-q4/there.md": metric("0", "10", "10"),
        "2026-q4/done.md": objective(IT, "state: closed"),
    }
    found = figures(tree)
    goals = {id_.rpartition("/")[2]: goal.status for id_, goal in found.objectives.items()}
    assert goals == {"grow": Status.OVERDUE, "there": Status.REACHED, "done": Status.CLOSED}
    assert found.objectives["2026-q4/grow"].key_results["it"].status is Status.OVERDUE


def test_reached_comes_before_overdue(figures: Figures) -> None:
    assert status(figures, metric("0", "10", "10"), "2027-01-05") is Status.REACHED


# On 15 November 45 of 91 days have gone, so 45 is on the line.
@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("45", Status.ON_TRACK),
        ("35.9", Status.ON_TRACK),  # behind exactly 0.1
        ("35.8", Status.AT_RISK),
        ("22.25", Status.AT_RISK),  # behind exactly 0.25
        ("22.2", Status.OFF_TRACK),
    ],
)
def test_pace_is_how_far_behind_the_line(figures: Figures, now: str, found: Status) -> None:
    figured = goal_of(figures({"2026-q4/grow.md": metric("0", "91", now)}))
    assert figured.status is found
    assert figured.decided_by is Pace.PACE


@pytest.mark.parametrize(
    ("confidence", "found", "by"),
    [
        ("0.7", Status.ON_TRACK, Pace.BOTH),
        ("0.69", Status.AT_RISK, Pace.CONFIDENCE),
        ("0.4", Status.AT_RISK, Pace.CONFIDENCE),
        ("0.39", Status.OFF_TRACK, Pace.CONFIDENCE),
    ],
)
def test_the_worse_of_pace_and_confidence_decides(figures: Figures, confidence: str, found: Status, by: Pace) -> None:
    text = objective(IT, check_ins=f"{{date: 2026-11-15, values: {{it: 45}}, confidence: {confidence}}}")
    figured = goal_of(figures({"2026-q4/grow.md": text}))
    assert (figured.status, figured.decided_by) == (found, by)


def test_the_first_tenth_is_without_pace_but_not_without_confidence(figures: Figures) -> None:
    # 9 of 91 days are less than a tenth, 10 are more.
    nothing = objective(IT, check_ins="{date: 2026-10-10, values: {it: 0}}\n{date: 2026-10-11, values: {it: 0}}")
    assert status(figures, nothing, "2026-10-10") is Status.STARTING
    assert status(figures, nothing, "2026-10-11") is Status.AT_RISK
    unsure = objective(IT, check_ins="{date: 2026-10-02, values: {it: 0}, confidence: 0.3}")
    assert status(figures, unsure, "2026-10-10") is Status.OFF_TRACK


def test_confidence_without_any_value_does_not_make_a_status(figures: Figures) -> None:
    text = objective(IT, check_ins="{date: 2026-10-02, values: {}, confidence: 1}")
    assert status(figures, text, "2026-10-05") is Status.STARTING
    assert status(figures, text, "2026-10-20") is Status.NO_DATA


def test_a_figure_more_than_fourteen_days_old_is_outdated_and_keeps_its_last_status_small(figures: Figures) -> None:
    text = objective(IT, check_ins="{date: 2026-11-01, values: {it: 31}}")
    assert status(figures, text, "2026-11-15") is Status.ON_TRACK
    figured = figures({"2026-q4/grow.md": text}, "2026-11-16")
    assert goal_of(figured).status is Status.OUTDATED
    assert goal_of(figured).last_status is Status.ON_TRACK
    assert part_of(figured).last_status is Status.ON_TRACK


def test_the_days_until_outdated_go_by_the_length_of_the_cycle(figures: Figures) -> None:
    settings = Settings(outdated_after=Outdated(month=5, quarter=14, year=35))
    text = objective("it: {title: It, from: 0, to: 10}", check_ins="{date: 2026-11-05, values: {it: 9}}")
    tree = {"2026-11/a.md": text, "2026-q4/a.md": text, "2026-h2/a.md": text, "2026/a.md": text}
    found = figures(tree, "2026-11-20", settings=settings).objectives
    outdated = {name for name, figured in found.items() if figured.outdated}
    assert outdated == {"2026-11/a", "2026-q4/a", "2026-h2/a"}


def test_an_objective_is_outdated_when_all_that_is_not_reached_is(figures: Figures) -> None:
    text = objective(
        """
        done: {title: Done, from: 0, to: 10}
        old: {title: Old, from: 0, to: 10}
        new: {title: New, from: 0, to: 10}
        """,
        check_ins="""{date: 2026-10-20, values: {old: 3, done: 5}}
        {date: 2026-11-10, values: {done: 10, new: 4}}""",
    )
    assert status(figures, text) is not Status.OUTDATED
    assert status(figures, text, "2026-11-24") is not Status.OUTDATED
    assert status(figures, text, "2026-11-25") is Status.OUTDATED


def test_any_check_in_keeps_milestones_and_yes_no_fresh_but_not_a_metric(figures: Figures) -> None:
    text = objective(
        """
        steps: {title: Steps, milestones: [{title: A}, {title: B}]}
        signed: {title: Signed, done: false}
        it: {title: It, from: 0, to: 10}
        """,
        check_ins="""{date: 2026-10-20, values: {it: 3}}
        {date: 2026-11-10, note: still waiting}""",
    )
    found = goal_of(figures({"2026-q4/grow.md": text})).key_results
    assert {name: figured.outdated for name, figured in found.items()} == {
        "steps": False,
        "signed": False,
        "it": True,
    }


def test_what_reads_a_kpi_is_outdated_when_the_kpi_is_stale(figures: Figures) -> None:
    tree = {
        "kpis/rate.md": kpi("direction: up\ntarget: 91", [("2026-09-30", "0"), ("2026-10-31", "30")]),
        "2026-q4/grow.md": objective("it: {title: It, kpi: rate}"),
    }
    assert not part_of(figures(tree, "2026-12-08")).outdated  # 38 days
    assert part_of(figures(tree, "2026-12-09")).outdated
    assert part_of(figures(tree, "2026-12-09")).last_status is Status.ON_TRACK


def test_a_key_result_judges_by_its_own_span(figures: Figures) -> None:
    text = objective(
        "it: {title: It, from: 0, to: 10, due: 2026-11-10}", check_ins="{date: 2026-11-09, values: {it: 9.9}}"
    )
    found = figures({"2026-q4/grow.md": text})
    assert part_of(found).status is Status.OVERDUE
    assert goal_of(found).status is Status.ON_TRACK


def test_a_retired_key_result_leaves_the_mean_from_its_day(figures: Figures) -> None:
    text = objective(
        """
        old: {title: Old, from: 0, to: 10, retired: {date: 2026-11-10, why: swapped}}
        new: {title: New, from: 0, to: 10}
        """,
        check_ins="{date: 2026-11-01, values: {old: 10, new: 2}}",
    )
    before = goal_of(figures({"2026-q4/grow.md": text}, "2026-11-09"))
    after = goal_of(figures({"2026-q4/grow.md": text}, "2026-11-10"))
    assert before.progress == Fraction("0.6")
    assert after.progress == Fraction("0.2")
    assert after.key_results["old"].status is Status.RETIRED
    assert after.key_results["old"].progress == 1


YEAR = {
    "2026/grow.md": objective(more="progress_from: supporters\nkey_results: {}"),
    "teams/a/team.md": team(),
    "teams/a/2026-q1/help.md": objective(
        "it: {title: It, from: 0, to: 10}", "supports: grow", "{date: 2026-03-20, values: {it: 10}}"
    ),
}


def test_what_shorter_cycles_measure_is_not_reached_before_its_last_day(figures: Figures) -> None:
    assert goal_of(figures(YEAR, "2026-12-30"), "2026/grow").status is Status.ON_TRACK
    assert goal_of(figures(YEAR, "2026-12-31"), "2026/grow").status is Status.REACHED


@pytest.mark.parametrize(
    ("kind", "score", "grade"),
    [
        ("committed", "1", Grade.MET),
        ("committed", "0.7", Grade.PARTLY),
        ("committed", "0.69", Grade.MISSED),
        ("aspirational", "0.7", Grade.MET),
        ("aspirational", "0.4", Grade.PARTLY),
        ("aspirational", "0.39", Grade.MISSED),
    ],
)
def test_the_grade_goes_by_the_score_and_the_type(figures: Figures, kind: str, score: str, grade: Grade) -> None:
    found = goal_of(figures({"2026-q4/grow.md": objective(IT, f"state: closed\ntype: {kind}\nscore: {score}")}))
    assert found.grade is grade


def test_the_score_is_by_default_the_mean_of_the_scores_given(figures: Figures) -> None:
    text = objective(
        """
        a: {title: A, from: 0, to: 10, weight: 3, score: 0.8}
        b: {title: B, from: 0, to: 10, score: 0.4}
        c: {title: C, from: 0, to: 10}
        """,
        "state: closed",
    )
    found = goal_of(figures({"2026-q4/grow.md": text}))
    assert found.score == Fraction("0.7")
    assert found.grade is Grade.MET


def test_without_a_score_the_final_progress_grades_and_does_not_become_the_score(figures: Figures) -> None:
    text = objective(IT, "state: closed", "{date: 2027-01-08, values: {it: 45.5}}")
    found = goal_of(figures({"2026-q4/grow.md": text}, "2027-01-10"))
    assert found.score is None
    assert found.progress == Fraction(1, 2)
    assert found.grade is Grade.PARTLY


def test_a_confidence_for_all_is_for_those_active_that_day(figures: Figures) -> None:
    text = objective(
        """
        old: {title: Old, from: 0, to: 10}
        new: {title: New, from: 0, to: 10, added: 2026-11-01}
        """,
        check_ins="""{date: 2026-10-20, confidence: 0.9}
        {date: 2026-11-05, confidence: {old: 0.5}}""",
    )
    found = goal_of(figures({"2026-q4/grow.md": text}))
    old = found.key_results["old"].confidence
    assert old is not None
    assert (old.value, old.date) == (Fraction(1, 2), date(2026, 11, 5))
    assert found.key_results["new"].confidence is None
    assert found.confidence == Fraction(1, 2)


def test_a_supporter_whose_cycle_is_to_come_does_not_hide_that_the_others_are_silent(figures: Figures) -> None:
    tree = {
        "2026/grow.md": objective(more="progress_from: supporters\nkey_results: {}"),
        "teams/a/team.md": team(),
        "teams/a/2026-q2/silent.md": objective(
            "it: {title: It, from: 0, to: 10}", "supports: grow", "{date: 2026-04-20, values: {it: 5}}"
        ),
        "teams/a/2026-q4/later.md": objective("it: {title: It, from: 0, to: 10}", "supports: grow"),
    }
    found = goal_of(figures(tree, "2026-05-20"), "2026/grow")
    assert found.figure_day == date(2026, 4, 20)
    assert (found.status, found.last_status) == (Status.OUTDATED, Status.ON_TRACK)


@pytest.mark.parametrize(("difference", "found"), [("0.25", True), ("0.5", False), ("0.49", True)])
def test_how_far_the_two_means_may_differ_is_a_setting(goals: Goals, difference: str, found: bool) -> None:
    # Key results say 100 %, the supporter says 50 %.
    tree = {
        "2026-q4/top.md": metric("0", "10", "10"),
        "teams/a/team.md": team("A"),
        "teams/a/2026-q4/below.md": metric("0", "10", "5").replace("kind: objective", "kind: objective\nsupports: top"),
    }
    rules = {"G305": RuleSetting(bounds={"difference": Decimal(difference)})}
    settings = Settings(rules=rules)
    measured = measure(goals(tree, settings=settings), settings)
    assert measured.objectives["2026-q4/top"].disagree is found
