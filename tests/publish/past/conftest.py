"""What tests of the past share: a repository whose only target moved once, and a cache to turn on and off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.change.repositories import COMPANY, Goals
from tests.publish.past.one_goal import GOAL, goal


@pytest.fixture
def goals(tmp_path: Path) -> Goals:
    """Return a repository whose only target moved once."""
    made = Goals(tmp_path / "repository")
    made.commit("2026-10-01", {"company.md": COMPANY, GOAL: goal()})
    made.commit("2026-11-05", {GOAL: goal(8)}, "Lower")
    return made


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[bool], None]:
    """Return a function that turns the cache on or off."""

    def turn(on: bool) -> None:
        monkeypatch.setenv("GOALSITE_CACHE_DIR", str(tmp_path / "cache") if on else "")

    return turn
