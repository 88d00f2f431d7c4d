"""What strangers write: each case is a small tree in a TOML file, with every finding it must give.

A case names its tree in ``files``, or says only what is new: ``objective`` (front matter of ``2026-q4/o.md`` from line
5 on), ``key_result`` (of its key result ``a``, from line 8 on; ``more`` goes below the key results), ``kpi`` (of
``kpis/k.md`` from line 6 on) and ``csv`` (``kpis/k.csv`` beside a good KPI). ``{objective …}`` and ``{kpi …}`` as a
file's content stand for a good one with one more line.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import COMPANY, write_tree
from tests.words import unlisted

from goalsite.language import speaking
from goalsite.model import load
from goalsite.settings import Settings

HERE = Path(__file__).parent
NEIGHBOUR = (
    "---\nkind: objective\ntitle: Next door\nowner: mei\nsupport: o\nkey_results: {a: {title: A, kpi: gone}}\n---\n"
)
OF_NEIGHBOUR = [
    "goals/2026-q4/neighbour.md:5:1 G004",
    "goals/2026-q4/neighbour.md:6:34 G101",
]
KEY_RESULTS = "key_results:\n  a: {title: A, from: 0, to: 10}\n"


def _objective(lines: str) -> str:
    key_results = "" if "key_results:" in lines else KEY_RESULTS
    return f"---\nkind: objective\ntitle: Win\nowner: mei\n{lines}\n{key_results}---\n"


def _kpi(lines: str) -> str:
    return f"---\nkind: kpi\ntitle: K\nowner: mei\ndirection: up\n{lines}\n---\n"


def _key_result(lines: str, more: str) -> str:
    inner = "".join(f"    {line}\n" for line in lines.split("\n"))
    return _objective(f"key_results:\n  a:\n    title: A\n{inner}{more}")


def _content(text: str) -> str:
    match = re.fullmatch(r"\{(objective|kpi) ?(.*)\}", text)
    if match is None:
        return text
    return _objective(match[2]) if match[1] == "objective" else _kpi(match[2])


def tree_of(case: dict[str, Any]) -> dict[str, str]:
    """Return the files of a case."""
    tree = {path: _content(text) for path, text in case.get("files", {}).items()}
    if "objective" in case:
        tree["2026-q4/o.md"] = _objective(case["objective"])
    if "key_result" in case:
        tree["2026-q4/o.md"] = _key_result(case["key_result"], case.get("more", ""))
    if "kpi" in case:
        tree["kpis/k.md"] = _kpi(case["kpi"])
    if "csv" in case:
        tree |= {"kpis/k.md": _kpi(""), "kpis/k.csv": case["csv"]}
    return tree


def cases() -> Iterator[Any]:
    """Yield every case of every theme."""
    for path in sorted(HERE.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['what']}")


@pytest.mark.parametrize("case", list(cases()))
def test_every_mistake_is_told_at_its_place_and_hides_no_other(case: dict[str, Any], tmp_path: Path) -> None:
    company = {} if case.get("company") is False else {"company.md": COMPANY}
    root = write_tree(tmp_path / "goals", {**company, **tree_of(case), "2026-q4/neighbour.md": NEIGHBOUR})
    repository = load(root, Settings(), date(2026, 11, 15))
    found = [one for one in repository.findings if one.path != "goals/2026-q4/neighbour.md"]
    told = [(f"{one.path.removeprefix('goals/')}:{one.line}:{one.column} {one.code}", one.message) for one in found]
    expected = [re.fullmatch(r"(.*? G\d{3}) (.*)", line) for line in case["expect"]]
    assert [place for place, _ in told] == [match[1] for match in expected if match]
    for (_, message), match in zip(told, expected, strict=True):
        assert match is not None
        assert match[2] in message
        assert message.isprintable()
    for one in found:
        assert unlisted(one.said) == []
        with speaking("zh"):
            assert re.search(r"[\u4e00-\u9fff]", one.message)
            assert one.message.isprintable()
    next_door = [one for one in repository.findings if one.path == "goals/2026-q4/neighbour.md"]
    assert [f"{one.path}:{one.line}:{one.column} {one.code}" for one in next_door] == OF_NEIGHBOUR


def test_there_are_enough_cases() -> None:
    assert sum(1 for _ in cases()) >= 140
