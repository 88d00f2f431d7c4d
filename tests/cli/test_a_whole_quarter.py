"""A whole quarter of a company in a real repository, as the commands and pages tell it, worked out by hand."""

import json
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import CliRunner
from tests.change.quarter import ADA, CHECKED, FIRST, OMAR, SWAPPED, WHY, grow, live
from tests.change.repositories import Goals
from tests.cli.conftest import Run
from tests.site.reading_html import Parsed

from goalsite.cli import main
from goalsite.publish.understanding.pipeline import understand

SOLD = "teams/sales/2026-q4/grow"
NEXT = "teams/sales/2027-q1/grow"
TO_SALES = f"{WHY}  - {{date: 2026-11-18, what: team, why: Sales runs the fairs now}}\n"
SETTLED = f"{TO_SALES}  - {{date: 2026-11-25, what: sales, why: We met in the middle, approved_by: Ada Berg}}\n"
NEW_YEAR = int(datetime(2027, 1, 4, 12, tzinfo=UTC).timestamp())
CONFIG = "site_name: Acme\ndocs_dir: goals\nplugins: [goalsite]\n"


def with_sales(to: int, more: str) -> str:
    """Return the objective as it is after the swap, with another end of its sales."""
    return grow(SWAPPED.replace("to: 6}", f"to: {to}}}"), more=more, check_ins=CHECKED)


