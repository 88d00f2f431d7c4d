"""The site's navigation: few pages (hubs and ordinary pages), since the theme prints it into every page."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Nav = list[object]


def titles_in(nav: object) -> dict[str, str | None]:
    """Return the pages a user's nav names, each with the title it gives there, if any."""
    found: dict[str, str | None] = {}
    waiting = [nav]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            found.setdefault(here, None)
        elif isinstance(here, Mapping):
            for title, below in here.items():
                if isinstance(below, str):
                    found[below] = None if title is None else str(title)
                else:
                    waiting.append(below)
        elif isinstance(here, list):
            waiting.extend(here)
    return found


def with_sources(nav: object, sources: Mapping[str, str]) -> object:
    """Return a user's nav with the paths of pages (``index.md``) replaced by those MkDocs knows them by."""
    if isinstance(nav, str):
        return sources.get(nav, nav)
    if isinstance(nav, Mapping):
        return {title: with_sources(below, sources) for title, below in nav.items()}
    if isinstance(nav, list):
        return [with_sources(item, sources) for item in nav]
    return nav


def default_nav(hubs: Iterable[str], ordinary: Iterable[str]) -> Nav:
    """Return the nav of a site whose mkdocs.yml has none: the hubs, then ordinary pages in their folders."""
    nav: Nav = list(hubs)
    tree: dict[str, object] = {}
    for path in sorted(ordinary, key=_shelf):
        *folders, name = path.split("/")
        here = tree
        for folder in folders:
            below = here.setdefault(f"{folder}/", {})
            assert isinstance(below, dict)
            here = below
        here[name] = path
    nav.extend(_branch(tree))
    return nav


def _shelf(path: str) -> tuple[bool, "Sequence[str]"]:
    """Pages come before folders, an index first."""
    *folders, name = path.split("/")
    return bool(folders), (*folders, "" if name in ("index.md", "README.md") else name)


def _branch(tree: Mapping[str, object]) -> Nav:
    items: Nav = []
    for name, below in tree.items():
        if isinstance(below, Mapping):
            items.append({_title(name): _branch(below)})
        else:
            items.append(below)
    return items


def _title(folder: str) -> str:
    """Return a folder's name as a title; folders are named in pull requests and the theme does not escape."""
    words = folder.rstrip("/").replace("-", " ").replace("_", " ")
    return escape(words.capitalize() if words == words.lower() else words, quote=True)
