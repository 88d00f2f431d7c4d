"""Every number on the pages of the demo unfolds: where it stands, or in one click on itself or its row."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath
from typing import NamedTuple

import pytest
from benchmarks.corpus import repository
from tests.benchmarks.test_corpus import AS_OF
from tests.conftest import write_tree
from tests.site.conftest import Pages
from tests.site.reading_html import VOID

from goalsite.check import check
from goalsite.measure import measure
from goalsite.model import load
from goalsite.settings import Settings
from goalsite.site import render
from goalsite.site.addresses import url_of

DEMO = Path(__file__).parents[2]

FIGURE = re.compile(r"\d\s?%|(?<![\d.])[01]\.\d\d(?!\d)|\d points")
"""A per cent, a score or confidence, or points; in columns of newest values every number is one."""

ROWS = {"tr", "li", "article", "details"}
ROW_CLASSES = {"gs-leaf", "gs-beside2"}
ROWS_LIE_IN = {"gs-asking"}
UNDER_THE_TITLE = {"gs-figure", "gs-numbers", "gs-sentence"}
"""What the fold of the page's own figures stands below."""

IN_ITS_PLACE = re.compile(r"#(?:why|kr-|value-|check-in-|total|original)")
"""Places where a figure unfolds, by the beginning of their ids."""

OF_PEOPLE = {"gs-body", "gs-told", "gs-learned", "gs-unit", "gs-reasons", "gs-findings", "gs-move", "note"}
"""What people wrote, units with their bounds, and findings, which name their own file and line."""

OF_DAYS = {"gs-timeline"}
"""How much of a cycle has gone, beside the days it is counted from."""

NO_FIGURES = {"gs-reading", "gs-rule", "gs-rules", "gs-changing", "gs-datapage", "gs-checkin", "gs-changespage"}
"""Pages that explain, ask, or tell what was written anew."""


class Element:
    """An element with those around it."""

    def __init__(self, tag: str, attributes: Mapping[str, str], above: "Element | None") -> None:
        self.tag, self.attributes, self.above = tag, attributes, above
        self.classes = set(attributes.get("class", "").split())
        self.places: list[str] = []

    def is_row(self) -> bool:
        """Whether it is a line of a list, of which one link is enough."""
        within = self.above.classes if self.above is not None else set()
        return self.tag in ROWS or bool(self.classes & ROW_CLASSES or within & ROWS_LIE_IN)

    def around(self) -> "Iterator[Element]":
        """Yield it and those around it, from the inside out."""
        here: Element | None = self
        while here is not None:
            yield here
            here = here.above


class Figure(NamedTuple):
    """A text with a figure in it, and where it stands."""

    text: str
    within: Element


class Unfolding(HTMLParser):
    """Reads the figures of a page, the links to where figures unfold, and the ids that a browser opens."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.here = Element("", {}, None)
        self.figures: list[Figure] = []
        self.links: list[str] = []
        self.folded: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link in all that is around it, and an id that lies in a fold."""
        if tag in VOID:
            return
        self.here = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        around = list(self.here.around())
        if "id" in self.here.attributes and any(one.tag == "details" for one in around):
            self.folded.add(self.here.attributes["id"])
        href = self.here.attributes.get("href", "")
        if tag == "a" and IN_ITS_PLACE.search(href):
            self.links.append(href)
            for one in around:
                one.places.append(href)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in VOID and self.here.above is not None:
            self.here = self.here.above

    def handle_data(self, data: str) -> None:
        """Note a text with a figure."""
        if FIGURE.search(data) or ("now" in self.here.classes and re.search(r"\d", data)):
            self.figures.append(Figure(" ".join(data.split()), self.here))

    def stuck(self) -> list[str]:
        """Return the figures that do not unfold."""
        return [figure.text for figure in self.figures if not self._unfolds(figure)]

    def _unfolds(self, figure: Figure) -> bool:
        around = list(figure.within.around())
        classes = set[str]().union(*(one.classes for one in around))
        if classes & (OF_PEOPLE | OF_DAYS | NO_FIGURES) or any(one.tag in ("svg", "small") for one in around):
            return True
        if any(one.tag == "a" and one.places for one in around):
            return True
        if "gs-values" in classes and "now" in figure.within.classes:
            return True  # as it was written, with its source beside it
        if classes & UNDER_THE_TITLE and any(place.startswith("why") for place in self.folded):
            return True
        if {"gs-bar", "none"} <= classes:  # heard only, where nothing is measured that could be behind it
            return True
        rows = [one for one in around if one.is_row()]
        return any(one.tag == "details" for one in rows) or bool(rows and rows[0].places)


@pytest.fixture(scope="module")
def demo() -> Pages:
    """Return the pages of the demo, as far as its files tell them: without its history."""
    measured = measure(load(DEMO / "goals", Settings(), date(2026, 11, 21)), Settings())
    return {page.path: page for page in render(measured, check(measured))}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Return the pages of a thousand goals."""
    root = write_tree(tmp_path_factory.mktemp("corpus"), dict(repository(1000)))
    measured = measure(load(root / "goals", Settings(), AS_OF), Settings())
    return {page.path: page for page in render(measured, check(measured))}


def _nowhere(pages: Pages) -> dict[str, set[str]]:
    """Return the links to places where figures unfold that no fold of the page they lead to holds, by page."""
    read = {url_of(path): Unfolding(page.body) for path, page in pages.items()}
    found: dict[str, set[str]] = {}
    for url, page in read.items():
        for link in page.links:
            path, _hash, place = link.partition("#")
            to = normpath(join(url, path)) if path else normpath(url or ".")
            target = read.get("" if to == "." else f"{to}/")
            if target is None or place not in target.folded:
                found.setdefault(url, set()).add(link)
    return found


def test_every_figure_of_the_demo_unfolds(demo: Pages) -> None:
    read = {path: Unfolding(page.body) for path, page in demo.items()}
    assert sum(len(page.figures) for page in read.values()) > 2000
    assert {path: stuck for path, page in read.items() if (stuck := page.stuck())} == {}


def test_every_figure_leads_to_a_fold_that_opens(demo: Pages) -> None:
    assert _nowhere(demo) == {}


def test_every_figure_of_a_thousand_goals_unfolds(thousand: Pages) -> None:
    trees = {path: Unfolding(page.body) for path, page in thousand.items() if path.startswith("alignment")}
    cycles = {path: Unfolding(page.body) for path, page in thousand.items() if path.startswith("cycles")}
    assert min(len(trees), len(cycles)) > 2
    assert {path: stuck for path, page in {**trees, **cycles}.items() if (stuck := page.stuck())} == {}


def test_every_figure_of_a_thousand_goals_leads_to_a_fold_that_opens(thousand: Pages) -> None:
    assert _nowhere(thousand) == {}


@pytest.mark.parametrize(
    ("html", "stuck"),
    [
        ("<p>It stands at 55%.</p>", ["It stands at 55%."]),
        ('<tr><td>Win</td><td><b>55%</b></td></tr><tr><td><a href="a/#why">7%</a></td></tr>', ["55%"]),
        ('<tr><td>0.70</td><td><a href="a/#why">55%</a></td></tr>', []),
        ('<p class="gs-sentence">55%</p><details><dl id="why">1 ÷ 2 = 50%</dl></details>', []),
        ('<p class="gs-sentence">55%</p><dl id="why"></dl>', ["55%"]),
    ],
)
def test_a_figure_that_does_not_unfold_is_found(html: str, stuck: list[str]) -> None:
    assert Unfolding(html).stuck() == stuck
