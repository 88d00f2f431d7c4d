"""Every figure of a list leads to where it unfolds."""

import re

from tests.site.company import TREE
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

CLOSED = "---\nkind: objective\ntitle: {title}\nowner: ann\nstate: closed\nscore: {score}\nkey_results:\n{rest}---\n"
DONE = "  it: {title: It, done: 2026-08-01}\n  other: {title: Other, done: false}\n"
OLD = {
    **TREE,
    "2026-q3/first.md": CLOSED.format(title="First", score="0.9", rest=DONE),
    "2026-q3/second.md": CLOSED.format(title="Second", score="0.4", rest=DONE),
    "teams/growth/2026-q3/third.md": CLOSED.format(title="Third", score="0.2", rest=DONE),
}
"""A company with an earlier cycle of which three objectives were scored."""


def test_the_percent_of_a_goal_leads_to_its_formula_on_every_list(pages: Rendered) -> None:
    found = pages(TREE)
    # 55 %: the mean of 50 % and 60 %, as worked out for the objective's own page.
    for path in ("index.md", "alignment.md", "explore.md", "cycles/2026-q4.md", "people/ann.md"):
        assert re.search(r'href="[./]*2026-q4/win/#why">55%</a>', found[path].body), path
    assert re.search(r'href="[./]*teams/growth/2026-q4/onboard/#why">\d+%</a>', found["teams/growth/index.md"].body)
    assert re.search(r'href="[./]*2026-q4/win/#why">55%</a>', found["teams/growth/2026-q4/onboard.md"].body)  # the map
    assert 'href="kpis/revenue/#why">93%</a>' in found["index.md"].body  # 11.2 ÷ 12
    for path in ("2026-q4/win.md", "kpis/revenue.md", "cycles/2026-q4.md", "index.md"):
        assert Parsed(found[path].body).ids.count("why") == 1, path


def test_what_is_unknown_leads_nowhere(pages: Rendered) -> None:
    none = "---\nkind: kpi\ntitle: Unseen\nowner: ann\ndirection: up\n---\n"
    assert "kpis/none/#why" not in pages({**TREE, "kpis/none.md": none})["index.md"].body


def test_a_scorecards_total_unfolds_to_completions_weights_and_their_lines(pages: Rendered) -> None:
    found = pages({**TREE, "kpis/revenue.md": TREE["kpis/revenue.md"].replace("unit:", "weight: 3\nunit:")})
    text = Parsed(found["scorecards.md"].body).text
    # 11.2 ÷ 12 = 0.9333…, the one KPI of the company
    assert "Σ score ÷ Σ weight" in text
    assert "Revenue: completion 93.3%, kpis/revenue.md:13" in text
    assert "Revenue: weight 3, kpis/revenue.md:6" in text


def test_the_percent_of_a_team_leads_to_the_cycle_it_is_of(pages: Rendered) -> None:
    found = pages(OLD)
    team = Parsed(found["teams/growth/index.md"].body)
    assert {"why-2026-q4", "why-2026-q3"} <= set(team.ids)
    assert 'href="../../teams/growth/#why-2026-q3">50%</a>' in found["cycles/2026-q3.md"].body
    assert 'href="../teams/growth/#why-2026-q4"' in found["teams/index.md"].body
    assert 'href="../cycles/2026-q3/#why">50%</a>' in found["cycles/index.md"].body


def test_a_cycle_has_the_mean_score_and_the_cycles_beside_it(pages: Rendered) -> None:
    found = pages(OLD)
    text = Parsed(found["cycles/2026-q3.md"].body).text
    # (0.9 + 0.4) ÷ 2, and with the team's 0.2: 1.5 ÷ 3
    assert "company 0.65, 2 of 2 scored" in text
    assert "all 0.50, 3 of 3 scored" in text
    assert "(0.9 + 0.4) ÷ 2" in text
    assert text.count("0.65") == 2  # said once, unfolded once
    assert "55% in 2026 Q4" in text
    assert "50%, score 0.65, in 2026 Q3" in Parsed(found["cycles/2026-q4.md"].body).text
    assert "Mean score" not in Parsed(found["cycles/2026-q4.md"].body).text


def test_an_input_names_its_path_from_the_goals_folder(pages: Rendered) -> None:
    text = Parsed(pages(TREE)["teams/growth/2026-q4/onboard.md"].body).text
    assert "from: 10, teams/growth/2026-q4/onboard.md:7" in text


