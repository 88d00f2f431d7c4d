"""What the tests of the commands share."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import write_tree
from tests.publish.sites import GOALS, registered

from goalsite.cli import main

Run = Callable[..., Result]
Repository = Callable[..., Path]

CLEAN = {
    "goals/2026-q4/win.md": None,
    "goals/teams/growth/2026-q4/onboarding.md": None,
    "goals/teams/growth/2026-q4/onboarding/2026-11-08.md": None,
    "goals/teams/growth/2026-q4/onboarding.zh.md": None,
}
"""What to take out of the small company so that nothing is found."""

BROKEN = {"goals/2026-q4/bad.md": "---\nkind: objective\ntitle: Bad\nowner: Mei Lin\nkey_result: {}\n---\n"}
"""A file with errors."""


@pytest.fixture(scope="session", autouse=True)
def _plugin_is_known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with registered(tmp_path_factory.mktemp("installed")):
        yield


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a function that writes the small company with files on top (None takes one away)."""

    def write(tree: Mapping[str, str | None] | None = None) -> Path:
        whole = {path: content for path, content in {**GOALS, **(tree or {})}.items() if content is not None}
        return write_tree(tmp_path / "repository", whole)

    return write


@pytest.fixture
def run() -> Run:
    """Return a function that runs a command in this process."""

    def command(*words: object, **environment: str) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], env=environment)

    return command
