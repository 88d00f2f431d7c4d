"""What the pages of objectives and KPIs say."""

import re

import pytest
from tests.site.company import TREE
from tests.site.company_pages import text_of
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

BROKEN = "---\nkind: objective\ntitle: Half read\nowner: bo\nkey_results: none\n---\nBody\n"


def test_an_objective_says_where_it_stands_and_why(pages: Rendered) -> None:
    text = text_of(pages, "2026-q4/win.md")
    # deals 20/40 = 50 %, sales (11.2 − 10) ÷ (12 − 10) = 60 %: mean 55 %.
    assert "55%" in text
    assert "On track: when last measured, 31 Oct to 10 Nov, it was" in text
    assert "2 of 2 key results measured." in text
    assert "Deals signed" in text
    assert "Halfway, on time." in text


def test_a_key_result_unfolds_to_its_formula_and_line(pages: Rendered) -> None:
    text = text_of(pages, "2026-q4/win.md")
    assert "(now − from) ÷ (to − from)" in text
    assert "(20 − 0) ÷ (40 − 0)" in text
    assert "win.md:" in text


def test_money_is_shown_as_money(pages: Rendered) -> None:
    assert "€11.20" in text_of(pages, "kpis/revenue.md")


def test_a_body_links_to_the_pages_of_goals(pages: Rendered) -> None:
    assert '<a href="../../kpis/revenue/">revenue</a>' in pages(TREE)["2026-q4/win.md"].body


def test_an_objective_shows_what_it_supports_and_what_supports_it(pages: Rendered) -> None:
    found = pages(TREE)
    assert '<a href="../../2026-q4/win/#kr-deals">' in found["teams/growth/2026-q4/onboard.md"].body.replace(
        "../../../../", "../../"
    )
    assert "Effortless onboarding" in Parsed(found["2026-q4/win.md"].body).text


def test_milestones_that_are_late_say_by_how_much(pages: Rendered) -> None:
    assert "14 days over" in text_of(pages, "teams/growth/2026-q4/onboard.md")


def test_periods_of_a_keep_are_drawn_one_by_one(pages: Rendered) -> None:
    page = pages(TREE)["teams/growth/2026-q4/onboard.md"]
    cells = [value for _, name, value in Parsed(page.body).attributes if name == "title" and "held" in value]
    assert len(cells) == 1
    assert cells[0].startswith("8 Oct to 14 Oct: held")


def test_recorded_reasons_are_on_the_page(pages: Rendered) -> None:
    text = text_of(pages, "teams/growth/2026-q4/onboard.md")
    assert "2 Nov 2026 target · day 33 of 92 · approved by Ann Lee · as told in teams/growth/" in text
    assert "Moved Days to first value Reason “The pilot showed it”" in text


def test_a_kpi_says_why_and_who_works_on_it(pages: Rendered) -> None:
    text = text_of(pages, "kpis/revenue.md")
    assert "Warning: below the target of €12" in text
    assert "within the warning bound of €11" in text
    assert "Win the mid-market" in text
    assert "Strong autumn" in text


def test_recorded_reasons_of_a_kpi_are_those_of_the_day(pages: Rendered) -> None:
    reasons = "adjustments: [{date: 2026-11-15, why: Said so}, {date: 2026-11-16, why: Not yet}]\nvalues:"
    tree = {**TREE, "kpis/revenue.md": TREE["kpis/revenue.md"].replace("values:", reasons)}
    text = text_of(pages, "kpis/revenue.md", tree)
    assert "Said so" in text
    assert "Not yet" not in text


def test_what_supports_a_kpi_says_so(pages: Rendered) -> None:
    tree = {**TREE}
    path = "teams/growth/2026-q4/onboard.md"
    tree[path] = tree[path].replace("supports: win#deals", "supports: revenue")
    assert "Supports the KPI Revenue" in text_of(pages, path, tree)
    assert "supports the KPI Revenue" in text_of(pages, "teams/growth/index.md", tree)


