"""The data page lists exactly the files the site carries, and how much each holds."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.conftest import write_tree
from tests.publish.sites import DEMO, GOALS, build, files_of, pages_of, seen

from goalsite.publish import extras
from goalsite.publish.data.data_files import data_files
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site.context import SiteContext
from goalsite.site.views.data import DataPage, data_page, table_rows
from goalsite.site.views.wallboard import WALLBOARD

MINE = "---\nkind: objective\ntitle: Mine\nperson: Mei Lin\nkey_results: {a: {title: A, from: 0, to: 1}}\n---\n"
LATER = "---\nkind: check-in\nvalues: {b: 1}\n---\nNot about a key result of it.\n"
HIDING = str(GOALS["mkdocs.yml"]).replace("      as_of", "      people: false\n      as_of")
TREES = {
    "small": {},
    "with a broken file": {"goals/2026-q4/broken.md": "---\nkind: objective\ntitle: Broken\n---\n"},
    "with a personal goal": {"goals/2026-q4/mine.md": MINE, "goals/2026-q4/mine/2026-11-10.md": LATER},
    "without people": {
        "goals/2026-q4/mine.md": MINE,
        "goals/2026-q4/mine/2026-11-10.md": LATER,
        "mkdocs.yml": HIDING,
    },
}


def page_of(known: Understood) -> tuple[SiteContext, DataPage]:
    site = SiteContext(known.measured, known.findings, {})
    return site, data_page(site)


@pytest.mark.parametrize("name", TREES)
def test_counts_are_those_of_the_files(tmp_path: Path, name: str) -> None:
    check_counts(understand(write_tree(tmp_path, {**GOALS, **TREES[name]})))


def test_counts_of_the_demo_are_those_of_its_files() -> None:
    check_counts(understand(DEMO))


def check_counts(known: Understood) -> None:
    site, page = page_of(known)
    # The page lists its own language's files; those that pages of others read lie in their folders.
    files = data_files(known)
    made = {path: content for path, content in files.items() if not path.startswith("zh/") and path != WALLBOARD}
    assert {file.path for group in page.groups for file in group.files} == set(made)
    assert page.number == len(made)
    for table, count in table_rows(site).items():
        lines = list(csv.reader(io.StringIO(made[f"data/{table}.csv"].decode("utf-8-sig"))))
        assert len(lines) - 1 == count, table
    data = json.loads(made["data/goals.json"])
    listed = {file.name: file.amount for group in page.groups for file in group.files}
    assert listed["goals.json"] == f"{len(data['objectives']) + len(data['kpis'])} goals"


def test_without_people_findings_about_check_ins_of_personal_goals_are_in_no_table(tmp_path: Path) -> None:
    known = understand(write_tree(tmp_path, {**GOALS, **TREES["without people"]}))
    assert any("mine" in finding.path for finding in known.findings)
    assert b"mine" not in data_files(known)["data/findings.csv"]


def test_every_page_leads_to_the_data_page_and_that_to_every_file(tmp_path: Path) -> None:
    site = build({}, tmp_path)
    pages = pages_of(site)
    for path, page in pages.items():
        links = [link.get("href") or "" for link in page.all("a")]
        assert any(link.endswith(("data/", "./")) for link in links), path
    links = [link["href"] or "" for link in pages["data/index.html"].all("a")]
    files = {path for path in files_of(site / "data") if not path.endswith(".html")}
    assert {"goals.xlsx", "feed.xml", "feeds/growth.xml", "calendar.ics", "goals.schema.json"} < files
    assert files <= {link.removeprefix("../data/") for link in links}


def test_a_page_of_the_users_own_keeps_the_address_and_the_data_page_gives_way(tmp_path: Path) -> None:
    site = build({"goals/data.md": "# Our data\n"}, tmp_path)
    assert "Our data" in seen((site / "data/index.html").read_bytes()).text
    assert "goals.xlsx" in seen((site / "site/data/index.html").read_bytes()).text
    assert 'href="site/data/"' in (site / "index.html").read_text()


def test_without_the_library_the_site_has_no_workbook_and_says_how_to_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda *_: None)
    site = build({}, tmp_path)
    assert not (site / "data/goals.xlsx").exists()
    page = seen((site / "data/index.html").read_bytes())
    assert "goalsite[xlsx]" in page.text
    assert not [link for link in page.all("a") if "xlsx" in (link["href"] or "")]


def test_the_feed_of_a_team_with_a_strange_name_is_linked_to(tmp_path: Path) -> None:
    site = build({"goals/teams/a#b?c/team.md": "---\nkind: team\ntitle: Odd\n---\n"}, tmp_path)
    links = [link["href"] for link in seen((site / "data/index.html").read_text()).all("a")]
    assert "../data/feeds/a%23b%3Fc.xml" in links
    assert (site / "data/feeds/a#b?c.xml").is_file()
