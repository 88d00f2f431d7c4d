"""The wallboard: a document of its own that shows what the home page shows."""

import re

from tests.site.company import TREE
from tests.site.conftest import Pages, Rendered
from tests.site.reading_html import Parsed

from goalsite.site.environment import PAGE_MODULES
from goalsite.site.views.wallboard import MOST_OBJECTIVES, WALLBOARD

KPI = "kpis/revenue.md"


def board(pages: Pages) -> str:
    return dict(pages["index.md"].files)[WALLBOARD].decode()


def objective(title: str, now: int) -> str:
    """Write an objective whose one key result goes from 0 to 100; on 15 November half its quarter has gone."""
    return f"""---
kind: objective
title: {title}
owner: ann
key_results:
  one: {{title: One, from: 0, to: 100}}
check_ins:
  - {{date: 2026-11-15, values: {{one: {now}}}, confidence: 0.8}}
---
"""


def test_it_shows_the_figures_of_the_home_page(pages: Rendered) -> None:
    site = pages(TREE)
    text = Parsed(board(site)).text
    for word in ("Acme", "Win the mid-market", "55%", "Revenue", "€11.20", "≥ €12.00", "As of 15 Nov 2026"):
        assert word in text
        assert word in Parsed(site["index.md"].body).text or word.startswith("As of")
    assert "day 46 of 92" in text


def test_an_objective_of_a_longer_cycle_says_which(pages: Rendered) -> None:
    html = board(pages({**TREE, "2026/year.md": objective("Over the year", 50)}))
    assert "<h2>Over the year <small>2026</small></h2>" in html
    assert "<h2>Win the mid-market</h2>" in html


def test_it_stands_on_its_own_and_reloads_without_a_script_too(pages: Rendered) -> None:
    html = board(pages(TREE))
    assert html.startswith('<!doctype html>\n<html lang="en">')
    assert '<noscript><meta http-equiv="refresh" content="300"></noscript>' in html
    assert "assets/wallboard.js" in PAGE_MODULES
    assert set(re.findall(r'(?:src|href)="([^"]+)"', html)) == {
        "../",
        "../2026-q4/win/#why",
        "../kpis/revenue/#why",
        "../assets/goalsite.css",
        "../assets/images/favicon.png",
        "../assets/wallboard.js",
    }


def test_of_more_objectives_than_there_is_room_for_it_shows_those_that_need_someone(pages: Rendered) -> None:
    # Half the quarter has gone: 60 and 55 are on track, 10 is off track.
    tree = {**TREE, "2026-q4/late.md": objective("Late", 10)}
    tree |= {f"2026-q4/fine-{number}.md": objective(f"Fine {number}", 55) for number in range(8)}
    text = Parsed(board(pages(tree))).text
    assert "Late" in text
    assert sum(f"Fine {number}" in text for number in range(8)) == MOST_OBJECTIVES - 1
    assert "2 more company objectives" in text


def test_a_company_without_goals_says_so(pages: Rendered) -> None:
    text = Parsed(board(pages({"company.md": TREE["company.md"]}))).text
    assert "No company objective yet." in text
    assert "No company KPI yet." in text


def test_what_a_file_says_is_text(pages: Rendered) -> None:
    evil = "<script>alert(1)</script>"
    html = board(
        pages({**TREE, "2026-q4/evil.md": objective(f"'{evil}'", 10), KPI: TREE[KPI].replace("Revenue", evil)})
    )
    assert evil not in html
    assert html.count("<script") == 1
