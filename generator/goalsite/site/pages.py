"""A page as data: what any engine needs to publish it."""

import zlib
from dataclasses import dataclass
from enum import StrEnum

from goalsite.language import gettext
from goalsite.site.addresses import url_of


class PageKind(StrEnum):
    """What a page shows."""

    HOME = "home"
    HUB = "hub"
    TEAM = "team"
    OBJECTIVE = "objective"
    KPI = "kpi"
    CYCLE = "cycle"
    PERSON = "person"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page, for its table of contents and for search; ``level`` counts from 2."""

    id: str
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class SearchedPart:
    """What search finds below a page, by its title and text; ``address`` is written as in a link on that page."""

    address: str
    title: str
    text: str = ""


_QUICKLY = 1
"""A level of compression: more of it makes bodies a fifth smaller and takes three times as long."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page.

    ``path`` is its Markdown-like source path below the site (``teams/growth/index.md``). ``title`` and
    ``description`` are plain text: whoever puts them into HTML escapes them. ``packed`` is its body, compressed, since
    all pages of a site are held at once, and handed from process to process. ``search_text`` is plain
    text, empty for pages that are not searched, and the title again where that alone is searched; its first line are
    names, what follows is how a text begins. ``parts`` are what search finds below the page. ``source_path`` is
    the repository path of the file that "edit" leads to, or None. ``hub`` pages belong in the navigation. ``files`` are
    what the page itself reads in the browser, as (path below the site, content). ``language`` is that of its words.
    ``folder`` is the one its language's pages lie in, empty for the site's own. ``tag`` is the goal's status in a word.
    """

    path: str
    title: str
    description: str
    packed: bytes
    headings: tuple[Heading, ...]
    search_text: str
    source_path: str | None
    hub: bool
    kind: PageKind
    files: tuple[tuple[str, bytes], ...] = ()
    language: str = "en"
    folder: str = ""
    tag: str = ""
    parts: tuple[SearchedPart, ...] = ()

    @property
    def body(self) -> str:
        """Trusted HTML in one root element, without blank lines: it can stand in a Markdown file as one HTML block."""
        return zlib.decompress(self.packed).decode()

    @property
    def nav_title(self) -> str:
        """What the navigation calls it: the home page is "Home" there, though its title is the company's name."""
        return gettext("Home") if self.kind is PageKind.HOME else self.title

    @property
    def repeats(self) -> bool:
        """Whether it only repeats what other pages say, so that nothing but its title may be searched."""
        by_title = self.kind is PageKind.HUB and self.search_text == self.title and not self.parts
        return not self.search_text or self.kind is PageKind.HOME or by_title

    @property
    def url(self) -> str:
        """Its address below the site, without a leading slash (``teams/growth/``)."""
        return url_of(self.path)

    @property
    def url_in_language(self) -> str:
        """Its address below the folder of its language."""
        return self.url.removeprefix(f"{self.folder}/") if self.folder else self.url


def pack(body: str) -> bytes:
    """Return the body of a page as a page holds it."""
    return zlib.compress(body.encode(), _QUICKLY)
