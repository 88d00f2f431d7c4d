"""On paper: an objective and a scorecard fit A4, and are light whatever the screen was."""

import re

import pytest
from tests.browser.conftest import Open
from tests.browser.demo import Site
from tests.browser.looking import complaints_of

# A4 less its margins, in the pixels of CSS: (210 - 2 × 15) mm at 96 to the inch.
INSIDE = 680
GOAL = "teams/service/2026-q4/same-day-answers/"
PAGE = re.compile(rb"/Type\s*/Page\b")
BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)")


@pytest.mark.parametrize(
    ("kind", "sheets"), [("objective", 5), ("scorecards", 8), ("team", 5), ("kpi", 5), ("home", 5)]
)
def test_a_page_fits_a4(browse: Open, demo: Site, kind: str, sheets: int) -> None:
    seen = browse(demo.kinds[kind], width=INSIDE, dark=True)
    seen.page.emulate_media(media="print", color_scheme="dark")
    assert complaints_of(seen, "width", "overlap") == []
    ground = seen.page.evaluate("getComputedStyle(document.querySelector('.gs h1')).color")
    assert ground == "rgb(26, 33, 43)"
    paper = seen.page.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    assert all(float(width) == pytest.approx(595, abs=1.5) for width, _ in BOX.findall(paper))
    assert 1 <= len(PAGE.findall(paper)) <= sheets


def test_what_only_a_screen_can_do_is_not_printed(browse: Open, demo: Site) -> None:
    page = browse(demo.kinds["objective"], width=INSIDE).page
    page.emulate_media(media="print")
    for control in (".gs-actions", ".md-header", ".md-sidebar", ".md-search"):
        assert not page.locator(control).first.is_visible(), control


@pytest.mark.parametrize("page", ["alignment/", "explore/", "check-in/?goal=teams/service/2026-q4/same-day-answers"])
def test_paper_has_nothing_to_press(browse: Open, page: str) -> None:
    seen = browse(page, width=INSIDE)
    seen.page.emulate_media(media="print")
    for control in seen.page.locator(".gs :is(input, select, textarea, .gs-btn)").all():
        assert not control.is_visible(), control
    if page.startswith("check-in"):
        assert seen.page.get_by_text("write the file yourself").is_visible()
    if page.startswith("explore"):
        assert seen.page.get_by_role("columnheader", name="Goal").is_visible()


@pytest.mark.parametrize("address", ["", "teams/sales/", "kpis/sales/", GOAL, "changes/", "data/", "about/"])
def test_a_page_says_its_day_and_commit_once_on_a_screen_and_on_paper(browse: Open, address: str) -> None:
    page = browse(address).page
    footer = page.locator(".md-copyright")
    own = page.locator(".gs-foot")
    said = re.compile(r"as of \d+ \w+ \d{4}", re.IGNORECASE)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        assert footer.is_visible()
        assert len(said.findall(footer.inner_text())) == 1
        assert re.search(r"commit|not committed yet", footer.inner_text())
        # What is not shown at all has its text for innerText, too.
        assert not said.findall(own.inner_text() if own.count() and own.is_visible() else "")
