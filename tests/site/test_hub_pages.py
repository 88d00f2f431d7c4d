"""What home and the pages of teams, people and cycles say."""

import re

import pytest
from tests.site.company import TREE
from tests.site.company_pages import text_of
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

from goalsite.settings import Settings
from goalsite.site.views.explore_terms import WORST_FIRST


def test_home_shows_company_objectives_kpis_and_coverage(pages: Rendered) -> None:
    text = text_of(pages, "index.md")
    assert "Well made things" in text
    assert "2026 Q4 · day 46 of 92" in text
    assert "46 days left" in text
    assert "Win the mid-market" in text
    assert re.search(r"Alignment 100% *Alignment tree *1 of 1 objective reaches a company goal\.", text)


def test_a_team_shows_its_objectives_people_and_relations(pages: Rendered) -> None:
    text = text_of(pages, "teams/growth/index.md")
    assert "mean of 1 objective in 2026 Q4" in text
    assert "lead, head of growth" in text
    assert "Supports Win the mid-market" in text


def test_an_objective_is_the_mean_of_held_shares_on_every_page(pages: Rendered) -> None:
    # 120 of 40 deals count as 100 %, revenue is at 60 %: 80 %, not the 180 % of the raw mean.
    more = {**TREE, "2026-q4/win.md": TREE["2026-q4/win.md"].replace("values: {deals: 20}", "values: {deals: 120}")}
    found = pages(more)
    for path in ("2026-q4/win.md", "index.md", "cycles/2026-q4.md"):
        text = Parsed(found[path].body).text.replace("progress, as it is", "").replace("= 180%", "")
        assert "80%" in text, path
        assert "180%" not in text, path
    assert "300%" in Parsed(found["2026-q4/win.md"].body).text  # the key result itself is shown as it is


def test_a_teams_bar_carries_a_tick_while_its_cycle_runs(pages: Rendered) -> None:
    # (metric 45/91 + keep 6/13 + milestones due 1/2) ÷ 3 = 48.5 %
    assert "expected today 49%" in text_of(pages, "teams/growth/index.md")
    assert (
        "expected today" not in text_of(pages, "teams/growth/index.md", as_of="2027-01-15").partition("Objectives")[0]
    )


def test_a_cycles_page_carries_the_tick_of_teams_and_compares_beside_their_names(pages: Rendered) -> None:
    old = TREE["teams/growth/2026-q4/onboard.md"].replace("win#deals", "revenue")
    tree = {**TREE, "teams/growth/2026-q3/early.md": re.sub("check_ins:.*?initiatives", "initiatives", old, flags=re.S)}
    body = pages(tree)["cycles/2026-q4.md"].body
    # The company's one objective runs from the first day of the quarter to the last: 45/91 of it are gone.
    assert "expected today 49%" in Parsed(body).text.partition("Objectives")[0]
    team = body[body.index(">Growth</a>") :].partition("</tr>")[0]
    assert "expected today 49%" in team
    assert re.search(r"<small>.* in 2026 Q3</small></th>", team)
    over = pages(tree, as_of="2027-01-15")["cycles/2026-q4.md"].body
    assert "expected today" not in over[over.index(">Growth</a>") :].partition("</tr>")[0]


def test_a_cycle_shows_scores_that_only_its_key_results_have(pages: Rendered) -> None:
    closed = TREE["2026-q4/win.md"].replace("owner: ann", "owner: ann\nstate: closed", 1)
    closed = closed.replace("to: 40}", "to: 40, score: 0.3}").replace("to: 12}", "to: 12, score: 0.6}")
    assert "0.45" in text_of(pages, "cycles/2026-q4.md", {**TREE, "2026-q4/win.md": closed})


def test_a_person_shows_own_and_owned_objectives(pages: Rendered) -> None:
    text = text_of(pages, "people/ann.md")
    assert "Coach every week" in text
    assert "Win the mid-market" in text
    assert "Revenue" in text


def test_a_cycle_shows_its_theme_and_retrospective(pages: Rendered) -> None:
    text = text_of(pages, "cycles/2026-q4.md")
    assert "Fewer, better" in text
    assert "What we learned." in text


def test_a_cycle_has_a_retrospective_once_it_is_over(pages: Rendered) -> None:
    assert "About this cycle" in text_of(pages, "cycles/2026-q4.md")
    over = text_of(pages, "cycles/2026-q4.md", as_of="2027-01-01")
    assert "Retrospective" in over
    assert "About this cycle" not in over


def test_a_list_of_objectives_shows_the_score_of_a_closed_one(pages: Rendered) -> None:
    path = "teams/growth/2026-q4/onboard.md"
    closed = TREE[path].replace("owner: bo", "owner: bo\nstate: closed\nscore: 0.85", 1)
    earlier = {**TREE, path.replace("2026-q4", "2026-q3"): closed.replace("Effortless", "Earlier")}
    assert "closed, met 0.85" in " ".join(text_of(pages, "teams/growth/index.md", earlier).split())


def test_home_leads_to_the_wallboard(pages: Rendered) -> None:
    assert '<a href="wallboard/">' in pages(TREE)["index.md"].body


def test_without_people_no_person_appears_in_pages_or_figures(pages: Rendered) -> None:
    found = pages(TREE, settings=Settings(people=False))
    assert not any(path.startswith("people/") for path in found)
    for path, page in found.items():
        assert "Coach every week" not in page.body, path
        assert "people/ann" not in page.body, path


