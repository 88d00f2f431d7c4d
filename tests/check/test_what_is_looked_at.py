"""Which goals the families of rules look at (SPEC 9)."""

import pytest
from tests.check.company import Q4, kpi, objective
from tests.check.conftest import Codes


@pytest.mark.parametrize("state", ["draft", "closed", "abandoned"])
def test_drafts_closed_and_abandoned_objectives_are_spared_quality_and_alignment(codes: Codes, state: str) -> None:
    tree = {f"{Q4}x.md": objective("TBD", more=f"state: {state}\n")}
    assert codes(tree) == []


def test_objectives_of_a_draft_cycle_are_drafts(codes: Codes) -> None:
    tree = {
        "cycles/2027-q1.md": "---\nkind: cycle\nstate: draft\n---\n",
        "teams/growth/2027-q1/x.md": "---\nkind: objective\ntitle: Next\nowner: Mei Lin\nkey_results:\n"
        "  one: {title: More, from: 0, to: 5}\n---\n",
    }
    assert codes(tree) == []


def test_only_g505_looks_at_cycles_that_are_over(codes: Codes) -> None:
    assert codes({"teams/growth/2026-q3/x.md": objective("TBD")}) == ["G505"]


def test_objectives_of_a_cycle_closed_by_its_file_are_overdue(codes: Codes) -> None:
    tree = {"cycles/2026-q4.md": "---\nkind: cycle\nstate: closed\n---\n"}
    assert codes(tree) == ["G505"] * 4


def test_superseded_kpis_are_spared(codes: Codes) -> None:
    gone = "superseded_by: activation-rate\napproved_by: Mei Lin\n"
    assert codes({"teams/growth/kpis/trials.md": kpi(gone, target="")}) == []
