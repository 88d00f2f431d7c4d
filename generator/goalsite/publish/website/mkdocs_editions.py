"""The pages of other languages within one MkDocs site: its nav, its configuration and its links, told again.

MkDocs knows one language a site. Every edition's pages are pages of that site, in a folder; what the theme is told
of nav and configuration is replaced for them when each page is dressed.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup, escape
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from goalsite.language import gettext as _
from goalsite.language import speaking
from goalsite.publish.languages import NAMES
from goalsite.publish.website.defaults import spoken
from goalsite.publish.website.mkdocs_pages import GoalPage, address
from goalsite.site.addresses import Addresses
from goalsite.site.context import HUBS
from goalsite.site.environment import gap
from goalsite.site.forge import Forge
from goalsite.site.format import Format
from goalsite.site.views.commits import SHORT, uncommitted

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


class _Theme:
    """A theme with some of its settings replaced."""

    def __init__(self, theme: Any, **settings: Any) -> None:
        self._theme = theme
        self._settings = settings

    def __getitem__(self, key: str) -> Any:
        return self._settings[key] if key in self._settings else self._theme[key]

    def __getattr__(self, name: str) -> Any:
        if name in self._settings:
            return self._settings[name]
        return getattr(self._theme, name)


class _Switch:
    """What makes the theme show its language switch, filled by our own partial, which knows the page.

    It cannot be looped over: the theme would print the same links on every page.
    """


def in_language(config: "MkDocsConfig", edition: "Understood") -> "MkDocsConfig":
    """Return the configuration as the theme is to read it on the pages of an edition."""
    told = copy(config)
    if edition.folder:
        palette = config.theme.get("palette")
        with speaking(edition.language):
            told["theme"] = _Theme(config.theme, language=edition.language, palette=_palette(palette))
    told["extra"] = {**config.extra, "alternate": _Switch()}
    return told


def _palette(palette: Any) -> Any:
    """Return the colours with the words on their switch said, where they are those that we write."""
    if not isinstance(palette, list):
        return palette
    return [
        {**one, "toggle": {**one["toggle"], "name": spoken(one["toggle"].get("name", ""))}}
        if isinstance(one, Mapping) and isinstance(one.get("toggle"), Mapping)
        else one
        for one in palette
    ]


def _way(here: str, there: str) -> str:
    """Return the relative address of one page from another, with the slash that folders have."""
    way = get_relative_url(there or ".", here)
    return way if way.endswith("/") else f"{way}/"


def theme_words(edition: "Understood", editions: Editions) -> dict[str, Any]:
    """Return what our parts of the theme say, in the language in force."""
    day = edition.as_of
    shown = escape(Format(edition.language, day).long_day(day))
    data = Addresses(edition.repository, HUBS).hub("data.md")
    time = Markup('<time datetime="{}">{}</time>').format(day.isoformat(), shown)
    head = edition.chronicle.head
    return {
        "commit": head[:SHORT],
        "commit_said": _("commit {id}", id=head[:SHORT]) if head else "",
        "commit_more": uncommitted(edition.chronicle),
        "commit_url": Forge(edition.settings).commit(head),
        "as_of": Markup(_("Data as of {day}:")).format(day=time),  # noqa: S704 - a message of ours
        "figures": _("all figures as files"),
        "gap": gap(),
        "data": f"{edition.folder}/{data}" if edition.folder else data,
        "homes": editions.homes(),
        "lost": tuple(_lost(one.edition) for one in editions.all),
    }


def _lost(edition: "Understood") -> dict[str, Any]:
    """Return what the page for unknown addresses says in the language of an edition."""
    folder = f"{edition.folder}/" if edition.folder else ""
    hub = Addresses(edition.repository, HUBS).hub
    with speaking(edition.language):
        return {
            "language": edition.language,
            "title": _("There is no such page"),
            "said": _("It may have been moved or renamed. Search for it at the top of the page, or begin here:"),
            "links": (
                {"title": _("Home"), "url": folder},
                {"title": _("Explore: a table of all goals"), "url": folder + hub("explore.md")},
                {"title": _("Teams"), "url": folder + hub("teams/index.md")},
            ),
        }


def head_links(page: Page, twins: tuple[Twin, ...]) -> str:
    """Return the links that tell search engines of a page in other languages."""
    site = (page.canonical_url or "").removesuffix(page.url) if page.canonical_url else None
    # The space keeps Material's script from looking for a site map below each of these addresses.
    return "".join(
        f'<link rel="alternate " hreflang="{twin.language}" href="{twin.href if site is None else site + twin.url}">'
        for twin in twins
    )
