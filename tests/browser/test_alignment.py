"""The tree of alignment is searched, filtered and folded where a browser can."""

from playwright.sync_api import Page
from tests.browser.conftest import Open


def shown(page: Page) -> list[str]:
    """Return the titles of the lines of the tree that can be seen."""
    return [
        name.inner_text().partition("\n")[0] for name in page.locator(".gs-tree li .name").all() if name.is_visible()
    ]


def test_a_word_shows_its_goals_and_what_they_serve_and_stands_in_the_address(browse: Open) -> None:
    page = browse("alignment/").page
    everything = shown(page)
    page.get_by_label("Find in the tree").fill("every critical part")
    assert "Every critical part has a second source" in shown(page)
    assert shown(page)[0] in everything
    assert len(shown(page)) < len(everything)
    assert "find=every+critical+part" in page.url
    assert " of " in page.locator("form.gs-find output").inner_text()
    page.reload()
    assert "Every critical part has a second source" in shown(page)
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    assert "find" not in page.url


def test_a_status_and_an_owner_narrow_the_tree_and_nothing_says_so(browse: Open) -> None:
    page = browse("alignment/").page
    page.get_by_role("checkbox", name="off track").check()
    found = page.locator(".gs-tree li:not(.way, [hidden]) > .gs-leaf .st")
    assert {text.strip().partition("\n")[0] for text in found.all_inner_texts()} == {"off track"}
    page.get_by_label("Find in the tree").fill("nothing is called this")
    assert page.get_by_text("No goal of this tree is like that.").is_visible()


def test_all_folds_at_once(browse: Open) -> None:
    page = browse("alignment/").page
    everything = shown(page)
    page.get_by_role("button", name="Fold all").click()
    assert page.locator(".gs-tree details[open]").count() == 0
    assert len(shown(page)) < len(everything)
    page.get_by_role("button", name="Unfold all").click()
    assert shown(page) == everything
