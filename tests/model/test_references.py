"""What a reference means (SPEC 1)."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Goals
from tests.model.writing import codes, kpi, objective, person, team

from goalsite.findings import START
from goalsite.model.link.circles import find_circles
from goalsite.model.objects import Goal
from goalsite.model.records import Ref
from goalsite.model.references import Candidate
from goalsite.model.references import Goals as Index


def test_a_goal_is_found_by_its_file_name(goals: Goals) -> None:
    repository = goals({"2026-q4/win.md": objective(), "2026-q4/o.md": objective("supports: win")})
    assert repository.objectives["2026-q4/o"].supports == Goal("2026-q4/win")
    assert repository.supporters == {"2026-q4/win": ("2026-q4/o",)}


def test_a_key_result_is_found_behind_the_hash(goals: Goals) -> None:
    repository = goals({"2026-q4/win.md": objective(), "2026-q4/o.md": objective("supports: win#a")})
    assert repository.objectives["2026-q4/o"].supports == Goal("2026-q4/win", "a")


def test_a_longer_path_tells_apart(goals: Goals) -> None:
    tree = {
        "teams/a/2026-q4/win.md": objective(),
        "teams/b/2026-q4/win.md": objective(),
        "2026-q4/o.md": objective("supports: b/2026-q4/win"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    assert repository.objectives["2026-q4/o"].supports == Goal("teams/b/2026-q4/win")


def test_a_path_is_read_by_whole_folders(goals: Goals) -> None:
    tree = {"teams/growth/2026-q4/win.md": objective(), "2026-q4/o.md": objective("supports: wth/2026-q4/win")}
    assert codes(goals(tree)) == ["G101"]


def test_a_whole_path_means_that_goal_though_others_end_with_it(goals: Goals) -> None:
    tree = {
        "2026-q4/win.md": objective(),
        "teams/a/2026-q4/win.md": objective(),
        "2026-q4/o.md": objective("supports: 2026-q4/win"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    assert repository.objectives["2026-q4/o"].supports == Goal("2026-q4/win")


def test_of_several_the_one_in_the_own_cycle_is_meant(goals: Goals) -> None:
    tree = {
        "2026-q3/win.md": objective(),
        "2026-q4/win.md": objective(),
        "2026/win.md": objective(),
        "2026-q4/o.md": objective("supports: win"),
    }
    assert goals(tree).objectives["2026-q4/o"].supports == Goal("2026-q4/win")


def test_else_the_one_in_the_nearest_cycle_around(goals: Goals) -> None:
    tree = {
        "2026-q3/win.md": objective(),
        "2026/win.md": objective(),
        "2026-h2/win.md": objective(),
        "2026-q4/o.md": objective("supports: win"),
    }
    assert goals(tree).objectives["2026-q4/o"].supports == Goal("2026-h2/win")


def test_of_several_in_no_cycle_around_none_is_meant(goals: Goals) -> None:
    tree = {"2026-q2/win.md": objective(), "2026-q3/win.md": objective(), "2026-q4/o.md": objective("supports: win")}
    repository = goals(tree)
    assert codes(repository) == ["G102"]
    assert "2026-q2/win, 2026-q3/win" in repository.findings[0].message
    assert repository.objectives["2026-q4/o"].supports is None


def test_what_an_objective_carries_on_is_the_newest_earlier_one(goals: Goals) -> None:
    tree = {
        "2026-q2/win.md": objective(),
        "2026-q3/win.md": objective(),
        "2027-q1/win.md": objective(),
        "2026-q4/win.md": objective("carries_on: win"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    assert repository.objectives["2026-q4/win"].carries_on == "2026-q3/win"


def test_a_kpi_of_the_own_team_is_meant_before_one_above(goals: Goals) -> None:
    tree = {
        "kpis/nps.md": kpi(),
        "teams/a/team.md": team(),
        "teams/a/kpis/nps.md": kpi(),
        "teams/a/b/team.md": team(),
        "teams/c/team.md": team(),
        "teams/c/kpis/nps.md": kpi(),
        "teams/a/b/2026-q4/o.md": objective(key_results="x: {title: X, kpi: nps}"),
        "teams/a/2026-q4/p.md": objective(key_results="x: {title: X, kpi: nps}"),
        "2026-q4/q.md": objective(key_results="x: {title: X, kpi: nps}"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    found = {id_: one.key_results[0].kpi for id_, one in repository.objectives.items()}
    assert found == {
        "teams/a/b/2026-q4/o": "teams/a/kpis/nps",
        "teams/a/2026-q4/p": "teams/a/kpis/nps",
        "2026-q4/q": "kpis/nps",
    }


def test_where_a_kpi_is_needed_an_objective_of_that_name_is_passed_over(goals: Goals) -> None:
    tree = {
        "2026-q4/nps.md": objective(),
        "kpis/nps.md": kpi(),
        "2026-q4/o.md": objective("becomes_kpi: nps", key_results="x: {title: X, kpi: nps}"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    one = repository.objectives["2026-q4/o"]
    assert (one.becomes_kpi, one.key_results[0].kpi) == ("kpis/nps", "kpis/nps")


def test_where_any_goal_will_do_an_objective_and_a_kpi_of_one_name_are_ambiguous(goals: Goals) -> None:
    tree = {"2026-q4/nps.md": objective(), "kpis/nps.md": kpi(), "2026-q4/o.md": objective("supports: nps")}
    assert codes(goals(tree)) == ["G102"]


def test_a_bare_key_result_is_of_the_same_objective(goals: Goals) -> None:
    swapped = "a: {title: A, from: 0, to: 1, retired: {date: 2026-11-01, why: x, replaced_by: '#b'}}"
    two = f"{swapped}\nb: {{title: B, from: 0, to: 1}}"
    tree = {"2026-q4/o.md": objective("initiatives: [{title: do, for: '#a'}, {title: do, for: b}]", key_results=two)}
    assert codes(goals(tree)) == []


def test_ids_are_paths_and_refs_the_shortest_that_are_not_ambiguous(goals: Goals) -> None:
    tree = {
        "2026-q4/win.md": objective(),
        "2026-q3/win.md": objective(),
        "teams/a/2026-q3/win.md": objective(),
        "2026-q4/alone.md": objective(),
    }
    refs = {id_: one.ref for id_, one in goals(tree).objectives.items()}
    assert refs == {
        "2026-q4/win": "2026-q4/win",
        "2026-q3/win": "2026-q3/win",
        "teams/a/2026-q3/win": "a/2026-q3/win",
        "2026-q4/alone": "alone",
    }


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), min_size=1, max_size=8, unique_by=tuple))
def test_a_ref_leads_back_to_its_goal(paths: list[list[str]]) -> None:
    candidates = [Candidate("/".join(path), False, None, None) for path in paths]
    index = Index(candidates, lambda _: [None])
    for one in candidates:
        assert index.find(Ref(index.short(one.id), START), one, "") == Goal(one.id)


def test_another_file_never_changes_an_id(goals: Goals) -> None:
    one = goals({"2026-q4/win.md": objective()})
    two = goals({"2026-q4/win.md": objective(), "2026-q3/win.md": objective(), "win.md": objective("cycle: 2026-q2")})
    assert "2026-q4/win" in one.objectives
    assert "2026-q4/win" in two.objectives


# People


def test_a_person_is_found_by_id_or_by_name(goals: Goals) -> None:
    tree = {
        "people/mei.md": person("Mei Lin"),
        "people/bo.md": person("Bo"),
        "2026-q4/o.md": objective("person: Bo"),
        "kpis/k.md": kpi("approved_by: Mei Lin"),
    }
    repository = goals(tree)
    assert codes(repository) == []
    assert (repository.objectives["2026-q4/o"].owner, repository.objectives["2026-q4/o"].person) == ("mei", "bo")
    assert (repository.kpis["kpis/k"].owner, repository.kpis["kpis/k"].approved_by) == ("mei", "mei")


def test_an_id_wins_over_a_name(goals: Goals) -> None:
    tree = {"people/mei.md": person("Bo"), "people/bo.md": person("mei"), "2026-q4/o.md": objective()}
    assert goals(tree).objectives["2026-q4/o"].owner == "mei"


def test_without_person_files_a_name_is_taken_as_written(goals: Goals) -> None:
    repository = goals({"2026-q4/o.md": objective("person: Anyone At All")})
    assert codes(repository) == []
    assert repository.objectives["2026-q4/o"].person == "Anyone At All"


def test_an_unknown_person_is_a_warning_and_still_shown(goals: Goals) -> None:
    repository = goals({"people/bo.md": person("Bo"), "2026-q4/o.md": objective()})
    assert [(one.code, one.level) for one in repository.findings] == [("G105", "warning")]
    assert repository.objectives["2026-q4/o"].owner == "mei"


def test_an_approver_still_to_be_filled_in_is_no_unknown_person(goals: Goals) -> None:
    def adjusted(by: str) -> str:
        lines = f"adjustments:\n  - {{date: 2026-11-10, what: goal, why: Smaller fair, approved_by: {by}}}\n"
        return objective(lines).replace("owner: mei\n", "owner: bo\n")

    tree = {"people/bo.md": person("Bo"), "2026-q4/o.md": adjusted("…"), "2026-q4/p.md": adjusted("TODO")}
    assert codes(goals(tree)) == []
    assert codes(goals({**tree, "2026-q4/q.md": adjusted("mei")})) == ["G105"]


def test_the_owner_of_a_personal_objective_is_that_person(goals: Goals) -> None:
    tree = {"2026-q4/o.md": objective("person: bo").replace("owner: mei\n", "")}
    repository = goals(tree)
    assert codes(repository) == []
    assert repository.objectives["2026-q4/o"].owner == "bo"


# Circles


def test_a_circle_is_told_in_every_file_and_leaves_the_figures_out(goals: Goals) -> None:
    tree = {
        "2026-q4/a.md": objective("supports: b"),
        "2026-q4/b.md": objective("supports: c#a"),
        "2026-q4/c.md": objective("supports: a"),
        "2026-q4/d.md": objective("supports: a"),
    }
    repository = goals(tree)
    assert codes(repository) == ["G104"] * 3
    assert {one.message.count("→") for one in repository.findings} == {3}
    assert repository.supporters == {"2026-q4/a": ("2026-q4/d",)}


def test_a_long_circle_is_told_in_short(goals: Goals) -> None:
    tree = {f"2026-q4/o{n}.md": objective(f"supports: o{(n + 1) % 200}") for n in range(200)}
    repository = goals(tree)
    assert codes(repository) == ["G104"] * 200
    assert "… 200 in all …" in repository.findings[0].message
    assert all(len(one.message) < 1500 for one in repository.findings)


def test_a_circle_of_parts_is_told(goals: Goals) -> None:
    repository = goals({"kpis/a.md": kpi("part_of: b"), "kpis/b.md": kpi("part_of: a\ncombine: sum")})
    assert codes(repository) == ["G104"] * 2
    assert all(not one.parts for one in repository.kpis.values())


def test_needs_may_lead_in_a_circle_but_it_is_told(goals: Goals) -> None:
    tree = {"2026-q4/a.md": objective("depends_on: [b]"), "2026-q4/b.md": objective("depends_on: [a]")}
    repository = goals(tree)
    assert codes(repository) == ["G104"] * 2
    assert repository.needed_by == {"2026-q4/a": ("2026-q4/b",), "2026-q4/b": ("2026-q4/a",)}


@pytest.mark.parametrize(
    ("arrows", "circles"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["a"]}, [("a",)]),
        ({"b": ["a"], "a": ["b"]}, [("a", "b")]),
        ({"c": ["b"], "b": ["a"], "a": ["c"], "d": ["a"]}, [("a", "c", "b")]),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [("a", "b"), ("a", "c")]),
    ],
)
def test_circles_are_found_once_from_their_least_member(
    arrows: dict[str, list[str]], circles: list[tuple[str, ...]]
) -> None:
    assert find_circles(arrows) == circles


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefgh"), max_size=3)))
def test_every_circle_found_is_one_and_without_them_none_is_left(arrows: dict[str, list[str]]) -> None:
    circles = find_circles(arrows)
    for circle in circles:
        assert Counter(circle).most_common(1)[0][1] == 1
        assert all(after in arrows[before] for before, after in zip(circle, (*circle[1:], circle[0]), strict=True))
    if not circles:
        level: dict[str, int] = {}

        def depth(node: str) -> int:
            if node not in level:
                level[node] = 0
                level[node] = 1 + max((depth(one) for one in arrows.get(node, ())), default=0)
            return level[node]

        assert all(depth(one) > depth(after) for one in arrows for after in arrows[one])


def test_a_dense_tangle_of_needs_is_told_in_bounds() -> None:
    arrows = {f"{n:04}": [f"{n + 1:04}", *(f"{m:04}" for m in range(0, n, 50))] for n in range(2000)}
    circles = find_circles(arrows)
    assert circles
    assert sum(map(len, circles)) <= 4 * sum(map(len, arrows.values()))


# Did you mean


def test_many_mistakes_of_one_kind_are_guessed_at_up_to_a_measure(goals: Goals) -> None:
    tree = {f"2026-q4/o{number}.md": objective("supports: win-the-mraket") for number in range(400)}
    repository = goals({**tree, "2026-q4/win-the-market.md": objective()})
    assert codes(repository) == ["G101"] * 400
    assert sum("did you mean 'win-the-market'" in one.message for one in repository.findings) == 300
