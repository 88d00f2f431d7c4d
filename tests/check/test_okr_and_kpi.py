"""OKRs and KPIs together, beyond the documented examples (G4)."""

import pytest
from tests.check.company import Q4, key_results, kpi
from tests.check.conftest import Check, Codes

RED = "values: [{date: 2026-09-30, value: 9}, {date: 2026-10-31, value: 9}]\n"


def test_a_kpi_red_once_is_left_alone(codes: Codes) -> None:
    once = "values: [{date: 2026-09-30, value: 60}, {date: 2026-10-31, value: 9}]\n"
    assert codes({"kpis/trials.md": kpi(values=once)}) == []
    assert codes({"kpis/trials.md": kpi(values=RED)}) == ["G401"]


def test_a_retired_key_result_does_not_work_on_a_red_kpi(codes: Codes) -> None:
    retired = "three: {title: T, kpi: trials, from: 5, to: 60, retired: {date: 2026-11-01, why: x}}"
    others = ("one: {title: One, from: 0, to: 5}", "two: {title: Two, from: 0, to: 5}")
    assert codes({"kpis/trials.md": kpi(values=RED), f"{Q4}x.md": key_results(*others, retired)}) == ["G401"]


def test_whoever_works_on_a_part_works_on_the_whole(codes: Codes) -> None:
    tree = {
        "kpis/all.md": kpi("combine: mean\n"),
        "kpis/trials.md": kpi("part_of: all\n", values=RED),
        f"{Q4}x.md": key_results("one: {title: O, kpi: trials, from: 5, to: 60}", "two: {title: Two, from: 0, to: 5}"),
    }
    assert codes(tree) == []


@pytest.mark.parametrize(
    ("direction", "target", "ends", "code"),
    [
        ("up", "60", "from: 50, to: 60", None),
        ("up", "60", "from: 70, to: 60", "G403"),
        ("down", "60", "from: 70, to: 60", None),
        ("down", "60", "from: 50, to: 60", "G403"),
        ("within", "{min: 50, max: 60}", "from: 70, to: 60", None),
        ("within", "{min: 50, max: 60}", "from: 65, to: 70", "G403"),
        ("up", "60", "from: 50, to: 59.5", "G405"),
        ("within", "{min: 50, max: 60}", "from: 70, to: 61", "G405"),
    ],
)
def test_ends_against_their_kpi(codes: Codes, direction: str, target: str, ends: str, code: str | None) -> None:
    tree = {
        "kpis/trials.md": kpi(direction=direction, target=target),
        f"{Q4}x.md": key_results(f"one: {{title: O, kpi: trials, {ends}}}", "two: {title: Two, from: 0, to: 5}"),
    }
    assert codes(tree) == ([code] if code else [])


def test_a_step_towards_a_later_target_is_fine(codes: Codes) -> None:
    tree = {
        "kpis/trials.md": kpi("target_by: 2027-06-30\n"),
        f"{Q4}x.md": key_results("one: {title: O, kpi: trials, from: 5, to: 30}", "two: {title: Two, from: 0, to: 5}"),
    }
    assert codes(tree) == []


def test_the_target_in_force_on_the_last_day_is_compared(codes: Codes) -> None:
    tree = {
        "kpis/trials.md": kpi(target="{2026-01-01: 30, 2026-12-01: 60}"),
        f"{Q4}x.md": key_results(
            "one: {title: O, kpi: trials, from: 5, to: 30, due: 2026-11-30}", "two: {title: Two, from: 0, to: 5}"
        ),
    }
    assert codes(tree) == []  # the fiscal year, for which the target is meant, ends later
    tree["kpis/trials.md"] = kpi("target_by: 2026-11-30\n", target="{2026-01-01: 40, 2026-12-01: 60}")
    assert codes(tree) == ["G405"]


def test_shared_kpis_can_be_said_to_be_meant(codes: Codes) -> None:
    two = "two: {title: Two, from: 0, to: 5}"
    tree = {f"{Q4}{name}.md": key_results("one: {title: O, kpi: trials, from: 5, to: 60}", two) for name in "ab"}
    tree[f"{Q4}b.md"] = tree[f"{Q4}b.md"].replace("Customers bring", "Partners bring")
    assert codes({**tree, "kpis/trials.md": kpi()}) == ["G406"]
    assert codes({**tree, "kpis/trials.md": kpi("ignore: {G406: shared by design}\n")}) == []


def test_targets_that_stop_adding_up_later_are_found(found: Check) -> None:
    tree = {
        "kpis/all.md": kpi("combine: sum\n", target="{2026-01-01: 0.3, 2027-01-01: 1}"),
        "kpis/a.md": kpi("part_of: all\n", target="0.1"),
        "kpis/b.md": kpi("part_of: all\n", target="0.2"),
    }
    (finding,) = found(tree)
    assert finding.code == "G407"
    assert "add up to 0.3, its own is 1 from 2027-01-01 on" in finding.message