def test_a_closed_objective_shows_its_score_and_grade(pages: Rendered) -> None:
    closed = TREE["2026-q4/win.md"].replace(
        "owner: ann", "owner: ann\nstate: closed\nscore: 0.7\nlearned: Start earlier", 1
    )
    found = pages({**TREE, "2026-q4/win.md": closed})
    text = Parsed(found["2026-q4/win.md"].body).text
    assert "Closed, met: by its score 0.70, read as aspirational." in text
    assert "Start earlier" in text
    assert "0.70" in Parsed(found["cycles/2026-q4.md"].body).text


def test_a_mean_says_what_it_leaves_out(pages: Rendered) -> None:
    found = pages({**TREE, "teams/growth/2026-q4/half.md": BROKEN})
    text = Parsed(found["teams/growth/index.md"].body).text
    assert "1 of 2 left out" in text
    assert "goals/teams/growth/2026-q4/half.md" in text
    assert "could not be read" in text


def test_a_goal_without_key_results_or_check_ins_leads_to_where_to_write_them(pages: Rendered) -> None:
    bare = "---\nkind: objective\ntitle: Bare\nowner: ann\nkey_results: {a: {title: A, from: 0, to: 1}}\n---\n"
    body = pages({**TREE, "2026-q4/bare.md": bare})["2026-q4/bare.md"].body
    empty = body[body.index("No check-in yet.") :].partition("</p>")[0]
    assert re.search(r'<a href="\.\./\.\./check-in/\?[^"]+">Check in</a>', empty)


def test_where_key_results_and_supporters_disagree_both_bars_are_drawn(pages: Rendered) -> None:
    # Two key results at 50 % and 60 %: 55; one supporter at 0.
    child = TREE["teams/growth/2026-q4/onboard.md"]
    child = re.sub(
        "check_ins:.*?initiatives",
        "check_ins: [{date: 2026-11-12, values: {time: 10}}]\ninitiatives",
        child,
        flags=re.S,
    )
    child = re.sub("  uptime:.*?\n  steps:.*?\n", "", child)
    tree = {**TREE, "teams/growth/2026-q4/onboard.md": child}
    body = pages(tree)["alignment.md"].body
    asking = body[body.index('class="gs-asking"') :].partition("</div>")[0]
    assert asking.count('class="gs-bar') == 2
    assert re.findall(r'<b class="n pc"><a href="[./]*2026-q4/win/#why">([^<]+)</a></b>', asking) == ["55%", "0%"]
    said = " ".join(Parsed(asking).text.split())
    assert "mean of 2 key results Its 1 supporter says" in said
    assert "Effortless onboarding, 0%" in said


@pytest.mark.parametrize(("rolls_up", "counts"), [(False, 0), (True, 1)])
def test_the_mean_that_counts_is_drawn_like_the_objective_itself(pages: Rendered, rolls_up: bool, counts: int) -> None:
    # What counts stood at 20 % on 5 November, when 38 % (35 of 91 days) were expected: behind by 18 points, at risk.
    # By the 15th 49 % are, and from there it would be off track.
    def told(title: str, value: int, more: str) -> str:
        return (
            f"---\nkind: objective\ntitle: {title}\nowner: ann\n{more}"
            "key_results: {a: {title: A, from: 0, to: 100}}\n"
            f"check_ins: [{{date: 2026-11-05, values: {{a: {value}}}}}]\n---\n"
        )

    own, below = (60, 20) if rolls_up else (20, 60)
    tree = {**TREE, "2026-q4/top.md": told("Top", own, "progress_from: supporters\n" if rolls_up else "")}
    tree |= {f"teams/growth/2026-q4/{name}.md": told(name, below, "supports: top\n") for name in ("one", "two")}
    body = pages(tree)["alignment.md"].body
    line = body[body.index('2026-q4/top/">Top</a>') :].partition("</li>")[0]
    asking = body[body.index('class="gs-asking"') :]
    drawn = re.compile(r'<span class="gs-bar[^>]*>')
    of_tree, of_means = drawn.search(line), drawn.findall(asking)
    assert of_tree is not None
    assert "risk" in of_tree[0]
    assert of_means[counts] == of_tree[0].replace("gs-bar o", "gs-bar", 1)
    assert of_means[1 - counts] != of_means[counts]


