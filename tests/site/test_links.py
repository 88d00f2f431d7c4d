"""The demo's pages: every link leads somewhere, every page is whole, none is too large."""

from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.site.reading_html import Parsed, dangers

from goalsite.check import check
from goalsite.measure import measure
from goalsite.model import load
from goalsite.settings import Settings
from goalsite.site import SitePage, render
from goalsite.site.context import SiteContext
from goalsite.site.views.data import DataPage, data_page

GOALS = Path(__file__).parents[2] / "goals"


def demo() -> list[SitePage]:
    settings = Settings(repo_url="https://github.com/acme/goals", forge="github")
    measured = measure(load(GOALS, settings, date(2026, 11, 21), day_is_set=True), settings)
    return list(render(measured, check(measured)))


def data_page_of_demo() -> DataPage:
    settings = Settings()
    measured = measure(load(GOALS, settings, date(2026, 11, 21), day_is_set=True), settings)
    return data_page(SiteContext(measured, (), {}))


@pytest.fixture(scope="module")
def site() -> list[SitePage]:
    return demo()


def test_every_internal_link_leads_to_a_page_and_anchor(site: list[SitePage]) -> None:
    ids = {page.url: set(Parsed(page.body).ids) for page in site}
    ordinary = {f"{file.relative_to(GOALS).with_suffix('').as_posix()}/" for file in GOALS.rglob("*.md")}
    data = {f"{file.path}/" for group in data_page_of_demo().groups for file in group.files}
    own = {path.removesuffix("index.html") for page in site for path, _ in page.files}  # such as the wallboard
    broken = []
    for page in site:
        for link in Parsed(page.body).links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            place = page.url.split("/")[:-1] if page.url else []
            for step in parts.path.split("/"):
                if step == "..":
                    place.pop()
                elif step not in ("", "."):
                    place.append(step)
            url = "/".join(place) + "/" if place else ""
            if url not in ids:
                if unquote(url) not in ordinary | data | own:
                    broken.append((page.path, link))
            elif parts.fragment and unquote(parts.fragment) not in ids[url]:
                broken.append((page.path, link))
    assert broken == []


def test_every_page_is_balanced_html_without_blank_lines(site: list[SitePage]) -> None:
    for page in site:
        parsed = Parsed(page.body)
        assert parsed.open == [], page.path
        assert parsed.unbalanced == [], page.path
        assert page.body.startswith('<div class="gs '), page.path
        assert "\n\n" not in page.body, page.path
        assert len(parsed.ids) == len(set(parsed.ids)), page.path
        assert parsed.tags.count("h1") == 1, page.path


def test_no_page_acts_or_loads_anything(site: list[SitePage]) -> None:
    assert {page.path: found for page in site if (found := dangers(page.body, page.path))} == {}


def test_no_page_is_over_86_kilobytes_without_the_theme(site: list[SitePage]) -> None:
    assert [page.path for page in site if len(page.body.encode()) >= 86_000] == []


def test_headings_name_ids_of_their_page(site: list[SitePage]) -> None:
    for page in site:
        ids = Parsed(page.body).ids
        assert all(heading.id in ids for heading in page.headings), page.path


def test_hubs_are_found_by_their_names_alone(site: list[SitePage]) -> None:
    assert [page.path for page in site if page.hub and page.search_text != page.nav_title] == []
    assert {page.path for page in site if page.hub and not page.repeats} == {"how-to-read.md", "how-to-change.md"}
    assert all(page.search_text for page in site if page.kind == "objective")


def test_the_same_files_and_day_give_the_same_pages(site: list[SitePage]) -> None:
    assert demo() == site
