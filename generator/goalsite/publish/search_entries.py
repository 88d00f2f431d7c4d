"""What the search index is told of each goal's page."""

from collections import defaultdict
from typing import TYPE_CHECKING

from goalsite.publish.search_index import Entry
from goalsite.site import PageKind

if TYPE_CHECKING:
    from goalsite.publish.understood import Understood

_GOALS = frozenset((PageKind.OBJECTIVE, PageKind.KPI))
_BEFORE_OTHERS = 2.0


def search_entries(known: "Understood") -> dict[str, Entry]:
    """Return the entries of pages that search finds, by their address from the site's root."""
    pages = [page for page in known.pages_by_url.values() if page.search_text and not page.hub]
    titles: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        titles[page.url_in_language].append(page.title)
    return {
        page.url: Entry(
            page.tag,
            _BEFORE_OTHERS if page.kind in _GOALS else 1.0,
            tuple(dict.fromkeys(title for title in titles[page.url_in_language] if title != page.title)),
        )
        for page in pages
    }
