"""What feeds tell of the past."""

from pathlib import Path

import feedparser
from tests.change.quarter import CHECKED, FIRST, GROW, RATE, grow, read
from tests.change.repositories import Goals

from goalsite.publish.data.feed import feeds
from goalsite.publish.understanding.understood import Understood


def test_feeds_tell_of_changes_and_moved_goalposts(lived_known: Understood) -> None:
    made = feeds(lived_known)
    for name in ("feed.xml", "feeds/growth.xml"):
        entries = feedparser.parse(made[name]).entries
        moved = [entry for entry in entries if entry.title == "Goalpost moved: Grow"]
        assert [entry.published[:10] for entry in moved] == ["2026-11-10", "2026-11-05", "2026-11-02"]
        assert "Reason: no reason given" in moved[1].content[0].value
        assert "Reason: The fair was called off" in moved[2].content[0].value
        assert moved[1].author == "Mei Lin"
        assert "Changed: Grow" in [entry.title for entry in entries]
    assert "Goalpost moved: Grow" not in made["feeds/sales.xml"].decode()


def test_goals_that_one_commit_brought_are_one_entry_of_a_feed_and_a_single_one_is_named(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    sold = {f"teams/sales/2026-q4/{name}.md": grow(check_ins=CHECKED).replace("Grow", name) for name in ("a", "b")}
    goals.commit("2026-11-18", {**FIRST, GROW: grow(), **sold}, "Seed")
    goals.commit("2026-11-19", {"kpis/rate.md": f"{RATE.format(60)}  - {{date: 2026-10-31, value: 40}}\n---\n"}, "Rate")
    made = {name: feedparser.parse(content).entries for name, content in feeds(read(goals)).items()}
    # The company's has all four goals of the first commit, the newest first; a team's those of its own.
    assert [entry.title for entry in made["feed.xml"]] == [
        "Added: Rate",
        "Added: 4 goals",
        "KPI value: Rate",
        "Check-in: b",
        "Check-in: a",
    ]
    assert [entry.title for entry in made["feeds/sales.xml"]] == ["Added: 2 goals", "Check-in: b", "Check-in: a"]
    assert [entry.title for entry in made["feeds/growth.xml"]] == ["Added: Grow"]
    whole, part = made["feed.xml"][1], made["feeds/sales.xml"][0]
    assert part.content[0].value == "<p>a</p><p>b</p><p>Seed</p>"
    assert (part.author, part.link) == ("Mei Lin", "../../changes/")
    assert whole.id != part.id
    assert made["feeds/growth.xml"][0].link.endswith("teams/growth/2026-q4/grow/")