def test_pace_says_that_it_is_of_the_days_of_the_figures(pages: Rendered) -> None:
    # The newest value of the KPI is of 31 October, that of the deals of 10 November.
    # On their days 40/91 and 30/91 of the line were gone: ahead by 6.04 and 27.03 points, in the mean by 16.5.
    said = "On track: when last measured, 31 Oct to 10 Nov, it was 17 points ahead, and confidence is 0.80"
    assert said in text_of(pages, "2026-q4/win.md")
    one_day = TREE["2026-q4/win.md"].replace("2026-11-10", "2026-10-31")
    # 20 of 40 and 60 % where 30 of 91 days had gone: 22 points ahead of them.
    said = "On track: on 31 Oct, when last measured, it was 22 points ahead, and confidence is 0.80"
    assert said in text_of(pages, "2026-q4/win.md", {**TREE, "2026-q4/win.md": one_day}, as_of="2026-11-09")
    today = TREE["2026-q4/win.md"].replace("2026-11-10", "2026-11-15").replace("kpi: revenue, ", "")
    today = today.replace("values: {deals: 20}", "values: {deals: 20, sales: 11}")
    text = text_of(pages, "2026-q4/win.md", {**TREE, "2026-q4/win.md": today})
    # 20 of 40 and half the way from 10 to 12, where 45 of 91 days have gone.
    assert "On track because it is 1 point ahead" in text
    assert "last measured" not in text


def test_a_value_names_the_ending_of_its_own_file_and_its_line(pages: Rendered) -> None:
    tree = {**TREE, "kpis/revenue/2026-11-14.md": "---\nkind: check-in\nvalue: 11.5\n---\n"}
    text = text_of(pages, "kpis/revenue.md", tree)
    assert "md:12" in text
    assert "revenue/2026-11-14.md:" in text


def test_a_kpi_that_a_goal_also_helps_says_that_it_is_one(pages: Rendered) -> None:
    helps = TREE["teams/growth/2026-q4/onboard.md"].replace(
        "supports: win#deals", "supports: win#deals\nalso_supports: [revenue, win]"
    )
    found = pages({**TREE, "teams/growth/2026-q4/onboard.md": helps})
    assert (
        "Also helps KPI Revenue, Acme; Win the mid-market, Acme"
        in Parsed(found["teams/growth/2026-q4/onboard.md"].body).text
    )
    assert "KPI Revenue" in Parsed(found["alignment.md"].body).text


def test_who_rated_a_value_stands_apart_from_its_note(pages: Rendered) -> None:
    kpi = TREE["kpis/revenue.md"].replace("warn: 11\n", "raters: {board: 0.5, staff: 0.5}\n").partition("values:")[0]
    given = (
        "values:\n  - {date: 2026-10-05, value: 4, by: board}\n"
        '  - {date: 2026-10-06, value: 2, by: staff, note: "Three stopped, all named by staff"}\n---\n'
    )
    body = pages({**TREE, "kpis/revenue.md": f"{kpi}{given}"})["kpis/revenue.md"].body
    assert '>Three stopped, all named by staff</span><span class="gs-quiet">rated by board, staff</span>' in body


def test_what_is_written_about_an_objective_stands_below_its_figures(pages: Rendered) -> None:
    body = pages(TREE)["2026-q4/win.md"].body
    places = [body.index(f'id="{place}"') for place in ("why", "key-results", "progress", "background", "check-ins")]
    assert places == sorted(places)
    assert body.index('class="gs-body"') > body.index('id="background"')
    assert 'id="background"' not in pages(TREE)["teams/growth/2026-q4/onboard.md"].body  # nothing is written there
