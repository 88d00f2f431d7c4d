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
    known = understand(goals.folder, as_of=date(2026, 10, 3))
    page = next(page for page in known.pages if page.path == "changes.md")
    said = " ".join(Parsed(page.body).text.split())
    assert "Calls, Mails added" in said
    assert (said.count("“Import”"), said.count("“One more”"), said.count(" added")) == (1, 1, 3)
    assert "2 Oct 2026 3" in said  # the count is of goals, not of lines
