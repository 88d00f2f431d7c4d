"""Goal files as some people write them: comments, odd quotes and indents, Chinese, and ends of lines of Windows."""

ODD = """\
---
kind:  objective
title: "新客户第一天就会用"   # 标题
owner: 'Mei Lin'
key_results:
    calls: { title: 求助电话, from: 30, to: 10, unit: 次 }
    launch: {title: Launched, done: false}
    build:
        title: Built
        milestones:
        -   title: Core
        -   {title: "Import: CSV", due: 2026-12-01}
    money: {title: Revenue, kpi: revenue, to: 100}
check_ins:
# newest last
-   date: 2026-10-12
    values: { calls: 28 }
    note: 'It''s slow.'   # 会上说的
    # ask again
# the end
tags: [ a ]
---
正文。
"""
WIN = """\
---
kind: objective      # 公司目标
title: 'Win the market'
owner: Mei Lin
type: committed
score: 0.5
key_results:
    sales:   {title: New customers, from: 0, to: 100, due: 2026-12-20, weight: 2, checkpoints: {20: 0.1, 60: 0.5}}
    calls:
        title: Calls a day   # 每天
        from: 10
        to: 20
    money: {title: Revenue, kpi: revenue, to: 100}
    plan:
        title: Plan
        milestones:
        - {title: Core, due: 2026-11-01, done: 2026-10-30}
        - {title: Shop, due: 2026-12-01}
    live: {title: Live, done: false, added: 2026-10-20}
    up: {title: Answers, keep: {min: 99}}
check_ins:
- {date: 2026-11-09, values: {sales: 50, calls: 20, up: 99.5}, confidence: 0.7}
adjustments:
- {date: 2026-10-20, what: live, why: new}
initiatives:
- {title: Old work, status: done}
- {title: New work, status: doing, due: 2026-12-01, for: '#calls'}
---
为什么。
"""
ONBOARDING = (
    "---\nkind: objective\ntitle: Onboarding\nowner: Mei Lin\nsupports: 2026-q4/win#calls\nkey_results:\n"
    "  days: {title: Days, from: 10, to: 4}\n---\n"
)
DONE = (
    "---\nkind: objective\ntitle: Done\nowner: Mei Lin\nsupports: win\nkey_results:\n"
    "  days: {title: Days, from: 10, to: 4}\ncheck_ins: [{date: 2026-11-01, values: {days: 3}}]\n---\n"
)
LATE = DONE.replace("days: 3", "days: 7").replace("Done", "Late")
TREE = {
    "goals/company.md": "---\nkind: company\ntitle: Acme\n---\n",
    "goals/2026-q4/win.md": WIN.replace("\n", "\r\n"),
    "goals/2026-q4/win.zh.md": "---\ntitle: 赢得市场\nkey_results: {sales: 新客户, calls: 电话}\n---\n",
    "goals/kpis/revenue.md": "---\nkind: kpi\ntitle: R\nowner: A\ndirection: up\ntarget: 90\n---\n",
    "goals/kpis/revenue.csv": "date,value\n2026-09-30,80\n2026-10-31,90\n",
    "goals/teams/growth/team.md": "---\nkind: team\ntitle: Growth\n---\n",
    "goals/teams/growth/2026-q4/onboarding.md": ONBOARDING,
    "goals/teams/growth/2026-q4/done.md": DONE,
    "goals/teams/growth/2026-q4/late.md": LATE,
    "mkdocs.yml": "site_name: A\ndocs_dir: goals\nplugins:\n  - goalsite: {as_of: 2026-11-15}\n",
}
ANSWERS = """\
win: {do: change, why: 慢, title: Win it again, to: {sales: 120}}
onboarding: keep
done: keep
late: {do: drop, why: Others do it}
"""
