"""A company whose every field of every kind of file is hostile, in two languages."""

import json

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "</div></div></details><style>*{display:none}</style>",
    "{{ 7*7 }}{% raw %}",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<p style='position:fixed;inset:0' class='md-overlay' id='__config'>x</p>",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "\\u0000\\u0002stx\\u0003\\u001b[31m",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "a\\n\\n<script>alert(1)</script>\\n\\nb",
]


def quoted(attack: str) -> str:
    """Return an attack as a double-quoted YAML scalar; its own escapes stay YAML's."""
    return json.dumps(attack).replace("\\\\", "\\") if "\\" in attack else json.dumps(attack)


def company(x: str) -> str:
    links = f"links: [{{title: {x}, url: {x}}}]"
    return f"---\nkind: company\ntitle: {x}\nmission: {x}\n{links}\ntags: [{x}]\nx-own: {x}\n---\n"


def person(x: str) -> str:
    return f"---\nkind: person\ntitle: {x}\nteam: growth\nrole: {x}\naccount: {x}\nemails: [{x}]\ntags: [{x}]\n---\n"


def team(x: str) -> str:
    return f"""---
kind: team
title: {x}
lead: ann
members: [{x}]
mission: {x}
links: [{{title: {x}, url: {x}}}]
tags: [{x}]
ignore: {{G203: {x}}}
---
"""


def cycle(x: str) -> str:
    return f"---\nkind: cycle\ntitle: {x}\ntheme: {x}\ntags: [{x}]\n---\n"


def kpi(x: str) -> str:
    return f"""---
kind: kpi
title: {x}
owner: {x}
direction: up
unit: {x}
definition: {x}
source: {x}
target: 12
rubric: {{1: {x}, 2: {x}}}
approved_by: {x}
values:
  - {{date: 2026-09-30, value: 10, note: {x}, by: {x}}}
  - {{date: 2026-10-31, value: 11, note: {x}}}
adjustments: [{{date: 2026-10-31, what: {x}, why: {x}, approved_by: {x}}}]
links: [{{title: {x}, url: {x}}}]
tags: [{x}]
x-own: {{{x}: {x}}}
---
"""


def objective(x: str) -> str:
    return f"""---
kind: objective
title: {x}
owner: {x}
learned: {x}
supports: {x}
also_supports: [{x}]
depends_on: [{x}]
with_teams: [{x}]
key_results:
  plain: {{title: {x}, unit: {x}, owner: {x}, from: 0, to: 10}}
  {x}: {{title: {x}, from: 0, to: 10}}
  steps: {{title: {x}, milestones: [{{title: {x}, due: 2026-11-01}}]}}
  old: {{title: {x}, from: 0, to: 1, retired: {{date: 2026-11-01, why: {x}, replaced_by: {x}}}}}
check_ins:
  - {{date: 2026-11-10, values: {{plain: 4, {x}: 2, steps: [{x}]}}, confidence: 0.5, note: {x}, by: {x}}}
initiatives: [{{title: {x}, status: doing, owner: {x}, link: {x}, for: plain}}]
adjustments: [{{date: 2026-11-02, what: {x}, why: {x}, approved_by: {x}}}]
links: [{{title: {x}, url: {x}}}]
tags: [{x}]
x-own: {x}
---
"""


def translation(x: str) -> str:
    """Return the translation of a company, a person, a team, a cycle or a KPI; each takes of it what it knows."""
    return f"---\ntitle: {x}\nmission: {x}\nrole: {x}\ntheme: {x}\ndefinition: {x}\n---\n"


def translated_objective(x: str) -> str:
    return f"---\ntitle: {x}\nlearned: {x}\nkey_results: {{plain: {x}, steps: {x}, old: {x}}}\n---\n"


def hostile(attack: str, folder: str = "") -> dict[str, str]:
    """Return the files of such a company, below ``folder``."""
    x = quoted(attack)
    body = attack.encode().decode("unicode_escape") if "\\u" in attack else attack.replace("\\n", "\n")
    good = objective(x).replace(f"  {x}: {{", "  fine: {").replace(f", {x}: 2", "")
    files = {
        "company.md": company(x),
        "people/eve.md": person(x),
        "teams/evil/team.md": team(x),
        "cycles/2026-q3.md": cycle(x),
        "kpis/evil.md": kpi(x),
        "kpis/part.md": kpi(x).replace("target: 12", "target: 3\npart_of: evil"),
        "teams/evil/kpis/own.md": kpi(x),
        "2026-q4/top.md": good,
        "teams/growth/2026-q4/evil.md": objective(x),
        "teams/growth/2026-q4/good.md": good.replace(f"supports: {x}", "supports: top"),
        "teams/growth/2026-q4/done.md": good.replace("learned:", "state: closed\nscore: 0.5\nlearned:"),
    }
    words = {
        **{path: translation(x) for path in files if "2026-q4" not in path},
        **{path: translated_objective(x) for path in files if "2026-q4" in path},
    }
    files |= {path.replace(".md", ".zh.md"): text for path, text in words.items()}
    whole = {path: text + body for path, text in files.items()}
    whole["2026-q4/broken.md"] = f"---\nkind: objective\ntitle: {x}\nkey_results: {x}\n---\n{body}"
    whole["2026-q4/yaml.md"] = f"---\nkind: objective\ntitle: {attack}: {{\n---\n{body}"
    return {f"{folder}{path}": text for path, text in whole.items()}
