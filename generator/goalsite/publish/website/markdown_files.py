"""The site as plain Markdown files with a mkdocs.yml, for engines that know nothing of Goalsite (SPEC 10, ``pages``).

A page is front matter and one HTML block. Each is the ``index.md`` of a folder of its own: MkDocs leaves links in HTML
as they are, Zensical reads them from the file's folder, and only there both mean the same page. What an engine prints
unescaped (titles, descriptions) is escaped here, and ordinary pages are rendered and cleaned, since
nobody will clean them later.
"""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from goalsite.language import speaking
from goalsite.publish.data.data_files import data_files
from goalsite.publish.escaping import for_theme
from goalsite.publish.files.replacing import put_files
from goalsite.publish.files.untrusted_files import leaves, why_not
from goalsite.publish.languages import NAMES
from goalsite.publish.past.git import Git
from goalsite.publish.past.past_folder import past_folder
from goalsite.publish.website.defaults import as_yaml, quoted, site_name, theme
from goalsite.publish.website.navigation import default_nav, with_sources
from goalsite.publish.website.ordinary_pages import marked
from goalsite.site.addresses import Addresses, relative, root_of, url_of
from goalsite.site.context import HUBS
from goalsite.site.markdown import MarkdownRenderer

if TYPE_CHECKING:
    from goalsite.model.objects import Page
    from goalsite.publish.understanding.understood import Understood
    from goalsite.site import SitePage

_BLANK_LINES = re.compile(r"\n(?=[ \t]*\n)")


def write_pages(known: "Understood", target: Path) -> tuple[int, int]:
    """Write the site to ``target`` and return how many files it has, and how many of them changed.

    Raises :class:`goalsite.publish.understanding.inputs.Mistake` where ``target`` holds what Goalsite did not make.
    """
    files = dict(markdown_files(known))
    return len(files), put_files(target, files, whole=True)


def markdown_files(known: "Understood") -> Iterator[tuple[str, bytes]]:
    """Yield every file by its path below the target folder.

    A site in several languages is one site here, too: the pages of each other language lie in its folder, with a
    section of the nav, and each page links to itself in the others.
    """
    laid = [_Edition(edition, _ordinary(edition)) for edition in known.editions]
    yield "mkdocs.yml", as_yaml(_configuration(known, laid)).encode()
    for one in laid:
        renderer = MarkdownRenderer(Addresses(one.known.repository, HUBS, one.up))
        with speaking(one.known.language):
            for page in one.known.pages:
                yield f"docs/{_place(page.path)}", _file(_page_meta(page), _switched(page.body, page.path, one, laid))
            for path, other in one.ordinary.items():
                body = _switched(_rendered(renderer, other, one), path, one, laid)
                yield f"docs/{_place(path)}", _file(_ordinary_meta(other), body)
    own = {**known.assets, **data_files(known)}
    pages = [_place(path) for path in (path for one in laid for path in one.paths)]
    with _folder(known) as folder:
        found = dict(_others(folder))
    others = _out_of_the_way(found, {*own, *pages})
    for path, content in {**others, **own}.items():
        yield f"docs/{path}", content


class _Edition(NamedTuple):
    """The site in one language, with its ordinary pages by path."""

    known: "Understood"
    ordinary: Mapping[str, "Page"]

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all its pages."""
        return (*(page.path for page in self.known.pages), *self.ordinary)

    @property
    def up(self) -> str:
        """The way from the root of its pages to that of the site."""
        return "../" if self.known.folder else ""

    def within(self, path: str) -> str:
        """Return a path of its own below its folder."""
        return path.removeprefix(f"{self.known.folder}/") if self.known.folder else path

    def path(self, within: str) -> str:
        """Return the path of a page by where it lies below the folder."""
        return f"{self.known.folder}/{within}" if self.known.folder else within


def _switched(html: str, path: str, here: _Edition, laid: Sequence[_Edition]) -> str:
    """Return a page's HTML in its language, with links to the same page in the others."""
    if len(laid) == 1:
        return html
    links = "".join(
        f'<a href="{relative(path, one.path(here.within(path)))}" lang="{one.known.language}"'
        f' hreflang="{one.known.language}">{NAMES[one.known.language]}</a> '
        for one in laid
        if one is not here
    )
    return f'<div lang="{here.known.language}"><p class="gs-languages">{links.strip()}</p>\n{html}\n</div>'


def _out_of_the_way(others: Mapping[str, bytes], ours: set[str]) -> dict[str, bytes]:
    """Return the files that neither bear the name of a folder of ours, nor lie in one named like a file of ours."""
    folders = {parent.as_posix() for path in ours for parent in PurePosixPath(path).parents}
    return {
        path: content
        for path, content in others.items()
        if path not in folders and ours.isdisjoint(parent.as_posix() for parent in PurePosixPath(path).parents)
    }


