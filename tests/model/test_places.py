"""What a file's place gives it: team, cycle, kind of page (SPEC 1)."""

from datetime import date

from tests.conftest import Goals
from tests.model.writing import cycle, kpi, objective, person, team, told


def test_a_goal_belongs_to_the_nearest_team_above(goals: Goals) -> None:
    tree = {
        "teams/growth/team.md": team(),
        "teams/growth/onboarding/team.md": team(),
        "teams/growth/2026-q4/a.md": objective(),
        "teams/growth/onboarding/deep/2026-q4/b.md": objective(),
        "teams/growth/onboarding/kpis/k.md": kpi(),
        "teams/2026-q4/c.md": objective(),
    }
    repository = goals(tree)
    assert {id_.rpartition("/")[2]: one.team for id_, one in repository.objectives.items()} == {
        "a": "growth",
        "b": "onboarding",
        "c": None,
    }
    assert repository.kpis["teams/growth/onboarding/kpis/k"].team == "onboarding"
    assert repository.teams["onboarding"].parent == "growth"
    assert repository.teams["growth"].parent is None
    assert repository.subteams == {None: ("growth",), "growth": ("onboarding",)}


def test_part_of_wins_over_the_folder(goals: Goals) -> None:
    tree = {"a/team.md": team(), "a/b/team.md": team(lines="part_of: c"), "c/team.md": team()}
    assert goals(tree).teams["b"].parent == "c"


def test_the_key_team_wins_over_the_folder(goals: Goals) -> None:
    tree = {"a/team.md": team(), "b/team.md": team(), "a/2026-q4/o.md": objective("team: b"), "a/k.md": kpi("team: b")}
    repository = goals(tree)
    assert repository.objectives["a/2026-q4/o"].team == "b"
    assert repository.kpis["a/k"].team == "b"


def test_only_a_file_called_team_makes_a_team_of_its_folder(goals: Goals) -> None:
    tree = {
        "teams/dream-team.md": team(),
        "teams/growth/team.md": team(),
        "teams/growth/night-team.md": team(),
        "teams/2026-q4/o.md": objective(),
    }
    repository = goals(tree)
    assert sorted(repository.teams) == ["dream-team", "growth", "night-team"]
    assert repository.objectives["teams/2026-q4/o"].team is None
    parents = {id_: one.parent for id_, one in repository.teams.items()}
    assert parents == {"dream-team": None, "growth": None, "night-team": "growth"}


def test_a_goal_lies_in_the_nearest_cycle_folder_above(goals: Goals) -> None:
    tree = {
        "2026/o.md": objective(),
        "2026/2026-q4/o.md": objective(),
        "2026/2026-q4/details/o.md": objective(),
        "2026/x.md": objective("cycle: 2027"),
    }
    found = {id_: one.cycle.id for id_, one in goals(tree).objectives.items() if one.cycle}
    assert found == {
        "2026/o": "2026",
        "2026/2026-q4/o": "2026-q4",
        "2026/2026-q4/details/o": "2026-q4",
        "2026/x": "2027",
    }


def test_a_cycle_with_dates_of_its_own_may_bear_any_name(goals: Goals) -> None:
    tree = {"cycles/push.md": cycle("starts: 2026-10-05\nends: 2026-11-13"), "push/o.md": objective()}
    repository = goals(tree)
    assert told(repository) == []
    span = repository.cycles["push"].span
    assert (span.first, span.last, span.days) == (date(2026, 10, 5), date(2026, 11, 13), 40)


def test_a_cycle_file_may_move_the_dates_its_id_carries(goals: Goals) -> None:
    tree = {"cycles/2026-q4.md": cycle("starts: 2026-10-05\nends: 2027-01-03"), "2026-q4/o.md": objective()}
    one = goals(tree).objectives["2026-q4/o"].cycle
    assert one is not None
    assert one.span.last == date(2027, 1, 3)


