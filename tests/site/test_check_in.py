"""Checking in without git: what a page tells the form, which goals have one, and how a change is made by hand."""

from datetime import date

from tests.conftest import Goals
from tests.site.check_in_form import HOSTILE, KEY, KPI, OBJECTIVE, PATH, ROLES, STEP, TREE, goal_of, read_back
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

from goalsite.settings import Settings


def test_a_page_tells_the_form_what_it_needs(pages: Rendered) -> None:
    goal = goal_of(pages, f"{PATH}.md")
    rows = {row["id"]: row for row in goal["rows"]}
    assert (goal["id"], goal["title"], goal["folder"]) == (PATH, HOSTILE, f"goals/{PATH}")
    assert rows["calls"] == {
        "id": "calls", "title": "Calls per customer", "unit": "calls", "confidence": 70, "measure": "number",
        "last": "8.50", "day": "9 Nov",
    }  # fmt: skip
    assert rows["uptime"]["measure"] == "keep"
    assert (rows["steps"]["open"], rows["steps"]["done"]) == ([STEP], 1)
    assert rows[KEY]["measure"] == "yes"
    assert (rows["income"]["measure"], rows["income"]["kpi"], rows["income"]["url"]) == (
        "kpi", "Revenue", "kpis/revenue/",
    )  # fmt: skip
    assert goal["people"] == [["ann", "ann"], ["Bo Tan", "Bo Tan"]]


def test_confidence_is_told_as_the_pages_show_it(pages: Rendered) -> None:
    doubtful = OBJECTIVE.replace("confidence: 0.7,", "confidence: 0.68,")
    found = pages({**TREE, f"{PATH}.md": doubtful})
    goal = goal_of(pages, f"{PATH}.md", {**TREE, f"{PATH}.md": doubtful})
    # At risk below 0.7, so 0.68 must not become 0.7.
    assert "confidence is 0.68" in Parsed(found[f"{PATH}.md"].body).text
    assert goal["confidence"] == 68
    assert {row.get("confidence") for row in goal["rows"]} == {68}


def test_a_rubric_of_words_or_of_one_level_bounds_nothing(pages: Rendered) -> None:
    for rubric in ("{poor: x, fine: y}", "{1: poor}"):
        text = ROLES.replace("{1: poor, 5: fine}", rubric)
        tree = {key: text for key, text in TREE.items() if not key.endswith(".csv")} | {"kpis/revenue.md": text}
        assert "range" not in goal_of(pages, "kpis/revenue.md", tree)["rows"][0]


def test_a_site_of_a_fixed_day_proposes_that_day(pages: Rendered) -> None:
    fixed = pages(TREE, settings=Settings(as_of=date(2026, 11, 15)))["check-in.md"].body
    assert 'data-day="2026-11-15"' in fixed
    assert "This site shows how things stood on 15 Nov 2026." in fixed
    running = pages(TREE)["check-in.md"].body
    assert 'data-day=""' in running
    assert "how things stood" not in running


def test_closed_goals_wholes_and_replaced_kpis_have_no_form(pages: Rendered) -> None:
    part = KPI.replace("title: Revenue", "title: Part\npart_of: whole")
    tree = {
        **TREE,
        f"{PATH}.md": OBJECTIVE.replace("owner: ann", "owner: ann\nstate: closed", 1),
        "kpis/whole.md": KPI.replace("title: Revenue", "title: Whole\ncombine: sum"),
        "kpis/part.md": part,
        "kpis/old.md": KPI.replace("title: Revenue", "title: Old\nsuperseded_by: revenue\napproved_by: ann"),
    }
    found = pages(tree)
    with_form = {path for path, page in found.items() if "data-check-in=" in page.body}
    assert with_form == {"2026-q4/win.md", "kpis/revenue.md", "kpis/part.md"}


def test_every_measure_is_asked_for_in_its_way(pages: Rendered) -> None:
    more = "  helped: {title: Helped, from_supporters: true}\n  words: {title: Only words}\n"
    more += "  signed: {title: S, done: 2026-11-02}\n"
    tree = {**TREE, f"{PATH}.md": OBJECTIVE.replace("check_ins:", f"{more}check_ins:", 1)}
    rows = {row["id"]: row for row in goal_of(pages, f"{PATH}.md", tree)["rows"]}
    assert (rows["helped"]["measure"], rows["words"]["measure"]) == ("supporters", "none")
    assert rows["signed"]["day"] == "2 Nov"
    page = pages(tree)["check-in.md"].body
    kinds = {row["measure"] for row in rows.values()} - {"keep"}
    assert all(f'data-row="{kind}"' in page for kind in kinds)


