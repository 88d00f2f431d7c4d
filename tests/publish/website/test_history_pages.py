"""What the pages tell of the past, from a real repository, against numbers worked out by hand."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.change.quarter import CHECKED, EASIER, FIRST, GROW, LOWER, RATE, grow, read
from tests.change.repositories import Goals
from tests.conftest import write_tree
from tests.publish.website.lived_site import AS_OF, GROW_PAGE, SETTINGS, text

from goalsite.publish.data.feed import feeds
from goalsite.publish.understanding.pipeline import understand
from goalsite.site import PageKind, SitePage


def test_an_objective_shows_its_moved_goalposts_below_its_chart(lived_pages: Mapping[str, SitePage]) -> None:
    body = lived_pages[GROW_PAGE].body
    assert body.index('id="progress"') < body.index('id="goalposts"') < body.index('id="check-ins"')
    said = text(lived_pages[GROW_PAGE])
    assert "10 Nov 2026 scope · day 41 of 92 · Omar Haddad · commit" in said
    assert "2 Nov 2026 target · day 33 of 92 · Omar Haddad · approved by Ada Berg · commit" in said
    assert "Sales: target 12 → 6" in said
    assert "“The fair was called off”" in said
    assert "no reason given" in said
    assert said.count("“Nobody calls any more”") == 1


def test_a_swapped_key_result_is_told_as_such(lived_pages: Mapping[str, SitePage]) -> None:
    said = text(lived_pages[GROW_PAGE])
    assert "Calls 20 → 15, replaced by Mails" in said
    assert "Mails 0 → 100, in place of Calls" in said


def test_two_bars_show_it_today_and_under_the_original_targets(lived_pages: Mapping[str, SitePage]) -> None:
    # Today (3/4 + 1/4) / 2 = 1/2; originally sales 4.5 of 12 is 3/8 and calls half: 7/16, of which 50/91 are expected.
    body = lived_pages[GROW_PAGE].body
    bars = body[body.index('class="gs-beside2"') :]
    assert "--p:50;" in bars[:300]
    assert "--p:43.75;--e:54.95" in bars
    said = text(lived_pages[GROW_PAGE])
    assert "Under its original targets it would stand at 44% and be on track: goalposts moved 3 times." in said
    assert "under the original targets 44%, expected 55%" in said


def test_the_chart_flags_each_day_that_moved_a_goalpost(lived_pages: Mapping[str, SitePage]) -> None:
    body = lived_pages[GROW_PAGE].body
    # Days 32, 35 and 40 of the 91 after the first.
    assert [f'class="moved" x1="{x}%"' in body for x in ("35.16", "38.46", "43.96")] == [True] * 3
    assert body.count('class="flag"') == 3
    assert body.count("2 Nov: goalpost moved</text>") == 1
    assert 'Goalposts moved on 2 Nov, 5 Nov, 10 Nov."' in body


def test_pages_as_of_a_day_tell_nothing_later(lived: Goals) -> None:
    known = understand(lived.folder, as_of=date(2026, 11, 4))
    pages = {page.path: page for page in known.pages}
    said = text(pages["changes.md"])
    assert "2 Nov 2026" in said
    assert [day for day in ("5 Nov", "10 Nov", "16 Nov", "could not be read") if day in said] == []
    assert "Calls: target 10 → 15" not in "".join(text(page) for page in pages.values())
    assert pages[GROW_PAGE].body.count('class="flag"') == 1
    assert "Tidy up" not in feeds(known)["feed.xml"].decode()


def test_a_day_before_the_first_commit_is_named(lived: Goals) -> None:
    pages = {page.path: page for page in understand(lived.folder, as_of=date(2026, 9, 1)).pages}
    assert "Nothing had changed by 1 Sep 2026." in text(pages["changes.md"])


def test_the_page_of_goalposts_holds_all_moves_of_running_cycles_by_day(lived_pages: Mapping[str, SitePage]) -> None:
    said = text(lived_pages["goalposts.md"])
    assert "Goalposts 3" in said
    assert "1 reason is missing." in said
    assert said.index("10 Nov 2026") < said.index("5 Nov 2026") < said.index("2 Nov 2026")
    assert said.count("Under the original targets") == 1


def test_the_page_of_goalposts_says_what_of_it_is_of_goals_that_were_removed(lived: Goals, tmp_path: Path) -> None:
    goals = lived.copy(tmp_path / "repository")
    goals.commit("2026-11-18", {GROW.replace("grow.md", "gone.md"): grow()})
    goals.commit("2026-11-19", {GROW.replace("grow.md", "gone.md"): None})
    said = text({page.path: page for page in understand(goals.folder).pages}["goalposts.md"])
    assert "Goalposts 4" in said
    assert "1 reason is missing. 1 more is missing of what does not run now, which no check asks for." in said
    assert "1 move is of a goal that was removed." in said
    goals.commit("2026-11-20", {GROW: grow("sales: {title: Sales, from: 0, to: 12}", more="state: closed\n")})
    said = text({page.path: page for page in understand(goals.folder).pages}["goalposts.md"])
    assert "Every move gives its reason." not in said
    assert "reasons are missing of what does not run now, which no check asks for." in said


def test_changes_are_told_by_day_and_team_with_who_what_and_why(
    lived_pages: Mapping[str, SitePage], lived: Goals
) -> None:
    page = lived_pages["changes.md"]
    said = text(page)
    assert "5 Nov 2026 1 Growth Grow goalpost moved, no reason given Calls: target 10 → 15 Mei Lin“Tidy up”" in said
    assert "1 past version could not be read" in said
    head = lived.git("rev-parse", "HEAD")
    assert f"https://github.com/acme/goals/commit/{head}" in page.body
    assert 'href="../teams/growth/2026-q4/grow/"' in page.body


def test_the_story_of_a_goal_joins_check_ins_and_changes_by_day(lived_pages: Mapping[str, SitePage]) -> None:
    said = text(lived_pages[GROW_PAGE])
    story = said[said.index("Check-ins 2") :]
    days = [
        "16 Nov",
        "10 Nov goalpost moved",
        "5 Nov goalpost moved, no",
        "2 Nov goalpost",
        "12 Oct",
        "5 Oct",
        "20 Sep",
    ]
    places = [story.index(day) for day in days]
    assert places == sorted(places)


def test_every_page_says_its_day_and_all_but_goals_own_the_commit(
    lived_pages: Mapping[str, SitePage], lived: Goals
) -> None:
    """A goal's page is kept while the goal is the same; there, the theme's footer names the commit."""
    head = lived.git("rev-parse", "--short=8", "HEAD")
    goals = {path for path, page in lived_pages.items() if page.kind in (PageKind.OBJECTIVE, PageKind.KPI)}
    without = {path for path, page in lived_pages.items() if f"As of 20 Nov 2026 · commit {head}" not in text(page)}
    assert without == goals
    assert [path for path in goals if "As of 20 Nov 2026" not in text(lived_pages[path])] == []


def test_what_is_not_committed_yet_is_said(lived: Goals, tmp_path: Path) -> None:
    goals = lived.copy(tmp_path / "here")
    goals.write({GROW: grow(LOWER, check_ins=CHECKED)})
    known = understand(goals.folder)
    assert "and changes not committed yet" in text(known.pages[0])
    changes = next(page for page in known.pages if page.path == "changes.md")
    assert "not committed yet" in text(changes)


def test_the_same_commit_and_day_give_the_same_bytes(
    lived_pages: Mapping[str, SitePage], lived: Goals, tmp_path: Path
) -> None:
    again = understand(lived.copy(tmp_path / "there").folder)
    assert {page.path: page.body for page in again.pages} == {path: page.body for path, page in lived_pages.items()}


def test_without_history_the_pages_say_why_and_goals_say_nothing(tmp_path: Path) -> None:
    write_tree(tmp_path / "goals", {**FIRST, GROW: grow(EASIER, check_ins=CHECKED)})
    pages = {page.path: page for page in understand(tmp_path, as_of=AS_OF).pages}
    for path in ("changes.md", "goalposts.md"):
        assert "There is no history: " in text(pages[path])
    assert 'id="goalposts"' not in pages[GROW_PAGE].body
    assert "commit" not in text(pages[GROW_PAGE])


def test_where_no_goalpost_moved_the_page_says_what_will_stand_there(tmp_path: Path) -> None:
    goals = Goals(tmp_path)
    goals.commit("2026-09-15", {**FIRST, GROW: grow()})
    pages = {page.path: page for page in understand(tmp_path, as_of=AS_OF).pages}
    assert "No goalpost has moved." in text(pages["goalposts.md"])


def test_where_history_is_off_neither_page_is_there(lived: Goals, tmp_path: Path) -> None:
    goals = lived.copy(tmp_path / "off")
    (goals.folder / "mkdocs.yml").write_text(f"{SETTINGS}      history: false\n", encoding="utf-8")
    known = understand(goals.folder)
    assert {"changes.md", "goalposts.md"}.isdisjoint({page.path for page in known.pages})
    assert {"changes.md", "goalposts.md"}.isdisjoint(known.hubs)
    assert "commit" not in text(known.pages[0])


def test_a_goal_brought_in_after_its_first_check_in_does_not_begin_its_story_again(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    goals.commit("2026-11-18", {**FIRST, GROW: grow(check_ins=CHECKED)}, "Seed")
    goals.commit("2026-11-19", {GROW: grow(EASIER, check_ins=CHECKED)}, "Easier")
    pages = {page.path: page for page in read(goals).pages}
    story = text(pages[GROW_PAGE])
    story = story[story.index("Check-ins 1") :]
    assert "19 Nov" in story
    assert "18 Nov" not in story


def test_a_kpi_shows_its_moved_target_and_its_completion_under_the_original(tmp_path: Path) -> None:
    # The newest value is 60: of the target 80 that is 75%, of the original 120 one half.
    goals = Goals(tmp_path)
    rate = RATE + "  - {{date: 2026-09-30, value: 50}}\n  - {{date: 2026-10-31, value: 60}}\n---\n"
    reads = grow("rate: {title: Rate, kpi: rate, from: 0}\n  calls: {title: Calls, from: 20, to: 10}")
    goals.commit("2026-09-15", {**FIRST, "kpis/rate.md": rate.format("{2026-01-01: 120}"), GROW: reads})
    goals.commit("2026-11-05", {"kpis/rate.md": rate.format("{2026-01-01: 80}")})
    pages = {page.path: page for page in understand(tmp_path, as_of=AS_OF).pages}
    # The move comes five days after the newest value.
    body = pages["kpis/rate.md"].body
    assert 'Goalpost moved on 5 Nov."' in body
    assert (body.count('class="flag"'), body.count("5 Nov: goalpost moved</text>")) == (1, 1)
    said = text(pages["kpis/rate.md"])
    assert "Goalposts moved 1 All goalposts" in said
    assert "Today75%" in said
    assert "Under the original targets50%" in said
    assert "no reason given" in said
    assert "the target of its KPI moved: Rate" in text(pages[GROW_PAGE])


def test_many_changes_stay_within_a_page_and_are_counted(tmp_path: Path) -> None:
    goals = Goals(tmp_path)
    many = {f"2026-q4/goal-{number}.md": grow().replace("supports: win\n", "") for number in range(400)}
    goals.commit("2026-10-01", {**FIRST, **many})
    page = next(page for page in understand(tmp_path, as_of=AS_OF).pages if page.path == "changes.md")
    assert len(page.body.encode()) < 100_000
    listed = page.body.count("<b>")
    # 400 goals, the company, its objective and two teams.
    assert f"and {404 - listed} more" in text(page)


def test_a_goal_says_how_many_of_its_changes_are_not_on_its_page(tmp_path: Path) -> None:
    goals = Goals(tmp_path)
    goals.commit("2026-09-15", {**FIRST, GROW: grow()})
    for number in range(41):
        goals.commit("2026-09-16", {GROW: grow().replace("title: Grow", f"title: Grow {number}")})
    page = next(page for page in understand(tmp_path, as_of=AS_OF).pages if page.path == GROW_PAGE)
    assert page.body.count('class="gs-quietly"') == 40
    assert "and 2 earlier changes; goalsite log grow lists all, Changes the newest of every goal." in text(page)
    assert '<a href="../../../../changes/">Changes</a>' in page.body


def test_without_people_nothing_of_a_personal_goal_is_told(tmp_path: Path) -> None:
    goals = Goals(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(f"{SETTINGS}      people: false\n", encoding="utf-8")
    own = grow(more="person: Mei Lin\n").replace("title: Grow", "title: Learn Spanish")
    goals.commit("2026-10-05", {**FIRST, "people/mei.md": "---\nkind: person\ntitle: Mei Lin\n---\n", GROW: own})
    goals.commit("2026-11-16", {GROW: own.replace("to: 12", "to: 6")})
    known = understand(tmp_path)
    assert [page.path for page in known.pages if "Learn Spanish" in page.body] == []
    assert "Learn Spanish" not in feeds(known)["feed.xml"].decode()