def test_formulas_are_written_as_the_page_writes_its_figures(pages: Rendered) -> None:
    text = Parsed(pages(TREE)["2026-q4/win.md"].body).text
    # Deals 20 of 40, sales (11.2 − 10) ÷ (12 − 10).
    assert "(50% + 60%) ÷ 2 = 55%" in text
    # 45 of 91 days on 15 November; the deals' value is of 10 November, day 40.
    assert "(15 Nov − 1 Oct) ÷ (31 Dec − 1 Oct) = 45 ÷ 91 days = 49.5%" in text
    assert "Deals signed: 50%, 2026-q4/win.md:6" in text
    assert "0.8 on 10 Nov = 0.8" in text
    assert "2026-11" not in text.replace("values of 2026-11", "")


def test_pace_has_the_sign_of_its_column(pages: Rendered) -> None:
    found = Parsed(pages(TREE)["2026-q4/win.md"].body).text
    # 50 % − 40/91 = 6.04 points ahead.
    assert "pace progress − expected on 10 Nov = 50% − 44.0% = +6.0 points" in found
    assert "behind" not in found
    late = {**TREE, "2026-q4/win.md": TREE["2026-q4/win.md"].replace("deals: 20", "deals: 12")}
    found = Parsed(pages(late)["2026-q4/win.md"].body).text
    # 30 % − 40/91 = −13.96 points.
    assert "= 30% − 44.0% = −14.0 points" in found


def test_a_key_result_says_what_it_adds_to_its_objective(pages: Rendered) -> None:
    weighed = TREE["2026-q4/win.md"].replace("from: 0, to: 40}", "from: 0, to: 40, weight: 3}")
    text = Parsed(pages({**TREE, "2026-q4/win.md": weighed})["2026-q4/win.md"].body).text
    # 3 × 50 % and 1 × 60 % of 4: 37.5 and 15 of 52.5 points.
    assert "3 × 50% ÷ 4 = 37.5 of the objective's 52.5 points" in text
    assert "1 × 60% ÷ 4 = 15 of the objective's 52.5 points" in text
    assert "weight: 3, 2026-q4/win.md:6" in text


def test_inputs_that_are_goals_lead_to_where_they_unfold(pages: Rendered) -> None:
    found = pages(TREE)
    assert '<a href="../../2026-q4/win/#kr-deals">Deals signed</a>: 50%' in found["2026-q4/win.md"].body
    assert re.search(
        r'<a href="[./]*teams/growth/2026-q4/onboard/#why">Effortless onboarding</a>: ',
        found["teams/growth/index.md"].body,
    )
    assert '<a href="kpis/revenue/#why">Revenue</a>: completion' in found["scorecards.md"].body.replace("../", "")


def test_a_kpi_says_of_which_day_its_target_is(pages: Rendered) -> None:
    steps = "target: {2026-01-01: 11, 2026-10-01: 12, 2026-11-01: 13, 2026-12-01: 15}"
    tree = {
        **TREE,
        "kpis/revenue.md": TREE["kpis/revenue.md"].replace("target: {2026-01-01: 11, 2026-10-01: 12}", steps),
    }
    page = pages(tree)["kpis/revenue.md"]
    text = Parsed(page.body).text
    assert "Target on 31 Oct ≥ €12.00 today: ≥ €13.00, 31 Dec: ≥ €15.00" in text
    assert "target on 31 Oct: 12, kpis/revenue.md:7" in text
    assert ">31 Dec: €15.00</text>" in page.body  # at the end of the chart's line
    plain = {**TREE, "kpis/revenue.md": TREE["kpis/revenue.md"].replace("{2026-01-01: 11, 2026-10-01: 12}", "12")}
    text = Parsed(pages(plain)["kpis/revenue.md"].body).text
    assert "Target ≥ €12.00 Completion" in text
    assert "target: 12, kpis/revenue.md:7" in text


