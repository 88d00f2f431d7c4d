"""Search as a reader does: typed into the box of the site, in each language."""

from playwright.sync_api import expect
from tests.browser.conftest import Open, Seen
from tests.browser.demo import Site


def results(seen: Seen, query: str) -> list[str]:
    """Type a query and return the addresses of what is found, best first, below the site."""
    field = seen.page.locator(".md-search__input")
    field.click()
    field.fill("")
    seen.page.keyboard.insert_text(query)
    seen.page.keyboard.press("Shift")  # an input method ends with a key as well; the theme waits for one
    links = seen.page.locator(".md-search-result__item > a:first-child")
    links.first.wait_for()
    found: list[str] = links.evaluate_all("(all) => all.map((one) => one.href)")
    return [link.partition("?")[0].removeprefix(seen.root) for link in found]


def test_a_word_within_a_chinese_one_is_found(browse: Open) -> None:
    seen = browse("zh/")
    assert results(seen, "满意度")[0] == "zh/kpis/customer-satisfaction/"
    expect(seen.page.locator(".md-search-result__item h1").first).to_have_text("客户满意度")
    assert seen.complaints == []


def test_a_reader_of_chinese_finds_chinese_pages_and_of_english_english_ones(browse: Open) -> None:
    chinese = results(browse("zh/2026-q4/first-name-in-the-kitchen/"), "市场")
    assert chinese
    assert all(link.startswith("zh/") for link in chinese)
    english = results(browse("2026-q4/first-name-in-the-kitchen/"), "market")
    assert english
    assert not any(link.startswith("zh/") for link in english)


def test_a_goal_is_found_by_its_title_and_key_results_in_the_other_language(browse: Open) -> None:
    found = results(browse(), "满意度")
    assert found[0] == "kpis/customer-satisfaction/"
    assert "teams/sales/2026-q4/winter-sales/" in found  # by a key result
    assert results(browse("zh/"), "Customer satisf")[0] == "zh/kpis/customer-satisfaction/"


def test_a_goal_is_found_by_its_owner_and_by_a_key_result(browse: Open) -> None:
    seen = browse("zh/")
    assert "zh/2026-q4/first-name-in-the-kitchen/" in results(seen, "温佳怡")
    assert results(seen, "未经提示说出")[0] == "zh/2026-q4/first-name-in-the-kitchen/"


def test_results_say_the_status(browse: Open) -> None:
    seen = browse()
    assert results(seen, "Customer satisfaction")[0] == "kpis/customer-satisfaction/"
    first = seen.page.locator(".md-search-result__item").first
    expect(first.locator(".md-tag")).to_have_text("warning")


def test_the_switch_stays_on_the_page_with_and_without_scripts(browse: Open, demo: Site) -> None:
    for scripts in (True, False):
        seen = browse("2026-q4/first-name-in-the-kitchen/", scripts=scripts)
        for language, address in (
            ("zh", "zh/2026-q4/first-name-in-the-kitchen/"),
            ("en", "2026-q4/first-name-in-the-kitchen/"),
        ):
            seen.page.locator(".md-select").hover()
            seen.page.locator(f".md-select__link[hreflang={language}]").click()
            seen.page.wait_for_url(f"{demo.root}{address}")
            assert seen.page.locator("html").get_attribute("lang") == language
        assert seen.complaints == []
