"""Whatever the bytes: nothing raises, every finding lies inside its file, and a broken neighbour stays told."""

import os
import re
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goalsite.check import check
from goalsite.measure import measure
from goalsite.model import understand
from goalsite.model.settings_file import read_settings
from goalsite.settings import Settings
from goalsite.source.files import SourceFile

DAY = date(2026, 11, 15)
EXAMPLES = int(os.environ.get("FUZZ", "60"))
"""Examples of each test; ``FUZZ=5000`` looks further, and elsewhere each time."""

FUZZ = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

COMPANY = b"---\nkind: company\ntitle: Acme\nfiscal_year_starts: 4\n---\nWho we are.\n"
TEAM = b"---\nkind: team\ntitle: Growth\nlead: mei\nmembers: [mei]\n---\n"
PERSON = b"---\nkind: person\ntitle: Mei Lin\nteam: growth\naccount: mei\nemails: [mei@acme.example]\n---\n"
CYCLE = b"---\nkind: cycle\ntitle: Fourth\nstate: active\ntheme: Focus\n---\nHow it went.\n"
PARENT = b"""---
kind: objective
title: Win the mid-market
owner: mei
key_results:
  sales: {title: Sales, from: 0, to: 10}
  teams: {title: Teams, from_supporters: true}
---
"""
OBJECTIVE = """---
kind: objective
title: Effortless onboarding 新手
owner: mei
type: committed
supports: win#teams
also_supports: [win]
with_teams: [growth]
weight: 2
planned: {2026-10-31: 0.2, 2026-11-30: 0.8}
key_results:
  time: {title: Time, from: 100, to: 20, checkpoints: {40: 0.5}, unit: "%", due: 2026-12-01}
  rate: {title: Rate, kpi: k, weight: 3, added: 2026-10-05}
  up: {title: Up, keep: {min: 99.9}, cadence: weekly}
  law:
    title: Law
    milestones:
      - {title: Draft, due: 2026-10-31, done: 2026-10-30}
      - {title: Signed, weight: 2}
  switch: {title: Switch, done: false}
initiatives:
  - {title: Wizard, status: doing, owner: mei, due: 2026-12-01, for: time}
check_ins:
  - {date: 2026-10-12, values: {time: 80, up: 99.95}, confidence: 0.7, note: "Going 👍", by: mei}
  - {date: 2026-11-09, values: {time: 60, law: [Signed]}, confidence: {time: 0.5}}
adjustments:
  - {date: 2026-11-01, what: time, why: a reason, approved_by: mei}
ignore: {G201: because}
---
Body with [a link](win.md).
""".encode()
CHECK_IN = b"---\nkind: check-in\nvalues: {time: 50, switch: true}\nconfidence: 0.9\nby: mei\n---\nGood.\n"
TRANSLATION = "---\ntitle: 新手\nkey_results: {time: 时间}\n---\n正文\n".encode()
KPI = b"""---
kind: kpi
title: Activation rate
owner: mei
direction: up
target: {2026-01-01: 60, 2026-07-01: 66}
target_by: 2026-12-31
warn: 55
unit: "%"
cadence: monthly
weight: 3
rubric: {1: bad, 2: good}
---
"""
TABLE = 'date,value,note\n2026-08-31,52,"a, b"\n2026-09-30,55.5,国庆\n2026-10-31,58,\n'.encode()
WHOLE = b"---\nkind: kpi\ntitle: Whole\nowner: mei\ndirection: within\ntarget: {min: 1, max: 200}\ncombine: sum\n---\n"
PART = (
    b"---\nkind: kpi\ntitle: Part\nowner: mei\ndirection: down\ntarget: 5\npart_of: whole\n"
    b"values: [{date: 2026-10-01, value: 3}]\n---\n"
)
NEIGHBOUR = (
    b"---\nkind: objective\ntitle: Next door\nowner: mei\nsupport: o\n"
    b"key_results: {a: {title: A, kpi: gone-for-good}}\n---\n"
)

TREE = {
    "company.md": COMPANY,
    "people/mei.md": PERSON,
    "cycles/2026-q4.md": CYCLE,
    "2026-q4/win.md": PARENT,
    "2026-q4/neighbour.md": NEIGHBOUR,
    "kpis/whole.md": WHOLE,
    "kpis/part.md": PART,
    "teams/growth/team.md": TEAM,
    "teams/growth/kpis/k.md": KPI,
    "teams/growth/kpis/k.csv": TABLE,
    "teams/growth/2026-q4/o.md": OBJECTIVE,
    "teams/growth/2026-q4/o.zh.md": TRANSLATION,
    "teams/growth/2026-q4/o/2026-11-10.md": CHECK_IN,
}
CHANGEABLE = sorted(set(TREE) - {"2026-q4/neighbour.md", "people/mei.md"})
NEXT_DOOR = [("G004", (5, 1)), ("G101", (6, 34))]

