"""The formats of a list of findings."""

import json

from goalsite.check.report import Format, report, visible
from goalsite.findings import Finding, Position
from goalsite.language import Message
from goalsite.vocabulary import Level

PATH = "goals/teams/growth/2026-q4/effortless-onboarding.md"
UNKNOWN = Finding(
    "G101",
    Level.ERROR,
    Message("unknown goal 'win-midmarket'; did you mean 'win-mid-market'?"),
    PATH,
    Position(7, 13),
    "teams/growth/2026-q4/effortless-onboarding",
    "supports",
)
TASK = Finding("G206", Level.INFO, Message("100 %, a task: 'Launch'"), "goals/a,b.md", Position(3, 8))
FEW = Finding("G201", Level.WARNING, Message("1 key result"), PATH, Position(5, 1), UNKNOWN.goal, "key_results")
FINDINGS = (TASK, FEW, UNKNOWN)
HOSTILE = Finding("G101", Level.ERROR, Message("unknown 'a\n::error::b\x1b[31m\u202e'"), "goals/x.md")


def test_text_is_one_line_each_and_a_summary() -> None:
    assert report(FINDINGS, Format.TEXT, "Mend this first") == (
        "goals/a,b.md:3:8 G206 100 %, a task: 'Launch' [info]\n"
        f"{PATH}:5:1 G201 1 key result [warning]\n"
        f"{PATH}:7:13 G101 unknown goal 'win-midmarket'; did you mean 'win-mid-market'? [error]\n"
        "1 error, 1 warning, 1 hint\n"
        "Mend this first\n"
    )


def test_text_says_that_there_is_nothing() -> None:
    assert report((), Format.TEXT) == "no findings\n"


def test_github_annotations_come_gravest_first_and_are_escaped() -> None:
    assert report(FINDINGS, Format.GITHUB, "::Mend this first") == (
        f"::error file={PATH},line=7,col=13,title=G101::unknown goal 'win-midmarket'; did you mean 'win-mid-market'?\n"
        f"::warning file={PATH},line=5,col=1,title=G201::1 key result\n"
        "::notice file=goals/a%2Cb.md,line=3,col=8,title=G206::100 %25, a task: 'Launch'\n"
        "1 error, 1 warning, 1 hint\n"
        "\\x3a:Mend this first\n"
    )


def test_gitlab_report_is_code_quality() -> None:
    entries = json.loads(report(FINDINGS, Format.GITLAB, "unused"))
    assert [(e["check_name"], e["severity"], e["location"]["lines"]["begin"]) for e in entries] == [
        ("G206", "info", 3),
        ("G201", "minor", 5),
        ("G101", "critical", 7),
    ]
    assert entries[2]["description"] == "G101 unknown goal 'win-midmarket'; did you mean 'win-mid-market'?"
    assert entries[2]["location"]["path"] == PATH


def test_gitlab_fingerprints_are_unique_and_outlive_moved_lines() -> None:
    moved = Finding(FEW.code, FEW.level, FEW.said, FEW.path, Position(50, 1), FEW.goal, FEW.key)
    prints = [entry["fingerprint"] for entry in json.loads(report((FEW, FEW), Format.GITLAB))]
    assert len(set(prints)) == 2
    assert json.loads(report((moved,), Format.GITLAB))[0]["fingerprint"] == prints[0]


def test_json_holds_everything() -> None:
    data = json.loads(report(FINDINGS, Format.JSON, "Mend this first"))
    assert data["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert data["headline"] == "Mend this first"
    assert data["findings"][2] == {
        "code": "G101",
        "level": "error",
        "message": UNKNOWN.message,
        "path": PATH,
        "line": 7,
        "column": 13,
        "goal": UNKNOWN.goal,
        "key": "supports",
    }


def test_control_characters_of_hostile_files_are_made_visible() -> None:
    shown = "unknown 'a\\n::error::b\\x1b[31m\\u202e'"
    assert report((HOSTILE,), Format.TEXT) == f"goals/x.md:1:1 G101 {shown} [error]\n1 error\n"
    assert report((HOSTILE,), Format.GITHUB).split("\n")[0].endswith(f"::{shown}")
    assert visible("目标 → 100 %") == "目标 → 100 %"


def test_a_hostile_file_name_cannot_add_a_property() -> None:
    finding = Finding("G008", Level.ERROR, Message("bad name"), "goals/x,title=fine::y\n.md")
    assert report((finding,), Format.GITHUB).startswith("::error file=goals/x%2Ctitle=fine%3A%3Ay\\n.md,line=1")
