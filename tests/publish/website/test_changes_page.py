"""The page of changes: what one commit did is told once, however many goals it brought."""

from datetime import date
from pathlib import Path

from tests.change.repositories import COMPANY, Goals
from tests.site.reading_html import Parsed

from goalsite.publish.understanding.pipeline import understand

VALUE = "  - {{date: 2026-09-{}, value: 7}}\n"
KPI = "---\nkind: kpi\ntitle: {}\nowner: Ada\ndirection: up\ntarget: 9\nvalues:\n{}---\n"


def test_goals_that_one_commit_brought_are_told_in_one_line(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    goals.commit("2026-10-01", {"company.md": COMPANY}, "A company")
    goals.commit(
        "2026-10-02",
        {
            "kpis/calls.md": KPI.format("Calls", VALUE.format(29)),
            "kpis/mails.md": KPI.format("Mails", VALUE.format(29) + VALUE.format(30)),
        },
        "Import",
    )
    goals.commit("2026-10-02", {"kpis/visits.md": KPI.format("Visits", VALUE.format(30))}, "One more")
    said = " ".join(Parsed(_page(goals)).text.split())
    assert "Calls, Mails added" in said
    assert (said.count("“Import”"), said.count("“One more”"), said.count(" added")) == (1, 1, 3)
    assert "2 Oct 2026 3" in said  # the count is of goals, not of lines


def test_an_import_is_told_by_kinds_with_many_names_folded(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    people = {f"people/p{n}.md": f"---\nkind: person\ntitle: Person {n}\n---\n" for n in range(9)}
    teams = {f"teams/t{n}/team.md": f"---\nkind: team\ntitle: Team {n}\n---\n" for n in range(2)}
    kpis = {f"kpis/k{n}.md": KPI.format(f"Rate {n}", VALUE.format(29)) for n in range(8)}
    goals.commit("2026-10-02", {"company.md": COMPANY, **people, **teams, **kpis}, "Import")
    page = _page(goals)
    said = " ".join(Parsed(page).text.split())
    assert said.count("“Import”") == 3  # once for the company, once for each team
    assert "8 KPIs Rate 0, Rate 1," in said
    assert "9 people added Person 0, Person 1," in said
    assert page.count("<details") == 1  # eight still stand in the open
    assert "2 Oct 2026 20" in said


def test_goals_of_one_title_are_told_apart_by_their_cycles(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    goal = "---\nkind: objective\ntitle: {}\nowner: Ada\nkey_results: {{a: {{title: A, from: 0, to: 1}}}}\n---\n"
    tree = {
        "company.md": COMPANY,
        "2026-q3/grow.md": goal.format("Grow"),
        "2026-q4/grow.md": goal.format("Grow"),
        "2026-q4/save.md": goal.format("Save"),
    }
    goals.commit("2026-10-02", tree, "Import")
    assert "Grow 2026 Q3, Grow 2026 Q4, Save added" in " ".join(Parsed(_page(goals)).text.split())


def test_what_one_commit_changed_alike_about_many_is_told_once(tmp_path: Path) -> None:
    goals = Goals(tmp_path / "repository")
    names = ("calls", "mails", "visits")
    first = {f"kpis/{name}.md": KPI.format(name.title(), VALUE.format(29)) for name in names}
    goals.commit("2026-10-01", {"company.md": COMPANY, **first}, "A company")
    translated = {f"kpis/{name}.zh.md": f"---\ntitle: {name}\n---\n" for name in names}
    more = KPI.format("Visits", VALUE.format(29)).replace("target: 9", "target: 8")
    goals.commit("2026-10-02", {**translated, "kpis/visits.md": more}, "Translate")
    said = " ".join(Parsed(_page(goals)).text.split())
    # What else happened to the visits keeps them on a line of their own.
    assert "Calls, Mails translation (zh)" in said
    assert said.count("“Translate”") == 2
    assert "2 Oct 2026 3" in said


def _page(goals: Goals) -> str:
    """Return the page of changes as of 3 October."""
    pages = understand(goals.folder, as_of=date(2026, 10, 3)).pages
    return next(page for page in pages if page.path == "changes.md").body
