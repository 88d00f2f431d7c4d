"""Columns of tables on every width: room for titles, nothing above an empty column, and places for thumbs."""

import pytest
from tests.browser.conftest import Open

LINES = """() => Object.fromEntries([...document.querySelectorAll(".gs-goals tr.k th, .gs-kr .name")].map((title) => {
  const range = document.createRange();
  range.selectNodeContents(title);
  return [title.textContent.trim(), new Set([...range.getClientRects()].filter(({ width }) => width > 1)
    .map(({ bottom }) => Math.round(bottom / 10))).size];
}).filter(([, lines]) => lines > 2))"""
TEAM, OBJECTIVE = "teams/service/", "teams/marketing/online-store/2026-q4/online-regulars/"


@pytest.mark.parametrize(("page", "width"), [("", 768), (TEAM, 768), (TEAM, 1280), (OBJECTIVE, 768), ("zh/", 768)])
def test_key_results_have_two_lines_at_most(browse: Open, page: str, width: int) -> None:
    assert browse(page, width=width).page.evaluate(LINES) == {}


def test_bars_of_a_phone_are_as_long_as_each_other_and_long_enough(browse: Open) -> None:
    page = browse(width=360).page
    found = page.evaluate("[...document.querySelectorAll('.gs-goals .gs-bar')].map((bar) => bar.clientWidth)")
    tables = page.evaluate("document.querySelectorAll('.gs-goals').length")
    assert min(found) >= 100
    assert len(set(found)) <= tables


def test_no_column_of_sub_teams_is_empty(browse: Open) -> None:
    assert browse(TEAM).page.get_by_text("With sub-teams", exact=True).count() == 0
    assert browse("teams/").page.get_by_text("With sub-teams", exact=True).count() == 1


def test_a_phone_has_room_for_the_name_of_the_site(browse: Open) -> None:
    name = browse(width=360).page.locator(".md-header__topic .md-ellipsis").first
    assert name.evaluate("(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 1")


def test_thumbs_meet_nothing_small(browse: Open) -> None:
    page = browse(width=360).page
    small = """() => [...document.querySelectorAll(".gs a.gs-u, .gs .gs-fold > summary")].filter((one) =>
      one.checkVisibility() && getComputedStyle(one).pointerEvents !== "none" && one.offsetHeight < 24)
      .map((one) => one.outerHTML)"""
    assert page.locator("a.gs-u").count() > 10
    assert page.evaluate(small) == []
    page.goto(page.url + OBJECTIVE)
    assert page.evaluate(small) == []


def test_what_an_initiative_is_for_is_parted_from_its_day(browse: Open) -> None:
    work = browse(OBJECTIVE).page.locator(".gs-work li").first
    assert "showroom for Live streams held · due 6 Nov" in work.inner_text()
