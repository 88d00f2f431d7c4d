"""The tree of alignment is searched, filtered and folded where a browser can."""

import re

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
    said = [int(number) for number in re.findall(r"\d+", page.locator("form.gs-find output").inner_text())]
    objectives, everyone, others, lines = said
    found = page.locator(".gs-tree li:not(.way, [hidden])")
    ways = page.locator(".gs-tree li.way:not([hidden])").count()
    assert objectives + others == found.count()
    assert found.count() + ways == lines == len(shown(page))
    assert 0 < objectives < everyone
    page.reload()
    assert "Every critical part has a second source" in shown(page)
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    assert "find" not in page.url


def test_a_key_result_that_nothing_supports_is_found_beside_those_that_are(browse: Open) -> None:
    page = browse("alignment/").page
    page.get_by_label("Find in the tree").fill("grinder")
    line = page.locator(".gs-tree li:not(.way, [hidden]) > .gs-leaf")
    assert line.locator(".name").all_inner_texts() == ["Grinders ordered before the first delivery"]
    assert line.locator(".team").inner_text() == "no supporter"
    said = [int(number) for number in re.findall(r"\d+", page.locator("form.gs-find output").inner_text())]
    assert (said[0], said[2]) == (0, 1)


def test_found_objectives_are_of_those_in_the_tree_which_is_said_as_others_stand_below_it(browse: Open) -> None:
    page = browse("alignment/").page
    on_page = re.search(r"(\d+) objectives", page.locator(".gs-sentence").inner_text())
    below = page.locator("#unaligned .gs-count").inner_text()
    assert on_page is not None
    page.get_by_label("Find in the tree").fill("grinder")
    in_tree = int(on_page[1]) - int(below)
    assert f"objectives 0 of the {in_tree} in the tree" in page.locator("form.gs-find output").inner_text()


def test_statuses_to_choose_from_stand_as_on_explore_the_worst_first(browse: Open) -> None:
    tree = browse("alignment/").page.locator("form.gs-find fieldset .gs-s").all_inner_texts()
    page = browse("explore/").page
    page.locator(".gs-explore tbody tr").first.wait_for()
    explore = page.locator("form.gs-find fieldset .gs-s").all_text_contents()
    assert len(tree) > 3
    assert tree == [word for word in explore if word in tree]


def test_what_is_folded_away_is_counted_in_every_width(browse: Open) -> None:
    for width in (1280, 768, 360):
        page = browse("alignment/", width=width).page
        page.get_by_role("button", name="Fold all").click()
        assert page.get_by_text("13 below").first.is_visible()


def test_a_status_and_an_owner_narrow_the_tree_and_nothing_says_so(browse: Open) -> None:
    page = browse("alignment/").page
    page.get_by_role("checkbox", name="off track").check()
    found = page.locator(".gs-tree li:not(.way, [hidden]) > .gs-leaf .st")
    assert {text.strip().partition("\n")[0] for text in found.all_inner_texts()} == {"off track"}
    page.get_by_label("Find in the tree").fill("nothing is called this")
    assert page.get_by_text("No goal of this tree is like that.").is_visible()


def test_a_team_is_asked_for_with_its_sub_teams(browse: Open) -> None:
    page = browse("alignment/?team=marketing").page
    chosen = page.get_by_label("Team, with sub-teams")
    assert chosen.evaluate("select => select.selectedOptions[0].textContent.trim()") == "Marketing"
    lines = page.locator(".gs-tree li:not(.way, [hidden]) > .gs-leaf .team")
    assert set(lines.evaluate_all("all => all.map(one => one.dataset.team)")) == {"marketing", "brand", "online-store"}
    chosen.select_option("-")
    assert set(lines.evaluate_all("all => all.map(one => one.dataset.team)")) == {"-"}


def test_a_team_that_the_tree_does_not_have_asks_for_nothing(browse: Open) -> None:
    seen = browse("alignment/?team=nobody")
    assert seen.page.locator("form.gs-find select[name=team]").input_value() == ""
    assert seen.page.locator(".gs-tree li[hidden]").count() == 0
    assert seen.complaints == []


def test_all_folds_at_once(browse: Open) -> None:
    page = browse("alignment/").page
    everything = shown(page)
    page.get_by_role("button", name="Fold all").click()
    assert page.locator(".gs-tree details[open]").count() == 0
    assert len(shown(page)) < len(everything)
    page.get_by_role("button", name="Unfold all").click()
    assert shown(page) == everything


def test_teams_to_choose_from_are_teams_and_every_objective_is_in_the_tree_or_below_it(browse: Open) -> None:
    page = browse("alignment/").page
    teams = page.get_by_label("Team").locator("option").all_inner_texts()
    personal = page.locator(".gs-tree .team.whose").first.inner_text().partition("\n")[0].strip()
    assert personal
    assert personal not in teams
    page.get_by_role("checkbox").first.check()
    in_tree = int(re.findall(r"\d+", page.locator("form.gs-find output").inner_text())[1])
    sentence = page.locator(".gs-sentence").first.inner_text()
    everything = int(re.findall(r"(\d+) objectives\.", sentence)[0])
    beside = int(re.findall(r"(\d+) of them (?:is|are) below", sentence)[0])
    assert in_tree + beside == everything
