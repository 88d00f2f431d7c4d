"""Explore: searches, filters, sorts, and keeps in the address what is asked."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect
from tests.browser.conftest import Open
from tests.browser.demo import goals
from tests.browser.serving import built, served
from tests.conftest import write_tree
from tests.publish.sites import DEMO

ROWS = "table.gs-explore tbody tr"


def _asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_it_searches_titles_and_key_results(browse: Open) -> None:
    seen = browse("explore/")
    everything = goals(DEMO)
    expect(seen.page.get_by_role("status").first).to_contain_text(str(len(everything)))
    title = everything["2026-q4/help-the-same-day/"]
    seen.page.get_by_label("Search").last.fill(title.upper())
    expect(seen.page.locator(ROWS)).to_have_count(1)
    assert seen.page.locator(f"{ROWS} th a").inner_text() == title
    assert _asked(seen.page) == {"find": [title.upper()]}
    assert seen.complaints == []


def test_it_filters_by_team_and_status_and_starts_anew(browse: Open) -> None:
    page = browse("explore/").page
    before = page.locator(ROWS).count()
    page.locator("label.team select").select_option(label="\u2003Repair Workshops")
    expect(page.locator(ROWS)).not_to_have_count(before)
    of_team = page.locator(ROWS).count()
    box = page.locator(".gs-find fieldset label:not([hidden])").first
    status = box.locator(".gs-s").inner_text()
    box.click()
    assert {line.strip().split("\n")[0] for line in page.locator(f"{ROWS} .gs-s").all_inner_texts()} == {status}
    assert 0 < page.locator(ROWS).count() <= of_team
    assert _asked(page) == {"team": ["repairs"], "status": [status]}
    page.locator(".gs-found button").click()
    expect(page.locator(ROWS)).to_have_count(before)
    assert _asked(page) == {}


def test_it_sorts_by_a_head_of_a_column_up_and_down(browse: Open) -> None:
    page = browse("explore/").page
    head = page.locator("table.gs-explore thead th").first
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    up = page.locator(f"{ROWS} th a").all_inner_texts()
    assert up == sorted(up, key=str.casefold)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    down = page.locator(f"{ROWS} th a").all_inner_texts()
    assert down == sorted(down, key=str.casefold, reverse=True)
    assert down[0] > up[0]


def test_an_address_shows_the_same_to_someone_else(browse: Open) -> None:
    page = browse("explore/").page
    page.locator("label.kind select").select_option(index=1)
    page.locator("label.sort select").select_option(index=2)
    found = page.locator(f"{ROWS} th").all_inner_texts()
    query = urlsplit(page.url).query
    assert {"kind", "sort"} == set(parse_qs(query))
    again = browse(f"explore/?{query}").page
    assert again.locator(f"{ROWS} th").all_inner_texts() == found


def test_nothing_found_says_what_to_do(browse: Open) -> None:
    page = browse("explore/?find=no+goal+is+called+so").page
    assert not page.locator("#__search").is_checked()
    assert page.locator(ROWS).count() == 0
    assert page.locator(".gs-empty").is_visible()


def test_on_a_phone_the_goals_are_on_the_first_screen(browse: Open) -> None:
    page = browse("explore/", width=360).page
    box = page.locator(f"{ROWS} th").first.bounding_box()
    assert box is not None
    assert box["y"] < 600
    page.get_by_text("Status", exact=True).first.click()
    assert page.get_by_role("checkbox").first.is_visible()


def test_on_a_phone_two_goals_of_one_name_are_told_apart_by_team_and_cycle(browse: Open) -> None:
    page = browse("explore/?find=growth%20pays", width=360).page
    page.locator(".gs-explore .whence").first.wait_for()
    said = page.locator(".gs-explore tbody th").all_inner_texts()
    assert {text.partition("\n")[0] for text in said} == {"Growth pays for itself"}
    assert [text.rpartition("\n")[2] for text in said] == [
        "Quillmere · Fourth quarter 2026",
        "Quillmere · Third quarter 2026",
    ]
    wide = browse("explore/?find=growth%20pays").page
    wide.locator(".gs-explore .whence").first.wait_for(state="attached")
    assert not wide.locator(".gs-explore .whence").first.is_visible()


def test_where_there_is_no_goal_the_page_keeps_saying_what_to_do(browse: Open, tmp_path: Path) -> None:
    site = "site_name: Acme\ndocs_dir: goals\ntheme: {name: material}\nplugins:\n  - goalsite:\n      history: false\n"
    root = write_tree(tmp_path, {"mkdocs.yml": site, "goals/company.md": "---\nkind: company\ntitle: Acme\n---\n"})
    with served(built(root, tmp_path / "site")) as address:
        page = browse("", root=address).page
        page.goto(f"{address}explore/", wait_until="networkidle")
        assert page.get_by_text("No goal yet.").is_visible()
        assert page.locator(".gs-empty a").get_attribute("href") == "../how-to-change/#propose"
        assert page.locator(".gs-find").count() == 0
