"""The Atom feed, as a feed reader and an XML parser read it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from tests.conftest import write_tree
from tests.publish.sites import DEMO, GOALS, known_of

from goalsite.language import speaking
from goalsite.publish.data.feed import NAME, feeds
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site.views.data import FEED_ENTRIES

ATOM = "{http://www.w3.org/2005/Atom}"
WIN = "goals/2026-q4/win.md"
BESIDE = "goals/teams/growth/2026-q4/onboarding"
SITE = {"mkdocs.yml": str(GOALS["mkdocs.yml"]) + "site_url: https://goals.acme.example/all\n"}


def feed(known: Understood) -> bytes:
    return feeds(known)[NAME]


def test_the_newest_come_first_with_title_author_and_what_was_said(tmp_path: Path) -> None:
    read = feedparser.parse(feed(known_of(tmp_path)))
    assert not read.bozo
    assert read.version == "atom10"
    assert [(entry.title, entry.published) for entry in read.entries] == [
        ("Check-in: Win the mid market", "2026-11-09T00:00:00+00:00"),
        ("Check-in: Effortless onboarding", "2026-11-08T00:00:00+00:00"),
        ("KPI value: Revenue", "2026-10-31T00:00:00+00:00"),
        ("KPI value: Revenue", "2026-09-30T00:00:00+00:00"),
    ]
    assert read.feed.updated == "2026-11-09T00:00:00+00:00"
    assert read.entries[0].content[0].value == (
        "<p>New customers: 50</p><p>Calls a day: 14</p><p>Confidence 0.70</p><p>Halfway.</p>"
    )
    assert [entry.content[0].value for entry in read.entries[2:]] == [
        "<p>€90</p><p>Target ≥\N{NO-BREAK SPACE}€90: healthy</p><p>Good month</p>",
        "<p>€80</p><p>Target ≥\N{NO-BREAK SPACE}€90: unhealthy</p>",  # 80 ÷ 90 is below nine tenths
    ]
    assert {entry.author for entry in read.entries[2:]} == {"Ada Ek"}


def test_everything_that_atom_requires_is_there() -> None:
    root = ElementTree.fromstring(feed(understand(DEMO)))
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(ATOM + name), name
        assert element.find(f"{ATOM}link[@rel='alternate']") is not None
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert root.find(f"{ATOM}link[@rel='self']") is not None
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == FEED_ENTRIES
    assert all(one.startswith("urn:uuid:") for one in ids)
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in root.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)


BELOW = {
    "goals/teams/growth/onboarding/team.md": "---\nkind: team\ntitle: First days\n---\n",
    "goals/teams/growth/onboarding/kpis/calls.md": (
        "---\nkind: kpi\ntitle: Calls for help\nowner: Mei Lin\ndirection: down\n"
        "values: [{date: 2026-11-12, value: 7}]\n---\n"
    ),
}


def test_a_teams_feed_tells_of_it_and_its_sub_teams_and_the_companys_of_all(tmp_path: Path) -> None:
    made = {path: feedparser.parse(content) for path, content in feeds(known_of(tmp_path, {**SITE, **BELOW})).items()}
    titles = {path: [entry.title for entry in read.entries] for path, read in made.items()}
    calls, onboarding = "KPI value: Calls for help", "Check-in: Effortless onboarding"
    assert titles["feeds/onboarding.xml"] == [calls]
    assert titles["feeds/growth.xml"] == [calls, onboarding]
    assert titles["feed.xml"][:3] == [calls, "Check-in: Win the mid market", onboarding]
    growth = made["feeds/growth.xml"]
    assert not growth.bozo
    assert growth.feed.title == "Growth, Acme: check-ins, KPI values, changes and closings"
    assert growth.feed.link == "https://goals.acme.example/all/teams/growth/"
    assert growth.entries[1].link == "https://goals.acme.example/all/teams/growth/2026-q4/onboarding/"
    assert len({read.feed.id for read in made.values()}) == 3
    assert growth.entries[0].id == made["feed.xml"].entries[0].id
    assert "https://goals.acme.example/all/data/feeds/growth.xml" in [link.href for link in growth.feed.links]


def test_a_teams_feed_links_up_to_the_site(tmp_path: Path) -> None:
    content = feeds(known_of(tmp_path))["feeds/growth.xml"]
    assert links_of(content) == ["../../teams/growth/", "growth.xml", "../../teams/growth/2026-q4/onboarding/"]


def test_a_whole_made_of_its_parts_tells_nothing_of_its_own(tmp_path: Path) -> None:
    head = "---\nkind: kpi\nowner: Ada Ek\ndirection: up\n"
    whole = {
        "goals/kpis/all.md": f"{head}title: Whole\ncombine: sum\n---\n",
        "goals/kpis/part.md": f"{head}title: Part\npart_of: all\nvalues: [{{date: 2026-11-01, value: 1}}]\n---\n",
    }
    titles = [entry.title for entry in feedparser.parse(feed(known_of(tmp_path, whole))).entries]
    assert "KPI value: Part" in titles
    assert "KPI value: Whole" not in titles


def test_a_feed_is_told_in_the_language_in_force(tmp_path: Path) -> None:
    known = known_of(tmp_path)
    with speaking("zh"):
        read = feedparser.parse(feed(known))
    assert read.feed.title == "Acme：更新、KPI数值、变更与目标结束"
    assert read.entries[0].title == "更新：Win the mid market"
    assert "<p>信心：0.70</p>" in read.entries[0].content[0].value


def links_of(content: bytes) -> list[str]:
    return [link.attrib["href"] for link in ElementTree.fromstring(content).iter(f"{ATOM}link")]


def test_links_are_relative_to_the_feed_unless_the_site_has_an_address(tmp_path: Path) -> None:
    assert links_of(feed(known_of(tmp_path / "a")))[:3] == ["../", "feed.xml", "../2026-q4/win/"]
    assert links_of(feed(known_of(tmp_path / "b", SITE)))[:3] == [
        "https://goals.acme.example/all/",
        "https://goals.acme.example/all/data/feed.xml",
        "https://goals.acme.example/all/2026-q4/win/",
    ]
    script = {"mkdocs.yml": str(GOALS["mkdocs.yml"]) + "site_url: 'javascript:alert(1)'\n"}
    assert links_of(feed(known_of(tmp_path / "c", script)))[0] == "../"


def ids_of(content: bytes) -> list[str]:
    return [entry.id for entry in feedparser.parse(content).entries]


def test_ids_stay_when_words_change_and_entries_are_added(tmp_path: Path) -> None:
    before = ids_of(feed(known_of(tmp_path / "a", SITE)))
    reworded = str(GOALS[WIN]).replace("Halfway.", "Half the way.").replace("Win the mid market", "Win")
    more = {f"{BESIDE}/2026-11-08-ada.md": "---\nkind: check-in\nvalues: {calls: 20}\n---\n", WIN: reworded}
    after = ids_of(feed(known_of(tmp_path / "b", {**SITE, **more})))
    assert set(before) < set(after)
    assert len(after) == len(set(after)) == 5


def test_two_check_ins_of_one_day_are_two_entries(tmp_path: Path) -> None:
    twice = str(GOALS[WIN]).replace(
        "    note: Halfway.\n", "    note: Halfway.\n  - date: 2026-11-09\n    note: Again.\n"
    )
    ids = ids_of(feed(known_of(tmp_path, {WIN: twice})))
    assert len(ids) == len(set(ids)) == 5


def test_a_closing_says_how_it_ended(tmp_path: Path) -> None:
    closed = str(GOALS[WIN]).replace("key_results:", "state: closed\nscore: 0.8\nlearned: Ask & listen.\nkey_results:")
    entries = feedparser.parse(feed(known_of(tmp_path, {WIN: closed}))).entries
    closing = next(entry for entry in entries if entry.title.startswith("Closed"))
    assert (closing.title, closing.updated) == ("Closed: Win the mid market (met)", "2026-11-09T00:00:00+00:00")
    assert closing.content[0].value == "<p>Progress 45%</p><p>Score 0.80</p><p>Ask &amp; listen.</p>"


def test_drafts_and_hidden_persons_are_not_told_of(tmp_path: Path) -> None:
    mine = (
        "---\nkind: objective\ntitle: Mine\nperson: Mei Lin\nkey_results: {a: {title: A, from: 0, to: 1}}\n"
        "check_ins: [{date: 2026-11-10, values: {a: 1}}]\n---\n"
    )
    config = str(GOALS["mkdocs.yml"]).replace("      as_of", "      people: false\n      as_of")
    draft = str(GOALS[WIN]).replace("key_results:", "state: draft\nkey_results:")
    shown = feed(known_of(tmp_path / "a", {"goals/2026-q4/mine.md": mine, WIN: draft}))
    assert [entry.title for entry in feedparser.parse(shown).entries][:3] == [
        "Check-in: Mine",
        "Check-in: Effortless onboarding",
        "KPI value: Revenue",
    ]
    hidden = feed(known_of(tmp_path / "b", {"goals/2026-q4/mine.md": mine, "mkdocs.yml": config}))
    assert b"Mine" not in hidden


def saying(known: Understood, text: str) -> Understood:
    """Return the goals with ``text`` wherever people can write."""
    repository, win = known.repository, known.repository.objectives["2026-q4/win"]
    assert repository.company is not None
    key_results = tuple(replace(one, record=replace(one.record, title=text)) for one in win.key_results)
    check_ins = tuple(replace(one, note=text, by=text) for one in win.check_ins)
    record = replace(win.record, title=text)
    win = replace(win, record=record, key_results=key_results, check_ins=check_ins)
    company = replace(repository.company, record=replace(repository.company.record, title=text))
    objectives = {**repository.objectives, win.id: win}
    growth = repository.teams["growth"]
    teams = {"growth": replace(growth, record=replace(growth.record, title=text))}
    revenue = known.measured.kpis["kpis/revenue"]
    kpi = replace(revenue.kpi, record=replace(revenue.kpi.record, title=text, unit=text))
    values = tuple(replace(value, note=text, by=(text,)) for value in revenue.values)
    measured = replace(known.measured, kpis={kpi.id: replace(revenue, kpi=kpi, values=values)})
    made = replace(repository, company=company, objectives=objectives, teams=teams)
    return replace(known, repository=made, measured=measured)


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "]]><x>&amp;", "a\x07\x1b[31m", "\ud800", "two\nlines", "'\"><img src=x>"]
)
def test_hostile_text_is_text(tmp_path: Path, hostile: str) -> None:
    # In memory: some of it does not get past the reading of files, and must not count on that.
    made = feeds(saying(known_of(tmp_path), hostile))
    assert set(made) == {"feed.xml", "feeds/growth.xml"}
    for content in made.values():
        check_text(content)


def check_text(content: bytes) -> None:
    names = ("feed", "title", "link", "id", "updated", "author", "name", "subtitle", "entry", "published", "content")
    assert {element.tag for element in ElementTree.fromstring(content).iter()} == {f"{ATOM}{name}" for name in names}
    for entry in ElementTree.fromstring(content).iter(f"{ATOM}content"):
        assert "<script" not in (entry.text or "")
        assert "<img" not in (entry.text or "")


def test_without_goals_the_feed_is_empty_and_of_the_day(tmp_path: Path) -> None:
    tree = {"goals/company.md": GOALS["goals/company.md"]}
    read = feedparser.parse(feed(understand(write_tree(tmp_path, tree), as_of=date(2026, 3, 4))))
    assert (read.bozo, read.entries, read.feed.updated) == (False, [], "2026-03-04T00:00:00+00:00")
