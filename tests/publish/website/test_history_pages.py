"""What the pages tell of the past, from a real repository, against numbers worked out by hand."""

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import feedparser
import pytest
from tests.change.repositories import Goals
from tests.change.test_quarter import CHECKED, EASIER, FIRST, GROW, LOWER, RATE, grow, live, read
from tests.conftest import write_tree
from tests.site.reading_html import Parsed, dangers

from goalsite.publish.data.feed import feeds
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site import PageKind, SitePage

AS_OF = date(2026, 11, 20)
GROW_PAGE = "teams/growth/2026-q4/grow.md"
SETTINGS = (
    "site_name: Acme\nrepo_url: https://github.com/acme/goals\ndocs_dir: goals\ntheme: {name: material}\n"
    "plugins:\n  - goalsite:\n      as_of: 2026-11-20\n"
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Goals:
    """Return a repository as it is on 20 November, after a move with a reason, one without and a swap."""
    goals = Goals(tmp_path_factory.mktemp("lived") / "repository")
    goals.commit("2026-09-15", FIRST, "A company")
    (goals.folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return live(goals)


@pytest.fixture(scope="module")
def known(lived: Goals) -> Understood:
    return understand(lived.folder)


@pytest.fixture(scope="module")
def pages(known: Understood) -> Mapping[str, SitePage]:
    return {page.path: page for page in known.pages}


def text(page: SitePage) -> str:
    return " ".join(Parsed(page.body).text.split())


def test_an_objective_shows_its_moved_goalposts_below_its_chart(pages: Mapping[str, SitePage]) -> None:
    body = pages[GROW_PAGE].body
    assert body.index('id="progress"') < body.index('id="goalposts"') < body.index('id="check-ins"')
    said = text(pages[GROW_PAGE])
    assert "10 Nov 2026 scope · day 41 of 92 · Omar Haddad · commit" in said
    assert "2 Nov 2026 target · day 33 of 92 · Omar Haddad · approved by Ada Berg · commit" in said
    assert "Sales: target 12 → 6" in said
    assert "“The fair was called off”" in said
    assert "no reason given" in said
    assert said.count("“Nobody calls any more”") == 1


def test_a_swapped_key_result_is_told_as_such(pages: Mapping[str, SitePage]) -> None:
    said = text(pages[GROW_PAGE])
    assert "Calls 20 → 15, replaced by Mails" in said
    assert "Mails 0 → 100, in place of Calls" in said


def test_two_bars_show_it_today_and_under_the_original_targets(pages: Mapping[str, SitePage]) -> None:
    # Today (3/4 + 1/4) / 2 = 1/2; originally sales 4.5 of 12 is 3/8 and calls half: 7/16, of which 50/91 are expected.
    body = pages[GROW_PAGE].body
    bars = body[body.index('class="gs-beside2"') :]
    assert "--p:50;" in bars[:300]
    assert "--p:43.75;--e:54.95" in bars
    said = text(pages[GROW_PAGE])
    assert "Under its original targets it would stand at 44% and be on track: goalposts moved 3 times." in said
    assert "under the original targets 44%, expected 55%" in said


def test_the_chart_flags_each_day_that_moved_a_goalpost(pages: Mapping[str, SitePage]) -> None:
    body = pages[GROW_PAGE].body
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


def test_the_page_of_goalposts_holds_all_moves_of_running_cycles_by_day(pages: Mapping[str, SitePage]) -> None:
    said = text(pages["goalposts.md"])
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
    assert "1 reason is missing. 1 more is missing of what is closed or removed, which no check asks for." in said
    assert "1 move is of a goal that was removed." in said
    goals.commit("2026-11-20", {GROW: grow("sales: {title: Sales, from: 0, to: 12}", more="state: closed\n")})
    said = text({page.path: page for page in understand(goals.folder).pages}["goalposts.md"])
    assert "Every move gives its reason." not in said
    assert "reasons are missing of what is closed or removed, which no check asks for." in said


def test_changes_are_told_by_day_and_team_with_who_what_and_why(pages: Mapping[str, SitePage], lived: Goals) -> None:
    page = pages["changes.md"]
    said = text(page)
    assert "5 Nov 2026 1 Growth Grow goalpost moved, no reason given Calls: target 10 → 15 Mei Lin“Tidy up”" in said
    assert "1 past version could not be read" in said
    head = lived.git("rev-parse", "HEAD")
    assert f"https://github.com/acme/goals/commit/{head}" in page.body
    assert 'href="../teams/growth/2026-q4/grow/"' in page.body


def test_the_story_of_a_goal_joins_check_ins_and_changes_by_day(pages: Mapping[str, SitePage]) -> None:
    said = text(pages[GROW_PAGE])
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


def test_home_tells_of_the_seven_days_up_to_the_day(lived: Goals) -> None:
    # On 20 November only the check-in of the 16th; on the 11th two moves, of the 5th and the 10th.
    assert "This week 1 All changes 16 NovGrow check-in: 25% → 50%" in text(understand(lived.folder).pages[0])
    earlier = text(understand(lived.folder, as_of=date(2026, 11, 11)).pages[0])
    week = earlier[earlier.index("This week") :]
    assert week.startswith("This week 2 All changes 10 Nov")
    assert "5 Novgoalpost moved Grow Calls: target 10 → 15 no reason given" in week


def test_the_week_tells_of_the_values_of_kpis_too(tmp_path: Path) -> None:
    # Two values lie in the seven days up to the 20th; the newest of those before is 40. A whole has none of its own.
    rate = RATE.replace("up\n", 'up\nunit: "%"\n').format(60)
    values = "".join(
        f"  - {{date: {day}, value: {value}}}\n" for day, value in (("11-02", 40), ("11-14", 45), ("11-16", 50.5))
    ).replace("date: ", "date: 2026-")
    whole = "---\nkind: kpi\ntitle: All\nowner: Mei Lin\ndirection: up\ncombine: sum\n---\n"
    first = "---\nkind: kpi\ntitle: New\nowner: Mei Lin\ndirection: up\nvalues: [{date: 2026-11-20, value: 7}]\n---\n"
    late = first.replace("New", "Quiet").replace("11-20", "11-13")
    files = {"company.md": FIRST["company.md"], "kpis/rate.md": f"{rate}{values}part_of: all\n---\n"}
    files |= {"kpis/all.md": whole, "kpis/new.md": first, "kpis/quiet.md": late}
    write_tree(tmp_path / "goals", files)
    said = text(understand(tmp_path, as_of=AS_OF).pages[0])
    week = said[said.index("This week") :]
    assert week.startswith("This week 2 All changes 20 NovNew value: 7 16 NovRate value: 40.0% → 50.5%")
    assert "Quiet" not in week


def checked(title: str, day: str, before: int, after: int) -> str:
    told = f"  - {{date: 2026-10-12, values: {{sales: {before}}}}}\n  - {{date: {day}, values: {{sales: {after}}}}}\n"
    return grow("sales: {title: Sales, from: 0, to: 100}", check_ins=told).replace("Grow", title)


def test_the_week_lists_the_largest_moves_and_folds_the_others(tmp_path: Path) -> None:
    # Ten objectives, moved by 0, 1, … 9 of 100: the two that moved least are folded, one of them stands still.
    tree = dict(FIRST)
    for moved in range(10):
        tree[f"teams/growth/2026-q4/{moved}.md"] = checked(f"Goal {moved}", f"2026-11-{20 - moved % 3}", 20, 20 + moved)
    write_tree(tmp_path / "goals", tree)
    home = understand(tmp_path, as_of=AS_OF).pages[0].body
    week = home[home.index('id="week"') :]
    shown, _fold, folded = week.partition("<details")
    assert "10, these matter most" in shown
    assert [moved for moved in range(10) if f"Goal {moved}<" in shown] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert "2 more of this week" in folded
    said = " ".join(Parsed(folded).text.split())
    assert "Goal 1 check-in: 20% → 21%" in said
    assert "Goal 0 check-in: still 20%" in said


def test_of_very_many_check_ins_those_not_listed_are_counted(tmp_path: Path) -> None:
    tree = dict(FIRST)
    tree |= {f"teams/growth/2026-q4/g{n}.md": checked(f"Goal {n}", "2026-11-20", 20, 50) for n in range(60)}
    write_tree(tmp_path / "goals", tree)
    home = text(understand(tmp_path, as_of=AS_OF).pages[0])
    # Eight are listed and forty folded.
    assert "60, these matter most" in home
    assert "52 more of this week" in home
    assert "and 12 more; the data has all check-ins and values." in home


def test_every_page_says_its_day_and_all_but_goals_own_the_commit(pages: Mapping[str, SitePage], lived: Goals) -> None:
    """A goal's page is kept while the goal is the same; there, the theme's footer names the commit."""
    head = lived.git("rev-parse", "--short=8", "HEAD")
    goals = {path for path, page in pages.items() if page.kind in (PageKind.OBJECTIVE, PageKind.KPI)}
    without = {path for path, page in pages.items() if f"As of 20 Nov 2026 · commit {head}" not in text(page)}
    assert without == goals
    assert [path for path in goals if "As of 20 Nov 2026" not in text(pages[path])] == []


def test_what_is_not_committed_yet_is_said(lived: Goals, tmp_path: Path) -> None:
    goals = lived.copy(tmp_path / "here")
    goals.write({GROW: grow(LOWER, check_ins=CHECKED)})
    known = understand(goals.folder)
    assert "and changes not committed yet" in text(known.pages[0])
    changes = next(page for page in known.pages if page.path == "changes.md")
    assert "not committed yet" in text(changes)


def test_the_same_commit_and_day_give_the_same_bytes(
    pages: Mapping[str, SitePage], lived: Goals, tmp_path: Path
) -> None:
    again = understand(lived.copy(tmp_path / "there").folder)
    assert {page.path: page.body for page in again.pages} == {path: page.body for path, page in pages.items()}


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


def test_feeds_tell_of_changes_and_moved_goalposts(known: Understood) -> None:
    made = feeds(known)
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


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "{{ 7*7 }}{% raw %}</div></div>",
    "\x02stx\x1b[31m",
    "x" * 1_000_000,
]


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_commits_are_text(attack: str, tmp_path: Path) -> None:
    goals = Goals(tmp_path / "hostile")
    by = f"{attack[:200].replace('<', '(').replace('>', ')')} <x@example.com>"
    goals.commit("2026-09-15", {**FIRST, GROW: grow()}, attack)
    try:
        goals.commit("2026-11-05", {GROW: grow(LOWER)}, attack, by=by)
    except subprocess.CalledProcessError:
        goals.commit("2026-11-05", {GROW: grow(LOWER)}, attack)
    known = understand(goals.folder, as_of=AS_OF)
    for page in known.pages:
        assert dangers(page.body, page.path) == [], page.path
        parsed = Parsed(page.body)
        assert (parsed.open, parsed.unbalanced) == ([], []), page.path
        assert len(page.body) < 100_000
        assert not any(letter < " " and letter != "\n" for letter in page.body), page.path
    assert not feedparser.parse(feeds(known)["feed.xml"]).bozo


SWAP = """---
kind: objective
title: Grow
owner: Mei Lin
key_results:
  sales: {title: Sales, from: 0, to: 10}
  fair: {title: Fair, from: 0, to: 10, retired: {date: 2026-11-02, why: It was called off, replaced_by: "#calls"}}
  calls: {title: Calls, from: 0, to: 20, added: 2026-11-02}
adjustments: [{date: 2026-11-02, what: fair, why: It was called off, approved_by: Ann}]
check_ins:
  - {date: 2026-10-31, values: {sales: 3, fair: 5}}
  - {date: 2026-11-15, values: {sales: 5, calls: 5}}
---
"""


@pytest.fixture(scope="module")
def taken_over(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SitePage]:
    """Return the pages of a company whose files tell of a swap that its only commit does not show."""
    goals = Goals(tmp_path_factory.mktemp("taken") / "over")
    goals.commit("2026-11-19", {**FIRST, GROW: SWAP})
    return {page.path: page for page in understand(goals.folder, as_of=AS_OF).pages}


def test_what_only_the_file_tells_of_stands_as_moved_goalposts(taken_over: Mapping[str, SitePage]) -> None:
    said = text(taken_over[GROW_PAGE])
    moved = "2 Nov 2026 scope · day 33 of 92 · approved by Ann · as told in teams/growth/2026-q4/grow.md:7"
    assert moved in said
    assert "Fair 0 → 10, replaced by Calls" in said
    assert "Calls 0 → 20, in place of Fair" in said
    assert said.count("It was called off") == 1
    assert "Recorded changes" not in said
    # Today (1/2 + 1/4) / 2, with the fair's last value (1/2 + 1/2) / 2.
    assert "Todayexpected today 43%38%on track" in said
    assert "Under the original targetsexpected today 55%50%on track" in said
    assert "Under its original targets it would stand at 50%" in said


def test_the_chart_steps_where_key_results_came_and_went(taken_over: Mapping[str, SitePage]) -> None:
    body = taken_over[GROW_PAGE].body
    assert (body.count('class="flag"'), body.count("2 Nov: goalpost moved</text>")) == (1, 1)
    expected = body.partition('class="expected" d="')[2].partition('"')[0]
    progress = body.partition('class="line" d="')[2].partition('"')[0]
    # 2 November is day 32 of the 91. Until then 31/91 were expected; then sales 32/91 and calls, which have just come,
    # nothing: 16/91. Of sales and the fair 3/10 and 5/10 were done, of sales and calls 3/10 and nothing.
    assert "L35.16 65.93L35.16 82.42L" in expected
    assert progress.startswith("M32.97 60L35.16 60L35.16 85L")


def test_the_page_of_goalposts_tells_what_the_files_tell(taken_over: Mapping[str, SitePage]) -> None:
    said = text(taken_over["goalposts.md"])
    assert "No goalpost has moved." not in said
    assert "Goalposts 1 Every move gives its reason." in said
    assert (
        "2 Nov 2026 1 Growth Grow scope · day 33 of 92" in said.replace("Grow , Growth", "Growth Grow")
        or "Fair 0 → 10" in said
    )
    assert said.count("Under the original targets") == 1


def test_without_history_the_files_moves_still_stand(tmp_path: Path) -> None:
    write_tree(tmp_path / "goals", {**FIRST, GROW: SWAP})
    pages = {page.path: page for page in understand(tmp_path, as_of=AS_OF).pages}
    said = text(pages["goalposts.md"])
    assert "There is no history: " in said
    assert "Those that the files tell of themselves stand here all the same." in said
    assert "Fair 0 → 10, replaced by Calls" in said
    assert pages[GROW_PAGE].body.count('class="flag"') == 1


def test_where_git_knows_a_move_the_file_is_not_asked(pages: Mapping[str, SitePage]) -> None:
    assert "as told in" not in text(pages[GROW_PAGE])
    assert "as told in" not in text(pages["goalposts.md"])
