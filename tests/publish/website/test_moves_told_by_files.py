"""Moved goalposts that only the files tell of, on the pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.change.quarter import FIRST, GROW
from tests.change.repositories import Goals
from tests.conftest import write_tree
from tests.publish.website.lived_site import AS_OF, GROW_PAGE, text

from goalsite.publish.data.goals_json import goals_data
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site import SitePage

SWAP = """---
kind: objective
title: Grow
owner: Mei Lin
key_results:
  sales: {title: Sales, from: 0, to: 10}
  fair: {title: Fair, from: 0, to: 10, retired: {date: 2026-11-02, why: It was called off, replaced_by: "#calls"}}
  calls: {title: Calls, from: 0, to: 20, added: 2026-11-02}
adjustments: [{date: 2026-11-02, what: fair, why: It was called off, approved_by: Ann}]
check_ins:
  - {date: 2026-10-31, values: {sales: 3, fair: 5}}
  - {date: 2026-11-15, values: {sales: 5, calls: 5}}
---
"""


@pytest.fixture(scope="module")
def taken_over(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SitePage]:
    """Return the pages of a company whose files tell of a swap that its only commit does not show."""
    goals = Goals(tmp_path_factory.mktemp("taken") / "over")
    goals.commit("2026-11-19", {**FIRST, GROW: SWAP})
    return {page.path: page for page in understand(goals.folder, as_of=AS_OF).pages}


def test_what_only_the_file_tells_of_stands_as_moved_goalposts(taken_over: Mapping[str, SitePage]) -> None:
    said = text(taken_over[GROW_PAGE])
    moved = "2 Nov 2026 scope · day 33 of 92 · approved by Ann · as told in teams/growth/2026-q4/grow.md:7"
    assert moved in said
    assert "Fair 0 → 10, replaced by Calls" in said
    assert "Calls 0 → 20, in place of Fair" in said
    assert said.count("It was called off") == 1
    assert "Recorded changes" not in said
    # Today (1/2 + 1/4) / 2, with the fair's last value (1/2 + 1/2) / 2.
    assert "Todayexpected today 43%38%on track" in said
    assert "Under the original targetsexpected today 55%50%on track" in said
    assert "Under its original targets it would stand at 50%" in said


def test_the_chart_steps_where_key_results_came_and_went(taken_over: Mapping[str, SitePage]) -> None:
    body = taken_over[GROW_PAGE].body
    assert (body.count('class="flag"'), body.count("2 Nov: goalpost moved</text>")) == (1, 1)
    expected = body.partition('class="expected" d="')[2].partition('"')[0]
    progress = body.partition('class="line" d="')[2].partition('"')[0]
    # 2 November is day 32 of the 91. Until then 31/91 were expected; then sales 32/91 and calls, which have just come,
    # nothing: 16/91. Of sales and the fair 3/10 and 5/10 were done, of sales and calls 3/10 and nothing.
    assert "L35.16 65.93L35.16 82.42L" in expected
    assert progress.startswith("M32.97 60L35.16 60L35.16 85L")


def test_the_page_of_goalposts_tells_what_the_files_tell(taken_over: Mapping[str, SitePage]) -> None:
    said = text(taken_over["goalposts.md"])
    assert "No goalpost has moved." not in said
    assert "Goalposts 1 Every move gives its reason." in said
    assert "2 Nov 2026 1 Grow, Growth scope · day 33 of 92 · approved by Ann" in said
    assert "Out Fair 0 → 10, replaced by Calls In Calls 0 → 20, in place of Fair" in said
    assert said.count("Under the original targets") == 1


def test_without_history_the_files_moves_still_stand(tmp_path: Path) -> None:
    write_tree(tmp_path / "goals", {**FIRST, GROW: SWAP})
    pages = {page.path: page for page in understand(tmp_path, as_of=AS_OF).pages}
    said = text(pages["goalposts.md"])
    assert "There is no history: " in said
    assert "Those that the files tell of themselves stand here all the same." in said
    assert "Fair 0 → 10, replaced by Calls" in said
    assert pages[GROW_PAGE].body.count('class="flag"') == 1


def test_where_git_knows_a_move_the_file_is_not_asked(lived_pages: Mapping[str, SitePage]) -> None:
    assert "as told in" not in text(lived_pages[GROW_PAGE])
    assert "as told in" not in text(lived_pages["goalposts.md"])


FEWER = "sales: {title: Sales, from: 0, to: 8}"
ADJUSTED = "adjustments: [{date: 2026-11-05, what: sales, why: Half the shops}, {date: 2026-11-02,"


@pytest.fixture(scope="module")
def went_on(tmp_path_factory: pytest.TempPathFactory) -> Understood:
    """Return a company that was taken over after the swap, and then lowered a target itself."""
    goals = Goals(tmp_path_factory.mktemp("went") / "on")
    goals.commit("2026-11-12", {**FIRST, GROW: SWAP})
    goals.commit("2026-11-18", {GROW: SWAP.replace("sales: {title: Sales, from: 0, to: 10}", FEWER)})
    return understand(goals.folder, as_of=AS_OF)


@pytest.fixture(scope="module")
def unknown_end(tmp_path_factory: pytest.TempPathFactory) -> Understood:
    """Return the same where the file also tells of a target that moved before, which says no old target.

    It is more than a fortnight older than git's move, and so not the reason of that.
    """
    goals = Goals(tmp_path_factory.mktemp("unknown") / "end")
    swap = SWAP.replace("adjustments: [{date: 2026-11-02,", ADJUSTED)
    goals.commit("2026-11-12", {**FIRST, GROW: swap})
    goals.commit("2026-11-20", {GROW: swap.replace("sales: {title: Sales, from: 0, to: 10}", FEWER)})
    return understand(goals.folder, as_of=AS_OF)


def test_what_moved_before_git_saw_the_goal_stays_when_git_knows_a_move(went_on: Understood) -> None:
    pages = {page.path: page for page in went_on.pages}
    for said in (text(pages[GROW_PAGE]), text(pages["goalposts.md"])):
        assert said.count("Fair 0 → 10, replaced by Calls") == 1
        assert said.index("8") < said.index("Fair 0 → 10, replaced by Calls")
        assert "18 Nov 2026" in said
    assert pages[GROW_PAGE].body.count('class="flag"') == 2


def test_the_original_is_what_stood_before_the_files_moves_and_gits(went_on: Understood) -> None:
    # Today (5/8 + 1/4) / 2; before the swap and with the old target (1/2 + 1/2) / 2.
    pages = {page.path: page for page in went_on.pages}
    assert "44%" in text(pages[GROW_PAGE])
    assert "Under its original targets it would stand at 50%" in text(pages[GROW_PAGE])
    assert "Git knows the targets since" not in text(pages[GROW_PAGE])
    grow = _grow(went_on)
    assert (grow["progress"], grow["original"]["progress"], grow["original"]["since"]) == (0.4375, 0.5, None)
    assert [(one["date"], one["key_result"], one["commit"] is None) for one in grow["goalposts"]] == [
        ("2026-11-02", "fair", True),
        ("2026-11-02", "calls", True),
        ("2026-11-18", "sales", False),
    ]


def test_where_an_older_end_is_not_known_the_original_begins_where_git_does(unknown_end: Understood) -> None:
    grow = _grow(unknown_end)
    # As git first saw it: sales 5 of 10, calls 5 of 20.
    assert (grow["original"]["progress"], grow["original"]["since"]) == (0.375, "2026-11-12")
    assert [one["date"] for one in grow["goalposts"]] == ["2026-11-02", "2026-11-02", "2026-11-05", "2026-11-20"]
    pages = {page.path: page for page in unknown_end.pages}
    for said in (text(pages[GROW_PAGE]), text(pages["goalposts.md"])):
        assert "Git knows the targets since 12 Nov 2026 only." in said


def test_a_reason_that_git_tells_with_its_move_is_not_told_again(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    swap = SWAP.replace("adjustments: [{date: 2026-11-02,", ADJUSTED)
    goals.commit("2026-11-12", {**FIRST, GROW: SWAP})
    # Written late, with the day on which it was agreed: the move of 13 November has it as its reason.
    goals.commit("2026-11-13", {GROW: swap.replace("sales: {title: Sales, from: 0, to: 10}", FEWER)})
    grow = _grow(understand(goals.folder, as_of=AS_OF))
    assert [one["date"] for one in grow["goalposts"]] == ["2026-11-02", "2026-11-02", "2026-11-13"]


def test_what_moved_of_a_goal_on_one_day_stands_in_one_block(tmp_path: Path) -> None:
    more = "adjustments: [{date: 2026-11-02, what: sales, why: Half the shops}, {date: 2026-11-02,"
    write_tree(tmp_path / "goals", {**FIRST, GROW: SWAP.replace("adjustments: [{date: 2026-11-02,", more)})
    pages = {page.path: page for page in understand(tmp_path, as_of=AS_OF).pages}
    body, said = pages["goalposts.md"].body, text(pages["goalposts.md"])
    assert body.count("<h3>") == 1
    assert (said.count("“Half the shops”"), said.count("“It was called off”")) == (1, 1)
    assert "2 Nov 2026 2 Grow" in said
    for page in (said, text(pages[GROW_PAGE])):
        assert page.count("is not known: the file does not tell the old target.") == 1
        assert "Under the original targets" not in page


def _grow(known: Understood) -> Any:
    """Return the objective as ``goals.json`` has it."""
    return next(one for one in goals_data(known)["objectives"] if one["title"] == "Grow")
