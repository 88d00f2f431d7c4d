"""SPEC 1, 4, 7: teams, the company, coverage, alignment, the current cycle."""

from fractions import Fraction

import pytest
from tests.measure.builders import goal_of, kpi, objective, team
from tests.measure.conftest import Figures

from goalsite.measure import Unsupported


def at(share: str, more: str = "") -> str:
    return objective("it: {title: It, from: 0, to: 1}", more, f"{{date: 2026-11-15, values: {{it: {share}}}}}")


TREE = {
    "2026-q4/grow.md": at("0.9"),
    "teams/a/team.md": team(),
    "teams/a/2026-q4/one.md": at("0.2", "supports: grow\nweight: 3"),
    "teams/a/2026-q4/two.md": at("0.6"),
    "teams/a/2026-q4/draft.md": at("1", "state: draft"),
    "teams/a/2026-q4/own.md": at("1", "person: Ada"),
    "teams/a/2026/year.md": at("1"),
    "teams/a/b/team.md": team(),
    "teams/a/b/2026-q4/three.md": at("0.8", "supports: one#it"),
}


def test_a_team_is_the_mean_of_its_own_and_a_second_figure_pools_all_below(figures: Figures) -> None:
    teams = figures(TREE).teams
    assert teams["a", "2026-q4"].progress == Fraction("0.3")  # (3 * 0.2 + 0.6) / 4
    assert teams["a", "2026-q4"].with_subteams == Fraction("0.4")  # (3 * 0.2 + 0.6 + 0.8) / 5
    assert teams["b", "2026-q4"].progress == Fraction("0.8")
    assert teams[None, "2026-q4"].progress == Fraction("0.9")
    assert teams[None, "2026-q4"].with_subteams == Fraction(29, 60)  # 2.9 / 6
    assert teams["a", "2026"].progress == 1


def test_coverage_is_what_is_aligned_of_what_is_not_the_companys(figures: Figures) -> None:
    teams = figures(TREE).teams
    assert teams["a", "2026-q4"].coverage == Fraction(1, 2)
    assert teams["b", "2026-q4"].coverage == 1
    assert teams[None, "2026-q4"].coverage == Fraction(2, 3)
    assert teams[None, "2026-q4"].alignable == 3


def test_without_anything_to_align_there_is_no_coverage(figures: Figures) -> None:
    assert figures({"2026-q4/grow.md": at("1")}).teams[None, "2026-q4"].coverage is None


def test_a_chain_goes_on_from_a_kpi_by_its_whole(figures: Figures) -> None:
    tree = {
        "kpis/cost.md": kpi("direction: down\ncombine: sum"),
        "teams/a/team.md": team(),
        "teams/a/kpis/supply.md": kpi("direction: down\npart_of: cost", [("2026-10-31", "1")]),
        "teams/a/kpis/alone.md": kpi("direction: down", [("2026-10-31", "1")]),
        "teams/a/2026-q4/one.md": at("1", "supports: supply"),
        "teams/a/2026-q4/two.md": at("1", "supports: alone"),
        "teams/a/2026-q4/three.md": at("1", "supports: cost"),
    }
    found = {name.rpartition("/")[2]: figured.aligned for name, figured in figures(tree).objectives.items()}
    assert found == {"one": True, "two": False, "three": True}


def test_what_an_unreadable_goal_leads_to_is_unknown(figures: Figures) -> None:
    tree = {
        "2026-q4/grow.md": at("1"),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/broken.md": objective("it: {title: It, from: ten, to: 1}"),
        "teams/a/2026-q4/one.md": at("1", "supports: broken"),
    }
    found = figures(tree)
    assert goal_of(found, "teams/a/2026-q4/one").aligned is None
    assert found.teams["a", "2026-q4"].coverage is None


def test_unsupported_names_a_company_objective_and_key_results_beside_supported_ones(figures: Figures) -> None:
    results = "one: {title: One, from: 0, to: 1}\ntwo: {title: Two, from: 0, to: 1}"
    tree = {
        "2026-q4/alone.md": at("1"),
        "2026-q4/half.md": objective(results),
        "2026-q4/whole.md": objective(results),
        "2026-q3/over.md": at("1"),
        "teams/a/team.md": team(),
        "teams/a/2026-q4/a.md": at("1", "supports: half#one"),
        "teams/a/2026-q4/b.md": at("1", "supports: whole"),
    }
    assert figures(tree).unsupported == (
        Unsupported("2026-q4/alone", None),
        Unsupported("2026-q4/half", "two"),
    )


def test_supporters_are_counted_ones_of_the_cycle_or_one_within(figures: Figures) -> None:
    tree = {
        "2026-h2/grow.md": objective(more="progress_from: supporters\nkey_results: {}"),
        "teams/a/team.md": team(),
        "teams/a/2026-h2/same.md": at("0.1", "supports: grow"),
        "teams/a/2026-q4/within.md": at("0.3", "supports: grow"),
        "teams/a/2026/longer.md": at("1", "supports: grow"),
        "teams/a/2026-q2/before.md": at("1", "supports: grow"),
        "teams/a/2026-q4/gone.md": at("1", "supports: grow\nstate: abandoned"),
        "teams/a/2026-q4/closed.md": at("0.5", "supports: grow\nstate: closed"),
    }
    found = goal_of(figures(tree), "2026-h2/grow")
    assert [name.rpartition("/")[2] for name in found.supporters] == ["same", "closed", "within"]
    assert found.progress == Fraction("0.3")


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        ("2026-11-15", "2026-q4"),
        ("2026-08-01", "2026"),
        ("2027-02-01", "2026-q4"),
        ("2025-02-01", "2026-q1"),
    ],
)
def test_the_current_cycle_is_the_shortest_running_else_the_newest_past_else_the_next(
    figures: Figures, day: str, cycle: str
) -> None:
    tree = {
        "2026/year.md": at("1"),
        "2026-q1/first.md": at("1"),
        "2026-q4/last.md": at("1"),
        "2026-q3/draft.md": at("1", "state: draft"),
    }
    assert figures(tree, day).current_cycle == cycle


def test_without_goals_there_is_no_current_cycle(figures: Figures) -> None:
    assert figures({}).current_cycle is None


def test_a_very_long_chain_of_supporters_is_measured(figures: Figures) -> None:
    count = 1100
    more = "progress_from: supporters\nkey_results: {}"
    tree = {"2026-q4/o0.md": objective(more=more)}
    tree.update({f"2026-q4/o{n}.md": objective(more=f"supports: o{n - 1}\n{more}") for n in range(1, count)})
    tree[f"2026-q4/o{count}.md"] = at("0.25", f"supports: o{count - 1}")
    found = figures(tree)
    assert goal_of(found, "2026-q4/o0").progress == Fraction(1, 4)


def test_what_is_expected_of_a_team_is_the_mean_over_the_same_objectives(figures: Figures) -> None:
    tree = {
        **TREE,
        "teams/a/2026-q4/two.md": objective("it: {title: It, done: false}"),  # due on the last day: 0 until then
    }
    teams = figures(tree).teams
    assert teams["a", "2026-q4"].expected == Fraction(45, 91) * Fraction(3, 4)  # weights 3 and 1
    assert teams[None, "2026-q4"].expected == Fraction(45, 91)
    assert teams["b", "2026-q4"].expected == Fraction(45, 91)
    only_below = {key: text for key, text in TREE.items() if not key.startswith("teams/a/2026-q4")}
    assert figures(only_below).teams["a", "2026-q4"].expected is None
