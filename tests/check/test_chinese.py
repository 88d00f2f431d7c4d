"""Findings speak Chinese to whoever reads Chinese, and stay the same findings."""

import json
import pickle
import re
from collections.abc import Callable, Mapping

import pytest
from tests.check.company import COMPANY, key_results, objective
from tests.check.conftest import Check
from tests.check.examples import examples
from tests.conftest import Goals
from tests.words import unlisted

from goalsite.check import check, headline
from goalsite.check.registry import RULES
from goalsite.check.report import Format, report, summary
from goalsite.language import speaking
from goalsite.measure import measure
from goalsite.settings import Settings

HAN = re.compile(r"[\u4e00-\u9fff]")
BROKEN = {
    "people/mei-lin.md": "---\nkind: person\ntitle: Mei Lin\nteams: growth\n---\n",
    "teams/growth/2026-q4/x.md": objective("Loud", supports="win-midmarket", more="with_teams: [growht]\n"),
    "teams/growth/2026-q4/y.md": key_results('a: {title: "Launch it", from: 1, to: 2}'),
}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_it_finds_in_chinese(code: str, found: Check) -> None:
    for example in examples(RULES[code]):
        for finding in found(example.files, day_is_set=code != "G503"):
            assert unlisted(finding.said) == []
            english = finding.message
            with speaking("zh"):
                assert HAN.search(finding.message)
                assert finding.message != english
            assert finding.message == english


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_documented_in_chinese_with_the_same_examples(code: str) -> None:
    rule = RULES[code]
    blocks = [line for line in rule.documentation.split("\n") if line.startswith("    ")]
    with speaking("zh"):
        heading, blank, explanation, *rest = rule.told().split("\n")
        assert heading == rule.heading
        assert HAN.search(heading)
        assert not blank
        assert HAN.search(explanation)
        assert [line for line in rest if line.startswith("    ")] == blocks
        assert {line for line in rest if line.strip() and not line.startswith("    ")} == {"反例：", "正例："}
    assert rule.told() == rule.documentation


def test_findings_are_read_word_for_word(found: Check) -> None:
    findings = found(BROKEN)
    with speaking("zh"):
        said = [str(one) for one in findings]
    assert said == [
        "goals/people/mei-lin.md:4:1 G004 人员中有未知的键“teams”；是否指“team”？",
        "goals/teams/growth/2026-q4/x.md:5:11 G101 未知的目标“win-midmarket”；是否指“win-mid-market”？",
        "goals/teams/growth/2026-q4/x.md:6:14 G106 未知的团队“growht”；是否指“growth”？",
        "goals/teams/growth/2026-q4/y.md:3:8 G501 自2026-10-01起已有45天没有新数据；请提交更新，或结束它",
        "goals/teams/growth/2026-q4/y.md:7:3 G201 有1个关键结果，建议不少于2个；请补充还有什么能表明目标已达成",
        "goals/teams/growth/2026-q4/y.md:7:14 G206 “Launch it”以“Launch”开头，像一项任务；"
        "请写明完成后会有什么不同，并把任务列入`initiatives`",
    ]


def test_what_is_sorted_and_counted_does_not_depend_on_the_language(found: Check) -> None:
    english = found(BROKEN)
    prints = [one["fingerprint"] for one in json.loads(report(english, Format.GITLAB))]
    with speaking("zh"):
        chinese = found(BROKEN)
        assert [one["fingerprint"] for one in json.loads(report(chinese, Format.GITLAB))] == prints
        assert [one.order for one in chinese] == [one.order for one in english]
    assert len(set(english) | set(pickle.loads(pickle.dumps(english)))) == len(english)


def test_the_report_ends_in_chinese(found: Check) -> None:
    findings = found(BROKEN)
    with speaking("zh"):
        assert report(findings, Format.TEXT, "先修正这里").split("\n")[-3:] == [
            "3个错误、2个警告、1个提示",
            "先修正这里",
            "",
        ]
        assert summary(()) == "没有发现问题"


@pytest.fixture
def matters(goals: Goals) -> Callable[[Mapping[str, str]], str]:
    """Return a function that gives the headline of files laid on top of the company, in Chinese."""

    def run(tree: Mapping[str, str]) -> str:
        measured = measure(goals({**COMPANY, **tree}), Settings())
        said = headline(check(measured), measured)
        assert unlisted(said) == []
        with speaking("zh"):
            return str(said)

    return run


def test_the_headline_is_chinese(matters: Callable[[Mapping[str, str]], str]) -> None:
    assert matters({}) == "没有需要修正之处：4个进行中的目标中4个正常或已达成，1个KPI中0个健康"
    assert (
        matters(BROKEN)
        == "请先修正3处错误，从goals/people/mei-lin.md:4开始（G004 人员中有未知的键“teams”；是否指“team”？）"
    )
    quiet = objective("Quiet", supports="win-mid-market").replace("2026-11-09", "2026-10-09")
    assert matters({"teams/growth/2026-q4/quiet.md": quiet}) == "5个进行中的目标中有1个久未更新；请督促提交更新"
