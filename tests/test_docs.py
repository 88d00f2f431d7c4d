"""What there is to use is written where people look: commands, verbs, rules, settings and kinds."""

import re
import shlex
from contextlib import suppress
from pathlib import Path

import click
import pytest
import yaml

from goalsite.check.registry import RULES
from goalsite.cli.program import _COMMANDS, main
from goalsite.model.settings_shape import SETTINGS

ROOT = Path(__file__).resolve().parents[1]
README_FILE = ROOT / "README.md"
README = README_FILE.read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

COMMAND_TABLE = README.partition("| command | does |")[2].partition("\n\n")[0]
VERBS = re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_is_in_the_table_of_the_readme_and_in_the_changelog(command: str) -> None:
    assert re.search(rf"`(?:goalsite )?{command}\b", COMMAND_TABLE)
    assert re.search(rf"`(?:goalsite )?{command}\b", CHANGELOG)


def _told() -> list[str]:
    """Return every command line of the documents: those in blocks, and those in the middle of a sentence."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README + CONTRIBUTING, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", README + CONTRIBUTING + CHANGELOG)
    return sorted({line for line in lines if re.match(r"goalsite (?!\[)", line)})


@pytest.mark.parametrize("line", _told())
def test_every_command_line_of_the_documents_is_understood(line: str, tmp_path: Path) -> None:
    given = {
        "DAY": "2026-10-31",
        "LINK": "https://example.com/",
        "N": "1",
        "KIND": "objective",
        "FILE": str(README_FILE),
    }
    words = shlex.split(re.sub(r"[\[\]]", "", line).replace("…", "x"), comments=True)[1:]
    words = [str(README_FILE) if word.endswith(".xlsx") else given.get(word, word) for word in words]
    while words and words[0].startswith("-"):
        del words[:2]
    if words:
        assert words[0] in _COMMANDS
        command = main.get_command(click.Context(main), words[0])
        assert command is not None
        # Where a sentence speaks of an option alone, what must stand beside it is not said.
        with suppress(click.MissingParameter):
            command.make_context(words[0], words[1:], parent=click.Context(main, obj=tmp_path))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_make_is_explained(verb: str) -> None:
    assert f"make {verb}" in README + CONTRIBUTING
    assert verb in MAKEFILE.partition(".PHONY:")[2].partition("\n")[0].split()


def test_the_two_commands_of_a_newcomer_come_first_in_the_readme() -> None:
    assert re.findall(r"^make ([a-z]+)", README, re.MULTILINE)[:2] == ["serve", "test"]


@pytest.mark.parametrize("setting", SETTINGS.keys)
def test_every_setting_is_in_the_readme(setting: str) -> None:
    section = README.partition("## Settings")[2].partition("\n## ")[0]
    assert re.search(rf"(^|[ `]){setting}(:|`)", section, re.MULTILINE)


def test_the_settings_of_the_readme_are_taken_without_a_finding(tmp_path: Path) -> None:
    from goalsite.model.settings_file import read_settings

    section = README.partition("## Settings")[2]
    text = section.partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "mkdocs.yml").write_text(f"site_name: X\n{text}", encoding="utf-8")
    assert read_settings(tmp_path)[1] == ()


def test_the_goal_of_the_readme_is_read_without_a_finding() -> None:
    from goalsite.model.parse import parse

    text = README.partition("```markdown\n")[2].partition("```")[0]
    assert parse(text.encode()).problems == ()
    assert yaml.safe_load(text.split("---\n")[1])["kind"] == "objective"


def test_rules_named_in_the_documents_exist() -> None:
    named = set(re.findall(r"\bG\d{3}\b", README + CONTRIBUTING + CHANGELOG))
    assert named <= set(RULES)


def test_folders_and_files_named_in_contributing_exist() -> None:
    for path in re.findall(r"`((?:generator|site_templates|tests|goals)/[\w/.-]*)`", CONTRIBUTING):
        if "gNNN" not in path:
            assert (ROOT / path).exists(), path


def test_every_rule_has_its_page_on_the_demo_site() -> None:
    from goalsite.publish.understanding.pipeline import understand

    pages = {page.path: page.body for page in understand(ROOT).pages}
    for code, rule in RULES.items():
        assert f'id="{code.lower()}"' in pages["rules.md"]
        page = pages[f"rules/{code.lower()}.md"].replace("&#39;", "'")
        assert rule.documentation.split("\n", 1)[0].split("`")[0].strip(". ")[:20] in page
