"""Hostile text in every field of every kind of file: pages show it as text, and nothing acts."""

import json

import pytest
from tests.site.company import TREE
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed, dangers

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


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_field_of_any_kind_can_act(pages: Rendered, attack: str) -> None:
    x = quoted(attack)
    body = attack.encode().decode("unicode_escape") if "\\u" in attack else attack.replace("\\n", "\n")
    tree = {
        **TREE,
        "company.md": company(x) + body,
        "people/eve.md": person(x) + body,
        "teams/evil/team.md": team(x) + body,
        "cycles/2026-q3.md": cycle(x) + body,
        "kpis/evil.md": kpi(x) + body,
        "kpis/part.md": kpi(x).replace("target: 12", "target: 3\npart_of: evil") + body,
        "teams/growth/2026-q4/evil.md": objective(x) + body,
        "teams/growth/2026-q4/good.md": objective(x).replace(f"  {x}: {{", "  fine: {").replace(f", {x}: 2", "") + body,
        "2026-q4/broken.md": f"---\nkind: objective\ntitle: {x}\nkey_results: {x}\n---\n{body}",
        "2026-q4/yaml.md": f"---\nkind: objective\ntitle: {attack}: {{\n---\n{body}",
    }
    for path, page in pages(tree).items():
        assert dangers(page.body, page.path) == [], path
        parsed = Parsed(page.body)
        assert parsed.open == [], path
        assert parsed.unbalanced == [], path
        assert "\n\n" not in page.body, path
        assert not any(letter < " " and letter != "\n" for letter in page.body), path
        assert "__config" not in parsed.ids, path
        assert "md-overlay" not in [value for _, name, value in parsed.attributes if name == "class"], path


def test_an_unsafe_link_is_shown_as_text(pages: Rendered) -> None:
    x = '"javascript:alert(1)"'
    page = pages({**TREE, "teams/growth/2026-q4/evil.md": objective(x)})["teams/growth/2026-q4/evil.md"]
    parsed = Parsed(page.body)
    assert "javascript:alert(1)" in parsed.text
    assert not any("javascript" in link for link in parsed.links)


def test_hostile_names_of_files_and_folders_stay_names(pages: Rendered) -> None:
    folder = 'teams/growth/"><img src=x onerror=alert(1)>'
    found = pages({**TREE, f"{folder}/2026-q4/x.md": TREE["teams/growth/2026-q4/onboard.md"]})
    assert {path: bad for path, page in found.items() if (bad := dangers(page.body, page.path))} == {}
