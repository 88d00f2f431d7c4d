"""The page Explore: what it lists without JavaScript, and the data the browser works on."""

import json
import re
from typing import Any

import pytest
from benchmarks.corpus import repository
from tests.benchmarks.test_corpus import AS_OF
from tests.conftest import Goals, write_tree
from tests.site.company import TREE
from tests.site.conftest import Rendered
from tests.site.reading_html import OWN_MODULE, Parsed

from goalsite.check import check
from goalsite.measure import measure
from goalsite.model import load
from goalsite.settings import Settings
from goalsite.site import SitePage, assets
from goalsite.site.context import SiteContext
from goalsite.site.views.explore import MOST_LISTED, explore_page
from goalsite.site.views.explore_data import explore_json
from goalsite.site.views.explore_terms import EXPLORE_DATA
from goalsite.site.views.rows import Rows

SCRIPT = assets()["assets/explore.js"].decode()
KPI = TREE["kpis/revenue.md"]
TITLE, URL, KIND, TEAM, CYCLE, OWNER, STATUS, PERCENT, NUMBER, BAR = range(10)


def data_of(page: SitePage) -> Any:
    """Return the data a page reads in the browser."""
    ((path, content),) = page.files
    assert path == EXPLORE_DATA
    return json.loads(content)


def goals_of(data: Any) -> dict[str, Any]:
    return {goal[TITLE]: goal for goal in data["goals"]}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> SiteContext:
    """Return a site of a thousand goals."""
    root = write_tree(tmp_path_factory.mktemp("corpus"), dict(repository(1000)))
    measured = measure(load(root / "goals", Settings(), AS_OF), Settings())
    return SiteContext(measured, (), {})


def test_each_line_holds_what_the_goal_shows_elsewhere(pages: Rendered) -> None:
    data = data_of(pages(TREE)["explore.md"])
    goals = goals_of(data)
    win = goals["Win the mid-market"]
    # deals 20/40 and sales (11.2 − 10) ÷ (12 − 10): the mean of 50 % and 60 %.
    assert (win[PERCENT], win[NUMBER], win[BAR][0]) == ("55%", 55, "55")
    assert win[URL] == "2026-q4/win/"
    assert data["teams"][win[TEAM]] == ["-", "Acme", 0]
    assert data["cycles"][win[CYCLE]] == ["2026-q4", "2026 Q4"]
    assert data["people"][win[OWNER]] == ["ann", "Ann Lee", "AL", 1]
    assert data["statuses"][win[STATUS]] == ["ok", "on track", "", 0, "on track"]
    assert win[10:] == ["Deals signed", "Raise revenue"]
    onboard = goals["Effortless onboarding"]
    assert data["teams"][onboard[TEAM]] == ["growth", "Growth", 0]


def test_a_kpi_says_its_value_and_target_where_objectives_have_a_bar(pages: Rendered) -> None:
    page = pages(TREE)["explore.md"]
    revenue = goals_of(data_of(page))["Revenue"]
    # The newest value is 11.2 of 12.
    assert revenue[KIND:TEAM] == [1]
    assert (revenue[PERCENT], revenue[NUMBER]) == ("93%", 93.33)
    assert revenue[BAR] == ["", "€11.20, target ≥\N{NO-BREAK SPACE}€12.00"]
    assert "€11.20, target ≥ €12.00" in Parsed(page.body).text


def test_what_was_never_measured_has_no_number(pages: Rendered) -> None:
    empty = re.sub(r"values:\n(?:  - .*\n)+", "", KPI).replace("title: Revenue", "title: Nothing yet")
    broken = "---\nkind: objective\ntitle: Half read\nowner: bo\nkey_results: none\n---\n"
    tree = {**TREE, "kpis/none.md": empty, "2026-q4/half.md": broken}
    data = data_of(pages(tree)["explore.md"])
    goals = goals_of(data)
    assert goals["Nothing yet"][PERCENT:BAR] == ["–", None]
    assert goals["Half read"][PERCENT:BAR] == ["–", None]
    assert data["statuses"][0][1] == "could not be read"


def test_the_goals_of_today_come_first_then_kpis_then_earlier_cycles(pages: Rendered) -> None:
    earlier = TREE["2026-q4/win.md"].replace("Win the mid-market", "Won before").replace("2026-11-10", "2026-08-10")
    data = data_of(pages({**TREE, "2026-q3/won.md": earlier})["explore.md"])
    assert list(goals_of(data)) == [
        *("Win the mid-market", "Coach every week", "Effortless onboarding", "Revenue", "Won before"),
    ]


def test_teams_stand_in_the_order_of_their_tree(pages: Rendered) -> None:
    team = "---\nkind: team\ntitle: {}\n---\n"
    tree = {
        **TREE,
        "teams/growth/field/team.md": team.format("Field"),
        "teams/growth/field/north/team.md": team.format("North"),
        "teams/beta/team.md": team.format("Beta"),
    }
    data = data_of(pages(tree)["explore.md"])
    assert data["teams"] == [
        ["-", "Acme", 0],
        ["beta", "Beta", 0],
        ["growth", "Growth", 0],
        ["field", "Field", 1],
        ["north", "North", 2],
    ]


