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
    assert "Revenue: completion 0.9333, kpis/revenue.md:13" in text
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