HOSTILE = [
    b"", b"~", b"null", b"yes", b"010", b"1:30", b"1e6", b".inf", b"-0", b"0", b"99999999999999999999", b"-1", b"[]",
    b"{}", b"[a, [b]]", b"{a: {b: c}}", b"'", b'"', b"&a x", b"*a", b"!!binary x", b"<<", b"%", b"@x", b"`", b"|",
    b"2026-02-30", b"0001-01-01", b"9999-12-31", b"1900-01-01", b"2199-12-31", b"2026-11-15T10:00:00", b"o", b"o#time",
    b"win#nothing", b"#", b"a#b#c", b"/", b"whole", b"part", b"k", b"growth", b"2026", b"0000", b"9999-q4",
    b"1900-h1", b"\xe2\x80\xa8", b"\xc2\x85", b"\x00", b"\xff", b"\xef\xbb\xbf", "增长".encode(), b"x" * 3000, b"---",
    b"objective", b"kpi", b"company", b"within", b"closed", b"draft", b"irregular", b"daily", b"true", b"false", b">-",
    b"fy2199-q4", b"...", b"supporters",
]  # fmt: skip


def told(tree: dict[str, bytes]) -> None:
    """Read, measure and check a tree, and assert what must hold of its findings."""
    site = Settings()
    repository = understand([SourceFile(key, content) for key, content in tree.items()], site, DAY)
    found = repository.findings
    for one in found:
        key = one.path.removeprefix("goals/")
        assert key in tree or one.code == "G010"
        assert str(one).isprintable()
        if key in tree:
            text = re.sub("\r\n?", "\n", tree[key].decode("utf-8-sig", "replace"))
            lines = text.split("\n")
            assert 1 <= one.line <= len(lines) + 1, one
            length = len(lines[one.line - 1]) if one.line <= len(lines) else 0
            assert 1 <= one.column <= length + 1, one
    next_door = [(one.code, one.position) for one in found if one.path == "goals/2026-q4/neighbour.md"]
    assert next_door == NEXT_DOOR
    for one in check(measure(repository, site)):
        assert one.path.removeprefix("goals/") in tree or one.code == "G010"
        assert one.line >= 1
        assert one.column >= 1


def test_the_tree_itself_is_well_read() -> None:
    tree = {key: content for key, content in TREE.items() if key != "2026-q4/neighbour.md"}
    repository = understand([SourceFile(key, content) for key, content in tree.items()], Settings(), DAY)
    assert [str(one) for one in repository.findings] == []
    told(TREE)


@FUZZ
@given(st.sampled_from(CHANGEABLE), st.binary(max_size=300))
@example("kpis/part.md", b"---\r\ntitle: a\xe9\r\n")
def test_any_bytes_as_any_file(path: str, content: bytes) -> None:
    told({**TREE, path: content})


YAMLISH = st.text(alphabet="---\n\n :#[]{},'\"&*!|>%@`?~=<.0123456789abkindox\t\r\u0085\u2028\ufeff增🚀", max_size=120)


@FUZZ
@given(st.sampled_from(CHANGEABLE), YAMLISH)
def test_anything_like_yaml_as_front_matter(path: str, text: str) -> None:
    told({**TREE, path: f"---\n{text}\n---\n".encode()})


@FUZZ
@given(st.text(alphabet="date,value;note\tby\n\n\r\"'0123456789-/. %增", max_size=200), st.booleans())
def test_anything_like_a_table(text: str, headed: bool) -> None:
    told({**TREE, "teams/growth/kpis/k.csv": (("date,value,note,by\n" if headed else "") + text).encode()})


@FUZZ
@given(st.sampled_from(CHANGEABLE), st.data())
def test_a_file_cut_at_any_byte(path: str, data: st.DataObject) -> None:
    told({**TREE, path: TREE[path][: data.draw(st.integers(0, len(TREE[path])))]})


