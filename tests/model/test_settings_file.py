"""The settings of a repository, as read from mkdocs.yml."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from goalsite.model.settings_file import read_settings
from goalsite.settings import CheckInRhythm, Outdated, RuleSetting, Settings
from goalsite.vocabulary import Level

PLUGIN = "plugins:\n  - search\n  - goalsite:\n"


def told(tmp_path: Path, content: str | bytes) -> list[str]:
    (tmp_path / "mkdocs.yml").write_bytes(content.encode() if isinstance(content, str) else content)
    return [f"{one.path}:{one.line}:{one.column} {one.code} {one.message}" for one in read_settings(tmp_path)[1]]


def settings_of(tmp_path: Path, content: str) -> Settings:
    (tmp_path / "mkdocs.yml").write_text(content)
    settings, findings = read_settings(tmp_path)
    assert findings == ()
    return settings


def test_without_a_file_all_have_their_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (Settings(), ())
    assert Settings().goals_dir == "goals"


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    settings = settings_of(
        tmp_path,
        "site_name: Acme\nsite_url: https://goals.example/\ndocs_dir: ziele\nsite_dir: public\n"
        "repo_url: https://gitlab.example.com/acme/goals\nedit_uri: -/edit/trunk/ziele/\n"
        "theme:\n  name: material\n  language: zh\n"
        "plugins:\n  - goalsite:\n      as_of: 2026-11-15\n      languages: [en, zh]\n"
        "      pace: {on_track: 0.05}\n      confidence: {at_risk: 0.3}\n      outdated_after: {month: 10, year: 35}\n"
        "      check_in: {every: 2, on: friday}\n      rules: {G201: off, G202: {level: error, max: 4}, G203: info}\n"
        "      people: false\n      templates: ours\n      history: false\n",
    )
    assert (settings.goals_dir, settings.site_dir, settings.site_name) == ("ziele", "public", "Acme")
    assert (settings.language, settings.languages) == ("zh", ("en", "zh"))
    assert (settings.forge, settings.branch) == ("gitlab", "trunk")
    assert settings.as_of == date(2026, 11, 15)
    assert (settings.pace.on_track, settings.pace.at_risk) == (Decimal("0.05"), Decimal("0.25"))
    assert settings.confidence.at_risk == Decimal("0.3")
    assert settings.outdated_after == Outdated(month=10, quarter=14, year=35)
    assert settings.check_in == CheckInRhythm(2, 4)
    assert settings.rules == {
        "G201": RuleSetting(Level.OFF),
        "G202": RuleSetting(Level.ERROR, {"max": Decimal(4)}),
        "G203": RuleSetting(Level.INFO),
    }
    assert (settings.people, settings.history, settings.templates) == (False, False, "ours")


@pytest.mark.parametrize("word", ["off", "false", "OFF"])
def test_a_rule_is_switched_off(tmp_path: Path, word: str) -> None:
    assert settings_of(tmp_path, f"{PLUGIN}      rules: {{G201: {word}}}\n").rules["G201"].level is Level.OFF


@pytest.mark.parametrize(
    "plugins", ["[goalsite]", "[search, goalsite: {people: false}]", "{goalsite: {people: false}}"]
)
def test_plugins_may_be_a_list_or_a_mapping(tmp_path: Path, plugins: str) -> None:
    assert settings_of(tmp_path, f"plugins: {plugins}\n").people is ("people" not in plugins)


def test_tags_anchors_and_aliases_of_mkdocs_are_let_be(tmp_path: Path) -> None:
    text = "x: &a 1\ny: *a\nsite_url: !ENV [URL, 'https://x']\nemoji: !!python/name:material.extensions.emoji.twemoji\n"
    settings = settings_of(tmp_path, f"{text}site_name: !ENV NAME\n{PLUGIN}      people: false\n")
    assert (settings.site_name, settings.site_url, settings.people) == (None, None, False)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "      outdated: 5",
            "mkdocs.yml:4:7 G004 unknown key 'outdated' in a goalsite setting; did you mean 'outdated_after'?",
        ),
        (
            "      lanugages: [en]",
            "mkdocs.yml:4:7 G004 unknown key 'lanugages' in a goalsite setting; did you mean 'languages'?",
        ),
        ("      as_of: 2026-02-30", "mkdocs.yml:4:14 G003 'as_of' is a day that does not exist: 2026-02-30"),
        ("      people: yes", "mkdocs.yml:4:15 G005 'people' must be written true or false"),
        ("      languages: [en, fr]", "mkdocs.yml:4:23 G003"),
        ("      pace: {on_track: 10}", "mkdocs.yml:4:24 G003 'on_track' must be from 0 to 1, not 10"),
        ("      outdated_after: soon", "mkdocs.yml:4:23 G003"),
        ("      outdated_after: 0", "mkdocs.yml:4:23 G003"),
        ("      outdated_after: {week: 3}", "mkdocs.yml:4:24 G004"),
        ("      check_in: {on: mon}", "mkdocs.yml:4:22 G003"),
        ("      rules: [G201]", "mkdocs.yml:4:14 G003"),
        ("      rules: {G201: {most: 3}}", "mkdocs.yml:4:22 G004"),
        ("      rules: {G201: 5}", "mkdocs.yml:4:21 G003"),
        ("      forge: svn", "mkdocs.yml:4:14 G003"),
        ("      just words", "mkdocs.yml:4:7 G003"),
    ],
)
def test_a_wrong_setting_is_told_at_its_place(tmp_path: Path, lines: str, expected: str) -> None:
    found = told(tmp_path, f"{PLUGIN}{lines}\n")
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_a_wrong_setting_keeps_its_default_and_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{PLUGIN}      people: maybe\n      history: false\n")
    settings, findings = read_settings(tmp_path)
    assert len(findings) == 1
    assert (settings.people, settings.history) == (True, False)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"site_name: \xff\n", "mkdocs.yml:1:12 G001"),
        ("site_name: [\n", "mkdocs.yml:"),
        ("site_name: a\nplugins: %\n", "mkdocs.yml:2:10 G002"),
        ("- a\n", "mkdocs.yml:1:1 G003"),
        ("a\x07: 1\n", "mkdocs.yml:1:2 G002"),
        ("x" * (1024 * 1024 + 1), "mkdocs.yml:1:1 G001"),
        ("a: " + "[" * 100_000, "mkdocs.yml:1:67 G005"),
        ("theme: {language: fr}\n", "mkdocs.yml:1:19 G003"),
    ],
    ids=["not UTF-8", "not YAML", "a per cent sign", "a list", "a control character", "large", "deep", "a language"],
)
def test_a_broken_file_is_told_at_its_place(tmp_path: Path, content: str | bytes, expected: str) -> None:
    found = told(tmp_path, content)
    assert [line[: len(expected)] for line in found] == [expected]


@pytest.mark.parametrize("url", ["https://[x", "http://", "not a url", "//[", "https://github.com:x/y"])
def test_an_impossible_address_of_the_forge_is_no_accident(tmp_path: Path, url: str) -> None:
    assert settings_of(tmp_path, f"repo_url: '{url}'\n").repo_url == url


@pytest.mark.parametrize(
    ("url", "forge"),
    [
        ("https://github.com/acme/goals", "github"),
        ("https://gitlab.com/acme/goals", "gitlab"),
        ("https://git.gitlab.acme.example/goals", "gitlab"),
        ("https://gitea.acme.example/goals", "gitea"),
        ("https://codeberg.org/acme/goals", "gitea"),
        ("https://git.acme.example/goals", "none"),
    ],
)
def test_the_forge_is_known_by_its_host(tmp_path: Path, url: str, forge: str) -> None:
    assert settings_of(tmp_path, f"repo_url: {url}\n").forge == forge


@pytest.mark.parametrize(
    ("edit_uri", "branch"),
    [("edit/main/goals/", "main"), ("-/edit/trunk/goals/", "trunk"), ("_edit/dev/", "dev"), ("edit/", "main")],
)
def test_the_branch_is_read_from_the_edit_address(tmp_path: Path, edit_uri: str, branch: str) -> None:
    assert settings_of(tmp_path, f"edit_uri: {edit_uri}\n").branch == branch


# Inheriting


def test_settings_are_inherited(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(f"docs_dir: ziele\n{PLUGIN}      people: false\n")
    settings = settings_of(tmp_path, "INHERIT: base.yml\nsite_name: Acme\n")
    assert (settings.goals_dir, settings.people, settings.site_name) == ("ziele", False, "Acme")


def test_what_is_wrong_in_an_inherited_file_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(f"\n\n\n{PLUGIN}      people: maybe\n")
    assert [line.split()[0] for line in told(tmp_path, "INHERIT: base.yml\n")] == ["base.yml:7:15"]


@pytest.mark.parametrize("base", ["gone.yml", "mkdocs.yml", ".", "/dev/null", "../../../../etc/passwd"])
def test_inheriting_from_anything_raises_nothing(tmp_path: Path, base: str) -> None:
    assert settings_of(tmp_path, f"INHERIT: {base}\nsite_name: Acme\n").site_name == "Acme"


def test_nothing_waits_for_an_inherited_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "base.yml")
    assert settings_of(tmp_path, "INHERIT: base.yml\nsite_name: Acme\n").site_name == "Acme"


def test_templates_that_are_not_there_are_told_and_left_out(tmp_path: Path) -> None:
    content = PLUGIN + "      templates: ours\n"
    assert told(tmp_path, content) == [
        "mkdocs.yml:4:18 G003 there is no folder 'ours'; make it, or leave 'templates' out"
    ]
    assert read_settings(tmp_path)[0].templates is None
    assert len(told(tmp_path, PLUGIN + f"      templates: {'x' * 5000}\n")) == 1
    (tmp_path / "ours").mkdir()
    assert told(tmp_path, content) == []


def test_settings_outside_the_plugins_are_told(tmp_path: Path) -> None:
    found = told(tmp_path, "plugins: [goalsite]\ngoalsite:\n  as_of: 2026-11-21\n")
    assert [one.partition(";")[2] for one in found] == [" put them below 'plugins:', under '- goalsite:'"]
    assert found[0].startswith("mkdocs.yml:2:1 G004 ")
