"""What the tests of change share: a company's repository as a quarter begins, and as it is late in November."""

from pathlib import Path

import pytest
from tests.change.quarter import FIRST, live
from tests.change.repositories import Goals


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Goals:
    made = Goals(tmp_path_factory.mktemp("begun") / "repository")
    made.commit("2026-09-15", FIRST, "A company")
    return made


@pytest.fixture
def begun(_begun: Goals, tmp_path: Path) -> Goals:
    """Return a repository with a company, two teams and a company objective."""
    return _begun.copy(tmp_path / "repository")


@pytest.fixture(scope="session")
def _lived(_begun: Goals, tmp_path_factory: pytest.TempPathFactory) -> Goals:
    return live(_begun.copy(tmp_path_factory.mktemp("lived") / "repository"))


@pytest.fixture
def lived(_lived: Goals, tmp_path: Path) -> Goals:
    """Return the repository as it is on 20 November."""
    return _lived.copy(tmp_path / "lived")
