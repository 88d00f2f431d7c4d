"""Alignment beyond the documented examples (G3)."""

from tests.check.company import Q4, key_results, kpi, objective
from tests.check.conftest import Check, Codes


def test_a_circle_does_not_also_support_nothing(codes: Codes) -> None:
    tree = {f"{Q4}a.md": objective("A", supports="b"), f"{Q4}b.md": objective("B", supports="a")}
    assert codes(tree) == ["G104", "G104"]


def test_supporting_a_goal_of_the_year_around_is_fine(codes: Codes) -> None:
    tree = {f"2026/{name}.md": objective(f"Year {name}") for name in "abc"}
    tree[f"{Q4}x.md"] = objective("Ours", supports="2026/a")
    assert codes(tree) == []


def test_supporting_a_kpi_is_fine_in_any_cycle(codes: Codes) -> None:
    assert codes({f"{Q4}x.md": objective("Ours", supports="activation-rate")}) == []


def test_supporting_a_retired_key_result_or_a_superseded_kpi_is_found(codes: Codes) -> None:
    up = objective("Up").replace("to: 10}\n  second", "to: 10, retired: {date: 2026-11-01, why: x}}\n  second")
    tree = {
        "2026-q4/up.md": up,
        f"{Q4}x.md": objective("Ours", supports="'up#first'"),
        "kpis/trials.md": kpi("superseded_by: activation-rate\napproved_by: Mei Lin\n"),
        f"{Q4}y.md": objective("Theirs", supports="trials"),
    }
    assert sorted(codes(tree)) == ["G201", "G304", "G304"]


def test_a_milestone_due_after_the_cycle_is_found_at_its_place(found: Check) -> None:
    milestones = "milestones: [{title: A, due: 2026-12-31}, {title: B, due: 2027-01-01}]"
    tree = {f"{Q4}x.md": key_results(f"one: {{title: One, {milestones}}}", "two: {title: Two, from: 0, to: 5}")}
    (finding,) = [finding for finding in found(tree) if finding.code == "G303"]
    assert finding.key == "key_results.one.milestones.1.due"
