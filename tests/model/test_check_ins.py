"""Check-ins in their order, and what they say was done (SPEC 3.5)."""

from datetime import date
from decimal import Decimal

from tests.conftest import Goals
from tests.model.writing import check_in, codes, kpi, objective

MILESTONES = "law: {title: Law, milestones: [{title: Draft, done: 2026-10-20}, {title: Signed}, {title: Filed}]}"


def test_lists_and_files_are_read_by_date_and_the_list_first(goals: Goals) -> None:
    entries = ["2026-10-19, note: third", "2026-10-12, note: first", "2026-10-12, note: second"]
    listed = "check_ins:\n" + "\n".join(f"  - {{date: {entry}}}" for entry in entries)
    tree = {
        "2026-q4/o.md": objective(listed),
        "2026-q4/o/2026-10-12.md": check_in(body="file\n"),
        "2026-q4/o/2026-10-12-mei.md": check_in(body="file of mei\n"),
        "2026-q4/o/2026-10-05.md": check_in("date: 2026-10-05", body="earliest\n"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    notes = [one.note for one in repository.objectives["2026-q4/o"].check_ins]
    assert notes == ["earliest", "first", "second", "file", "file of mei", "third"]


def test_a_check_in_knows_where_it_was_written(goals: Goals) -> None:
    tree = {
        "2026-q4/o.md": objective("check_ins:\n  - date: 2026-10-12\n    by: mei\n    note: |\n      Words"),
        "2026-q4/o/2026-10-19.md": check_in("by: bo", body="Words\n"),
    }
    first, second = goals(tree).objectives["2026-q4/o"].check_ins
    assert (first.path, first.note_line, first.by) == ("goals/2026-q4/o.md", 8, "mei")
    assert (second.path, second.note_line, second.by) == ("goals/2026-q4/o/2026-10-19.md", 5, "bo")


def test_the_earlier_of_done_and_check_in_counts(goals: Goals) -> None:
    results = "early: {title: E, done: 2026-10-30}\nlate: {title: L, done: 2026-10-10}\nsaid: {title: S, done: false}"
    listed = (
        "check_ins:\n  - {date: 2026-10-12, values: {early: true, late: true, said: true}}\n"
        "  - {date: 2026-10-26, values: {said: true}}"
    )
    found = goals({"2026-q4/o.md": objective(listed, key_results=results)}).objectives["2026-q4/o"].key_results
    assert [one.done for one in found] == [date(2026, 10, 12), date(2026, 10, 10), date(2026, 10, 12)]


def test_milestones_are_done_by_date_or_by_check_in(goals: Goals) -> None:
    listed = (
        "check_ins:\n  - {date: 2026-10-12, values: {law: [Draft, Signed]}}\n"
        "  - {date: 2026-10-26, values: {law: [Signed]}}"
    )
    found = goals({"2026-q4/o.md": objective(listed, key_results=MILESTONES)}).objectives["2026-q4/o"].key_results
    assert found[0].milestones_done == (date(2026, 10, 12), date(2026, 10, 12), None)


def test_a_wrong_value_leaves_the_others_of_its_check_in(goals: Goals) -> None:
    results = "a: {title: A, from: 0, to: 10}\nb: {title: B, done: false}"
    listed = "check_ins: [{date: 2026-10-12, values: {a: 3, b: 5, c: 1}}]"
    repository = goals({"2026-q4/o.md": objective(listed, key_results=results)})
    assert codes(repository) == ["G003", "G107"]
    assert repository.objectives["2026-q4/o"].check_ins[0].record.values == {"a": Decimal(3)}


def test_a_kpis_check_in_file_joins_its_table(goals: Goals) -> None:
    tree = {
        "kpis/k.md": kpi(),
        "kpis/k.csv": "date,value\n2026-10-31,5\n2026-09-30,4\n",
        "kpis/k/2026-10-31.md": check_in("value: 6", body="Corrected\n"),
        "kpis/k/2026-11-10.md": check_in("value: 7\nby: mei"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    assert [(str(one.date), one.value, one.note, one.path) for one in repository.kpis["kpis/k"].values] == [
        ("2026-09-30", Decimal(4), None, "goals/kpis/k.csv"),
        ("2026-10-31", Decimal(6), "Corrected", "goals/kpis/k/2026-10-31.md"),
        ("2026-11-10", Decimal(7), None, "goals/kpis/k/2026-11-10.md"),
    ]


def test_a_kpis_check_in_file_joins_its_list(goals: Goals) -> None:
    tree = {
        "kpis/k.md": kpi("values: [{date: 2026-10-31, value: 5}]"),
        "kpis/k/2026-10-31-mei.md": check_in("value: 6"),
        "kpis/k/2026-10-31.md": check_in("value: 7"),
    }
    assert [one.value for one in goals(tree).kpis["kpis/k"].values] == [Decimal(6)]


def test_raters_keep_all_values_of_a_day(goals: Goals) -> None:
    tree = {
        "kpis/k.md": kpi("raters: {manager: 1, peers: 1}\nvalues: [{date: 2026-10-31, value: 4, by: manager}]"),
        "kpis/k/2026-10-31.md": check_in("value: 3\nby: peers"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    assert [one.value for one in repository.kpis["kpis/k"].values] == [Decimal(4), Decimal(3)]


def test_a_broken_check_in_file_is_left_out(goals: Goals) -> None:
    tree = {"2026-q4/o.md": objective(), "2026-q4/o/2026-10-12.md": check_in("values: {a: x}\nconfidence: 0.5")}
    repository = goals(tree)
    assert codes(repository) == ["G003"]
    assert repository.objectives["2026-q4/o"].check_ins == ()


def test_a_check_in_whose_date_and_name_differ_does_not_count(goals: Goals) -> None:
    read = goals(
        {
            "2026-q4/a.md": "---\nkind: objective\ntitle: A\nowner: Mei\n"
            "key_results:\n  k: {title: K, from: 0, to: 9}\n---\n",
            "2026-q4/a/2026-10-12.md": "---\nkind: check-in\ndate: 2026-10-13\nvalues: {k: 5}\n---\n",
        }
    )
    assert read.objectives["2026-q4/a"].check_ins == ()
    assert [finding.code for finding in read.findings] == ["G003"]


def test_a_mistake_names_a_dozen_key_results_at_most(goals: Goals) -> None:
    many = "".join(f"  k{number}: {{title: K, from: 0, to: 1}}\n" for number in range(500))
    check_ins = "".join(f"  - {{date: 2026-10-12, values: {{z{number}: 1}}}}\n" for number in range(500))
    text = f"---\nkind: objective\ntitle: Many\nowner: mei\nkey_results:\n{many}check_ins:\n{check_ins}---\n"
    translated = "".join(f"  z{number}: Z\n" for number in range(500))
    known = goals({"2026-q4/x.md": text, "2026-q4/x.zh.md": f"---\nkey_results:\n{translated}---\n"})
    found = [finding.message for finding in known.findings if finding.code == "G107"]
    assert len(found) == 1000
    assert all(len(message) < 200 for message in found)


def test_a_rating_by_nobody_names_a_dozen_raters_at_most(goals: Goals) -> None:
    roles = ", ".join(f"r{number}: 0.5" for number in range(500))
    text = f"---\nkind: kpi\ntitle: K\nowner: mei\ndirection: up\nrubric: {{1: low}}\nraters: {{{roles}}}\n---\n"
    known = goals({"kpis/k.md": text, "kpis/k.csv": "date,value,by\n2026-10-12,1,x\n2026-10-12,1,r400\n"})
    found = [finding.message for finding in known.findings if "raters" in finding.message]
    assert len(found) == 1
    assert len(found[0]) < 200
