"""A company whose goals are checked in by the form, and what its pages tell the form."""

import json
from typing import Any

from tests.conftest import Goals
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed

from goalsite.check import check
from goalsite.measure import measure
from goalsite.settings import Settings

HOSTILE = "<img src=x onerror=alert(1)>'\"&amp;: - # {{ x }} 满意度"
STEP = "- \"Two\": 'half' \\ done # <b> 满意"
KEY = "no"
PATH = "teams/growth/2026-q4/onboard"
OBJECTIVE = f"""---
kind: objective
title: {json.dumps(HOSTILE)}
owner: ann
supports: win
key_results:
  calls: {{title: Calls per customer, from: 10, to: 4, unit: calls}}
  uptime: {{title: The page answers, keep: {{min: 99.9}}, unit: "%"}}
  steps: {{title: Steps to it, milestones: [{{title: One}}, {{title: {json.dumps(STEP)}}}]}}
  "{KEY}": {{title: "{{0}} signed", done: false}}
  income: {{title: Income, kpi: revenue, from: 10, to: 12}}
check_ins:
  - {{date: 2026-11-09, values: {{calls: 8.50, uptime: 99.95, steps: [One]}}, confidence: 0.7, by: ann}}
---
"""
WIN = (
    "---\nkind: objective\ntitle: Win\nowner: ann\nkey_results:\n  a: {title: Deals, from: 0, to: 9}\n"
    "  b: {title: Visits, from: 0, to: 9}\n"
    "check_ins: [{date: 2026-11-14, values: {a: 5, b: 5}, confidence: 0.8}]\n---\n"
)
KPI = "---\nkind: kpi\ntitle: Revenue\nowner: ann\ndirection: up\ntarget: 12\nunit: EUR\n---\n"
TREE = {
    "company.md": "---\nkind: company\ntitle: Acme\nmission: Well made things\n---\n",
    "2026-q4/win.md": WIN,
    "teams/growth/team.md": "---\nkind: team\ntitle: Growth\nlead: ann\nmembers: [Bo Tan]\n---\n",
    f"{PATH}.md": OBJECTIVE,
    "kpis/revenue.md": KPI,
    "kpis/revenue.csv": "date,value\n2026-09-30,10\n2026-10-31,11.5\n",
}
ROLES = KPI.replace("unit: EUR", "rubric: {1: poor, 5: fine}\nraters: {manager: 0.5, 自评: 0.5}")
BEYOND = {"value": {"between": ["1", "5"]}}
Goal = dict[str, Any]


def goal_of(pages: Rendered, path: str, tree: dict[str, str] | None = None, **more: Any) -> Goal:
    """Return what a goal's page tells the form."""
    parsed = Parsed(pages(tree or TREE, **more)[path].body)
    (data,) = [value for _, name, value in parsed.attributes if name == "data-check-in"]
    goal = json.loads(data)
    assert isinstance(goal, dict)
    return goal


def read_back(goals: Goals, path: str, text: str, tree: dict[str, str] | None = None) -> Any:
    """Return the figures with the file in its place; nothing is found in it, and nothing of the reading kind at all.

    G501 and G305 are of the figures: a goal that was just proposed has none yet.
    """
    before = {str(one) for one in check(measure(goals(tree or TREE), Settings()))}
    measured = measure(goals({**(tree or TREE), path: text}), Settings())
    new = [one for one in check(measured) if str(one) not in before]
    assert [str(one) for one in new if one.code not in ("G501", "G305")] == []
    return measured