@FUZZ
@given(st.sampled_from(CHANGEABLE), st.data())
def test_lines_left_out_or_twice(path: str, data: st.DataObject) -> None:
    lines = TREE[path].split(b"\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    times = data.draw(st.sampled_from([0, 2]))
    told({**TREE, path: b"\n".join([*lines[:number], *[lines[number]] * times, *lines[number + 1 :]])})


_WORD = re.compile(rb"[^\s:,\[\]{}\"]+")


@settings(FUZZ, max_examples=3 * EXAMPLES)
@given(st.sampled_from(CHANGEABLE), st.data())
def test_words_swapped_for_hostile_ones(path: str, data: st.DataObject) -> None:
    content = TREE[path]
    for _ in range(data.draw(st.integers(1, 3))):
        words = list(_WORD.finditer(content))
        if not words:
            break
        word = data.draw(st.sampled_from(words))
        content = content[: word.start()] + data.draw(st.sampled_from(HOSTILE)) + content[word.end() :]
    told({**TREE, path: content})


@FUZZ
@given(st.permutations(CHANGEABLE), st.integers(2, 6))
def test_files_that_changed_places(paths: list[str], count: int) -> None:
    moved = dict(zip(sorted(paths[:count]), (TREE[path] for path in paths[:count]), strict=True))
    told({**TREE, **moved})


@FUZZ
@given(st.lists(st.sampled_from(CHANGEABLE), unique=True, max_size=6))
def test_files_that_are_missing(paths: list[str]) -> None:
    told({key: content for key, content in TREE.items() if key not in paths})


@FUZZ
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["supports", "depends_on"])), max_size=12),
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["part_of", "superseded_by"])), max_size=12
    ),
)
def test_arrows_every_way(goals: list[tuple[int, int, str]], kpis: list[tuple[int, int, str]]) -> None:
    tree = dict(TREE)
    for number in range(7):
        lines = []
        for _, target, word in {(a, w): (a, t, w) for a, t, w in goals if a == number}.values():
            lines.append(f"{word}: {f'g{target}' if word == 'supports' else f'[g{target}]'}\n")
        head = f"---\nkind: objective\ntitle: G{number}\nowner: mei\nprogress_from: supporters\n"
        tree[f"2026-q4/g{number}.md"] = f"{head}{''.join(lines)}---\n".encode()
        lines = [f"{w}: m{t}\n" for _, t, w in {(a, w): (a, t, w) for a, t, w in kpis if a == number}.values()]
        combine = "combine: sum\n" if number % 2 else f"values: [{{date: 2026-10-01, value: {number}}}]\n"
        tree[f"kpis/m{number}.md"] = (
            f"---\nkind: kpi\ntitle: M{number}\nowner: mei\ndirection: up\n{combine}{''.join(lines)}---\n".encode()
        )
    told(tree)


SETTINGS = b"""site_name: Acme
INHERIT: base.yml
docs_dir: goals
repo_url: https://github.com/acme/goals
edit_uri: edit/main/goals/
theme:
  name: material
  language: zh
plugins:
  - search
  - goalsite:
      as_of: 2026-11-15
      languages: [en, zh]
      pace: {on_track: 0.1, at_risk: 0.25, quiet: 0.1}
      confidence: {on_track: 0.7, at_risk: 0.4}
      outdated_after: {month: 10, quarter: 14, year: 35}
      check_in: {every: 1, on: monday}
      rules: {G201: off, G202: {level: error, max: 4}}
      people: true
      forge: github
      templates: ours
      history: true
"""


def _settings_told(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "mkdocs.yml").write_bytes(content)
        site, findings = read_settings(Path(folder))
        lines = re.sub("\r\n?", "\n", content.decode("utf-8-sig", "replace")).split("\n")
        for one in findings:
            assert one.path == "mkdocs.yml"
            assert str(one).isprintable()
            assert 1 <= one.line <= len(lines) + 1
            assert one.column >= 1
    assert isinstance(site, Settings)
    repository = understand([SourceFile(key, content) for key, content in TREE.items()], site, DAY)
    assert Counter(one.code for one in repository.findings) == Counter(code for code, _ in NEXT_DOOR)
    check(measure(repository, site))


@FUZZ
@given(st.one_of(st.binary(max_size=200), YAMLISH.map(str.encode)))
def test_any_bytes_as_settings(content: bytes) -> None:
    _settings_told(content)


@settings(FUZZ, max_examples=2 * EXAMPLES)
@given(st.data())
def test_settings_with_hostile_words(data: st.DataObject) -> None:
    content = SETTINGS
    for _ in range(data.draw(st.integers(1, 3))):
        word = data.draw(st.sampled_from(list(_WORD.finditer(content))))
        content = content[: word.start()] + data.draw(st.sampled_from(HOSTILE)) + content[word.end() :]
    _settings_told(content[: data.draw(st.integers(len(content) // 2, len(content)))])
