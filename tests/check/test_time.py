"""Time, beyond the documented examples (G5)."""

import pytest
from tests.check.company import Q4, key_results, kpi, objective
from tests.check.conftest import Check, Codes


def test_a_goal_never_checked_in_is_outdated_two_weeks_after_its_start(found: Check) -> None:
    text = key_results("one: {title: One, from: 0, to: 5}", "two: {title: Two, from: 0, to: 5}")
    assert [f.code for f in found({f"{Q4}x.md": text}, as_of="2026-10-15") if f.path.endswith("x.md")] == []
    (finding,) = [f for f in found({f"{Q4}x.md": text}, as_of="2026-10-16") if f.path.endswith("x.md")]
    assert finding.code == "G501"
    assert "15 days, since 2026-10-01" in finding.message


def test_reached_key_results_do_not_outdate_an_objective(found: Check) -> None:
    done = objective("Done", supports="win-mid-market").replace("first: 5, second: 15", "first: 10, second: 10")
    findings = found({f"{Q4}x.md": done}, as_of="2026-12-20")
    assert not [finding for finding in findings if finding.path.endswith("x.md")]


def test_an_unreadable_row_does_not_make_a_kpi_stale(codes: Codes) -> None:
    tree = {"kpis/trials.md": kpi(), "kpis/trials.csv": "date,value\n2026-08-31,61\n2026-10-3l,63\n"}
    assert codes(tree) == ["G007"]


def test_a_whole_is_not_stale_beside_its_stale_part(codes: Codes) -> None:
    tree = {
        "kpis/all.md": kpi("combine: mean\n"),
        "kpis/part.md": kpi("part_of: all\n", values="values: [{date: 2026-08-31, value: 61}]\n"),
    }
    assert codes(tree) == ["G502"]


@pytest.mark.parametrize(("day", "expected"), [("2026-11-16", []), ("2026-11-17", ["G503"])])
def test_one_day_is_allowed_for_time_zones(codes: Codes, day: str, expected: list[str]) -> None:
    tree = {"kpis/trials.md": kpi(values=f"values: [{{date: {day}, value: 61}}]\n")}
    assert codes(tree, day_is_set=False) == expected
    assert codes(tree, day_is_set=True) == []


@pytest.mark.parametrize(
    "line",
    [
        "one: {title: One, done: 2027-01-31}",
        "one: {title: One, milestones: [{title: A, done: 2027-01-31}]}",
    ],
)
def test_done_in_the_future_is_found(codes: Codes, line: str) -> None:
    tree = {f"{Q4}x.md": key_results(line, "two: {title: Two, from: 0, to: 5}")}
    assert codes(tree, day_is_set=False) == ["G503"]


LATER = "2027-01-31"


@pytest.mark.parametrize(
    ("lines", "more", "where"),
    [
        (f"one: {{title: One, from: 0, to: 1, added: {LATER}}}", "", "added on"),
        (f"one: {{title: One, from: 0, to: 1, retired: {{date: {LATER}, why: Too costly}}}}", "", "retired on"),
        (
            "one: {title: One, from: 0, to: 1}",
            f"adjustments: [{{date: {LATER}, what: one, why: x}}]\n",
            "adjustment on",
        ),
        ("one: {title: One, from: 0, to: 1}", f"check_ins: [{{date: {LATER}, values: {{one: 1}}}}]\n", "check-in on"),
    ],
)
def test_all_that_is_recorded_for_the_future_is_found(found: Check, lines: str, more: str, where: str) -> None:
    tree = {f"{Q4}x.md": key_results(lines, "two: {title: Two, from: 0, to: 5}", more=more)}
    messages = [one.message for one in found(tree, day_is_set=False) if one.code == "G503"]
    assert len(messages) == 1
    assert messages[0].startswith(f"{where} {LATER}, but today is 2026-11-15")
    assert [one for one in found(tree, day_is_set=True) if one.code == "G503"] == []


def test_values_and_adjustments_of_a_kpi_in_the_future_are_found(found: Check) -> None:
    more = f"adjustments: [{{date: {LATER}, what: target, why: x}}]\n"
    tree = {
        "kpis/trials.md": kpi(more),
        "kpis/trials.csv": f"date,value\n2026-10-31,61\n{LATER},62\n",
        "kpis/lost.md": "---\nkind: kpi\n{",
    }
    places = [(one.path, one.line) for one in found(tree, day_is_set=False) if one.code == "G503"]
    assert places == [("goals/kpis/trials.csv", 3), ("goals/kpis/trials.md", 7)]


@pytest.mark.parametrize(
    ("line", "codes_found"),
    [
        ("one: {title: One, from: 0, to: 5, retired: {date: 2027-01-01, why: Late}}", ["G507"]),
        ("one: {title: One, milestones: [{title: A, due: 2026-09-30}]}", ["G507"]),
        ("one: {title: One, milestones: [{title: A, due: 2026-10-01}]}", []),
        ("one: {title: One, from: 0, to: 5, added: 2026-11-01, due: 2026-10-31}", ["G507"]),
    ],
)
def test_dates_that_cannot_be_are_found(codes: Codes, line: str, codes_found: list[str]) -> None:
    tree = {f"{Q4}x.md": key_results(line, "two: {title: Two, from: 0, to: 5}", "three: {title: T, from: 0, to: 5}")}
    assert [code for code in codes(tree) if code != "G503"] == codes_found


def test_a_check_in_file_of_the_future_is_found_in_its_own_file(found: Check) -> None:
    tree = {
        f"{Q4}effortless-onboarding/2027-11-09.md": "---\nkind: check-in\nvalues: {first: 6}\n---\nGood week.\n",
    }
    (finding,) = found(tree, day_is_set=False)
    assert (finding.code, finding.goal) == ("G503", f"{Q4}effortless-onboarding")
    assert finding.path.endswith("2027-11-09.md")


def test_repeated_numbers_of_reached_key_results_are_fine(codes: Codes) -> None:
    days = ("2026-10-26", "2026-11-02", "2026-11-09")

    def repeated(value: int) -> str:
        rows = "".join(f"  - {{date: {day}, values: {{one: {value}}}, confidence: 0.7}}\n" for day in days)
        lines = ("one: {title: One, from: 0, to: 5}", "two: {title: Two, from: 0, to: 5}")
        return key_results(*lines, more=f"check_ins:\n{rows}")

    assert codes({f"{Q4}x.md": repeated(3)}) == ["G506"]
    assert codes({f"{Q4}x.md": repeated(5)}) == []


def test_dates_on_the_cycles_own_days_are_inside(codes: Codes) -> None:
    line = (
        "one: {title: One, from: 0, to: 5, added: 2026-10-01, due: 2026-12-31, planned: {2026-10-01: 0, 2026-12-31: 1}}"
    )
    assert codes({f"{Q4}x.md": key_results(line, "two: {title: Two, from: 0, to: 5}")}) == []


@pytest.mark.parametrize("dates", ["added: 2026-09-30", "due: 2026-09-30", "planned: {2027-01-01: 1}"])
def test_dates_outside_the_cycle_are_found(codes: Codes, dates: str) -> None:
    line = f"one: {{title: One, from: 0, to: 5, {dates}}}"
    assert codes({f"{Q4}x.md": key_results(line, "two: {title: Two, from: 0, to: 5}")}) == ["G507"]
