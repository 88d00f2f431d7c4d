"""Measuring small trees of goal files."""

from typing import Protocol

import pytest
from tests.conftest import Goals, Tree

from goalsite.measure import Measured, measure
from goalsite.settings import Settings


class Figures(Protocol):
    """Reads a tree of goal files as of a day and measures it."""

    def __call__(self, tree: Tree, as_of: str = "2026-11-15", *, settings: Settings = ...) -> Measured: ...


@pytest.fixture
def figures(goals: Goals) -> Figures:
    """Return a function that measures a tree; by default as of 15 November 2026, day 45 of 91 of 2026-q4."""

    def measured(tree: Tree, as_of: str = "2026-11-15", *, settings: Settings | None = None) -> Measured:
        settings = settings or Settings()
        repository = goals(tree, as_of, settings=settings)
        return measure(repository, settings)

    return measured
