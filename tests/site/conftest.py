"""What tests of the site share: the pages of a tree of files."""

from collections.abc import Mapping
from typing import Protocol

import pytest
from tests.conftest import Goals, Tree

from goalsite.check import check
from goalsite.language import speaking
from goalsite.measure import measure
from goalsite.settings import Settings
from goalsite.site import SitePage, render

Pages = Mapping[str, SitePage]


class Rendered(Protocol):
    """Renders a tree of goal files as of a day, in the language of its settings."""

    def __call__(self, tree: Tree, as_of: str = ..., settings: Settings | None = ...) -> Pages: ...


@pytest.fixture
def pages(goals: Goals) -> Rendered:
    """Return a function that renders a tree of goal files and gives its pages by their source path."""

    def rendered(tree: Tree, as_of: str = "2026-11-15", settings: Settings | None = None) -> Pages:
        settings = settings or Settings()
        measured = measure(goals(tree, as_of, settings=settings), settings)
        with speaking(settings.language):
            return {page.path: page for page in render(measured, check(measured))}

    return rendered
