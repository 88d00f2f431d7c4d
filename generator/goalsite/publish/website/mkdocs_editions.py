"""The pages of other languages within one MkDocs site: its nav and its links, told again.

MkDocs knows one language a site. Every edition's pages are pages of that site, in a folder; what the theme is told
of nav and configuration (:mod:`.theme_words`) is replaced for them when each page is dressed.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from goalsite.publish.languages import NAMES
from goalsite.publish.website.mkdocs_pages import GoalPage, address

if TYPE_CHECKING:
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem

    from goalsite.model.objects import Page as OrdinaryPage
    from goalsite.publish.understanding.understood import Understood


class Twin(NamedTuple):
    """The same page in a language: its address from the page it is linked from, and from the site's root."""

    language: str
    name: str
    href: str
    url: str
    current: bool


class TranslatedPage(Page):
    """An ordinary page in another language: its translation, or its own text where there is none."""

    def __init__(self, file: File, config: "MkDocsConfig", page: "OrdinaryPage", known: "Known", day: "date") -> None:
        super().__init__(None, file, config)
        self.update_date = day.isoformat()
        self.ordinary = page
        self.known = known

    def read_source(self, config: "MkDocsConfig") -> None:
        """The text was read with all others."""
        del config
        self.markdown = self.ordinary.file.body

    def render(self, config: "MkDocsConfig", files: Files) -> None:
        """Render it with links that stay within the language."""
        super().render(config, _Within(files, self.known.twins))  # type: ignore[arg-type]


class _Within:
    """The files of a site as pages of one language see them: a link to a page leads to the one in that language."""

    def __init__(self, files: Files, twins: Mapping[str, File]) -> None:
        self._files = files
        self._twins = twins

    def get_file_from_path(self, path: str) -> File | None:
        return self._twins.get(path) or self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


class Editions:
    """The site in all its languages, as MkDocs builds it."""

    def __init__(self, site: "Understood") -> None:
        self.own = Known(site.editions[0])
        self.others = tuple(Known(edition) for edition in site.editions[1:])

    @property
    def all(self) -> "tuple[Known, ...]":
        """The site's own language first."""
        return (self.own, *self.others)

    def of(self, page: Page | None) -> "Known":
        """Return the edition a page belongs to; the site's own where nothing else is known."""
        folder = page.folder if isinstance(page, GoalPage) else ""
        if isinstance(page, TranslatedPage):
            return page.known
        return next((one for one in self.others if one.edition.folder == folder), self.own)

    def twins(self, page: Page) -> tuple[Twin, ...]:
        """Return a page in each language of the site; empty where there is but one, or no such page."""
        ordinary = not isinstance(page, GoalPage | TranslatedPage)
        if not self.others or (ordinary and any(page.file.src_uri not in one.twins for one in self.others)):
            return ()
        here = self.of(page)
        place = page.url.removeprefix(f"{here.edition.folder}/") if here.edition.folder else page.url
        return self._links(place if place not in (".", "./") else "", here, page)

    def homes(self) -> tuple[Twin, ...]:
        """Return the home page of each language, for pages that are in one language only."""
        return self._links("", None, None) if self.others else ()

    def _links(self, place: str, here: "Known | None", page: Page | None) -> tuple[Twin, ...]:
        found = []
        for one in self.all:
            url = f"{one.edition.folder}/{place}" if one.edition.folder else place
            href = url if page is None else _way(page.url, url)
            found.append(Twin(one.edition.language, NAMES[one.edition.language], href, url, one is here))
        return tuple(found)


class Known:
    """What is known of one edition: its nav and configuration, and its files by the source of what they tell again."""

    def __init__(self, edition: "Understood") -> None:
        self.edition = edition
        self.twins: dict[str, File] = {}
        self.nav: Navigation | None = None
        self.config: MkDocsConfig | None = None

    def add_ordinary(self, files: Files, config: "MkDocsConfig", sources: Mapping[str, str]) -> None:
        """Add the ordinary pages in this language; ``sources`` are what MkDocs calls them, by key.

        Their source lies beside the original's, so that pictures are found from there.
        """
        language = self.edition.language
        for key, page in self.edition.repository.pages.items():
            original = sources.get(key)
            if original is None:
                continue
            source = f"{original.removesuffix('.md')}.{language}.md"
            dest = f"{self.edition.folder}/{address(original)}"
            if files.get_file_from_path(source) is not None or any(file.dest_uri == dest for file in files):
                continue
            file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            file.dest_uri = dest
            translated = (key, language) in self.edition.repository.translations
            file.edit_uri = source if translated else original
            files.append(file)
            self.twins[original] = file
            TranslatedPage(file, config, page, self, self.edition.as_of)

    def tell(self, nav: Navigation) -> None:
        """Tell the nav in this language."""
        items = [self._item(item) for item in nav]
        pages = list(_pages(items))
        for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
            page.previous_page, page.next_page = before, after
        self.nav = Navigation(items, pages)
        home = self.twins.get(nav.homepage.file.src_uri) if nav.homepage is not None else None
        self.nav.homepage = home.page if home is not None else nav.homepage

    def _item(self, item: "StructureItem") -> "StructureItem":
        if isinstance(item, Section):
            section = Section(item.title, [self._item(child) for child in item.children])
            for child in section.children:
                child.parent = section
            return section
        if isinstance(item, Page):
            twin = self.twins.get(item.file.src_uri)
            page = twin.page if twin is not None else None
            return page if page is not None else Link(item.title or "", item.url)
        assert isinstance(item, Link)
        return copy(item)


def _pages(items: "list[StructureItem]") -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)


def _way(here: str, there: str) -> str:
    """Return the relative address of one page from another, with the slash that folders have."""
    way = get_relative_url(there or ".", here)
    return way if way.endswith("/") else f"{way}/"