def test_a_check_in_unfolds_to_the_figures_of_its_day(pages: Rendered) -> None:
    page = pages(TREE)["teams/growth/2026-q4/onboard.md"]
    story = page.body[page.body.index('id="check-in-2026-10-12"') :].partition("</dl>")[0]
    text = Parsed(f"<dl {story}</dl>").text
    # Of 10 to 4 days 9 is a sixth, one window of 13 held, nothing was shipped: (1/6 + 1/13) ÷ 3 = 8.12 %.
    assert "(16.7% + 7.7% + 0%) ÷ 3 = 8.1%" in text
    assert "Days to first value: (9 − 10) ÷ (4 − 10) = 16.7%, teams/growth/2026-q4/onboard.md:11" in text
    assert "Keep it up: 1 ÷ 13 = 7.7%, teams/growth/2026-q4/onboard.md:11" in text
    assert "Ship the steps: 0 ÷ (1 + 1) = 0%, teams/growth/2026-q4/onboard.md:9" in text


def test_the_change_of_a_check_in_is_since_the_check_in_before_it(pages: Rendered) -> None:
    more = "check_ins:\n  - {date: 2026-10-12, values: {deals: 4}}\n"
    tree = {**TREE, "2026-q4/win.md": TREE["2026-q4/win.md"].replace("check_ins:\n", more)}
    text = Parsed(pages(tree)["2026-q4/win.md"].body).text
    stories = text[text.index("Check-ins 2") :]
    # 12 October: 4 of 40 deals and 10.8 of 10…12 revenue, (10 % + 40 %) ÷ 2 = 25 %. On 31 October revenue came to
    # 11.2, a point of no check-in: (10 % + 60 %) ÷ 2 = 35 %. On 10 November (50 % + 60 %) ÷ 2 = 55 %.
    assert "55% +30 since 12 Oct expected" in stories
    assert "progress − progress on 12 Oct = 55% − 25% = +30 points" in stories
    assert stories.count("since") == 1  # nothing was checked in before the first


def test_the_newest_check_in_has_the_confidence_of_the_head(pages: Rendered) -> None:
    page = pages(TREE)["teams/growth/2026-q4/onboard.md"].body
    text = Parsed(page).text
    # The check-in of 12 November says 0.5 of the first of three key results; of the others 0.6 still holds: 1.7 ÷ 3.
    assert "confidence is 0.57" in text
    stories = text[text.index("Check-ins 2") :]
    assert re.search(r"12 Nov .*?0\.57.*?12 Oct", stories)
    assert "confidence Σ weight × confidence ÷ Σ weight = (0.5 + 0.6 + 0.6) ÷ 3 = 0.57" in stories
    assert "Days to first value: 0.5, teams/growth/2026-q4/onboard.md:12" in stories
    assert "Keep it up: 0.6, teams/growth/2026-q4/onboard.md:11" in stories


def test_two_check_ins_of_one_day_are_both_since_the_day_before(pages: Rendered) -> None:
    old, new = "  - {date: 2026-10-12, values: {deals: 4}}\n", "  - {date: 2026-11-10, values: {deals: 12}}\n"
    tree = {**TREE, "2026-q4/win.md": TREE["2026-q4/win.md"].replace("check_ins:\n", f"check_ins:\n{old}{new}")}
    text = Parsed(pages(tree)["2026-q4/win.md"].body).text
    assert text.count("55% +30 since 12 Oct") == 2


def test_two_check_ins_of_one_day_share_one_place(pages: Rendered) -> None:
    twice = TREE["teams/growth/2026-q4/onboard.md"].replace("date: 2026-10-12", "date: 2026-11-12")
    ids = Parsed(pages({**TREE, "teams/growth/2026-q4/onboard.md": twice})["teams/growth/2026-q4/onboard.md"].body).ids
    assert ids.count("check-in-2026-11-12") == 1


def test_of_many_key_results_a_check_in_names_the_first_and_counts_the_rest(pages: Rendered) -> None:
    many = "".join(f"  k{one}: {{title: Part {one}, from: 0, to: 4}}\n" for one in range(9))
    win = re.sub("  deals:.*?check_ins", f"{many}check_ins", TREE["2026-q4/win.md"], flags=re.S)
    page = pages({**TREE, "2026-q4/win.md": win.replace("deals: 20", "k0: 2")})["2026-q4/win.md"].body
    story = page[page.index('id="check-in-2026-11-10"') :].partition("</dd>")[0]
    story = Parsed(f"<dl {story}").text
    # One of nine halfway: 5.6 %.
    assert "= 5.6%" in story
    assert story.count("Part ") == 4
    assert story.endswith("and 5 more")


