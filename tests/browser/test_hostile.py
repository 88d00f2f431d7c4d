"""A company whose every field is hostile, in a real browser: whatever is opened, asked or typed, nothing acts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page
from tests.browser.conftest import Open, Seen
from tests.browser.demo import KIND, Site
from tests.browser.serving import built, served
from tests.conftest import write_tree
from tests.hostile import ATTACKS, hostile
from tests.publish.sites import CONFIG, GOALS

BOTH = CONFIG.replace("      as_of: 2026-11-15\n", "      as_of: 2026-11-15\n      languages: [en, zh]\n").replace(
    "  font: false\n", "  font: false\n  features: [search.suggest, search.highlight]\n"
)
FORGE = "repo_url: https://github.com/acme/goals\n"
ACTING = """() => [...document.querySelectorAll("*")].flatMap((one) =>
  [...one.attributes].filter(({ name, value }) =>
    name.startsWith("on") || name === "srcdoc" || /^\\s*(javascript|vbscript|data:text)/i.test(value) &&
    ["href", "src", "action", "formaction", "xlink:href"].includes(name)).map(({ name }) => `${one.tagName} ${name}`))
  .concat([...document.querySelectorAll("iframe, object, embed, [id=__config]:not(script)")])
  .concat([...document.querySelectorAll(":is(.md-search, .gs-find, .gs-explore, .gs-checkin) img")])
  .map((one) => one.outerHTML ?? one)"""
MISSING_PICTURE = "console: Failed to load resource: the server responded with a status of 404"
LANGUAGES = ("", "zh/")


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of a company that has goals of every attack, and all attacks at once wherever there is one."""
    root = tmp_path_factory.mktemp("evil")
    tree: dict[str, str | bytes] = {**GOALS, "mkdocs.yml": BOTH + FORGE}
    for number, attack in enumerate(ATTACKS):
        files = hostile(attack, "goals/")
        tree |= {
            path.replace("good", f"good-{number}").replace("evil", f"evil-{number}"): text
            for path, text in files.items()
            if "good" in path or "evil" in path
        }
    tree |= hostile(" ".join(attack for attack in ATTACKS if "\\u" not in attack), "goals/")
    write_tree(root, tree)
    folder = built(root, root / "site", with_errors=True)
    with served(folder) as address:
        yield Site(folder, address)


@pytest.fixture
def hostile_page(browse: Open, evil: Site) -> Seen:
    """Return the home page of the hostile company; a dialog that opens is a complaint."""
    seen = browse(root=evil.root)

    def refused(dialog: Dialog) -> None:
        seen.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    seen.page.on("dialog", refused)
    return seen


def kinds(site: Site, folder: str) -> dict[str, str]:
    """Return the longest page of each kind below a language's folder."""
    found: dict[str, tuple[int, str]] = {}
    for page in site.pages:
        text = site.text(page)
        if page.startswith("zh/") is bool(folder) and (match := KIND.search(text)):
            found[match[1]] = max(found.get(match[1], (0, "")), (len(text), page))
    return {kind: page for kind, (_, page) in found.items()}


def wrong(seen: Seen) -> list[str]:
    """Return what acted on a page, or would."""
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    # A body may show a picture of this site, even one that is not there.
    real = [said for said in seen.complaints if not said.startswith(("404: " + seen.root, MISSING_PICTURE))]
    return [*seen.page.evaluate(ACTING), *real]


def settled(page: Page) -> None:
    """Wait until what was asked for has been drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("folder", LANGUAGES)
def test_one_page_of_every_kind_only_shows_it(hostile_page: Seen, evil: Site, folder: str) -> None:
    seen, pages = hostile_page, kinds(evil, folder)
    assert {"home", "team", "objective", "kpi", "person", "cycle", "unreadable", "rule"} <= set(pages)
    assert {f"{folder}explore/", f"{folder}data/", f"{folder}alignment/"} <= set(pages.values())
    bad = {page: found for page in pages.values() if (found := wrong(seen.go(page)))}
    assert bad == {}
    assert wrong(seen.go(f"{folder}wallboard/")) == []


@pytest.mark.parametrize("folder", LANGUAGES)
def test_explore_shows_hostile_titles_as_text(hostile_page: Seen, folder: str) -> None:
    seen = hostile_page.go(f"{folder}explore/")
    seen.page.locator(".gs-find input[type=search]").fill("<script>alert(1)")
    rows = seen.page.locator("table.gs-explore tbody tr th a")
    seen.page.wait_for_function("location.search.includes('find=')")
    settled(seen.page)
    assert any("<script>alert(1)</script>" in text for text in rows.all_inner_texts())
    for select in seen.page.locator(".gs-find select").all():
        select.select_option(index=1)
        settled(seen.page)
    assert wrong(seen) == []


@pytest.mark.parametrize("folder", LANGUAGES)
@pytest.mark.parametrize("query", ["script alert", "onerror", "iframe srcdoc"])
def test_search_shows_hostile_titles_as_text(hostile_page: Seen, folder: str, query: str) -> None:
    seen = hostile_page.go(folder)
    field = seen.page.locator(".md-search__input")
    field.click()
    field.press_sequentially(query)
    titles = seen.page.locator(".md-search-result__item :is(h1, h2)")
    titles.first.wait_for()
    word = query.split()[0].split(".")[0]
    assert any(word in text for text in titles.all_inner_texts())
    assert wrong(seen) == []


@pytest.mark.parametrize("attack", ["<img src=x onerror=alert(1)> scr", "script <svg/onload=alert(1)> alert"])
def test_an_address_that_asks_search_for_something_hostile_does_nothing(hostile_page: Seen, attack: str) -> None:
    seen = hostile_page
    seen.page.goto(f"{seen.root}?q={attack.replace(' ', '+').replace('<', '%3C').replace('>', '%3E')}")
    seen.page.locator(".md-search-result__meta").wait_for()
    field = seen.page.locator(".md-search__input")
    field.press("End")
    field.press_sequentially("i")
    seen.page.wait_for_timeout(500)
    assert wrong(seen) == []


@pytest.mark.parametrize("folder", LANGUAGES)
def test_the_form_of_check_ins_asks_with_hostile_words(hostile_page: Seen, folder: str) -> None:
    seen = hostile_page
    readable = [number for number, attack in enumerate(ATTACKS) if "\\u" not in attack]  # control characters are not
    for number in readable:
        seen.go(f"{folder}check-in/?goal=teams/growth/2026-q4/good-{number}")
        seen.page.locator(".gs-checkin textarea").first.fill(ATTACKS[number])
        settled(seen.page)
        assert wrong(seen) == [], ATTACKS[number]


@pytest.mark.parametrize("folder", LANGUAGES)
def test_the_filter_of_the_tree_is_made_of_hostile_words(hostile_page: Seen, folder: str) -> None:
    seen = hostile_page.go(f"{folder}alignment/")
    form = seen.page.locator("form.gs-find.tree")
    form.wait_for()
    for select in form.locator("select").all():
        for index in range(select.locator("option").count()):
            if select.is_visible():
                select.select_option(index=index)
        select.evaluate("(one) => { one.selectedIndex = 0; }")
    form.locator("[name=find]").fill("<script>alert(1)</script>")
    settled(seen.page)
    assert wrong(seen) == []
