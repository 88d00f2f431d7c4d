"""With JavaScript off every page tells its story."""

from tests.browser.conftest import Open
from tests.browser.demo import Site
from tests.browser.looking import complaints_of


def test_every_kind_of_page_says_the_same_with_scripts_as_without(browse: Open, demo: Site) -> None:
    bare, full = browse(scripts=False), browse()
    for kind, page in demo.kinds.items():
        if kind in ("explorepage", "checkin"):
            continue  # these two are more with scripts, and have a test of their own
        read = []
        for seen in (bare, full):
            content = seen.go(page).page.locator(".md-content")
            if seen is full:  # what only scripts can do is offered only where there are scripts
                seen.page.evaluate("document.querySelectorAll('form.gs-find').forEach((form) => form.remove())")
            read.append(content.inner_text())
        assert read[0].split() == read[1].split(), page
        assert read[0].strip(), page
        assert complaints_of(bare, "width", "overlap") == [], page
        assert bare.complaints == [], page


def test_charts_are_there_and_rows_unfold(browse: Open, demo: Site) -> None:
    page = browse(demo.kinds["objective"], scripts=False).page
    assert page.locator(".gs-chart .line").count() == 1
    box = page.locator(".gs-chart").first.bounding_box()
    assert box is not None
    assert box["height"] > 150
    panel = page.locator(".gs-krs .gs-panel").first
    assert not panel.is_visible()
    page.locator(".gs-krs summary").first.click()
    assert panel.is_visible()


def test_explore_lists_the_goals_of_today(browse: Open) -> None:
    page = browse("explore/", scripts=False).page
    assert page.locator("table.gs-explore th[scope=row] a").count() > 50
    assert page.locator(".gs-find").count() == 0


def test_the_check_in_says_how_to_write_the_file_by_hand(browse: Open) -> None:
    page = browse("check-in/?goal=kpis/sales", scripts=False).page
    assert page.get_by_text("kind: check-in").first.is_visible()
    assert page.get_by_text("Without JavaScript you write it by hand, as shown below.").is_visible()
    assert not page.get_by_text("This page writes it for you").is_visible()
    assert not page.locator(".gs-checkin form").is_visible()
