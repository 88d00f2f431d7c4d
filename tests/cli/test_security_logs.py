"""Attacks on whoever reads the output: commands to the machine that keeps the log, and to terminals."""

import json
import re

import pytest
from tests.cli.conftest import Repository, Run
from tests.hostile import ATTACKS, hostile
from tests.publish.sites import GOALS

COMMANDS = [
    "::error file=x::pwned",
    "  ::stop-commands::x",
    "##[add-mask]a",
    "harmless ##[error]pwned",
    "##vso[task.setvariable variable=a]b",
]
_COMMAND = re.compile(r"^\s*::(?!(?:error|warning|notice) file=goals/)|##[\w.]*\[", re.MULTILINE)


def _with_titles(text: str) -> dict[str, str]:
    title = json.dumps(text)
    return {
        "goals/company.md": f"---\nkind: company\ntitle: {title}\n---\n",
        "goals/teams/growth/team.md": f"---\nkind: team\ntitle: {title}\nlead: {title}\n---\n",
        "goals/2026-q4/win.md": str(GOALS["goals/2026-q4/win.md"]).replace("Win the mid market", title),
        "goals/2026-q4/two.md": str(GOALS["goals/2026-q4/win.md"]).replace("Win the mid market", title),
        "goals/2026-q4/bad.md": f"---\nkind: objective\ntitle: {title}\nowner: a\n{title}: 1\nsupports: {title}\n---\n",
        f"goals/{text.strip()}.md".replace("x::", "x"): "---\nkind: objective\n---\n",
    }


@pytest.mark.parametrize("text", COMMANDS)
@pytest.mark.parametrize(
    "words", ["check --format text", "check --format github", "check --format json", "check --format gitlab"]
)
def test_findings_give_no_commands_to_the_log(repository: Repository, run: Run, text: str, words: str) -> None:
    result = run(*words.split(), "-C", repository(_with_titles(text)))
    assert result.exit_code == 1
    assert _COMMAND.findall(result.output) == []


@pytest.mark.parametrize("text", COMMANDS)
@pytest.mark.parametrize("words", ["status", "status growth", "status --by owner", "build"])
def test_titles_give_no_commands_to_the_log(repository: Repository, run: Run, text: str, words: str) -> None:
    result = run(*words.split(), "-C", repository(_with_titles(text)))
    assert _COMMAND.findall(result.output) == []


def test_json_that_is_printed_cannot_steer_a_terminal(repository: Repository, run: Run) -> None:
    title = '"a\\x9b31m\\u202e##[error]"'
    tree = {f"goals/2026-q4/{name}.md": f"---\nkind: objective\ntitle: {title}\nowner: a\n---\n" for name in "ab"}
    for form in ("json", "gitlab"):
        result = run("check", "--format", form, "-C", repository(tree))
        assert not re.search("[\x7f-\x9f\u202a-\u202e]|##\\[", result.output)
        json.loads(result.stdout)


@pytest.mark.parametrize("attack", [*ATTACKS, "\\u009b31m", "\\u202egnp.exe"])
def test_no_hostile_field_steers_a_terminal_that_is_spoken_to_in_chinese(
    repository: Repository, run: Run, attack: str
) -> None:
    root = repository(hostile(attack, "goals/"))
    for words in ("check", "status", "status --by owner", "status growth"):
        result = run("--language", "zh", *words.split(), "-C", root)
        assert result.exception is None or isinstance(result.exception, SystemExit), words
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.output), words
