"""What the nav marks on pages that are not in it: the hub they belong to."""

from typing import TYPE_CHECKING

from goalsite.site import PageKind
from goalsite.site.addresses import Addresses
from goalsite.site.context import HUBS

if TYPE_CHECKING:
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from goalsite.publish.understanding.understood import Understood

_HUBS = {
    PageKind.TEAM: "teams/index.md",
    PageKind.OBJECTIVE: "teams/index.md",
    PageKind.KPI: "scorecards.md",
    PageKind.CYCLE: "cycles/index.md",
    PageKind.PERSON: "people/index.md",
}
"""Where one looks for a page of a kind. An objective is its team's, as its crumbs say."""


def hub_of(kind: PageKind, path: str) -> str | None:
    """Return the hub a page belongs to; None for one that belongs to none."""
    if kind is PageKind.HUB and path.startswith("alignment/"):
        return "alignment.md"
    return _HUBS.get(kind)


class NavMarks:
    """Marks one page of the nav at a time, as MkDocs marks the page it renders."""

    def __init__(self) -> None:
        self._marked: Page | None = None
        self._hubs: dict[tuple[str, str], Page | None] = {}

    def mark(self, page: "Page", hub: str | None, nav: "Navigation", edition: "Understood") -> str | None:
        """Mark ``hub`` while ``page`` is rendered, and nothing where the nav has none; return its address if marked."""
        found = self._find(hub, nav, edition) if hub is not None and not page.is_homepage else None
        if self._marked is not None and self._marked is not found and self._marked is not page:
            self._marked.active = False
            if page in nav.pages:
                page.active = True  # the sections around both
        if found is not None:
            found.active = True
        self._marked = found
        return found.url if found is not None else None

    def _find(self, hub: str, nav: "Navigation", edition: "Understood") -> "Page | None":
        key = (edition.folder, hub)
        if key not in self._hubs:
            url = Addresses(edition.repository, HUBS).hub(hub)
            whole = f"{edition.folder}/{url}" if edition.folder else url
            self._hubs[key] = next((page for page in nav.pages if page.url == whole), None)
        return self._hubs[key]