def test_fiscal_cycles_follow_the_company(goals: Goals) -> None:
    company = "---\nkind: company\ntitle: A\nfiscal_year_starts: 4\nfiscal_year_named_by: end\n---\n"
    repository = goals({"company.md": company, "fy2027-q1/o.md": objective()})
    one = repository.objectives["fy2027-q1/o"].cycle
    assert one is not None
    assert one.span.first == date(2026, 4, 1)


def test_a_draft_cycle_makes_active_objectives_drafts(goals: Goals) -> None:
    tree = {
        "cycles/2027-q1.md": cycle("state: draft"),
        "2027-q1/o.md": objective(),
        "2027-q1/p.md": objective("state: abandoned"),
    }
    repository = goals(tree)
    assert {id_: str(one.state) for id_, one in repository.objectives.items()} == {
        "2027-q1/o": "draft",
        "2027-q1/p": "abandoned",
    }


def test_members_are_those_listed_and_those_whose_team_it_is(goals: Goals) -> None:
    tree = {
        "growth/team.md": team(lines="lead: ann\nmembers: [bo, Cy, bo]"),
        "people/ann.md": person("Ann", "team: growth"),
        "people/bo.md": person("Bo", "team: growth"),
        "people/cy.md": person("Cy"),
        "people/di.md": person("Di", "team: growth"),
    }
    repository = goals(tree)
    assert told(repository) == []
    assert repository.teams["growth"].members == ("bo", "cy", "ann", "di")
    assert repository.teams["growth"].lead == "ann"


def test_what_is_said_only_of_company_goals(goals: Goals) -> None:
    tree = {
        "2026-q4/o.md": objective(),
        "2026-q4/p.md": objective("person: bo"),
        "a/team.md": team(),
        "a/2026-q4/q.md": objective(),
    }
    found = goals(tree).objectives
    assert [id_ for id_, one in found.items() if one.is_company] == ["2026-q4/o"]


def test_the_company_at_the_top_wins_over_one_further_down(goals: Goals) -> None:
    repository = goals({"about/company.md": "---\nkind: company\ntitle: Other\n---\n"})
    assert told(repository) == [("about/company.md", "G010")]
    assert repository.company is not None
    assert repository.company.title == "Acme"


def test_other_files_are_pages_with_what_may_reach_the_theme(goals: Goals) -> None:
    keys = "title: About\ndescription: d\ntags: [a]\nhide: [toc]\nsearch: {exclude: true}\ntemplate: evil.html"
    page = f"---\n{keys}\n---\nBody\n"
    record = goals({"about.md": page}).pages["about"].record
    assert (record.title, record.description, record.tags, record.hide) == ("About", "d", ("a",), ("toc",))
    assert record.search_exclude


def test_names_of_any_script_are_good(goals: Goals) -> None:
    tree = {"2026-q4/新手引导.md": objective(), "2026-q4/увеличить-2.md": objective(), "2026-q4/نمو.md": objective()}
    assert told(goals(tree)) == []


def test_translations_lie_beside_what_they_translate(goals: Goals) -> None:
    tree = {
        "2026-q4/o.md": objective(),
        "2026-q4/o.zh.md": "---\ntitle: 赢\nkey_results: {a: 甲}\n---\n正文\n",
        "about.md": "About\n",
        "about.zh.md": "关于\n",
    }
    repository = goals(tree)
    assert told(repository) == []
    one = repository.translations["2026-q4/o", "zh"]
    assert (one.record.title, one.record.key_results, one.file.body) == ("赢", {"a": "甲"}, "正文\n")
    assert repository.translations["about", "zh"].file.body == "关于\n"


def test_two_goals_at_one_address_are_told(goals: Goals) -> None:
    tree = {
        "2026-q4/o.md": objective(),
        "2026-q4/o/index.md": "Words\n",
        "growth/team.md": team(),
        "growth.md": objective("cycle: 2026"),
    }
    assert told(goals(tree)) == [("2026-q4/o/index.md", "G103"), ("growth.md", "G103")]