def test_a_kpis_past_completions_unfold_below_its_values(pages: Rendered) -> None:
    page = pages(TREE)["kpis/revenue.md"]
    assert '<a href="#value-2026-09-30">98%</a>' in page.body
    text = Parsed(page.body).text
    # 10.8 against the 11 of September, 11.2 against the 12 of October.
    assert "30 Sep 2026: completion value ÷ target = 10.8 ÷ 11 = 98.2%" in text
    assert "31 Oct 2026: completion value ÷ target = 11.2 ÷ 12 = 93.3%" in text


def test_the_change_of_a_kpis_value_unfolds_below_the_values_it_is_of(pages: Rendered) -> None:
    page = pages(TREE)["kpis/revenue.md"]
    assert '<a href="#value-2026-10-31">+€0.40</a>' in page.body
    assert Parsed(page.body).ids.count("value-2026-10-31") == 1
    text = Parsed(page.body).text
    assert "31 Oct 2026: change value − value on 30 Sep = 11.2 − 10.8 = +0.4" in text
    assert "31 Aug 2026: change" not in text  # the first


def test_a_value_made_of_ratings_names_the_first_and_counts_the_rest(pages: Rendered) -> None:
    given = "".join(f"  - {{date: 2026-10-{10 + one}, value: 11, by: peers}}\n" for one in range(6))
    rated = TREE["kpis/revenue.md"].replace("warn: 11\n", "raters: {peers: 1}\n").partition("values:")[0]
    text = Parsed(pages({**TREE, "kpis/revenue.md": f"{rated}values:\n{given}---\n"})["2026-q4/win.md"].body).text
    named = "; ".join(f"peers: 11, kpis/revenue.md:{line}" for line in (10, 11, 12, 13))
    assert f"now: 11, kpis/revenue.md:15 made of {named}; and 2 more" in text


def test_a_kpi_without_a_target_leads_from_its_value_to_where_that_unfolds(pages: Rendered) -> None:
    bare = re.sub("target:.*\nwarn:.*\n", "", TREE["kpis/revenue.md"])
    found = pages({**TREE, "kpis/revenue.md": bare})
    for path in ("index.md", "scorecards.md", "explore.md", "people/ann.md"):
        assert re.search(r'href="[./]*kpis/revenue/#why">[^<]*11\.2', found[path].body), path
    body = found["kpis/revenue.md"].body
    assert '<a href="#value-2026-10-31">+€0.40</a>' in body  # the change has a formula, the value was written
    assert ">€11.20</a>" not in body.partition('id="values"')[2]


def test_the_mean_that_does_not_count_unfolds_on_the_page_that_says_it(pages: Rendered) -> None:
    text = Parsed(pages(TREE)["2026-q4/win.md"].body).text
    assert "its supporters say" in text
    assert "by supporters Σ weight × progress ÷ Σ weight" in text


def test_figures_in_sentences_lead_to_where_they_unfold(pages: Rendered) -> None:
    late = {**TREE, "2026-q4/win.md": TREE["2026-q4/win.md"].replace("deals: 20", "deals: 0").replace("0.8", "0.1")}
    found = pages(late)
    for path in ("index.md", "attention.md"):
        assert re.search(r'href="[./]*2026-q4/win/#why">confidence 0\.10</a>', found[path].body), path


def test_a_check_in_of_the_week_leads_to_that_check_ins_fold(pages: Rendered) -> None:
    more = "check_ins:\n  - {date: 2026-10-12, values: {deals: 4}}\n"
    later = TREE["kpis/revenue.md"].replace("Strong autumn}\n", "Strong}\n  - {date: 2026-11-12, value: 12}\n")
    win = TREE["2026-q4/win.md"].replace("check_ins:\n", more)
    found = pages({**TREE, "2026-q4/win.md": win, "kpis/revenue.md": later})
    # On 12 October (10 % + 40 %) ÷ 2, on 10 November (50 % + 60 %) ÷ 2. What the KPI brought on the 12th, (50 % +
    # 100 %) ÷ 2, is today's figure and not the check-in's.
    week = found["index.md"].body.partition('id="week"')[2]
    line = re.search(r'href="[./]*2026-q4/win/#check-in-2026-11-10">check-in: 25%\s→\s55%</a>', week)
    assert line is not None
    page = found["2026-q4/win.md"].body
    assert 'id="check-in-2026-11-10"' in page
    assert "55% +30 since 12 Oct" in Parsed(page).text
    assert '<b class="gs-big">75%</b>' in page