@pytest.fixture(scope="module")
def goals(tmp_path_factory: pytest.TempPathFactory) -> Goals:
    """Return the repository after the quarter: every commit of its main line has a day of its own."""
    made = Goals(tmp_path_factory.mktemp("quarter") / "repository")
    (made.folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    made.commit("2026-09-15", FIRST, "A company")
    live(made)
    made.git("mv", "goals/teams/growth/2026-q4", "goals/teams/sales/2026-q4")
    made.commit("2026-11-18", {f"{SOLD}.md": with_sales(6, TO_SALES)}, "To sales")
    made.git("checkout", "-qb", "fair")
    made.commit("2026-11-23", {f"{SOLD}.md": with_sales(8, TO_SALES)}, "The fair is back", by=OMAR)
    made.git("checkout", "-q", "main")
    made.commit("2026-11-24", {f"{SOLD}.md": with_sales(5, TO_SALES)}, "Five are enough", by=ADA)
    with pytest.raises(subprocess.CalledProcessError):
        made.merge("fair", "2026-11-25")
    made.commit("2026-11-25", {f"{SOLD}.md": with_sales(9, SETTLED)}, "Merge fair")
    last = "---\nkind: check-in\nvalues: {sales: 9, mails: 60}\n---\nDone with the fairs.\n"
    made.commit("2026-12-14", {f"{SOLD}/2026-12-14.md": last}, "Check in", by=OMAR)
    answers = made.folder / "answers.yml"
    answers.write_text("grow: {do: change, why: Mails work, to: {mails: 120}}\nwin: keep\n", encoding="utf-8")
    words = ["-C", str(made.folder), "rollover", "2026-q4", "2027-q1", "--answers", str(answers)]
    done = CliRunner().invoke(main, words, env={"SOURCE_DATE_EPOCH": str(NEW_YEAR)})
    assert done.exit_code == 0, done.output
    answers.unlink()
    made.commit("2027-01-04", {}, "Roll over")
    text = (made.goals / f"{SOLD}.md").read_text(encoding="utf-8")
    made.commit("2027-01-06", {f"{SOLD}.md": text.replace("learned:", "score: 0.7\nlearned:")}, "Score", by=ADA)
    return made


def pages(goals: Goals, day: str) -> Mapping[str, str]:
    """Return what the pages said on a day, by their path."""
    known = understand(goals.folder, at=day)
    return {page.path: " ".join(Parsed(page.body).text.split()) for page in known.pages}


def impact(run: Run, goals: Goals, day: str) -> Any:
    """Return what the commit of the main line of a day did, as of that day."""
    landed = goals.git("log", "-1", "--first-parent", "--format=%H", f"--before={day}T23:59:00Z")
    done = run("-C", goals.folder, "diff", f"{landed}^1", landed, "--format", "json", "--as-of", day)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_the_log_tells_the_quarter_from_the_draft_to_its_score(run: Run, goals: Goals) -> None:
    done = run("-C", goals.folder, "log", SOLD, "--format", "json", "--as-of", "2027-01-10")
    found = [(one["date"], one["author"], one["class"], one["key"]) for one in reversed(json.loads(done.stdout))]
    assert [one for one in found if one[2] != "wording"] == [
        ("2026-09-20", "Mei Lin", "scope", ""),
        ("2026-10-05", "Omar Haddad", "target", "key_results.sales.to"),
        ("2026-10-05", "Omar Haddad", "closing", "state"),
        ("2026-10-12", "Omar Haddad", "check-in", "check_ins.2026-10-12"),
        ("2026-11-02", "Omar Haddad", "target", "key_results.sales.to"),
        ("2026-11-05", "Mei Lin", "target", "key_results.calls.to"),
        ("2026-11-10", "Omar Haddad", "scope", "key_results.mails"),
        ("2026-11-10", "Omar Haddad", "scope", "key_results.calls.retired"),
        ("2026-11-16", "Ada Berg", "check-in", "check_ins.2026-11-16"),
        ("2026-11-18", "Mei Lin", "scope", "team"),
        ("2026-11-24", "Ada Berg", "target", "key_results.sales.to"),
        ("2026-11-25", "Mei Lin", "target", "key_results.sales.to"),
        ("2026-12-14", "Omar Haddad", "check-in", "check_ins.2026-12-14"),
        ("2027-01-04", "Mei Lin", "closing", "learned"),
        ("2027-01-04", "Mei Lin", "closing", "state"),
        ("2027-01-06", "Ada Berg", "closing", "score"),
    ]
    again = json.loads(run("-C", goals.folder, "log", NEXT, "--format", "json", "--as-of", "2027-01-10").stdout)
    assert [(one["date"], one["key"], one["new"]) for one in again] == [("2027-01-04", "", "Grow")]


def test_the_log_of_moves_gives_reasons_and_both_figures(run: Run, goals: Goals) -> None:
    # Sales 9 of 9 and mails 60 of 100 make 4/5; 9 of the first 12 and calls half way, at 15 from 20 to 10, make 5/8.
    lines = run("-C", goals.folder, "log", "--moved", "--as-of", "2027-01-10").stdout.splitlines()
    assert lines[0] == f"Grow ({SOLD})"
    assert [re.sub("  [0-9a-f]{8}  ", "  ", line).strip() for line in lines[1:8]] == [
        "25 Nov 2026  Mei Lin  Sales: target 5 → 9 (We met in the middle – approved by Ada Berg)",
        "24 Nov 2026  Ada Berg  Sales: target 6 → 5 (We met in the middle – approved by Ada Berg)",
        "18 Nov 2026  Mei Lin  team Growth → Sales (Sales runs the fairs now)",
        "10 Nov 2026  Omar Haddad  key result added: Mails (Nobody calls any more)",
        "10 Nov 2026  Omar Haddad  key result retired: Calls (Nobody calls any more)",
        "5 Nov 2026  Mei Lin  Calls: target 10 → 15 (no reason given)",
        "2 Nov 2026  Omar Haddad  Sales: target 12 → 6 (The fair was called off – approved by Ada Berg)",
    ]
    assert lines[8:12] == [
        "  today 80%, closed; under the original targets 63%, closed",
        "",
        "0 reasons are missing",
        "1 more of what does not run now, which no check asks for",
    ]


@pytest.mark.parametrize(
    ("day", "before", "after", "team"),
    [
        # From 0 to 20 in the draft, from 0 to 12 once begun; nothing is recorded.
        ("2026-10-05", None, None, "growth"),
        # Sales 3 of 12 and calls 15 from 20 to 10: (1/4 + 1/2) / 2.
        ("2026-10-12", None, 0.375, "growth"),
        # 3 of 6: (1/2 + 1/2) / 2.
        ("2026-11-02", 0.375, 0.5, "growth"),
        # Calls 15 from 20 to 15 are reached: (1/2 + 1) / 2.
        ("2026-11-05", 0.5, 0.75, "growth"),
        # The file was broken; then mails, without a value, are in the place of calls: (1/2 + 0) / 2.
        ("2026-11-10", None, 0.25, "growth"),
        # Sales 4.5 of 6 and mails 25 of 100: (3/4 + 1/4) / 2.
        ("2026-11-16", 0.25, 0.5, "growth"),
        ("2026-11-18", 0.5, 0.5, "sales"),
        # 4.5 of 5: (9/10 + 1/4) / 2.
        ("2026-11-24", 0.5, 0.575, "sales"),
        # The merge makes it 4.5 of 9: (1/2 + 1/4) / 2.
        ("2026-11-25", 0.575, 0.375, "sales"),
        # 9 of 9 and 60 of 100: (1 + 3/5) / 2.
        ("2026-12-14", 0.375, 0.8, "sales"),
        ("2027-01-04", 0.8, 0.8, "sales"),
        ("2027-01-06", 0.8, 0.8, "sales"),
    ],
)
def test_the_impact_of_every_commit_is_told_up_to_the_company(
    run: Run, goals: Goals, day: str, before: float | None, after: float | None, team: str
) -> None:
    data = impact(run, goals, day)
    found = {one["id"]: (one["old"]["progress"], one["new"]["progress"]) for one in data["goals"] if one["old"]}
    found |= {one["id"]: (one["old"]["progress"], one["new"]["progress"]) for one in data["along"]}
    # The company's objective has Grow alone below it.
    assert found == {f"teams/{team}/2026-q4/grow": (before, after), "2026-q4/win": (before, after)}
    means = {one["team"]: (one["old"], one["new"]) for one in data["teams"]}
    if day == "2026-11-18":
        assert means == {"growth": (0.5, None), "sales": (None, 0.5)}
    else:
        assert means == ({} if before == after else {team: (before, after), None: (before, after)})


@pytest.mark.parametrize(
    ("day", "moved", "original", "asked"),
    [
        # Under the original 3 of 12 and calls half way make 3/8, until 4.5 of 12 and calls half way make 7/16.
        ("2026-10-05", [], None, []),
        ("2026-11-02", [("key_results.sales.to", True)], 0.375, []),
        ("2026-11-05", [("key_results.calls.to", False)], 0.375, ["calls"]),
        ("2026-11-10", [("key_results.calls.retired", True), ("key_results.mails", True)], 0.375, ["calls"]),
        ("2026-11-18", [("team", True)], 0.4375, []),
        ("2026-11-24", [("key_results.sales.to", False)], 0.4375, ["sales"]),
        ("2026-11-25", [("key_results.sales.to", True)], 0.4375, []),
        ("2027-01-04", [], None, []),
        ("2027-01-06", [], None, []),
    ],
)
def test_the_impact_names_each_moved_goalpost_and_the_figure_without_it(
    run: Run, goals: Goals, day: str, moved: list[tuple[str, bool]], original: float | None, asked: list[str]
) -> None:
    data = impact(run, goals, day)
    assert [(one["key"], one["explained"]) for one in data["goalposts"]] == moved
    assert {one["original_progress"] for one in data["goalposts"]} == ({original} if moved else set())
    # On the 10th the file can be read again, and with it what is missing since the 5th.
    found = [one["message"].split("'")[1] for one in data["findings"]["added"] if one["code"] == "G504"]
    assert found == asked


def test_what_carries_on_is_new_in_the_next_cycle(run: Run, goals: Goals) -> None:
    new = [one for one in impact(run, goals, "2027-01-04")["goals"] if one["old"] is None]
    assert [(one["id"], one["new"]["progress"]) for one in new] == [("2027-q1/win", None), (NEXT, None)]
    assert pages(goals, "2027-01-10")[f"{NEXT}.md"].count("from 60now –target 120") == 1


def test_the_pages_of_a_running_quarter_show_both_figures_and_every_move(goals: Goals) -> None:
    # 60 of the 91 days after the first are gone: of sales 65.9 % were expected; of mails, since the 10th, 20 of 51.
    # Together 52.6 %. Under the original, without mails, 65.9 % of both.
    said = pages(goals, "2026-11-30")
    both = "Todayexpected today 53%38%on trackUnder the original targetsexpected today 66%44%on track"
    grown = said[f"{SOLD}.md"]
    assert both in grown
    assert "under the original targets 44%, expected 66%" in grown
    # The swap of two key results is one move of the six.
    assert "Under its original targets it would stand at 44% and be on track: goalposts moved 6 times." in grown
    story = grown[grown.index("Check-ins 2") :]
    place = 0
    for day in ("25 Nov", "24 Nov", "18 Nov", "16 Nov", "10 Nov", "5 Nov", "2 Nov", "12 Oct", "5 Oct", "20 Sep"):
        place = story.index(f" {day} ", place) + len(day)
    moved = said["goalposts.md"]
    assert moved.startswith("Goalposts 6 1 reason is missing.")
    assert both in moved
    assert "10 Nov 2026 1 Grow, Sales scope · day 41 of 92 · Omar Haddad" in moved
    assert "Out Calls 20 → 15, replaced by Mails In Mails 0 → 100, in place of Calls" in moved
    assert "the company objectives stand at 38% together" in said["index.md"]
    assert "25 Novgoalpost moved Grow Sales: target 5 → 9 24 Novgoalpost moved Grow" in said["index.md"]
    assert "18 Nov 2026 1 Sales Grow goalpost moved team Growth → Sales" in said["changes.md"]


def test_the_pages_of_the_next_quarter_keep_what_was(goals: Goals) -> None:
    said = pages(goals, "2027-01-10")
    assert "Today80%closedUnder the original targets63%closed" in said[f"{SOLD}.md"]
    assert "Closed, met: by its score 0.70, read as aspirational." in said[f"{SOLD}.md"]
    assert "Carried on by Grow, 2027 Q1" in said[f"{SOLD}.md"]
    assert "Carries on Grow, 2026 Q4" in said[f"{NEXT}.md"]
    assert said["goalposts.md"].startswith("Goalposts 0 No goalpost has moved.")
    assert "This week 3 All changes 6 JanGrow score – → 0.7 4 JanWin state active → closed" in said["index.md"]
    assert "25 Nov 2026 1 Sales Grow goalpost moved Sales: target 5 → 9" in said["changes.md"]
