"""A past that means harm: names, messages, days and old files, and what is told of them everywhere."""

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import feedparser
import pytest
from click.testing import CliRunner
from tests.change.quarter import FIRST, GROW, LOWER, grow
from tests.change.repositories import Goals
from tests.hostile import ATTACKS, hostile
from tests.publish.sites import GOALS
from tests.site.reading_html import Parsed, dangers

from goalsite.cli import main
from goalsite.publish.data.feed import feeds
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood

AS_OF = date(2026, 11, 20)
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MESSAGES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "{{ 7*7 }}{% raw %}</div></div>",
    "\x02stx\x1b[31m",
    "x" * 1_000_000,
]


def assert_only_shows(known: Understood) -> None:
    """Fail where a page could act, is not whole, is too large or steers a terminal, or where a feed cannot be read."""
    for page in known.pages:
        assert dangers(page.body, page.path) == [], page.path
        parsed = Parsed(page.body)
        assert (parsed.open, parsed.unbalanced) == ([], []), page.path
        assert len(page.body) < 100_000
        assert not any(letter < " " and letter != "\n" for letter in page.body), page.path
    for name, content in feeds(known).items():
        assert not feedparser.parse(content).bozo, name


def said(folder: Path, *words: str) -> str:
    """Return what a command prints, which must end well and steer no terminal."""
    done = CliRunner().invoke(main, ["-C", str(folder), *words, "--as-of", str(AS_OF)])
    assert done.exit_code == 0, done.output
    assert not STEERING.search(done.output), words
    return done.stdout


@pytest.mark.parametrize("attack", MESSAGES, ids=range(len(MESSAGES)))
def test_hostile_names_and_messages_are_text(attack: str, tmp_path: Path) -> None:
    goals = Goals(tmp_path / "hostile")
    by = f"{attack[:200].replace('<', '(').replace('>', ')')} <x@example.com>"
    goals.commit("2026-09-15", {**FIRST, GROW: grow()}, attack)
    try:
        goals.commit("2026-11-05", {GROW: grow(LOWER)}, attack, by=by)
    except subprocess.CalledProcessError:  # git takes no such name
        goals.commit("2026-11-05", {GROW: grow(LOWER)}, attack)
    assert_only_shows(understand(goals.folder, as_of=AS_OF))
    for words in (("log",), ("log", "--moved"), ("log", "--format", "json"), ("diff", "HEAD~1", "HEAD")):
        said(goals.folder, *words)


@pytest.fixture(scope="module", params=["markup", "control"])
def past(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Goals:
    """Return a repository whose files were hostile in every field, then in others, then harmless."""
    goals = Goals(tmp_path_factory.mktemp("past") / "repository")
    attack = "\\u009b31m\\u202egnp.exe" if request.param == "control" else " ".join(ATTACKS[:5])
    company = {path.removeprefix("goals/"): text for path, text in GOALS.items() if path.startswith("goals/")}
    goals.commit("2026-10-01", {**company, **hostile(attack)})
    goals.commit("2026-11-05", {path: text.replace("to: 10", "to: 5") for path, text in hostile(attack).items()})
    harmless = hostile("Plain")
    goals.commit("2026-11-10", harmless)
    goals.commit("2026-11-12", {path: None for path in harmless if path not in company})
    return goals


def test_what_old_files_said_acts_nowhere(past: Goals) -> None:
    known = understand(past.folder, as_of=AS_OF)
    assert known.stories is not None
    assert {str(event.day) for event in known.stories.events} >= {"2026-10-01", "2026-11-12"}
    assert "2026-11-05" in {str(skipped.commit.day) for skipped in known.stories.skipped}
    assert_only_shows(known)


@pytest.mark.parametrize("at", ["2026-10-02", "2026-11-06"])
def test_the_site_of_a_hostile_day_only_shows_it(past: Goals, at: str) -> None:
    assert_only_shows(understand(past.folder, at=at))


def test_the_log_and_the_impact_of_old_files_are_text(past: Goals) -> None:
    for words in (("log",), ("log", "--moved")):
        assert said(past.folder, *words)
        json.loads(said(past.folder, *words, "--format", "json"))
    for base, head in (("HEAD~3", "HEAD~2"), ("HEAD~2", "HEAD~1"), ("HEAD~1", "HEAD")):
        assert said(past.folder, "diff", base, head)
        report = said(past.folder, "diff", base, head, "--format", "markdown")
        outside = re.sub(r"<code>.*?</code>|```.*?```", "", report, flags=re.DOTALL)
        assert not re.search(r"<(script|img|svg|iframe|a|style)\b|\]\((javascript|data):", outside, re.IGNORECASE)
