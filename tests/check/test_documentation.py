"""Every rule is documented, and its examples are true."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.change.repositories import Goals
from tests.check.company import AS_OF, COMPANY
from tests.check.conftest import Check
from tests.check.examples import Example, examples

from goalsite.check.registry import RULES
from goalsite.findings import Finding
from goalsite.publish.understanding.pipeline import understand
from goalsite.vocabulary import Level

SPECIFIED = {
    **dict.fromkeys(["G001", "G002", "G003", "G004", "G005", "G006", "G007", "G008", "G010"], Level.ERROR),
    **dict.fromkeys(["G101", "G102", "G103", "G104", "G106", "G107"], Level.ERROR),
    **dict.fromkeys(["G009", "G105"], Level.WARNING),
    **dict.fromkeys(["G201", "G202", "G203", "G204", "G207", "G208", "G209"], Level.WARNING),
    "G205": Level.ERROR,
    "G206": Level.INFO,
    **dict.fromkeys(["G301", "G302", "G303", "G304"], Level.WARNING),
    "G305": Level.INFO,
    **dict.fromkeys(["G402", "G403", "G404"], Level.ERROR),
    **dict.fromkeys(["G401", "G405", "G407", "G409", "G410"], Level.WARNING),
    **dict.fromkeys(["G406", "G408"], Level.INFO),
    **dict.fromkeys(["G501", "G502", "G504", "G505"], Level.WARNING),
    "G503": Level.ERROR,
    "G506": Level.INFO,
    "G507": Level.ERROR,
    "G601": Level.WARNING,
    "G602": Level.ERROR,
    "G603": Level.WARNING,
}
"""Every code with its default level, as the contract names them (SPEC 9)."""


def test_every_code_of_the_contract_has_a_rule_with_its_level() -> None:
    assert {code: rule.level for code, rule in RULES.items()} == SPECIFIED


def test_bounds_are_named_as_in_the_settings() -> None:
    bounds = {code: {name: str(value) for name, value in rule.bounds.items()} for code, rule in RULES.items()}
    assert {code: given for code, given in bounds.items() if given} == {
        "G201": {"min": "2", "max": "5"},
        "G202": {"max": "3"},
        "G203": {"min": "3", "max": "5"},
        "G207": {"max": "120"},
        "G305": {"difference": "0.25"},
        "G401": {"times": "2"},
        "G506": {"times": "3"},
    }


def test_the_company_below_all_examples_is_clean(found: Check) -> None:
    assert found({}) == ()


@pytest.mark.parametrize("code", RULES)
def test_documentation_has_a_title_a_reason_and_both_examples(code: str) -> None:
    rule = RULES[code]
    title, blank, reason = rule.documentation.split("\n")[:3]
    assert title.endswith(".")
    assert blank == ""
    assert reason
    assert {example.word for example in examples(rule)} == {"Bad", "Good"}
    assert all(example.files for example in examples(rule))


@pytest.mark.parametrize("code", RULES)
def test_examples_are_true(code: str, found: Check, tmp_path: Path) -> None:
    for example in examples(RULES[code]):
        # Only a day taken from the clock makes a record of tomorrow a mistake.
        findings = (
            _found_after(tmp_path / example.word, example)
            if example.until
            else found(example.files, day_is_set=code != "G503")
        )
        codes = [finding.code for finding in findings]
        if example.word == "Bad":
            assert code in codes, [str(finding) for finding in findings]
        else:
            assert code not in codes, [str(finding) for finding in findings]
            assert not [str(finding) for finding in findings if finding.level is Level.ERROR]


def _found_after(folder: Path, example: Example) -> tuple[Finding, ...]:
    """Return what is found where the earlier files were committed, and the others on the day after."""
    goals = Goals(folder)
    goals.commit("2026-10-01", {**COMPANY, **example.files, **example.earlier})
    goals.commit(str(date.fromisoformat(example.until) + timedelta(days=1)), example.files)
    return understand(goals.folder, as_of=date.fromisoformat(AS_OF)).findings
