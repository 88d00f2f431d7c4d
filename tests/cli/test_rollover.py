"""``goalsite rollover``: what goes on, from where it stands, and how the old ends."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.odd_files import ANSWERS, DONE, LATE, TREE, WIN
from tests.cli.terminal import at_terminal
from tests.conftest import write_tree
from tests.publish.sites import files_of


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "repository", {**TREE, "answers.yml": ANSWERS})


def test_what_is_left_goes_on_from_where_it_stands(run: Run, place: Path) -> None:
    done = run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    assert done.exit_code == 0, done.output
    assert (place / "goals/2027-q1/win.md").read_bytes().decode() == (
        """\
---
kind: objective      # 公司目标
title: 'Win it again'
owner: Mei Lin
carries_on: 2026-q4/win
type: committed
key_results:
    sales:   {title: New customers, from: 50, to: 120, weight: 2, checkpoints: {60: 0.5}}
    money: {title: Revenue, kpi: revenue, to: 100}
    plan:
        title: Plan
        milestones:
        - {title: Shop}
    live: {title: Live, done: false}
    up: {title: Answers, keep: {min: 99}}
initiatives:
- {title: New work, status: doing}
---
为什么。
"""
    ).replace("\n", "\r\n")
    assert (place / "goals/2027-q1/win.zh.md").read_text() == "---\nkey_results: {sales: 新客户}\n---\n"


def test_the_old_is_closed_or_abandoned_and_says_why(run: Run, place: Path) -> None:
    done = run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    ended = WIN.replace("\n---\n为什么", "\nstate: closed\nlearned: 慢\n---\n为什么").replace("\n", "\r\n").encode()
    assert (place / "goals/2026-q4/win.md").read_bytes() == ended
    late = (place / "goals/teams/growth/2026-q4/late.md").read_text()
    assert late == LATE.replace("]\n---", "]\nstate: abandoned\nlearned: Others do it\n---")
    assert "2 objectives go on" in done.stderr
    assert "1 objective is done and closed" in done.stderr
    assert "1 objective is dropped" in done.stderr
    assert not (place / "goals/teams/growth/2027-q1/done.md").exists()
    assert (place / "goals/teams/growth/2026-q4/done.md").read_text() == DONE.replace("]\n---", "]\nstate: closed\n---")


def test_references_lead_to_what_goes_on_too(run: Run, place: Path) -> None:
    run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    text = (place / "goals/teams/growth/2027-q1/onboarding.md").read_text()
    # The key result it supported is reached, and does not go on.
    assert "supports: 2027-q1/win\ncarries_on: teams/growth/2026-q4/onboarding\n" in text
    assert run("-C", place, "check").exit_code == 0


def test_a_second_run_has_nothing_to_do(run: Run, place: Path) -> None:
    run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    done = run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    assert done.exit_code == 2
    assert "no objective of '2026-q4' is open" in done.stderr


def test_what_gets_no_answer_is_left_alone(run: Run, place: Path) -> None:
    write_tree(place, {"answers.yml": "late: drop\n"})
    before = files_of(place)
    done = run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    assert done.stdout == "goals/teams/growth/2026-q4/late.md\n"
    assert "3 objectives are left alone" in done.stderr
    after = files_of(place)
    assert [path for path in after if after[path] != before.get(path)] == ["goals/teams/growth/2026-q4/late.md"]


@pytest.mark.parametrize(
    ("answers", "words", "answer"),
    [
        ("wim: keep\n", ["2026-q4", "2027-q1"], "did you mean 'win'?"),
        ("win: maybe\n", ["2026-q4", "2027-q1"], "write keep, change or drop"),
        ("win: {why: x}\n", ["2026-q4", "2027-q1"], "the answer of 'win' must be"),
        (
            "win: {do: change, to: {calls: 30}}\n",
            ["2026-q4", "2027-q1"],
            "'calls' is no key result of 'win' that goes on",
        ),
        ("win: {do: change, to: {sales: many}}\n", ["2026-q4", "2027-q1"], "'sales' must be a number"),
        ("revenue: keep\n", ["2026-q4", "2027-q1"], "'revenue' is no open objective"),
        ("- win\n", ["2026-q4", "2027-q1"], "write one line a goal"),
        ("win: keep\n", ["2026-q4", "2026-q3"], "does not begin after"),
        ("win: keep\n", ["2026-q4", "next"], "'next' is no cycle"),
        ("win: keep\n", ["2026-q4", "2027-q1"], "is there already"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    run: Run, place: Path, answers: str, words: list[str], answer: str
) -> None:
    write_tree(place, {"answers.yml": answers})
    if "already" in answer:
        write_tree(place, {"goals/2027-q1/win.md": WIN})
    before = files_of(place)
    done = run("-C", place, "rollover", *words, "--answers", place / "answers.yml")
    assert done.exit_code == 2, done.output
    assert answer in done.stderr
    assert files_of(place) == before


UNREAD = {
    "goals/2026-q4/number.md": DONE.replace("from: 10", "from: ten").replace("supports: win\n", ""),
    "goals/2026-q4/key.md": DONE.replace("supports: win\n", 'learned: ""\n'),
    "goals/2026-q4/yaml.md": "---\nkind: objective\ntitle: [\n---\n",
}
BESIDE = {"goals/teams/growth/2026-q4/late/2026-11-10.md": "---\nkind: check-in\nvalues: {days: four}\n---\n"}
"""A file of its own beside an objective that can be read: what is left to do depends on it too."""


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("number: keep\nwin: keep\n", "goals/2026-q4/number.md:6:29 G003 'from' must be a number, not 'ten'"),
        ("number: {do: change, to: {days: 2}}\n", "goals/2026-q4/number.md:6:29 G003"),
        ("key: drop\n", "goals/2026-q4/key.md:5:10 G003 'learned' is empty"),
        ("yaml: keep\n", "goals/2026-q4/yaml.md:3:8 G003 'title' must be a text"),
        ("late: keep\n", "goals/teams/growth/2026-q4/late/2026-11-10.md:3:16 G003 'days' must be a number, not 'four'"),
    ],
)
def test_what_cannot_be_read_is_not_taken_for_done(run: Run, place: Path, answers: str, told: str) -> None:
    write_tree(place, {**UNREAD, **BESIDE, "answers.yml": answers})
    before = files_of(place)
    done = run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    assert done.exit_code == 2, done.output
    assert f"what cannot be read is neither carried on nor closed; mend first:\n{told}" in done.stderr
    assert files_of(place) == before


def test_what_cannot_be_read_hinders_no_other_objective(run: Run, place: Path) -> None:
    write_tree(place, {**UNREAD, "answers.yml": "late: keep\n"})
    done = run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    assert done.exit_code == 0, done.output
    assert "from: 7, to: 4" in (place / "goals/teams/growth/2027-q1/late.md").read_text()


def test_at_a_terminal_what_cannot_be_read_is_told_and_not_asked_for(place: Path) -> None:
    write_tree(place, {"goals/2026-q4/number.md": UNREAD["goals/2026-q4/number.md"]})
    before = (place / "goals/2026-q4/number.md").read_text()
    # number is told; then win, done, late and onboarding are asked for.
    done = at_terminal("\n\nkeep\n\n\n", "-C", place, "rollover", "2026-q4", "2027-q1")
    assert done.exit_code == 0, done.asked
    assert "it cannot be read and is left alone; mend first:\ngoals/2026-q4/number.md:6:29 G003" in done.asked
    assert (place / "goals/2026-q4/number.md").read_text() == before
    assert (place / "goals/teams/growth/2027-q1/late.md").is_file()


def test_at_a_terminal_each_open_objective_is_asked_for(place: Path) -> None:
    # In the order of their paths: win (changed), done (left alone), late (dropped), onboarding (a slip, then kept).
    typed = "change\nWin it twice\n130\n\nLearned much\n\ndrop\n\nmaybe\nkeep\n\n"
    done = at_terminal(typed, "-C", place, "rollover", "2026-q4", "2027-q1")
    assert done.exit_code == 0, done.asked
    assert "New customers, to (now 100)" in done.asked
    assert "write keep, change or drop" in done.asked
    text = (place / "goals/2027-q1/win.md").read_text()
    assert "title: 'Win it twice'" in text
    assert "from: 50, to: 130" in text
    assert "learned: Learned much" in (place / "goals/2026-q4/win.md").read_text()
    assert "state: abandoned" in (place / "goals/teams/growth/2026-q4/late.md").read_text()
    assert (place / "goals/teams/growth/2026-q4/done.md").read_text() == DONE


def test_what_would_not_be_right_in_the_next_cycle_is_told_and_nothing_written(run: Run, place: Path) -> None:
    # The key result that counts is reached and does not go on.
    text = (
        "---\nkind: objective\ntitle: X\nowner: A\nkey_results:\n  a: {title: A, from: 1, to: 2}\n"
        "  b: {title: B, from: 1, to: 2, weight: 0}\n"
        "check_ins: [{date: 2026-11-01, values: {a: 2}}]\n---\n"
    )
    write_tree(place, {"goals/2026-q4/x.md": text, "answers.yml": "x: keep\n"})
    before = files_of(place)
    done = run("-C", place, "rollover", "2026-q4", "2027-q1", "--answers", place / "answers.yml")
    assert done.exit_code == 2
    assert "goals/2027-q1/x.md:7:3 G003 the key results' weights add up to 0" in done.stderr
    assert files_of(place) == before
