"""A file that cannot be used keeps its place, and no finding elsewhere follows from it (SPEC 2)."""

import pytest
from tests.conftest import Goals, Tree
from tests.model.writing import check_in, cycle, kpi, objective, person, team

BROKEN = [
    b"\xff\xfe",
    b"---\n\tx\n---\n",
    b"---\nkind: objektive\n---\n",
    b"---\nkind: [\n---\n",
    b"---\n- a\n---\n",
    b"x" * (1024 * 1024 + 1),
]


@pytest.mark.parametrize("content", [*BROKEN, b"---\nkind: objective\n"])
def test_a_broken_objective_is_still_an_objective_of_its_team_and_cycle(goals: Goals, content: bytes) -> None:
    tree: Tree = {
        "growth/team.md": team(),
        "growth/2026-q4/o.md": content,
        "growth/2026-q4/o.zh.md": "---\ntitle: 赢\nkey_results: {any: 一}\n---\n",
        "growth/2026-q4/o/2026-10-12.md": check_in("values: {any: 1}\nconfidence: {any: 0.5}"),
        "2026-q4/p.md": objective("supports: o#any\nalso_supports: [o]\ndepends_on: [2026-q4/o]"),
        "2027-q1/o.md": objective("carries_on: growth/2026-q4/o"),
    }
    repository = goals(tree)
    assert {one.path for one in repository.findings} == {"goals/growth/2026-q4/o.md"}
    one = repository.objectives["growth/2026-q4/o"]
    assert not one.usable
    assert (one.title, one.team, one.cycle and one.cycle.id) == ("o", "growth", "2026-q4")


@pytest.mark.parametrize("content", BROKEN)
@pytest.mark.parametrize("place", ["kpis/k", "elsewhere/k", "2026-q4/k"])
def test_references_to_a_broken_kpi_are_good_wherever_it_lies(goals: Goals, content: bytes, place: str) -> None:
    tree: Tree = {
        f"{place}.md": content,
        f"{place}.csv": "date,value\n2026-10-01,1\n",
        f"{place}/2026-10-12.md": check_in("value: 1"),
        "2026-q4/o.md": objective("becomes_kpi: k\nsupports: k", key_results="x: {title: X, kpi: k}"),
        "kpis/part.md": kpi("part_of: k"),
    }
    assert {one.path for one in goals(tree).findings} == {f"goals/{place}.md"}


@pytest.mark.parametrize("content", BROKEN)
def test_references_to_broken_teams_people_and_cycles_are_good(goals: Goals, content: bytes) -> None:
    tree: Tree = {
        "growth/team.md": content,
        "people/mei.md": content,
        "people/bo.md": person("Bo", "team: growth"),
        "cycles/push.md": content,
        "growth/push/o.md": objective("with_teams: [growth]\nperson: Mei Lin"),
        "2026-q4/p.md": objective("team: growth\ncycle: push"),
        "growth/sub/team.md": team(lines="part_of: growth\nlead: Mei Lin"),
    }
    broken = {"goals/growth/team.md", "goals/people/mei.md", "goals/cycles/push.md"}
    assert {one.path for one in goals(tree).findings} == broken


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_company_is_still_one(goals: Goals, content: bytes) -> None:
    repository = goals({"company.md": content})
    assert {one.path for one in repository.findings} == {"goals/company.md"}
    assert repository.company is not None
    assert not repository.company.usable


def test_what_can_be_read_of_a_broken_file_is(goals: Goals) -> None:
    tree: Tree = {
        "growth/team.md": team(),
        "2026-q4/o.md": objective("team: growth\nweight: x\nlearned: much"),
        "2026-q4/p.md": "---\nkind: objective\ntitle: P\nteam: growth\nunit: %\n---\n",
    }
    repository = goals(tree)
    assert [one.path for one in repository.findings] == ["goals/2026-q4/o.md", "goals/2026-q4/p.md"]
    one, two = repository.objectives["2026-q4/o"], repository.objectives["2026-q4/p"]
    assert (one.usable, one.team, one.record.learned) == (False, "growth", "much")
    assert (two.usable, two.team, two.title) == (False, "growth", "P")


def test_one_impossible_date_hides_no_other_key(goals: Goals) -> None:
    tree = {"kpis/k.md": kpi("target_by: 2026-02-30\nunit: '%'\ntarget: 5")}
    repository = goals(tree)
    assert [one.code for one in repository.findings] == ["G003"]
    assert (repository.kpis["kpis/k"].record.unit, len(repository.kpis["kpis/k"].record.target)) == ("%", 1)


def test_unknown_keys_and_references_leave_a_file_usable(goals: Goals) -> None:
    repository = goals({"2026-q4/o.md": objective("suports: x\nalso_supports: [gone]")})
    assert [one.code for one in repository.findings] == ["G004", "G101"]
    assert repository.objectives["2026-q4/o"].usable


def test_goals_in_a_broken_cycle_of_known_dates_are_good(goals: Goals) -> None:
    tree = {"cycles/2026-q4.md": cycle("state: over"), "2026-q4/o.md": objective()}
    repository = goals(tree)
    assert [one.path for one in repository.findings] == ["goals/cycles/2026-q4.md"]
    assert repository.objectives["2026-q4/o"].usable
