"""Whose story a file tells: through new paths, beside its goal, and where two goals shared a path."""

import pytest
from tests.change.quarter import ADA, CHECKED, GROW, LOWER, RATE, TEAM, grow, moves, read, told
from tests.change.repositories import Goals

OTHER = "teams/growth/2026-q4/other.md"
THERE = "teams/growth/2026-q4/grow"
SELL = (
    "---\nkind: objective\ntitle: Sell\nowner: Omar Haddad\nkey_results:\n"
    "  shops: {title: Shops, from: 0, to: 7}\n  trips: {title: Trips, from: 3, to: 9}\n---\n"
)


def keys(begun: Goals, goal: str = THERE) -> list[tuple[str, str]]:
    return [(day, key) for day, _, _, key in told(read(begun), goal)]


def test_rows_of_a_kpis_table_are_told_as_its_values(begun: Goals) -> None:
    bare = RATE.format(60).replace("values:\n", "---\n")
    begun.commit("2026-10-01", {"kpis/rate.md": bare, "kpis/rate.csv": "date,value\n2026-09-30,40\n"})
    begun.commit("2026-11-05", {"kpis/rate.csv": "date,value\n2026-09-30,40\n2026-10-31,45\n"}, by=ADA)
    assert told(read(begun), "kpis/rate")[-1] == ("2026-11-05", "Ada Berg", "check-in", "values.2026-10-31")


def test_a_value_in_a_file_of_its_own_is_told_as_its_kpis(begun: Goals) -> None:
    bare = RATE.format(60).replace("values:\n", "---\n")
    begun.commit("2026-10-01", {"kpis/rate.md": bare})
    begun.commit("2026-11-05", {"kpis/rate/2026-10-31.md": "---\nkind: check-in\nvalue: 45\n---\nGood.\n"}, by=ADA)
    assert told(read(begun), "kpis/rate")[-1] == ("2026-11-05", "Ada Berg", "check-in", "values.2026-10-31")


def test_a_translation_is_told_as_its_goals(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.commit("2026-11-05", {GROW.replace(".md", ".zh.md"): "---\ntitle: 增长\n---\n"}, by=ADA)
    assert told(read(begun))[-1] == ("2026-11-05", "Ada Berg", "wording", "translations.zh")


def test_a_table_beside_no_goal_tells_nothing(begun: Goals) -> None:
    begun.commit("2026-11-05", {"kpis/none.csv": "date,value\n2026-09-30,40\n"})
    stories = read(begun).stories
    assert stories is not None
    assert {str(event.day) for event in stories.events} == {"2026-09-15"}


@pytest.mark.parametrize("older", [GROW, OTHER])
def test_a_goal_that_takes_the_path_of_one_that_is_gone_keeps_its_own_story(begun: Goals, older: str) -> None:
    texts = {GROW: grow(), OTHER: SELL}
    begun.commit("2026-10-01", {older: texts.pop(older)})
    begun.commit("2026-10-02", texts)
    begun.commit("2026-10-20", {GROW: None})
    begun.git("mv", f"goals/{OTHER}", f"goals/{GROW}")
    begun.commit("2026-10-21", {})
    begun.commit("2026-11-05", {GROW: SELL.replace("to: 7", "to: 5")})
    known = read(begun)
    came = "2026-10-01" if older == OTHER else "2026-10-02"
    assert keys(begun) == [(came, ""), ("2026-10-21", "path"), ("2026-11-05", "key_results.shops.to")]
    assert known.stories is not None
    (gone,) = (story for story in known.stories.values() if story.title == "Grow" and not story.alive)
    assert [str(event.day) for event in gone.events][-1] == "2026-10-20"
    assert [finding.key for finding in known.findings if finding.code == "G504"] == ["key_results.shops.to"]


def test_a_team_that_a_goal_names_is_the_same_team_under_another_id(begun: Goals) -> None:
    place = "somewhere/2026-q4/grow"
    begun.commit("2026-10-01", {f"{place}.md": grow(more="team: growth\n")})
    begun.git("mv", "goals/teams/growth", "goals/teams/expansion")
    begun.commit("2026-11-05", {f"{place}.md": grow(more="team: expansion\n")})
    # Nothing but the file says so, and what it says is the team it was.
    assert moves(read(begun), place) == ()


def test_a_team_that_is_gone_still_was_the_team_of_its_goals(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.commit("2026-11-05", {"teams/growth/team.md": None})
    begun.git("mv", f"goals/{GROW}", "goals/teams/sales/grow.md")
    begun.commit("2026-11-06", {"teams/sales/grow.md": grow(more="cycle: 2026-q4\n")})
    (move,) = moves(read(begun), "teams/sales/grow")
    assert (move.change.key, move.change.old, move.change.new) == ("team", "growth", "sales")


def test_a_team_told_elsewhere_than_in_its_folder_has_no_goals(begun: Goals) -> None:
    begun.commit("2026-10-01", {"teams/growth/more.md": TEAM.format("More"), GROW: grow(check_ins=CHECKED)})
    begun.commit("2026-11-05", {GROW: grow(LOWER, check_ins=CHECKED)})
    known = read(begun)
    assert known.stories is not None
    assert known.stories[THERE].team == "growth"


def test_whoever_approved_is_a_person_by_id_and_by_name(begun: Goals) -> None:
    begun.commit("2026-10-01", {"people/ada.md": "---\nkind: person\ntitle: Ada Berg\n---\n", GROW: grow()})
    why = "adjustments: [{{date: 2026-11-18, what: sales, why: The fair is off, approved_by: {}}}]\n"
    for who in ("ada", "Ada Berg"):
        begun.write({GROW: grow(LOWER, more=why.format(who))})
        (move,) = moves(read(begun))
        assert move.reason is not None
        assert move.reason.approved_by == "ada"


def test_a_reason_that_names_nothing_explains_nothing(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    begun.commit("2026-11-05", {GROW: grow(LOWER, more="adjustments: [{date: 2026-11-05, why: The fair is off}]\n")})
    assert [move.unexplained for move in moves(read(begun))] == [True]


def test_of_two_swaps_each_new_key_result_has_the_reason_of_its_own(begun: Goals) -> None:
    begun.commit("2026-10-01", {GROW: grow()})
    gone = "retired: {{date: 2026-11-05, why: {}, replaced_by: {}}}"
    after = (
        f"sales: {{title: Sales, from: 0, to: 12, {gone.format('No fair', 'mails')}}}\n"
        f"  calls: {{title: Calls, from: 20, to: 10, {gone.format('No phones', 'chats')}}}\n"
        "  mails: {title: Mails, from: 0, to: 9, added: 2026-11-05}\n"
        "  chats: {title: Chats, from: 0, to: 9, added: 2026-11-05}\n"
        "  alone: {title: Alone, from: 0, to: 9, added: 2026-11-05}"
    )
    begun.commit("2026-11-05", {GROW: grow(after)})
    found = {move.change.key: move.reason.why if move.reason else None for move in moves(read(begun))}
    assert found == {
        "key_results.sales.retired": "No fair",
        "key_results.calls.retired": "No phones",
        "key_results.mails": "No fair",
        "key_results.chats": "No phones",
        "key_results.alone": None,
    }
