"""Any goal is two clicks or one search away from home."""

import re
from html import unescape
from urllib.parse import unquote, urljoin

from tests.browser.conftest import Open
from tests.browser.demo import Site, goals
from tests.publish.sites import DEMO

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#?]*)[^"]*"')


def _links(demo: Site, page: str) -> set[str]:
    """Return the pages that a page leads to, whether in the theme's navigation or in its text."""
    found = {urljoin(f"/{page}", unescape(link)).lstrip("/") for link in _LINK.findall(demo.text(page))}
    return {unquote(link) for link in found} & set(demo.pages)


def test_every_goal_is_at_most_two_clicks_from_home(demo: Site) -> None:
    once = _links(demo, "")
    twice = once.union(*(_links(demo, page) for page in once))
    wanted = goals(DEMO)
    assert len(wanted) > 80
    assert sorted(set(wanted) - twice) == []


def test_the_search_of_the_site_finds_a_goal_by_its_title(browse: Open, demo: Site) -> None:
    seen = browse()
    for address, title in sorted(goals(DEMO).items())[::12]:
        seen.go()
        field = seen.page.locator(".md-search__input")
        field.click()
        field.press_sequentially(title)
        found = seen.page.locator(".md-search-result__link")
        found.filter(has_text=title).first.wait_for()
        links = found.evaluate_all("(all) => all.map((one) => one.href)")
        assert demo.root + address in [link.partition("?")[0] for link in links[:3]]
    assert seen.complaints == []
