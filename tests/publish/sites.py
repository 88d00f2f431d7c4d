"""Small sites for tests: a tree of goals, built by MkDocs, and read as a browser would."""

import importlib.metadata
import os
import posixpath
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.conftest import write_tree

from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood

DEMO = Path(__file__).resolve().parents[2]
GENERATOR = DEMO / "generator"

CONFIG = """\
site_name: Acme goals
docs_dir: goals
theme:
  name: material
  font: false
extra:
  generator: false
  scope: /
plugins:
  - search
  - goalsite:
      as_of: 2026-11-15
"""

GOALS: Mapping[str, str | bytes] = {
    "goals/company.md": "---\nkind: company\ntitle: Acme\nmission: Less noise\n---\nWelcome.\n",
    "goals/2026-q4/win.md": (
        "---\nkind: objective\ntitle: Win the mid market\nowner: Mei Lin\nkey_results:\n"
        "  sales: {title: New customers, from: 0, to: 100}\n  calls: {title: Calls a day, from: 10, to: 20}\n"
        "check_ins:\n  - date: 2026-11-09\n    values: {sales: 50, calls: 14}\n    confidence: 0.7\n"
        "    note: Halfway.\n"
        "---\nWhy we do it.\n"
    ),
    "goals/kpis/revenue.md": (
        "---\nkind: kpi\ntitle: Revenue\nowner: Ada Ek\ndirection: up\ntarget: 90\nunit: EUR\n---\n"
    ),
    "goals/kpis/revenue.csv": "date,value,note\n2026-09-30,80,\n2026-10-31,90,Good month\n",
    "goals/teams/growth/team.md": "---\nkind: team\ntitle: Growth\nlead: Mei Lin\n---\n",
    "goals/teams/growth/2026-q4/onboarding.md": (
        "---\nkind: objective\ntitle: Effortless onboarding\nowner: Mei Lin\nsupports: win\nkey_results:\n"
        "  days: {title: Days to first value, from: 10, to: 4}\n  calls: {title: Help calls, from: 30, to: 10}\n---\n"
    ),
    "goals/teams/growth/2026-q4/onboarding/2026-11-08.md": (
        "---\nkind: check-in\nvalues: {days: 7}\n---\nHalf the way.\n"
    ),
    "goals/teams/growth/2026-q4/onboarding.zh.md": "---\ntitle: 轻松上手\n---\n",
    "goals/about.md": "---\ntitle: About us\n---\n\n# About us\n\nSee [the team](teams/growth/team.md).\n",
    "mkdocs.yml": CONFIG,
}


@contextmanager
def registered(folder: Path) -> Iterator[None]:
    """Make the plugin known to MkDocs meanwhile, where the package is run from a checkout."""
    if any(point.name == "goalsite" for point in importlib.metadata.entry_points(group="mkdocs.plugins")):
        yield
        return
    info = folder / "goalsite-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: goalsite\nVersion: 0\n")
    (info / "entry_points.txt").write_text(
        "[mkdocs.plugins]\ngoalsite = goalsite.publish.website.plugin:GoalsitePlugin\n"
    )
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))


def known_of(root: Path, tree: Mapping[str, str] | None = None, day: date | None = None) -> Understood:
    """Write ``GOALS`` with ``tree`` on top, and return what is understood of it."""
    return understand(write_tree(root, {**GOALS, **(tree or {})}), as_of=day)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a command run on its own: it finds what this process finds."""
    path = os.pathsep.join(dict.fromkeys([str(GENERATOR), *(entry for entry in sys.path if entry)]))
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS")}
    return {**kept, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1", **more}


def build(tree: Mapping[str, str | bytes | None], root: Path, site: str = "site") -> Path:
    """Write ``GOALS`` with ``tree`` on top (None takes a file away), build it with MkDocs, return the site's folder."""
    whole = {path: content for path, content in {**GOALS, **tree}.items() if content is not None}
    write_tree(root, whole)
    return rebuild(root, site)


def rebuild(root: Path, site: str = "site") -> Path:
    """Build the repository at ``root`` with MkDocs and return the site's folder."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / site))
    mkdocs_build(config)
    return root / site


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its relative path."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@dataclass
class Seen(HTMLParser):
    """What a browser would find in a page."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.tags if name == tag)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def ids(self) -> set[str]:
        return {attributes["id"] or "" for _, attributes in self.tags if "id" in attributes}


def seen(html: str | bytes) -> Seen:
    """Parse a page."""
    found = Seen()
    found.feed(html.decode() if isinstance(html, bytes) else html)
    found.close()
    return found


def pages_of(site: Path) -> dict[str, Seen]:
    """Return every page of a site, parsed, by its path."""
    return {path.relative_to(site).as_posix(): seen(path.read_bytes()) for path in sorted(site.rglob("*.html"))}


def broken_links(site: Path) -> list[str]:
    """Return the links and sources within a site that lead nowhere, each with its page.

    The site is taken to lie in a folder of its host, as it often does: links may not climb out of it.
    """
    pages = pages_of(site)
    broken = []
    for path, page in pages.items():
        if path == "404.html":
            continue
        for tag, attributes in page.tags:
            for name in ("href", "src"):
                if tag == "use" or (link := attributes.get(name)) is None or urlsplit(link).scheme:
                    continue
                here = posixpath.join("/company/site", posixpath.dirname(path), "")
                target, _, anchor = urljoin(here, link).partition("#")
                within = unquote(target.partition("?")[0]).startswith("/company/site/")
                file = unquote(target.partition("?")[0]).removeprefix("/company/site/")
                if file.endswith("/") or not file:
                    file += "index.html"
                if not within or not (site / file).is_file():
                    broken.append(f"{path}: {link}")
                elif anchor and file in pages and unquote(anchor) not in pages[file].ids:
                    broken.append(f"{path}: {link} (no such anchor)")
    return broken


def loaded_from_elsewhere(page: Seen) -> list[str]:
    """Return what a page would load from another host."""
    found = []
    for tag, attributes in page.tags:
        names = ["src", "srcset", "data", "poster", "xlink:href"]
        if tag in ("link", "use", "image"):
            names.append("href")
        for name in names:
            link = attributes.get(name)
            if link and (urlsplit(link).netloc or link.startswith("//")) and attributes.get("rel") != "canonical":
                found.append(f"{tag} {name}={link}")
    return found


def attacks_in(page: Seen) -> list[str]:
    """Return what in a page would act: handlers and addresses that run; scripts are counted by whoever compares."""
    found = []
    for tag, attributes in page.tags:
        for name, value in attributes.items():
            if name.startswith("on"):
                found.append(f"{tag} {name}")
            plain = "".join((value or "").split()).lower()
            if name in ("href", "src", "action", "formaction", "data", "xlink:href") and plain.startswith(
                ("javascript:", "vbscript:", "data:text")
            ):
                found.append(f"{tag} {name}={value}")
    return found
