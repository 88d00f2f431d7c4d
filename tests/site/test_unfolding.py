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
