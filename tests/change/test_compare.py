"""What a change is about, read from meaning."""

import pytest

from goalsite.change.compare import Change, compare
from goalsite.change.facts import facts_of
from goalsite.model.parse import parse
from goalsite.vocabulary import ChangeClass

OBJECTIVE = """---
kind: objective
title: Grow
owner: mei
supports: win
key_results:
  sales: {title: Sales, from: 0, to: 10, unit: k}
  steps: {title: Steps, milestones: [{title: One, due: 2026-11-01}, {title: Two}]}
  live: {title: Live, done: false}
initiatives:
  - {title: Fair, status: todo}
check_ins:
  - {date: 2026-10-12, values: {sales: 3}, confidence: 0.5}
---
Why.
"""
KPI = """---
kind: kpi
title: Rate
owner: mei
direction: up
target: 60
values:
  - {date: 2026-10-31, value: 50}
---
"""


def changes(text: str, *replaced: tuple[str, str]) -> list[Change]:
    other = text
    for old, new in replaced:
        assert old in other
        other = other.replace(old, new)
    return list(compare(*(facts_of(parse(one.encode())) for one in (text, other))))


CHECK_IN, TARGET, SCOPE = ChangeClass.CHECK_IN, ChangeClass.TARGET, ChangeClass.SCOPE


@pytest.mark.parametrize(
    ("old", "new", "about", "key"),
    [
        ("to: 10", "to: 8", TARGET, "key_results.sales.to"),
        ("unit: k", "unit: m", TARGET, "key_results.sales.unit"),
        ("unit: k", "unit: k, weight: 2", TARGET, "key_results.sales.weight"),
        ("unit: k", "unit: k, due: 2026-11-30", TARGET, "key_results.sales.due"),
        ("due: 2026-11-01", "due: 2026-11-05", TARGET, "key_results.steps.milestones.One.due"),
        (", {title: Two}", "", TARGET, "key_results.steps.milestones.Two"),
        ("{title: Two}", "{title: Two, weight: 3}", TARGET, "key_results.steps.milestones.Two.weight"),
        ("{title: Two}", "{title: Two, done: 2026-10-20}", CHECK_IN, "key_results.steps.milestones.Two.done"),
        ("done: false", "done: 2026-10-20", CHECK_IN, "key_results.live.done"),
        ("sales: 3}", "sales: 4}", CHECK_IN, "check_ins.2026-10-12"),
        ("confidence: 0.5", "confidence: 0.6", CHECK_IN, "check_ins.2026-10-12"),
        ("status: todo", "status: doing", CHECK_IN, "initiatives.Fair.status"),
        ("  live: {title: Live, done: false}\n", "", SCOPE, "key_results.live"),
        ("done: false", "done: false, retired: {date: 2026-11-01}", SCOPE, "key_results.live.retired"),
        ("supports: win", "supports: lose", ChangeClass.ALIGNMENT, "supports"),
        ("owner: mei", "owner: omar", ChangeClass.OWNERSHIP, "owner"),
        ("supports: win", "supports: win\nstate: closed", ChangeClass.CLOSING, "state"),
        ("title: Grow", "title: Grow more", ChangeClass.WORDING, "title"),
        ("Why.", "Because.", ChangeClass.WORDING, "body"),
        ("title: Fair,", "title: Fair, link: https://x.example,", ChangeClass.WORDING, "initiatives.Fair.about"),
    ],
)
def test_each_change_has_its_class(old: str, new: str, about: ChangeClass, key: str) -> None:
    found = changes(OBJECTIVE, (old, new))
    assert [(change.about, change.key) for change in found] == [(about, key)]


@pytest.mark.parametrize(
    ("old", "new", "about", "key"),
    [
        ("target: 60", "target: 55", TARGET, "target"),
        ("direction: up", "direction: down", TARGET, "direction"),
        ("value: 50", "value: 51", CHECK_IN, "values.2026-10-31"),
        ("owner: mei", "owner: mei\npart_of: whole", ChangeClass.ALIGNMENT, "part_of"),
        ("owner: mei", "owner: mei\nsource: Books", ChangeClass.WORDING, "source"),
    ],
)
def test_each_change_of_a_kpi_has_its_class(old: str, new: str, about: ChangeClass, key: str) -> None:
    found = changes(KPI, (old, new))
    assert [(change.about, change.key) for change in found] == [(about, key)]


def test_layout_order_and_comments_are_nothing() -> None:
    assert changes(OBJECTIVE, ("title: Grow\nowner: mei", "# here\nowner:   'mei'\ntitle: Grow")) == []
    assert changes(OBJECTIVE, ("to: 10,", "to: 10.0,")) == []


def test_a_new_key_result_is_one_change() -> None:
    found = changes(OBJECTIVE, ("  live:", "  more: {title: More, from: 0, to: 1}\n  live:"))
    assert found == [Change(SCOPE, "key_results.more", None, "More")]


def test_another_measure_is_told_as_such() -> None:
    found = changes(OBJECTIVE, ("done: false", "from: 0, to: 1"))
    assert {change.key for change in found} == {
        "key_results.live.measure",
        "key_results.live.from",
        "key_results.live.to",
    }


def test_a_goal_of_another_kind_tells_what_came_and_went_and_nothing_that_was_never_said() -> None:
    found = {change.key: (change.old, change.new) for change in changes(KPI, (KPI, OBJECTIVE))}
    assert found["target"][1] is None
    assert found["supports"] == (None, "win")
    assert (found["title"], found["key_results.sales"]) == (("Rate", "Grow"), (None, "Sales"))
    assert {"unit", "superseded_by", "score", "owner"}.isdisjoint(found)


def test_a_value_in_a_file_of_its_own_is_a_check_in() -> None:
    text = "---\nkind: check-in\ndate: 2026-10-31\nvalue: 45\n---\nGood.\n"
    (found,) = changes(text, ("45", "46"))
    assert (found.about, found.key) == (CHECK_IN, "value")
