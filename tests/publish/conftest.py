"""What the tests of publishing share."""

import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from tests.publish.sites import build, registered

Build = Callable[..., Path]


@pytest.fixture(scope="session", autouse=True)
def _plugin_is_known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with registered(tmp_path_factory.mktemp("installed")):
        yield


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site(tmp_path: Path) -> Build:
    """Return a function that builds a small site with files on top of it and returns its folder."""

    def made(tree: Mapping[str, str | bytes | None] | None = None) -> Path:
        return build(tree or {}, tmp_path)

    return made


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Return what MkDocs and the plugin log."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    return caplog


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory, _plugin_is_known: None) -> Path:
    """Return the small site as it is, built once, to be read only."""
    return build({}, tmp_path_factory.mktemp("plain"))