def test_a_personal_goal_stands_under_its_person(pages: Rendered) -> None:
    page = pages(TREE)["explore.md"]
    data = data_of(page)
    coach = goals_of(data)["Coach every week"]
    assert coach[KIND] == 2
    assert data["people"][coach[TEAM]][1] == "Ann Lee"
    assert "Personal objectives 1 Coach every week" in Parsed(page.body).text


def test_without_people_personal_goals_are_nowhere(pages: Rendered) -> None:
    page = pages(TREE, settings=Settings(people=False))["explore.md"]
    assert b"Coach every week" not in page.files[0][1]
    assert "Coach every week" not in page.body
    assert data_of(page)["words"]["count"] == "{} of 3 goals"


def test_the_page_counts_all_goals_and_lists_those_of_today_by_team(pages: Rendered) -> None:
    earlier = TREE["2026-q4/win.md"].replace("Win the mid-market", "Won before").replace("2026-11-10", "2026-08-10")
    text = Parsed(pages({**TREE, "2026-q3/won.md": earlier})["explore.md"].body).text
    assert text.startswith("Explore 5 goals")
    assert "The objectives of 2026 Q4 and all KPIs, by team." in text
    assert "Acme 2 Win the mid-market" in text
    assert "Growth 1 Effortless onboarding" in text
    assert "Won before" not in text
    assert "not listed here" not in text


def test_a_site_without_goals_says_what_to_do(pages: Rendered) -> None:
    page = pages({})["explore.md"]
    assert "No goal yet." in page.body
    assert data_of(page)["goals"] == []


@pytest.mark.parametrize("title", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "客户满意度"])
def test_a_title_is_data_and_stays_as_it_was_written(pages: Rendered, title: str) -> None:
    tree = {**TREE, "2026-q4/win.md": TREE["2026-q4/win.md"].replace("title: Win the mid-market", f"title: {title!r}")}
    page = pages(tree)["explore.md"]
    assert title in goals_of(data_of(page))
    assert title in Parsed(page.body).text


def test_the_script_makes_text_and_never_markup() -> None:
    sinks = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "DOMParser",
        "srcdoc",
    )
    assert [sink for sink in sinks if sink in SCRIPT] == []
    # Attributes have names that are written in the script itself; none of them runs anything.
    named = set(
        re.findall(r"""[{,]\s*"?([a-z-]+)"?(?=:| [},])""", " ".join(re.findall(r"make\([^;]*?\{[^}]*\}", SCRIPT)))
    )
    assert not {name for name in named if name.startswith("on") or name in ("src", "style", "action")}
    assert SCRIPT.count("href:") == 1
    assert "to.href.startsWith(base.href)" in SCRIPT


def test_the_script_has_all_the_words_it_says(pages: Rendered) -> None:
    words = data_of(pages(TREE)["explore.md"])["words"]
    assert set(re.findall(r"\bwords\.([a-z]+)", SCRIPT)) | {"team", "cycle", "owner", "kind"} <= set(words)
    orders = {name.removeprefix("-") for name, _ in words["orders"]}
    known = re.search(r"const KEYS = \{(.*?)\n\};", SCRIPT, re.DOTALL)
    assert known is not None
    assert orders == {name.strip('"') for name in re.findall(r"^  (\S+?):", known[1], re.MULTILINE)}


def test_the_script_is_small_and_of_this_page_alone(pages: Rendered) -> None:
    assert len(SCRIPT.encode()) < 13 * 1024
    with_script = [path for path, page in pages(TREE).items() if OWN_MODULE.search(page.body)]
    assert with_script == ["alignment.md", "explore.md"]


def test_a_thousand_goals_make_a_small_page_and_a_small_file(thousand: SiteContext) -> None:
    rows = Rows(thousand)
    page, content = explore_page(thousand, rows), explore_json(thousand, rows)
    data = json.loads(content)
    assert len(data["goals"]) == 1000
    assert len(content) < 300_000
    listed = [line for group in page.groups for line in group.lines]
    assert len(listed) == MOST_LISTED
    assert page.left == page.shown - MOST_LISTED
    html = thousand.environment.get_template("pages/explore.html").render(
        view=page, root="../", top="../", title="Explore", as_of="today", stamp=None, hub=thousand.addresses.hub
    )
    assert len(html.encode()) < 70_000
    text = Parsed(html).text
    assert f"{page.left} of {page.shown} are not listed here: each team has its own." in text
    assert f"and {page.left} more." in text


def test_the_same_goals_give_the_same_bytes(goals: Goals) -> None:
    def made(tree: dict[str, str]) -> bytes:
        measured = measure(goals(tree), Settings())
        site = SiteContext(measured, check(measured), {})
        return explore_json(site, Rows(site))

    assert made(TREE) == made(dict(reversed(TREE.items())))


def test_every_address_is_that_of_a_page(pages: Rendered) -> None:
    found = pages(TREE)
    urls = {goal[URL] for goal in data_of(found["explore.md"])["goals"]}
    assert urls == {page.url for page in found.values() if page.kind in ("objective", "kpi")}


def test_a_page_of_the_users_own_keeps_the_address(pages: Rendered) -> None:
    found = pages({**TREE, "explore.md": KPI})
    assert found["explore.md"].kind == "kpi"
    page = found["site/explore.md"]
    assert 'data-root="../../" data-src="../../data/explore.json"' in page.body
    assert 'src="../../assets/explore.js"' in page.body
