"""Markup in texts and links in keys, beyond the documented examples (G6)."""

import pytest
from tests.check.company import Q4, kpi, objective
from tests.check.conftest import Check, Codes

from goalsite.settings import RuleSetting, Settings
from goalsite.vocabulary import Level


def test_markup_is_looked_for_in_notes_too_at_their_place(found: Check) -> None:
    text = objective("Fine", supports="win-mid-market").replace(
        "confidence: 0.8}", "confidence: 0.8, note: 'see <blink>this</blink>'}"
    )
    (finding,) = found({f"{Q4}x.md": text})
    assert (finding.code, finding.line, finding.goal) == ("G601", 10, f"{Q4}x")


def test_links_in_keys_are_looked_at(found: Check) -> None:
    more = (
        "links: [{title: Board, url: 'javascript:alert(1)'}, {title: Plan, url: nowhere.md}]\n"
        "initiatives: [{title: Work, status: doing, link: 'data:text/html,x'}]\n"
    )
    findings = found({f"{Q4}x.md": objective("Fine", supports="win-mid-market", more=more)})
    assert {(f.code, f.key) for f in findings if f.code.startswith("G6")} == {
        ("G602", "links.0.url"),
        ("G603", "links.1.url"),
        ("G602", "initiatives.0.link"),
    }


def test_a_source_may_be_a_sentence_with_a_colon(codes: Codes) -> None:
    assert codes({"kpis/trials.md": kpi("source: 'Finance: the monthly report'\n")}) == []
    assert codes({"kpis/trials.md": kpi("source: 'javascript:alert(1)'\n")}) == ["G602"]


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("effortless-onboarding.md", None),
        ("../kpis/activation-rate.md#values", None),
        ("../team.md", None),
        ("../../../company.md", None),
        ("./effortless-onboarding.md?x=1", None),
        ("effortless-onboardng.md", "G603"),
        ("../../../../README.md", "G603"),
        ("picture.png", None),
        ("/elsewhere.md", None),
        ("https://example.com/README.md", None),
    ],
)
def test_relative_links_to_markdown_files_lead_somewhere(codes: Codes, link: str, code: str | None) -> None:
    text = objective("Fine", supports="win-mid-market") + f"\nSee [this]({link}).\n"
    assert codes({f"{Q4}x.md": text}) == ([code] if code else [])


def test_a_rule_reports_at_the_level_it_is_set_to(found: Check) -> None:
    settings = Settings(rules={"G601": RuleSetting(Level.ERROR)})
    (finding,) = found({"notes.md": "# Notes\n\n<script>alert(1)</script>\n"}, settings=settings)
    assert finding.level is Level.ERROR
