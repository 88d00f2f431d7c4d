"""Goalsite's pages as MkDocs pages: their HTML is ready, so MkDocs neither reads nor renders Markdown for them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from goalsite.language import speaking
from goalsite.publish.escaping import for_theme
from goalsite.publish.website.nav_marks import hub_of
from goalsite.publish.website.requests import current
from goalsite.publish.website.shell import TEMPLATE
from goalsite.site import PageKind

if TYPE_CHECKING:
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig

    from goalsite.site import SitePage

_ID = re.compile(r'\sid="([^"]+)"')


class GoalPage(Page):
    """A page whose content is known before MkDocs asks for it.

    Everything the theme prints (title, description, headings) is escaped here, because Material's templates do not.
    ``folder`` is that of its language, empty for the site's own. ``hub`` is where it belongs in the nav if it is not in
    it, and ``marked`` the address of the page that the nav marks in its place.
    """

    marked: str | None = None

    def __init__(
        self, title: str | None, file: File, config: "MkDocsConfig", page: "SitePage", day: "date", *, in_nav: bool
    ) -> None:
        super().__init__(title or for_theme(page.nav_title), file, config)
        self.folder = page.folder
        self._home = page.kind is PageKind.HOME
        self.update_date = day.isoformat()
        self.meta = {"title": for_theme(page.title), "hide": ["toc"]}
        if page.kind is PageKind.HOME:
            del self.meta["title"]  # the theme then names the site alone, and not the company twice
        if page.description:
            self.meta["description"] = for_theme(page.description)
        if not page.search_text:
            self.meta["search"] = {"exclude": True}
        self.hub = None if in_nav else hub_of(page.kind, page.path)
        if not in_nav:
            self.meta["template"] = TEMPLATE
        first = page.headings[0] if page.headings else None
        self._page = page
        # One heading is enough for the link that skips the header; goal pages carry no table of contents.
        self._skip_to = AnchorLink(for_theme(first.text), first.id, 1) if first else None

    @property
    def body(self) -> str:
        """Its HTML, unpacked when it is asked for."""
        return self._page.body

    def for_search(self, *, whole: bool) -> str:
        """Return what a search plugin is shown in place of the content: its title, and where it is ``whole`` its words.

        Nothing where the page is not searched.
        """
        if "search" in self.meta:
            return ""
        said = self._page.search_text if whole and self._page.search_text != self._page.title else ""
        # Material takes a heading for the entry's title only where it has an id.
        title = f'<h1 id="_">{escape(self._page.title, quote=False)}</h1>'
        return title + (f"<p>{escape(said, quote=False)}</p>" if said else "")

    def read_source(self, config: "MkDocsConfig") -> None:
        """There is no Markdown to read."""
        del config
        self.markdown = ""

    def render(self, config: "MkDocsConfig", files: Files) -> None:
        """Hold no HTML yet: MkDocs renders all pages before it writes the first."""
        del config, files
        self.content = ""
        self.toc = TableOfContents([self._skip_to] if self._skip_to else [])

    @property
    def is_homepage(self) -> bool:
        """Whether it is the home page of its language."""
        return self._home

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The ids links may lead to; looked for only when a page links here."""
        return set(_ID.findall(self.body))


def add_pages(
    files: Files,
    pages: "Iterable[SitePage]",
    config: "MkDocsConfig",
    day: "date",
    named: Mapping[str, str | None],
) -> dict[str, str]:
    """Add every page to MkDocs' files; whatever stood at its address before is taken out.

    A page made from a file keeps that file's path as its source, so that links in other pages and the pencil lead to
    the file itself; returned is the source of each page's path. ``named`` are the pages that the nav names, by path or
    source, with the titles that mkdocs.yml gives them. MkDocs' nav names pages of the site's own language only: a page
    of another one has its source below that language's folder, and its title is its own.
    """
    goals = goals_folder(config)
    taken = {file.dest_uri: file for file in files}
    sources: dict[str, str] = {}
    used: set[str] = set()
    for page in pages:
        source = _source(page, goals)
        if source in used:
            source = page.path
        used.add(source)
        sources[page.path] = source
        in_nav = page.path in named or source in named
        level = InclusionLevel.INCLUDED if in_nav and not page.folder else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, source, content="", inclusion=level)
        file.dest_uri = address(page.path)
        if file.dest_uri == "index.html":
            file.name = "index"  # MkDocs knows the home page by its name
        if page.source_path is not None:
            file.edit_uri = page.source_path.removeprefix(goals)
        for other in (taken.get(file.dest_uri), files.get_file_from_path(source)):
            if other is not None and files.get_file_from_path(other.src_uri) is other:
                files.remove(other)
        files.append(file)
        title = named.get(page.path) or named.get(source)
        with speaking(page.language):
            GoalPage(title, file, config, page, day, in_nav=in_nav)
    return sources


def _source(page: "SitePage", goals: str) -> str:
    path = page.source_path
    if not (path and path.startswith(goals) and path.endswith(".md")):
        return page.path
    return f"{page.folder}/{path.removeprefix(goals)}" if page.folder else path.removeprefix(goals)


def address(path: str) -> str:
    """Return the file a page is written to: ``kpis/revenue.md`` → ``kpis/revenue/index.html``."""
    stem = path.removesuffix(".md")
    return f"{stem}.html" if stem == "index" or stem.endswith("/index") else f"{stem}/index.html"


def goals_folder(config: "MkDocsConfig") -> str:
    """Return the goals folder as repository paths begin with it (``goals/``), empty where it is the repository."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    docs = current().goals_dir or Path(config.docs_dir)
    relative = docs.relative_to(root.absolute()) if docs.is_relative_to(root.absolute()) else Path(docs.name)
    return "" if relative == Path() else f"{relative.as_posix()}/"


def normal(path: str) -> str:
    """Return a path as the goals are keyed by it, whatever the file system makes of accents."""
    return unicodedata.normalize("NFC", path)
