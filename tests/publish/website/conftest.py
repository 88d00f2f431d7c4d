"""What tests of the website share: a site with a past, read once."""

from collections.abc import Mapping

import pytest
from tests.change.repositories import Goals
from tests.publish.website.lived_site import lived_site

from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site import SitePage


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Goals:
    """Return the repository of a company with a past; tests that change it take a copy."""
    return lived_site(tmp_path_factory.mktemp("lived") / "repository")


@pytest.fixture(scope="session")
def lived_known(lived: Goals) -> Understood:
    """Return what is understood of it."""
    return understand(lived.folder)


@pytest.fixture(scope="session")
def lived_pages(lived_known: Understood) -> Mapping[str, SitePage]:
    """Return its pages by their path."""
    return {page.path: page for page in lived_known.pages}
