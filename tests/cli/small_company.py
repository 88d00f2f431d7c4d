"""A small company for the commands that tell of change: Grow, at 35 %, below an objective of the company."""

from pathlib import Path

from tests.change.repositories import COMPANY, Goals

OMAR = "Omar Haddad <omar@example.com>"
DAY = ("--as-of", "2026-11-20")
TEAM = "---\nkind: team\ntitle: Growth\nlead: Mei Lin\n---\n"
TOP = (
    "---\nkind: objective\ntitle: Customers stay\nowner: Ada Berg\nkey_results:\n"
    "  stay: {title: They stay, from_supporters: true}\n"
    "  pay: {title: They pay, from: 0, to: 10}\n"
    "check_ins:\n  - {date: 2026-11-16, values: {pay: 5}}\n---\n"
)
GROW = "teams/growth/2026-q4/grow.md"


def grow(to: str = "10", check_in: str = "{date: 2026-11-10, values: {sales: 2, calls: 15}}", more: str = "") -> str:
    return (
        f"---\nkind: objective\ntitle: Grow\nowner: Mei Lin\nsupports: top#stay\n{more}key_results:\n"
        f"  sales: {{title: Sales, from: 0, to: {to}}}\n  calls: {{title: Calls, from: 20, to: 10}}\n"
        f"check_ins:\n  - {check_in}\n---\n"
    )


def small_company(folder: Path) -> Goals:
    """Return its repository, whose main line has begun."""
    made = Goals(folder)
    made.commit(
        "2026-10-01", {"company.md": COMPANY, "2026-q4/top.md": TOP, "teams/growth/team.md": TEAM, GROW: grow()}
    )
    made.git("config", "user.name", "Omar Haddad")
    made.git("config", "user.email", "omar@example.com")
    return made
