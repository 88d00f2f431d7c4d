"""Hubs of large companies: they stay small, and what they do not list they count, with the way to it."""

import re
from collections.abc import Mapping
from itertools import takewhile

import pytest
from benchmarks.corpus import repository
from tests.benchmarks.test_corpus import AS_OF
from tests.conftest import Goals, write_tree
from tests.site.company import COMPANY
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

from goalsite.check import check
from goalsite.measure import measure
from goalsite.model import load
from goalsite.settings import Settings
from goalsite.site import SitePage, render
from goalsite.site.context import SiteContext
from goalsite.site.pages import PageKind
from goalsite.site.views import search_texts
from goalsite.site.views.attention import attention_page
from goalsite.site.views.crowds import MOST_PEOPLE, people_page
from goalsite.site.views.rows import Rows
from goalsite.site.views.scorecards import scorecards_page

OBJECTIVE = "---\nkind: objective\ntitle: {}\nowner: ann\n{}key_results:\n  one: {{title: One, from: 0, to: 4}}\n---\n"
TEAM = "---\nkind: team\ntitle: {}\n---\n"
KPI = "---\nkind: kpi\ntitle: {}\nowner: ann\ndirection: up\ntarget: 2\nvalues: [{{date: 2026-10-31, value: 2}}]\n---\n"


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> SiteContext:
    """Return a site of a thousand goals."""
    root = write_tree(tmp_path_factory.mktemp("corpus"), dict(repository(1000)))
    measured = measure(load(root / "goals", Settings(), AS_OF), Settings())
    return SiteContext(measured, check(measured), {})


def test_hubs_and_pages_of_teams_are_small(thousand: SiteContext) -> None:
    """Hold the pages' own part to 86 KB: with the theme's, held in test_page_sizes.py, they are below 100 KB."""
    # Goals come last; their pages do not grow with the company.
    pages = takewhile(lambda page: page.kind is not PageKind.OBJECTIVE, render(thousand.measured, thousand.findings))
    assert {page.path: size for page in pages if (size := len(page.body.encode())) >= 86_000} == {}


def test_every_finding_is_listed_or_counted(goals: Goals) -> None:
    tree = {"company.md": COMPANY}
    for team in "abcde":
        tree |= {f"teams/{team}/team.md": TEAM.format(team.upper())}
        tree |= {f"teams/{team}/2026-q4/{team}{one}.md": "---\nkind: objective\n---\n" for one in range(50)}
    measured = measure(goals(tree), Settings())
    site = SiteContext(measured, check(measured), {})
    page = attention_page(site, Rows(site))
    listed = sum(len(file.findings) for block in page.blocks for file in block.files)
    assert listed + sum(block.more for block in page.blocks) + page.left == len(site.findings)
    counted = [int(number) for team in page.teams for number in re.findall(r"\d+", team.counts)]
    assert sum(counted) == page.left > 0
    # Nobody owns these: 30 of A's and 30 of B's have room, the other teams are counted.
    assert ([block.owner.title for block in page.blocks], page.owners) == (["A", "B"], 3)
    assert [team.team.title for team in page.teams] == ["C", "D", "E"]


def test_every_goal_that_goes_badly_is_listed_or_counted(pages: Rendered) -> None:
    tree = {"company.md": COMPANY}
    tree |= {f"2026-q4/o{number}.md": OBJECTIVE.format(f"Goal {number}", "") for number in range(70)}
    page = pages(tree)["attention.md"].body
    goals = page[page.index('id="goals"') : page.index('id="files"')]
    assert "70" in goals.partition("</h2>")[0]
    assert goals.count("<li>") == 50
    assert "and 20 more; Explore finds all goals by their status." in Parsed(goals).text


def test_every_scorecard_is_listed_or_counted(thousand: SiteContext) -> None:
    page = scorecards_page(thousand, Rows(thousand))
    below = sum(line.below for line in page.lines)
    assert len(page.cards) + sum(line.number > 0 for line in page.lines) + below == page.number


def test_everyone_is_counted_in_a_team_or_named(thousand: SiteContext) -> None:
    page = people_page(thousand)
    assert page is not None
    assert page.number == len(thousand.repository.people) > MOST_PEOPLE
    counted = sum(line.number + line.below for line in page.teams)
    assert counted + len(page.alone) + page.more >= page.number


