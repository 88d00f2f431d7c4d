"""Hostile text in every field, in whatever is made of it: pages of both languages, data of pages, index, feeds."""

import json
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from tests.conftest import write_tree
from tests.hostile import ATTACKS, hostile
from tests.publish.conftest import Build
from tests.publish.sites import CONFIG, GOALS, attacks_in, loaded_from_elsewhere, pages_of, seen
from tests.site.reading_html import Parsed, dangers

from goalsite.publish.data.feed import feeds
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site.views.explore_terms import EXPLORE_DATA
from goalsite.site.views.wallboard import WALLBOARD

BOTH = CONFIG.replace("      as_of: 2026-11-15\n", "      as_of: 2026-11-15\n      languages: [en, zh]\n")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module", params=ATTACKS)
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Understood:
    """Return a hostile company in two languages, one of each attack."""
    tree = {**GOALS, "mkdocs.yml": BOTH, **hostile(request.param, "goals/")}
    return understand(write_tree(tmp_path_factory.mktemp("hostile"), tree))


def files_named(known: Understood, name: str) -> dict[str, bytes]:
    """Return the files that pages of each language read, of one name."""
    pages = (page for edition in known.editions for page in edition.pages)
    return {path: content for page in pages for path, content in page.files if path.endswith(name)}


def texts(data: object) -> Iterator[str]:
    """Yield every text within JSON."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from texts(one)


def test_pages_of_another_language_only_show_what_translations_say(known: Understood) -> None:
    _, chinese = known.editions
    assert chinese.repository.translations
    for page in chinese.pages:
        path = page.path.removeprefix("zh/")
        assert dangers(page.body.replace('src="../../assets', 'src="../assets'), path) == [], path
        assert (Parsed(page.body).open, Parsed(page.body).unbalanced) == ([], []), path


def test_the_wallboard_shows_it_as_text(known: Understood) -> None:
    boards = files_named(known, WALLBOARD)
    assert set(boards) == {WALLBOARD, f"zh/{WALLBOARD}"}
    for path, content in boards.items():
        page = seen(content)
        assert attacks_in(page) == [], path
        assert loaded_from_elsewhere(page) == [], path
        assert [one.get("type") for one in page.all("script")] == ["module"], path
        assert {tag for tag, _ in page.tags}.isdisjoint({"img", "svg", "iframe", "style", "form"}), path


def test_the_data_of_explore_holds_titles_as_they_are_written(known: Understood) -> None:
    title = known.repository.objectives["2026-q4/top"].title
    found = files_named(known, EXPLORE_DATA)
    assert set(found) == {EXPLORE_DATA, f"zh/{EXPLORE_DATA}"}
    for path, content in found.items():
        lines = {line[1]: line for line in json.loads(content)["goals"]}
        # The script puts them in as text, so nothing may have been escaped before.
        assert lines["2026-q4/top/"][0] == title, path
        urls = (line[1] for line in lines.values())
        assert not any(url.startswith(("/", "\\", "javascript:", "data:")) for url in urls), path


def test_feeds_of_the_company_and_of_teams_hold_it_as_text(known: Understood) -> None:
    made = feeds(known)
    assert {"feed.xml", "feeds/growth.xml", "feeds/evil.xml"} <= set(made)
    for name, content in made.items():
        root = ElementTree.fromstring(content)
        for element in root.iter():
            assert element.tag.startswith(ATOM), name
            href = element.get("href", "")
            assert not href.lower().startswith(("javascript:", "data:", "//")), name
            if element.get("type") == "html":
                assert dangers(element.text or "") == [], name
            elif element.text and element.tag in (f"{ATOM}title", f"{ATOM}name", f"{ATOM}subtitle"):
                assert element.get("type", "text") == "text", name


def test_search_is_told_it_as_text(site: Build) -> None:
    """Our worker escapes what it shows, as the browser tests see; the theme would follow any address."""
    tree: dict[str, str | bytes] = {"mkdocs.yml": BOTH}
    for number, attack in enumerate(ATTACKS):
        files = hostile(attack, "goals/")
        tree |= {
            path.replace("evil", f"evil-{number}").replace("good", f"good-{number}"): text
            for path, text in files.items()
            if "evil" in path or "good" in path
        }
    tree |= hostile(" ".join(ATTACKS), "goals/")
    made = site(tree)
    for folder in ("", "zh/"):
        entries = json.loads((made / f"{folder}search/entries.json").read_bytes())
        assert sum("alert(1)" in entry["title"] for entry in entries) > len(ATTACKS)
        for entry in entries:
            assert not entry["location"].startswith(("/", "\\", "javascript:")), entry["location"]
    for path, page in pages_of(made).items():
        assert attacks_in(page) == [], path
        assert loaded_from_elsewhere(page) == [], path


def test_the_themes_own_index_holds_it_escaped(site: Build) -> None:
    """The theme puts title, text and tags of what it finds into the page as HTML."""
    offline = {"mkdocs.yml": BOTH.replace("  - search\n", "  - search\n  - offline\n")}
    made = site(offline | hostile(" ".join(attack for attack in ATTACKS if "\\u" not in attack), "goals/"))
    for folder in ("", "zh/"):
        docs = json.loads((made / f"{folder}search/search_index.json").read_bytes())["docs"]
        assert any("alert(1)" in doc["title"] for doc in docs)
        for doc in docs:
            for shown in (doc["title"], doc.get("text", ""), *doc.get("tags", ())):
                assert dangers(shown) == [], doc["location"]
            assert "<" not in doc["title"], doc["location"]
