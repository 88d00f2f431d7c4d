"""The site as plain Markdown files with a mkdocs.yml, for engines that know nothing of Goalsite (SPEC 10, ``pages``).

A page is front matter and one HTML block. What an engine prints unescaped (titles, descriptions) is escaped here, and
ordinary pages are rendered and cleaned, since nobody will clean them later.
"""

import os
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goalsite.publish.data_files import data_files
from goalsite.publish.defaults import as_yaml, quoted, site_name, theme
from goalsite.publish.escaping import for_theme
from goalsite.publish.navigation import default_nav
from goalsite.publish.replacing import put_files
from goalsite.publish.untrusted_files import leaves, why_not
from goalsite.site.addresses import Addresses, root_of
from goalsite.site.context import HUBS
from goalsite.site.markdown import MarkdownRenderer

if TYPE_CHECKING:
    from goalsite.model.objects import Page
    from goalsite.publish.pipeline import Understood
    from goalsite.site import SitePage

_BLANK_LINES = re.compile(r"\n(?=[ \t]*\n)")


def write_pages(known: "Understood", target: Path) -> tuple[int, int]:
    """Write the site to ``target`` and return how many files it has, and how many of them changed.

    Raises :class:`goalsite.publish.pipeline.Mistake` where ``target`` holds what Goalsite did not make.
    """
    files = dict(markdown_files(known))
    return len(files), put_files(target, files, whole=True)


def markdown_files(known: "Understood") -> Iterator[tuple[str, bytes]]:
    """Yield every file by its path below the target folder."""
    ordinary = _ordinary(known)
    renderer = MarkdownRenderer(Addresses(known.repository, HUBS))
    yield "mkdocs.yml", as_yaml(_configuration(known, ordinary)).encode()
    for page in known.pages:
        yield f"docs/{page.path}", _file(_page_meta(page), page.body)
    for path, other in ordinary.items():
        yield f"docs/{path}", _file(_ordinary_meta(other), _rendered(renderer, other))
    for path, content in {**dict(_others(known.goals_dir)), **known.assets, **data_files(known)}.items():
        yield f"docs/{path}", content


def _configuration(known: "Understood", ordinary: Mapping[str, "Page"]) -> dict[str, Any]:
    settings = known.settings
    config: dict[str, Any] = {"site_name": site_name(known)}
    if settings.site_url:
        config["site_url"] = settings.site_url
    return config | {
        "docs_dir": "docs",
        "theme": theme(settings.language),
        "extra": {"generator": False, "scope": "/"},
        "extra_css": [path for path in known.assets if path.endswith(".css")],
        "extra_javascript": [path for path in known.assets if path.endswith(".js")],
        "plugins": ["search"],
        "markdown_extensions": [],
        "nav": default_nav(known.hubs, ordinary),
        "not_in_nav": "".join(f"/{page.path}\n" for page in known.pages if page.path not in known.hubs),
    }


def _ordinary(known: "Understood") -> dict[str, "Page"]:
    """Return the ordinary pages by path; none at the address of one of ours."""
    taken = {page.url for page in known.pages}
    found = {}
    for page in known.repository.pages.values():
        folder, _, name = page.file.key.rpartition("/")
        place = folder if name in ("index", "README") else page.file.key
        if (f"{place}/" if place else "") not in taken:
            found[f"{page.file.key}.md"] = page
    return found


def _page_meta(page: "SitePage") -> dict[str, Any]:
    meta: dict[str, Any] = {"title": for_theme(page.title)}
    if page.description:
        meta["description"] = for_theme(page.description)
    if page.hub or not page.search_text:
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
    found = re.search(r"^#[ \t]+(.+?)[ \t]*#*$", body, re.MULTILINE)
    return found[1] if found else None


def _name(key: str) -> str:
    return key.rpartition("/")[2].replace("-", " ").capitalize()


def _file(meta: Mapping[str, Any], html: str) -> bytes:
    front = "".join(f"{key}: {quoted(value)}\n" for key, value in meta.items())
    block = _BLANK_LINES.sub("&#10;", html.strip())
    return f"---\n{front}---\n\n{block}\n".encode()


def _rendered(renderer: MarkdownRenderer, page: "Page") -> str:
    key = page.file.key
    html = renderer.render(page.file.body, key.rpartition("/")[0], root_of(f"{key}.md"))
    title = escape(page.record.title or _name(key))
    heading = "" if _first_heading(page.file.body) else f"<h1>{title}</h1>"
    return f'<div class="gs gs-page">{heading}{html}</div>'


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
