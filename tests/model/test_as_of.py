"""What was recorded after the day is not looked at; what is planned is (SPEC 2)."""

from datetime import date

from tests.conftest import Goals
from tests.model.writing import check_in, kpi, objective

RESULTS = (
    "a: {title: A, from: 0, to: 10, due: 2026-12-24}\n"
    "new: {title: N, from: 0, to: 10, added: 2026-11-16}\n"
    "old: {title: O, from: 0, to: 10, retired: {date: 2026-11-16, why: x}}\n"
    "yes: {title: Y, done: 2026-11-16}\n"
    "law: {title: L, milestones: [{title: M, due: 2026-12-01, done: 2026-11-16}, {title: N, done: 2026-11-15}]}"
).replace("yes:", "on-off:")
LINES = (
    "check_ins:\n  - {date: 2026-11-15, values: {a: 1}}\n  - {date: 2026-11-16, values: {a: 2, law: [M]}}\n"
    "adjustments:\n  - {date: 2026-11-15, what: a}\n  - {date: 2026-11-16, what: a}"
)
TREE = {
    "2026-q4/o.md": objective(LINES, key_results=RESULTS),
    "2026-q4/o/2026-11-16.md": check_in("values: {a: 3, on-off: true}"),
    "kpis/k.md": kpi(
        "target: {2026-01-01: 5, 2027-01-01: 6}\n"
        "adjustments: [{date: 2026-11-15, what: target}, {date: 2026-11-16, what: target}]"
    ),
    "kpis/k.csv": "date,value\n2026-11-15,1\n2026-11-16,2\n",
    "kpis/k/2026-11-17.md": check_in("value: 3"),
}


def test_the_day_itself_counts_and_later_ones_do_not(goals: Goals) -> None:
    repository = goals(TREE, "2026-11-15")
    assert repository.findings == ()
    one = repository.objectives["2026-q4/o"]
    assert [entry.date.day for entry in one.check_ins] == [15]
    assert sorted(entry.date.day for entry in one.later) == [16, 16]
    assert [entry.date.day for entry in one.adjustments] == [15]
    assert [key_result.id for key_result in one.key_results] == ["a", "old", "on-off", "law"]
    by_id = {key_result.id: key_result for key_result in one.key_results}
    assert by_id["old"].retired is None
    assert by_id["on-off"].done is None
    assert by_id["law"].milestones_done == (None, date(2026, 11, 15))
    assert [entry.date.day for entry in repository.kpis["kpis/k"].adjustments] == [15]
    assert [value.value for value in repository.kpis["kpis/k"].values] == [1]
    assert [value.value for value in repository.kpis["kpis/k"].later] == [2, 3]


def test_a_day_later_they_do(goals: Goals) -> None:
    one = goals(TREE, "2026-11-16").objectives["2026-q4/o"]
    assert [entry.date.day for entry in one.check_ins] == [15, 16, 16]
    by_id = {key_result.id: key_result for key_result in one.key_results}
    assert by_id["new"].span.first == date(2026, 11, 16)
    assert by_id["old"].retired == date(2026, 11, 16)
    assert by_id["on-off"].done == date(2026, 11, 16)
    assert by_id["law"].milestones_done == (date(2026, 11, 16), date(2026, 11, 15))


def test_what_is_planned_is_looked_at_long_before(goals: Goals) -> None:
    repository = goals(TREE, "2026-01-01")
    one = repository.objectives["2026-q4/o"]
    assert one.key_results[0].span.last == date(2026, 12, 24)
    assert len(repository.kpis["kpis/k"].record.target) == 2


def test_later_records_are_checked_as_all_others(goals: Goals) -> None:
    tree = {"2026-q4/o.md": objective("check_ins: [{date: 2027-01-01, values: {b: 1}}]")}
    assert [one.code for one in goals(tree, "2026-11-15").findings] == ["G107"]
