"""Changes by day and team."""

from datetime import date
from pathlib import Path

from tests.change.repositories import COMPANY, Goals

from goalsite.change import diary
from goalsite.publish.understanding.pipeline import understand

TEAM = "---\nkind: team\ntitle: {}\n---\n"
GOAL = "---\nkind: objective\ntitle: {}\nowner: Mei Lin\nkey_results:\n  a: {{title: A, from: 0, to: 10}}\n---\n"


def test_a_day_lists_the_company_first_then_teams_each_with_its_goals(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    teams = {f"teams/{name}/team.md": TEAM.format(name.title()) for name in ("growth", "brand")}
    goals.commit("2026-10-01", {"company.md": COMPANY, **teams})
    win, grow = "2026-q4/win.md", "teams/growth/2026-q4/grow.md"
    goals.commit("2026-10-05", {grow: GOAL.format("Grow"), win: GOAL.format("Win")})
    goals.commit("2026-10-05", {grow: GOAL.format("Grow more")})
    stories = understand(goals.folder, as_of=date(2026, 11, 20)).stories
    assert stories is not None
    newest, first = diary(stories)
    assert (str(newest.day), newest.count, str(first.day)) == ("2026-10-05", 3, "2026-10-01")
    assert [(team.team, [told.story.key for told in team.told]) for team in newest.teams] == [
        (None, ["2026-q4/win"]),
        ("growth", ["teams/growth/2026-q4/grow"]),
    ]
    assert [event.change.key for event in newest.teams[1].told[0].events] == ["title", ""]