def test_a_hostile_title_stays_a_title(pages: Rendered) -> None:
    found = pages(TREE)
    for page in found.values():
        parsed = Parsed(page.body)
        assert "img" not in parsed.tags, page.path
        assert not any(name == "onerror" for _, name, _ in parsed.attributes), page.path


def test_the_example_by_hand_is_a_good_check_in(pages: Rendered, goals: Goals) -> None:
    body = pages(TREE)["check-in.md"].body
    example = next(part for part in body.split('<pre class="gs-file">')[1:]).partition("</pre>")[0]
    text = example.replace("&#10;", "\n").replace("&#34;", '"')
    figures = read_back(goals, "2026-q4/win/2026-11-15.md", text).objectives["2026-q4/win"]
    assert figures.key_results["a"].current.value == 9
    assert "check-in" in Parsed(pages({})["check-in.md"].body).text


def test_the_form_hands_over_to_the_forge_or_says_how(pages: Rendered) -> None:
    known = pages(TREE, settings=Settings(repo_url="https://gitlab.example/a/b", forge="gitlab", branch="trunk"))
    page = known["check-in.md"]
    assert 'data-begins="https://gitlab.example/a/b/-/new/trunk"' in page.body
    assert "Continue on GitLab" in page.body
    assert not page.hub
    assert page.search_text == page.title
    alone = pages(TREE)["check-in.md"].body
    assert "Continue on" not in alone
    assert "repo_url" in alone


def test_how_to_change_a_goal_leads_to_this_sites_own_places(pages: Rendered, goals: Goals) -> None:
    settings = Settings(repo_url="https://github.com/acme/goals", forge="github")
    page = pages(TREE, settings=settings)["how-to-change.md"]
    links = Parsed(page.body).links
    assert "../check-in/?goal=2026-q4/win" in links
    assert "../check-in/?goal=kpis/revenue" in links
    assert "https://github.com/acme/goals/edit/main/goals/2026-q4/win.md" in links
    assert any(link.startswith("https://github.com/acme/goals/new/main/goals/teams/growth/2026-q4?") for link in links)
    assert page.hub
    example = page.body.partition('<pre class="gs-file">')[2].partition("</pre>")[0]
    text = example.replace("&#10;", "\n").replace("&#34;", '"')
    measured = read_back(goals, "teams/growth/2026-q4/say-it-in-a-few-words.md", text)
    made = measured.repository.objectives["teams/growth/2026-q4/say-it-in-a-few-words"]
    assert (made.owner, made.supports.id) == ("ann", "2026-q4/win")


def test_how_to_change_a_goal_speaks_of_a_site_without_goals_too(pages: Rendered) -> None:
    text = Parsed(pages({})["how-to-change.md"].body).text
    assert "goals/2026-q4/say-it-in-a-few-words.md" in text
    assert "For example" not in text


def test_how_to_change_a_goal_promises_no_button_that_is_not_there(pages: Rendered) -> None:
    alone = Parsed(pages(TREE)["how-to-change.md"].body).text
    assert "Edit" not in alone.replace("Edit a goal", "")
    assert "Its file is named at the foot of its page, like goals/2026-q4/win.md" in alone
    assert "You need no git for any of this" not in alone
    known = Settings(repo_url="https://github.com/acme/goals", forge="github")
    there = Parsed(pages(TREE, settings=known)["how-to-change.md"].body).text
    assert "Open it and press Edit" in there
    assert "You need no git for any of this" in there
    assert "Open it and press Edit" in Parsed(pages({}, settings=known)["how-to-change.md"].body).text


def test_a_kpi_is_given_a_value_rather_than_checked_in(pages: Rendered) -> None:
    found = pages(TREE)
    assert ">Add a value</a>" in found["kpis/revenue.md"].body
    assert ">Check in</a>" not in found["kpis/revenue.md"].body
    assert ">Check in</a>" in found["2026-q4/win.md"].body
    assert "press Add a value" in Parsed(found["how-to-change.md"].body).text