def test_what_a_goal_carries_on_says_its_cycle(pages: Rendered) -> None:
    win = TREE["2026-q4/win.md"]
    tree = {**TREE, "2026-q3/win.md": win, "2026-q4/win.md": win.replace("owner: ann", "owner: ann\ncarries_on: win")}
    assert "Carries on Win the mid-market, 2026 Q3" in " ".join(text_of(pages, "2026-q4/win.md", tree).split())
    assert "Carried on by Win the mid-market, 2026 Q4" in " ".join(text_of(pages, "2026-q3/win.md", tree).split())


def test_an_empty_company_says_what_to_do_next(pages: Rendered) -> None:
    found = pages({})
    home = found["index.md"].body
    assert "No company objective yet." in home
    assert "stand at" not in home
    assert "No team yet." in found["teams/index.md"].body
    assert "No KPI yet." in found["scorecards.md"].body
    for path, root in (("index.md", ""), ("teams/index.md", "../"), ("explore.md", "../"), ("alignment.md", "../")):
        assert f"{root}how-to-change/#propose" in Parsed(found[path].body).links


def test_an_empty_cycle_says_so_and_no_figures_of_nothing(pages: Rendered) -> None:
    tree = {"2027-q1/draft.md": TREE["2026-q4/win.md"].replace("owner: ann", "owner: ann\nstate: draft")}
    home = Parsed(pages(tree, "2027-01-15")["index.md"].body).text
    assert "Win the mid-market" in home
    assert "together" not in home
    own = text_of(pages, "index.md")
    assert "2026 Q4: the company objectives stand at 55% together; all objectives pooled at" in own


def test_without_any_company_there_still_is_a_home(pages: Rendered) -> None:
    assert pages({"company.md": "no front matter"})["index.md"].title == "Company"


def test_what_lies_below_a_goal_of_the_tree_is_counted_with_the_worst_last(pages: Rendered) -> None:
    child = TREE["teams/growth/2026-q4/onboard.md"]
    tree = {
        f"teams/growth/2026-q4/{state}.md": child.replace("owner: bo\n", f"owner: bo\nstate: {state}\n", 1)
        for state in ("draft", "abandoned")
    }
    body = pages({**TREE, **tree})["alignment.md"].body
    line = body[body.index("Win the mid-market</a>") :].partition("<details")[0]
    # Effortless onboarding and Coach every week, the draft and the abandoned one.
    assert "4 below" in line
    shapes = re.findall(r'<i class="gs-u (\w+)">', line)
    assert len(shapes) == 4
    assert shapes == sorted(shapes, key=lambda shape: -WORST_FIRST.index(shape))


@pytest.mark.parametrize("depth", [5, 200])
def test_a_long_chain_of_support_fits_the_tree(pages: Rendered, depth: int) -> None:
    tree = dict(TREE)
    above = "win"
    for number in range(depth):
        tree[f"teams/growth/2026-q4/g{number}.md"] = (
            f"---\nkind: objective\ntitle: Link {number} of the chain\nowner: bo\nsupports: {above}\n"
            "key_results:\n  a: {title: One, from: 0, to: 10}\n  b: {title: Two, from: 0, to: 10}\n---\n"
        )
        above = f"g{number}"
    found = pages(tree)
    text = "".join(page.body for path, page in found.items() if path.startswith("alignment"))
    assert all(f"Link {number} of the chain" in text for number in range(depth))


def test_pages_say_the_day_they_are_of(pages: Rendered) -> None:
    assert all("As of 15 Nov 2026" in page.body for page in pages(TREE).values())


def test_a_pages_root_is_one_element(pages: Rendered) -> None:
    for page in pages(TREE).values():
        assert page.body.startswith('<div class="gs ')
        assert page.body.endswith("</div>")


def test_the_navigation_says_home(pages: Rendered) -> None:
    found = pages(TREE)
    assert (found["index.md"].title, found["index.md"].nav_title) == ("Acme", "Home")
    assert found["kpis/revenue.md"].nav_title == "Revenue"


def test_a_title_has_the_room_of_the_columns_an_objective_leaves_empty(pages: Rendered) -> None:
    # Head and rows agree on nine columns with pace, of which From and Pace go where room is small.
    body = pages(TREE)["teams/growth/index.md"].body
    table = body[body.index('<table class="gs-t gs-goals paced">') : body.index("</table>")]
    head, rows = table.split("</thead>")
    row = rows[: rows.index("</tr>")]
    assert head.count("<th") - head.count("<thead") == 3 + row.count("<td")
    assert head.count(" wide") == row.count("wide")


def test_a_team_page_tells_cycles_of_one_title_apart(pages: Rendered) -> None:
    tree = {
        **TREE,
        "cycles/2026-q3.md": "---\nkind: cycle\ntitle: The push\n---\n",
        "cycles/2026-q4.md": "---\nkind: cycle\ntitle: The push\n---\n",
        "teams/growth/2026-q3/before.md": TREE["teams/growth/2026-q4/onboard.md"],
    }
    text = text_of(pages, "teams/growth/index.md", tree)
    assert "mean of 1 objective in The push" in text
    assert "Other cycles 1" in text
