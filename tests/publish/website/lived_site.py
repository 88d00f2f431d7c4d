"""A company's site late in a quarter, made of a real repository, for tests of what pages tell of the past."""

from datetime import date
from pathlib import Path

from tests.change.quarter import FIRST, live
from tests.change.repositories import Goals
from tests.site.reading_html import Parsed

from goalsite.site import SitePage

AS_OF = date(2026, 11, 20)
GROW_PAGE = "teams/growth/2026-q4/grow.md"
SETTINGS = (
    "site_name: Acme\nrepo_url: https://github.com/acme/goals\ndocs_dir: goals\ntheme: {name: material}\n"
    "plugins:\n  - goalsite:\n      as_of: 2026-11-20\n"
)


def lived_site(folder: Path) -> Goals:
    """Return a repository as it is on 20 November, after a move with a reason, one without and a swap."""
    goals = Goals(folder)
    goals.commit("2026-09-15", FIRST, "A company")
    (goals.folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return live(goals)


def text(page: SitePage) -> str:
    """Return what a page says."""
    return Parsed(page.body).text