def test_search_is_told_names_and_no_texts_of_very_many_goals(
    thousand: SiteContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = _words_of(thousand)
    monkeypatch.setattr(search_texts, "MANY", 999)
    many = _words_of(thousand)
    for id_, objective in thousand.repository.objectives.items():
        names = [*(kr.title for kr in objective.key_results), thousand.repository.name_of(objective.owner or "")]
        assert many[id_] == " · ".join([*names, thousand.team_of(objective), *objective.record.tags])
        assert few[id_].partition("\n")[0] == many[id_]
    assert any("\n" in words for words in few.values())


def _words_of(site: SiteContext) -> dict[str, str]:
    return {id_: search_texts.objective_words(site, one) for id_, one in site.repository.objectives.items()}


def test_a_team_above_very_many_lists_those_right_below_it(pages: Rendered) -> None:
    tree = {"company.md": COMPANY, "teams/all/team.md": TEAM.format("All")}
    for half in ("left", "right"):
        tree[f"teams/all/{half}/team.md"] = TEAM.format(half.title())
        tree |= {f"teams/all/{half}/{half}-{one}/team.md": TEAM.format(f"{half} {one}") for one in range(30)}
    text = Parsed(pages(tree)["teams/all/index.md"].body).text
    assert "2 of 62 are listed" in text
    assert "right 7" not in text
    assert "right 7" in Parsed(pages(tree)["teams/all/right/index.md"].body).text


def test_a_team_names_some_goals_of_others_and_counts_the_rest(pages: Rendered) -> None:
    tree = {"company.md": COMPANY, "2026-q4/top.md": OBJECTIVE.format("Top", "")}
    tree |= {"teams/a/team.md": TEAM.format("A"), "teams/b/team.md": TEAM.format("B")}
    tree["teams/a/2026-q4/mine.md"] = OBJECTIVE.format("Mine", "supports: top\n")
    tree |= {f"teams/b/2026-q4/o{n}.md": OBJECTIVE.format(f"Other {n}", "supports: mine\n") for n in range(30)}
    body = pages(tree)["teams/a/index.md"].body
    # The one it supports and 23 of the 30 that support it.
    assert body.count('<td class="gs-quiet">') == 24
    assert "and 7 more; Explore has all goals, with team and owner." in Parsed(body).text


def test_goals_of_many_teams_are_counted_by_shape_where_they_have_no_room_one_by_one(pages: Rendered) -> None:
    def rows(number: int) -> str:
        tree = {"company.md": COMPANY, "teams/a/team.md": TEAM.format("A")}
        tree |= {f"teams/a/2026-q4/o{n}.md": OBJECTIVE.format(f"O {n}", "") for n in range(number)}
        return pages(tree)["teams/index.md"].body

    assert rows(60).count('class="gs-u nodata"') == 60
    counted = rows(61)
    assert '<span class="gs-s nodata">61</span>' in counted
    assert 'class="gs-u nodata"' not in counted


def test_scorecards_of_many_teams_stand_on_their_pages(pages: Rendered) -> None:
    tree = {"company.md": COMPANY, "kpis/own.md": KPI.format("Own")}
    for number in range(60):
        folder = f"teams/t{number}"
        tree |= {f"{folder}/team.md": TEAM.format(f"Team {number}")}
        tree |= {f"{folder}/kpis/k{number}-{one}.md": KPI.format(f"K {number} {one}") for one in range(2)}
    body = pages(tree)["scorecards.md"].body
    # 121 indicators are one more than are listed: the company's one is, the teams' are counted.
    assert "Own" in Parsed(body).text
    assert "K 3 1" not in Parsed(body).text
    assert '<a href="../teams/t3/#scorecard">Team 3</a>' in body
    assert len(re.findall(r"#scorecard", body)) == 60


def _forest(last: int) -> Mapping[str, str]:
    """Return a company objective with three below it, which have 45, 45 and ``last`` below them."""
    tree = {"company.md": COMPANY, "2026-q4/top.md": OBJECTIVE.format("Top", "")}
    for branch, number in (("a", 45), ("b", 45), ("c", last)):
        tree |= {f"teams/{branch}/team.md": TEAM.format(branch)}
        tree |= {f"teams/{branch}/2026-q4/{branch}.md": OBJECTIVE.format(f"Branch {branch}", "supports: top\n")}
        for one in range(number):
            name = f"{branch}{one}"
            tree[f"teams/{branch}/2026-q4/{name}.md"] = OBJECTIVE.format(f"Leaf {name}", f"supports: {branch}\n")
    return tree


def _leaves(page: SitePage) -> int:
    return len(re.findall(r">Leaf [abc]\d+<", page.body))


def test_a_large_part_of_a_tree_has_a_page_of_its_own(pages: Rendered) -> None:
    found = pages(dict(_forest(last=60)))
    top, part = found["alignment/2026-q4/top.md"], found["alignment/teams/c/2026-q4/c.md"]
    # 3 + 45 + 45 of 100: no room for 60 more, which are too many for a goal's page.
    assert (_leaves(top), _leaves(part)) == (90, 60)
    assert '<a href="../../../alignment/teams/c/2026-q4/c/">60 goals below</a>' in top.body
    assert Parsed(part.body).text.startswith("Alignment / Top Branch c 60 goals below")


def test_a_small_part_of_a_tree_that_has_no_room_is_on_its_goals_page(pages: Rendered) -> None:
    found = pages(dict(_forest(last=30)))
    top = found["alignment/2026-q4/top.md"]
    assert _leaves(top) == 90
    assert '<a href="../../../teams/c/2026-q4/c/">30 goals below</a>' in top.body
    assert "alignment/teams/c/2026-q4/c.md" not in found
    assert "Leaf c29" in found["teams/c/2026-q4/c.md"].body


def test_a_large_forest_asks_explore_and_shows_the_first_level(pages: Rendered) -> None:
    body = pages(dict(_forest(last=60)))["alignment.md"].body
    text = Parsed(body).text
    form = body.partition("<form")[2].partition("</form>")[0]
    # The names are those of Explore's address; every team is of a, b and c, everybody is Ann.
    assert 'action="../explore/" method="get"' in form
    assert re.findall(r'name="(\w+)"', form) == ["find", "team", "owner", "status"]
    assert re.findall(r'<option value="([^"]*)"', form) == ["", "-", "a", "b", "c", "", "ann"]
    assert re.findall(r'value="([^"]*)"><span class="gs-s', form) == ["no data"]
    # Top has three right below it; what is below these is on the tree's page.
    assert [name in text for name in ("Branch a", "Branch b", "Branch c", "Leaf a1")] == [True, True, True, False]
    # Folded, the tree is not mentioned; unfolded, it follows on what is listed.
    below = body[body.index("<details>") :].partition("</details>")[0]
    assert '<a href="../alignment/2026-q4/top/">all 153 in their tree</a>' in below
    assert text.count("in their tree") == 1


def test_the_first_level_of_a_large_tree_is_cut_and_what_is_left_is_counted(pages: Rendered) -> None:
    tree = {"company.md": COMPANY, "2026-q4/top.md": OBJECTIVE.format("Top", ""), "teams/t/team.md": TEAM.format("T")}
    tree |= {f"teams/t/2026-q4/o{n}.md": OBJECTIVE.format(f"Leaf a{n}", "supports: top\n") for n in range(160)}
    page = pages(tree)["alignment.md"]
    assert _leaves(page) == 40
    assert "120 more right below all 160 in their tree" in Parsed(page.body).text


def test_a_cycle_of_very_many_teams_lists_the_upper_ones_and_counts_the_others(pages: Rendered) -> None:
    tree = {"company.md": COMPANY}
    for half in ("left", "right"):
        tree[f"teams/{half}/team.md"] = TEAM.format(half.title())
        for one in range(80):
            folder = f"teams/{half}/{half}-{one}"
            tree[f"{folder}/team.md"] = TEAM.format(f"{half} {one}")
            tree[f"{folder}/2026-q4/{half}{one}.md"] = OBJECTIVE.format(f"Goal {half} {one}", "")
    text = Parsed(pages(tree)["cycles/2026-q4.md"].body).text
    # 160 objectives are listed one by one; one more, and teams are.
    assert "Goal left 7" in text
    tree["2026-q4/top.md"] = OBJECTIVE.format("Top", "")
    text = Parsed(pages(tree)["cycles/2026-q4.md"].body).text
    assert "left 7" not in text
    assert text.count("80 more objectives in teams below") == 2


def test_feeds_of_many_teams_are_folded_by_uppermost_team(pages: Rendered) -> None:
    tree = {"company.md": COMPANY, "teams/b/team.md": TEAM.format("B"), "teams/a/team.md": TEAM.format("A")}
    tree |= {f"teams/a/x/a{one}/team.md": TEAM.format(f"A {one}") for one in range(20)}
    tree |= {f"teams/b/b{one}/team.md": TEAM.format(f"B {one}") for one in range(19)}
    body = pages(tree)["data.md"].body
    folds = re.findall(r"<summary>(\w+) <span class=\"gs-count\">(\d+)<", body)
    assert folds == [("A", "21"), ("B", "20")]
    assert body.count("data/feeds/") == 41
