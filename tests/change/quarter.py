"""A quarter's life in a real repository: its files, its commits, and what is read of it."""

from datetime import date

from tests.change.repositories import COMPANY, Goals

from goalsite.change.moves import Move
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.understanding.verdict import judge

OMAR = "Omar Haddad <omar@example.com>"
ADA = "Ada Berg <ada@example.com>"
GROW = "teams/growth/2026-q4/grow.md"
AS_OF = date(2026, 11, 20)


def grow(
    key_results: str = "sales: {title: Sales, from: 0, to: 12}\n  calls: {title: Calls, from: 20, to: 10}",
    *,
    more: str = "",
    check_ins: str = "",
    body: str = "Why.",
) -> str:
    listed = f"check_ins:\n{check_ins}" if check_ins else ""
    return (
        f"---\nkind: objective\ntitle: Grow\nowner: Mei Lin\nsupports: win\n{more}"
        f"key_results:\n  {key_results}\n{listed}---\n{body}\n"
    )


WIN = "---\nkind: objective\ntitle: Win\nowner: Ada Berg\nprogress_from: supporters\n---\n"
TEAM = "---\nkind: team\ntitle: {}\n---\n"
FIRST = {
    "company.md": COMPANY,
    "2026-q4/win.md": WIN,
    "teams/growth/team.md": TEAM.format("Growth"),
    "teams/sales/team.md": TEAM.format("Sales"),
}
CHECKED = "  - {date: 2026-10-12, values: {sales: 3, calls: 15}, confidence: 0.7}\n"
RATE = "---\nkind: kpi\ntitle: Rate\nowner: Mei Lin\ndirection: up\ntarget: {}\nvalues:\n"
LOWER = "sales: {title: Sales, from: 0, to: 6}\n  calls: {title: Calls, from: 20, to: 10}"
EASIER = "sales: {title: Sales, from: 0, to: 6}\n  calls: {title: Calls, from: 20, to: 15}"
SWAPPED = (
    "sales: {title: Sales, from: 0, to: 6}\n"
    "  calls: {title: Calls, from: 20, to: 15, "
    "retired: {date: 2026-11-10, why: Nobody calls any more, replaced_by: mails}}\n"
    "  mails: {title: Mails, from: 0, to: 100, added: 2026-11-10}"
)
WHY = "adjustments:\n  - {date: 2026-11-02, what: sales, why: The fair was called off, approved_by: Ada Berg}\n"


def live(goals: Goals) -> Goals:
    """Let the quarter go by until 20 November."""
    goals.commit(
        "2026-09-20",
        {
            GROW: grow(
                "sales: {title: Sales, from: 0, to: 20}\n  calls: {title: Calls, from: 20, to: 10}",
                more="state: draft\n",
            )
        },
        "Draft",
    )
    goals.commit("2026-10-05", {GROW: grow()}, "Start", by=OMAR)
    goals.commit("2026-10-12", {GROW: grow(check_ins=CHECKED)}, "Check in", by=OMAR)
    goals.commit("2026-11-02", {GROW: grow(LOWER, more=WHY, check_ins=CHECKED)}, "Less from the fair", by=OMAR)
    goals.commit("2026-11-05", {GROW: grow(EASIER, more=WHY, check_ins=CHECKED)}, "Tidy up")
    goals.commit("2026-11-08", {GROW: "---\nkind: objective\ntitle: [\n"}, "Oops")
    swapped = grow(SWAPPED, more=WHY, check_ins=CHECKED)
    goals.commit("2026-11-10", {GROW: swapped}, "Mails, not calls", by=OMAR)
    file = "---\nkind: check-in\nvalues: {sales: 4.5, mails: 25}\n---\nWell.\n"
    goals.commit("2026-11-16", {"teams/growth/2026-q4/grow/2026-11-16.md": file}, "Check in", by=ADA)
    return goals


def read(goals: Goals, day: date = AS_OF) -> Understood:
    """Read everything; a check, which reads no more of the past than it needs, must find the same."""
    known = understand(goals.folder, as_of=day)
    found = [finding for finding in known.findings if finding.code == "G504"]
    assert [finding for finding in judge(goals.folder, as_of=day).findings if finding.code == "G504"] == found
    return known


def moves(known: Understood, goal: str = "teams/growth/2026-q4/grow") -> tuple[Move, ...]:
    assert known.moved is not None
    return known.moved[goal].moves if goal in known.moved else ()


def told(known: Understood, goal: str = "teams/growth/2026-q4/grow") -> list[tuple[str, str, str, str]]:
    assert known.stories is not None
    return [
        (str(event.day), event.commit.author, event.change.about.value, event.change.key)
        for event in known.stories[goal].events
    ]
