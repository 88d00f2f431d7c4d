"""A written page is smaller than 100 KB: what the theme adds is held here, and the page's own part by the pages' tests.

Those measure the pages of a thousand goals, which takes too long to build whole.
"""

from pathlib import Path

from tests.publish.sites import known_of

OWN = 86_000
"""Bytes a page may have of its own: ``tests/site/test_large_companies.py`` and ``test_links.py`` hold it."""


def test_the_theme_leaves_pages_below_100_kilobytes(plain: Path, tmp_path: Path) -> None:
    pages = {page.url: len(page.body.encode()) for page in known_of(tmp_path).pages}
    added = {url: len((plain / url / "index.html").read_bytes()) - own for url, own in pages.items()}
    assert min(added.values()) > 0
    assert {url: bytes_ for url, bytes_ in added.items() if OWN + bytes_ >= 100_000} == {}
