"""A small company whose goals give no finding, as of 2026-11-15; examples and tests lay their files on top."""

from collections.abc import Mapping

AS_OF = "2026-11-15"
Q4 = "teams/growth/2026-q4/"


def objective(title: str, *, supports: str = "", more: str = "") -> str:
    """Return an objective's file with two key results, half way on 9 November."""
    up = f"supports: {supports}\n" if supports else ""
    return (
        f"---\nkind: objective\ntitle: {title}\nowner: Mei Lin\n{up}{more}"
        "key_results:\n"
        "  first: {title: 'First number', from: 0, to: 10}\n"
        "  second: {title: 'Second number', from: 20, to: 10}\n"
        "check_ins:\n"
        "  - {date: 2026-11-09, values: {first: 5, second: 15}, confidence: 0.8}\n---\n"
    )


def kpi(more: str = "", *, direction: str = "up", target: str = "60", values: str = "") -> str:
    """Return a KPI's file."""
    aim = f"target: {target}\n" if target else ""
    return f"---\nkind: kpi\ntitle: Trials\nowner: Mei Lin\ndirection: {direction}\n{aim}{values}{more}---\n"


def key_results(*lines: str, more: str = "") -> str:
    """Return a team objective's file with the key results given, one a line."""
    listed = "".join(f"  {line}\n" for line in lines)
    return (
        "---\nkind: objective\ntitle: Customers bring customers\nowner: Mei Lin\nsupports: win-mid-market\n"
        f"{more}key_results:\n{listed}---\n"
    )


COMPANY: Mapping[str, str] = {
    "company.md": "---\nkind: company\ntitle: Example\n---\n",
    "2026-q4/win-mid-market.md": """---
kind: objective
title: Mid-size companies choose us first
owner: Mei Lin
key_results:
  customers: {title: "Mid-size customers", from: 120, to: 168}
  share: {title: "Revenue from mid-size customers", unit: "%", from: 20, to: 30}
check_ins:
  - {date: 2026-11-09, values: {customers: 144, share: 25}, confidence: 0.8}
---
""",
    "2026-q4/answer-fast.md": objective("Customers get answers the same day"),
    "2026-q4/earn-margin.md": objective("We earn what growth costs"),
    "teams/growth/team.md": "---\nkind: team\ntitle: Growth\nlead: Mei Lin\n---\n",
    "teams/growth/2026-q4/effortless-onboarding.md": objective(
        "New customers are at home from the first day", supports="win-mid-market"
    ),
    "teams/growth/kpis/activation-rate.md": """---
kind: kpi
title: New customers active after a week
owner: Mei Lin
direction: up
target: 60
unit: "%"
values:
  - {date: 2026-09-30, value: 50}
  - {date: 2026-10-31, value: 56}
---
""",
}
