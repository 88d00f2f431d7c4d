"""A small company with one of everything, for tests of pages."""

COMPANY = "---\nkind: company\ntitle: Acme\nmission: Well made things\n---\n"

TREE = {
    "company.md": COMPANY,
    "people/ann.md": "---\nkind: person\ntitle: Ann Lee\nteam: growth\nrole: head of growth\n---\n",
    "people/bo.md": "---\nkind: person\ntitle: Bo Tan\nteam: growth\n---\n",
    "cycles/2026-q4.md": "---\nkind: cycle\ntheme: Fewer, better\n---\nWhat we learned.\n",
    "2026-q4/win.md": """---
kind: objective
title: Win the mid-market
owner: ann
key_results:
  deals: {title: Deals signed, from: 0, to: 40}
  sales: {title: Raise revenue, kpi: revenue, from: 10, to: 12}
check_ins:
  - {date: 2026-11-10, values: {deals: 20}, confidence: 0.8, note: "Halfway, **on time**."}
---
Why it matters: see [revenue](../kpis/revenue.md).
""",
    "kpis/revenue.md": """---
kind: kpi
title: Revenue
owner: ann
direction: up
unit: EUR
target: {2026-01-01: 11, 2026-10-01: 12}
warn: 11
values:
  - {date: 2026-08-31, value: 10.4}
  - {date: 2026-09-30, value: 10.8}
  - {date: 2026-10-31, value: 11.2, note: Strong autumn}
---
""",
    "teams/growth/team.md": "---\nkind: team\ntitle: Growth\nlead: ann\nmembers: [bo]\nmission: Find them\n---\n",
    "teams/growth/2026-q4/onboard.md": """---
kind: objective
title: Effortless onboarding
owner: bo
supports: win#deals
key_results:
  time: {title: Days to first value, from: 10, to: 4, unit: days}
  uptime: {title: Keep it up, keep: {min: 99.9}, unit: "%"}
  steps: {title: Ship the steps, milestones: [{title: One, done: 2026-10-20}, {title: Two, due: 2026-11-01}]}
check_ins:
  - {date: 2026-10-12, values: {time: 9, uptime: 99.95}, confidence: 0.6, by: bo}
  - {date: 2026-11-12, values: {time: 7}, confidence: {time: 0.5}, by: bo}
initiatives:
  - {title: New tour, status: doing, owner: bo, due: 2026-11-01, link: https://example.org/tour, for: time}
adjustments:
  - {date: 2026-11-02, what: time, why: The pilot showed it, approved_by: ann}
---
""",
    "people/ann/2026-q4/coach.md": """---
kind: objective
title: Coach every week
owner: ann
person: ann
supports: onboard
key_results:
  talks: {title: Talks held, from: 0, to: 10}
check_ins:
  - {date: 2026-11-10, values: {talks: 5}, confidence: 0.7}
---
""",
}