def _configuration(known: "Understood", laid: Sequence[_Edition]) -> dict[str, Any]:
    settings = known.settings
    nav: list[object] = []
    for one in laid:
        hubs = {path: _place(path) for path in one.known.hubs}
        found = default_nav(hubs, [one.within(path) for path in one.ordinary])
        places = {**hubs, **{one.within(path): _place(path) for path in one.ordinary}}
        told = with_sources(found, places)
        assert isinstance(told, list)
        nav += [{NAMES[one.known.language]: told}] if one.known.folder else told
    config: dict[str, Any] = {"site_name": site_name(known)}
    if settings.site_url:
        config["site_url"] = settings.site_url
    named = {path for one in laid for path in one.known.hubs}
    return config | {
        "docs_dir": "docs",
        "theme": theme(settings.language),
        "extra": {"generator": False, "scope": "/"},
        "extra_css": [path for path in known.assets if path.endswith(".css")],
        "extra_javascript": list(known.scripts),
        "plugins": ["search"],
        "markdown_extensions": [],
        "nav": nav,
        "not_in_nav": "".join(
            f"/{_place(page.path)}\n" for one in laid for page in one.known.pages if page.path not in named
        ),
    }


def _place(path: str) -> str:
    """Return where the page of a source path is written: its address, as a folder with an ``index.md``."""
    return posixpath.join(unquote(url_of(path)), "index.md")


def _ordinary(known: "Understood") -> dict[str, "Page"]:
    """Return the ordinary pages by path; none at the address of one of ours, or of one before it."""
    taken = {page.url for page in known.pages}
    found = {}
    for page in known.repository.pages.values():
        path = f"{known.folder}/{page.file.key}.md" if known.folder else f"{page.file.key}.md"
        if url_of(path) not in taken:
            taken.add(url_of(path))
            found[path] = page
    return found


def _page_meta(page: "SitePage") -> dict[str, Any]:
    meta: dict[str, Any] = {"title": for_theme(page.title)}
    if page.description:
        meta["description"] = for_theme(page.description)
    if page.repeats:  # other engines search all that stands on a page
        meta["search"] = {"exclude": True}
    return meta


def _ordinary_meta(page: "Page") -> dict[str, Any]:
    record = page.record
    meta: dict[str, Any] = {"title": for_theme(record.title or _first_heading(page.file.body) or _name(page.file.key))}
    if record.description:
        meta["description"] = for_theme(record.description)
    if record.search_exclude:
        meta["search"] = {"exclude": True}
    return meta


def _first_heading(body: str) -> str | None:
    found = re.search(r"^#[ \t]+([^ \t\n].*)$", body, re.MULTILINE)
    return found[1].rstrip("#").rstrip(" \t") or found[1] if found else None


def _name(key: str) -> str:
    return key.rpartition("/")[2].replace("-", " ").capitalize()


def _file(meta: Mapping[str, Any], html: str) -> bytes:
    front = "".join(f"{key}: {quoted(value)}\n" for key, value in meta.items())
    block = _BLANK_LINES.sub("&#10;", html.strip())
    return f"---\n{front}---\n\n{block}\n".encode()


def _rendered(renderer: MarkdownRenderer, page: "Page", edition: _Edition) -> str:
    key = page.file.key
    html = renderer.render(page.file.body, key.rpartition("/")[0], root_of(f"{key}.md"))
    title = escape(page.record.title or _name(key))
    heading = "" if _first_heading(page.file.body) else f"<h1>{title}</h1>"
    return f'<div class="gs gs-page">{heading}{marked(html, edition.known, page)}</div>'


@contextmanager
def _folder(known: "Understood") -> Iterator[Path]:
    """Yield the folder whose pictures go with the pages: the goals' own, or what it was at a commit."""
    if known.commit is None:
        yield known.goals_dir
        return
    with past_folder(Git.around(known.goals_dir), known.commit) as folder:
        yield folder


def _others(goals_dir: Path) -> Iterator[tuple[str, bytes]]:
    """Yield pictures and other files of the goals folder that may be published."""
    base = os.path.realpath(goals_dir)
    for folder, folders, names in os.walk(goals_dir):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.startswith(".") or name.lower().endswith((".md", ".csv")):
                continue
            if os.path.isfile(path) and not leaves(path, base) and why_not(path) is None:
                yield Path(path).relative_to(goals_dir).as_posix(), Path(path).read_bytes()
