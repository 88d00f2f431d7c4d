"""Levels, bounds, silencing and order of findings."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from tests.check.company import COMPANY, objective
from tests.check.conftest import Check

from goalsite.findings import Finding
from goalsite.settings import RuleSetting, Settings
from goalsite.vocabulary import Level

LONE = "teams/growth/2026-q4/lone.md"


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def with_rules(**rules: RuleSetting) -> Settings:
    return Settings(rules=rules)


def lone(ignore: str = "") -> Mapping[str, str]:
    return {LONE: objective("Customers bring customers", more=f"ignore: {ignore}\n" if ignore else "")}


def test_a_rule_set_to_another_level_gives_findings_of_that_level(found: Check) -> None:
    (finding,) = found(lone(), settings=with_rules(G301=RuleSetting(Level.ERROR)))
    assert (finding.code, finding.level) == ("G301", Level.ERROR)


def test_a_rule_that_is_off_finds_nothing(found: Check) -> None:
    assert found(lone(), settings=with_rules(G301=RuleSetting(Level.OFF))) == ()


def test_findings_of_reading_take_the_level_of_the_settings_too(found: Check) -> None:
    tree = {LONE: objective("Customers bring customers", supports="win-midmarket")}
    assert [f.level for f in found(tree)] == [Level.ERROR]
    assert [f.level for f in found(tree, settings=with_rules(G101=RuleSetting(Level.INFO)))] == [Level.INFO]
    assert found(tree, settings=with_rules(G101=RuleSetting(Level.OFF))) == ()


def test_bounds_of_the_settings_replace_those_named_only(found: Check) -> None:
    settings = with_rules(G201=RuleSetting(None, {"min": Decimal(3)}))
    findings = found({}, settings=settings)
    assert {(f.code, f.level) for f in findings} == {("G201", Level.WARNING)}
    assert len(findings) == 4
    assert "at least 3" in findings[0].message


def test_an_ignore_with_a_reason_silences_its_rule_in_its_object_only(found: Check) -> None:
    other = {"teams/growth/2026-q4/other.md": objective("Another one")}
    findings = found({**lone('{G301: "an experiment"}'), **other})
    assert [(f.code, f.path) for f in findings] == [("G301", "goals/teams/growth/2026-q4/other.md")]


def test_an_ignore_without_a_reason_silences_but_is_a_finding_itself(found: Check) -> None:
    (finding,) = found(lone('{G301: ""}'))
    assert (finding.code, finding.level, finding.goal) == ("G009", Level.WARNING, "teams/growth/2026-q4/lone")
    assert "without a reason" in finding.message


@pytest.mark.parametrize(
    ("ignore", "said"),
    [
        ('{G301: "why", G207: "why"}', "silences nothing"),
        ('{G301: "why", G003: "why"}', "cannot be ignored"),
        ('{G301: "why", G101: "why"}', "cannot be ignored"),
        ('{G301: "why", G999: "why"}', "no rule 'G999'"),
        ('{G301: "why", g207: "why"}', "write G207"),
    ],
)
def test_an_ignore_that_can_silence_nothing_is_found(found: Check, ignore: str, said: str) -> None:
    (finding,) = found(lone(ignore))
    assert finding.code == "G009"
    assert said in finding.message


def test_an_ignore_of_a_rule_that_is_off_is_left_alone(found: Check) -> None:
    assert found(lone('{G301: "an experiment"}'), settings=with_rules(G301=RuleSetting(Level.OFF))) == ()


def test_an_ignore_is_not_called_useless_while_something_cannot_be_read(found: Check) -> None:
    tree = {**lone('{G301: "an experiment", G207: "a quotation"}'), "kpis/broken.md": "---\nkind: kpi\ntitle: [\n---\n"}
    assert {f.path for f in found(tree)} == {"goals/kpis/broken.md"}


def test_an_ignore_in_a_team_silences_what_is_said_of_the_team(found: Check) -> None:
    many = {
        f"teams/growth/2026-q4/{name}.md": objective(f"Objective {name}", supports="win-mid-market") for name in "abc"
    }
    team = "---\nkind: team\ntitle: Growth\nlead: Mei Lin\nignore: {G202: two teams are being merged}\n---\n"
    assert codes(found(many)) == ["G202"]
    assert found({**many, "teams/growth/team.md": team}) == ()


def test_findings_are_sorted_by_file_place_and_code(found: Check) -> None:
    tree = {
        "teams/growth/2026-q4/b.md": objective("TBD"),
        "teams/growth/2026-q4/a.md": objective("Another"),
        "company.md": "---\nkind: company\ntitle: Example\nmision: x\n---\n",
    }
    findings = found(tree)
    assert [(f.path.rpartition("/")[2], f.code) for f in findings] == [
        ("company.md", "G004"),
        ("a.md", "G301"),
        ("b.md", "G205"),
        ("b.md", "G301"),
    ]
    assert list(findings) == sorted(findings, key=lambda finding: finding.order)


def test_the_order_of_files_changes_nothing(found: Check) -> None:
    tree = {**COMPANY, **lone(), "teams/growth/2026-q4/other.md": objective("TBD")}
    assert found(tree, bare=True) == found(dict(reversed(tree.items())), bare=True)


@pytest.mark.parametrize(
    "broken",
    [
        "---\nkind: objective\ntitle: [\n---\n",
        "---\nkind: objective\ntitle: Broken\nowner: Mei Lin\nkey_results: 3\n---\n",
        "---\nkind: objectiv\ntitle: Broken\n---\n",
    ],
)
def test_nothing_is_found_elsewhere_because_a_file_cannot_be_read(found: Check, broken: str) -> None:
    """A red KPI might be worked on, and a third company objective may stand, in the file that cannot be read."""
    red = (
        "---\nkind: kpi\ntitle: Complaints\nowner: Mei Lin\ndirection: down\ntarget: 5\nvalues:\n"
        "  - {date: 2026-09-30, value: 9}\n  - {date: 2026-10-31, value: 9}\n---\n"
    )
    tree = {"2026-q4/earn-margin.md": broken, "teams/growth/kpis/complaints.md": red}
    tree["teams/growth/2026-q4/child.md"] = objective("Child", supports="earn-margin")
    assert {f.path for f in found(tree)} == {"goals/2026-q4/earn-margin.md"}


def test_an_unknown_key_is_not_also_called_missing(found: Check) -> None:
    tree = {LONE: objective("Customers bring customers", more="parent: win-mid-market\n")}
    assert codes(found(tree)) == ["G004"]
