"""The theme's part of a page, rendered once for many pages.

Pages outside the nav differ, in what the theme prints, only in a handful of places. So the theme is rendered once with
a marker in each of those places, and a page is that text with the markers filled. Links of the theme are relative to
the page, so there is one such text for each depth, and each folder that the theme itself links into; for each page
that the nav marks in their place; and for each language of the site.

Whether the theme can be marked is found out, not assumed: the first page that uses a text is also rendered in full,
and where the two differ, or where another plugin adds to the context, pages are rendered in full as always.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from mkdocs.structure.toc import AnchorLink, TableOfContents

from goalsite.language import LANGUAGES

if TYPE_CHECKING:
    import jinja2
    from mkdocs.structure.pages import Page

TEMPLATE = "goalsite-page.html"
_FULL = "main.html"
_CONTEXT = frozenset(
    (
        *("nav", "pages", "base_url", "extra_css", "extra_javascript", "mkdocs_version", "build_date_utc"),
        *("config", "page", "goalsite"),
    )
)
_NAMES = ("title", "name", "description", "canonical", "path", "edit", "heading", "anchor", "content")
_MARK = "7gsmark{}x7"
_MARKS = {name: _MARK.format(name) for name in _NAMES}
_TWINS = tuple(_MARK.format(f"twin{number}") for number, _ in enumerate(LANGUAGES))
"""Marks for the addresses of the page in each language."""
# Material looks for a first heading in the content and adds one where there is none.
_MARKS["headed"] = "<h1 7gsmarkheadedx7>"
_SPLIT = re.compile("(" + "|".join(map(re.escape, (*_MARKS.values(), *_TWINS))) + ")")
_Filler = Callable[["Page"], str]


def _twin(number: int) -> _Filler:
    return lambda page: str(page.twins[number].href)  # type: ignore[attr-defined]


_FILLERS: Mapping[str, _Filler] = {
    _MARKS["title"]: lambda page: page.meta["title"],
    _MARKS["name"]: lambda page: str(page.title),
    _MARKS["description"]: lambda page: page.meta["description"],
    _MARKS["canonical"]: lambda page: str(page.canonical_url),
    _MARKS["path"]: lambda page: str(page.abs_url),
    _MARKS["edit"]: lambda page: str(page.edit_url),
    _MARKS["heading"]: lambda page: next(iter(page.toc)).title,
    _MARKS["anchor"]: lambda page: next(iter(page.toc)).id,
    _MARKS["content"]: lambda page: str(page.content),
    _MARKS["headed"]: lambda page: str(page.content),
} | {mark: _twin(number) for number, mark in enumerate(_TWINS)}


class ShellTemplate:
    """What MkDocs takes for the template of goal pages: something that renders a context."""

    def __init__(self, env: "jinja2.Environment", linked: Iterable[str]) -> None:
        """``linked`` are the addresses (from the site's root) that the theme links to on every page."""
        self._full = env.get_template(_FULL)
        self._shells: dict[tuple[object, ...], list[str] | None] = {}
        paths = [_folders(url) for url in linked]
        self._folders = {"/".join(parts[:depth]) for parts in paths for depth in range(len(parts) + 1)}

    def render(self, context: Mapping[str, Any]) -> str:
        """Return the whole page, exactly as the theme would render it."""
        page: Page = context["page"]
        if set(context) != _CONTEXT:
            return self._full.render(context)
        key, neutral = self._key(page)
        parts = self._shells.get(key, ())
        if parts is None:
            return self._full.render(context)
        if not parts:
            parts = _SPLIT.split(self._full.render({**context, "page": _marked(page, neutral)}))
            whole = self._full.render(context)
            self._shells[key] = parts if fill(parts, page) == whole else None
            return whole
        return fill(parts, page)

    def _key(self, page: "Page") -> tuple[tuple[object, ...], str]:
        """Return what two pages must agree on to share a text, and an address that stands for all of them."""
        parts = _folders(page.url)
        shared = 0
        while shared < len(parts) and "/".join(parts[: shared + 1]) in self._folders:
            shared += 1
        neutral = "".join(f"{part}/" for part in (*parts[:shared], *["7gsmarkfolderx7"] * (len(parts) - shared)))
        meta = page.meta
        key = (
            neutral,
            page.folder,  # type: ignore[attr-defined]
            page.marked,  # type: ignore[attr-defined]
            frozenset(meta),
            tuple(meta.get("hide", ())),
            page.edit_url is not None,
            page.canonical_url is not None,
            bool(page.toc),
            "<h1" in (page.content or ""),
        )
        return key, neutral


class ThemeEnvironment:
    """The theme's own environment, with one template more."""

    def __init__(self, env: "jinja2.Environment", shell: ShellTemplate) -> None:
        self._env = env
        self._shell = shell

    def get_template(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Return the template of that name."""
        return self._shell if name == TEMPLATE else self._env.get_template(name, *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


def fill(parts: list[str], page: "Page") -> str:
    """Return the text with its markers filled; filled-in text is not looked at again."""
    out = parts.copy()
    for at in range(1, len(out), 2):
        out[at] = _FILLERS[out[at]](page)
    return "".join(out)


def _folders(url: str) -> list[str]:
    return [part for part in url.rpartition("/")[0].split("/") if part not in ("", ".")]


def _marked(page: "Page", neutral: str) -> "Page":
    """Return a copy of the page with a marker for whatever may differ on another one."""
    marked = copy(page)
    marked.file = copy(page.file)
    marked.file.url = neutral
    marked.file.src_uri = marked.file.dest_uri = _MARKS["path"]
    marked.meta = {**page.meta, "title": _MARKS["title"]}
    if "description" in page.meta:
        marked.meta["description"] = _MARKS["description"]
    marked.title = _MARKS["name"]
    if page.canonical_url is not None:
        marked.canonical_url, marked.abs_url = _MARKS["canonical"], _MARKS["path"]
    if page.edit_url is not None:
        marked.edit_url = _MARKS["edit"]
    if page.toc:
        marked.toc = TableOfContents([AnchorLink(_MARKS["heading"], _MARKS["anchor"], 1)])
    twins = page.twins  # type: ignore[attr-defined]
    marked.twins = tuple(twin._replace(href=mark) for twin, mark in zip(twins, _TWINS, strict=False))  # type: ignore[attr-defined]
    marked.content = _MARKS["headed" if "<h1" in (page.content or "") else "content"]
    return marked
