"""Write the goals as readable Markdown for plain site generators: ``python benchmarks/plain_pages.py REPO DIR``.

Every file of the goals folder becomes a page with a heading, tables made from its front matter, and its own text, as
a company without Goalsite would write them. Beside the pages in ``docs`` stand the configurations of those who build
them: ``mkdocs.yml`` with the default navigation, in which every page bears links to all others; ``sampled.yml`` with
the same of which only some pages are rendered; ``short-nav.yml`` with a navigation of one page, in which no page bears
them, and the same for Zensical as ``zensical.yml``; and Hugo's, with the barest template, for the same pages in
``content``. Each writes a site of its own, such as ``mkdocs-site``.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

SAMPLED_PAGES = 60
"""How many pages are rendered where not all are."""

_MKDOCS = """site_name: Plain pages
theme:
  name: material
  font: false
plugins:
  - search
"""

_SHORT_NAV = """nav:
  - Home: index.md
not_in_nav: |
  *
"""

_SAMPLED = f"""hooks:
  - {Path(__file__).resolve().with_name("sampled_pages.py")}
extra:
  sampled_pages: {SAMPLED_PAGES}
"""

_CONFIGURATIONS = {"mkdocs": "", "sampled": _SAMPLED, "short-nav": _SHORT_NAV, "zensical": _SHORT_NAV}

_HUGO = """baseURL: https://example.org/
title: Plain pages
disableKinds: [taxonomy, term, RSS]
"""

_BARE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ .Content }}</main></body></html>
"""


def main() -> None:
    repo, target = Path(sys.argv[1]), Path(sys.argv[2])
    goals = repo / "goals"
    for path in sorted(goals.rglob("*.md")):
        key = path.relative_to(goals)
        text = page_of(path)
        for folder, home in (("docs", "index.md"), ("content", "_index.md")):
            page = target / folder / (home if key == Path("company.md") else key)
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    for name, settings in _CONFIGURATIONS.items():
        text = f"{_MKDOCS}site_dir: {name}-site\n{settings}"
        (target / f"{name}.yml").write_text(text, encoding="utf-8")
    (target / "hugo.yaml").write_text(_HUGO, encoding="utf-8")
    templates = target / "layouts" / "_default"
    templates.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (templates / name).write_text(_BARE, encoding="utf-8")


def page_of(path: Path) -> str:
    """Return a goal's file as a page to read."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    data: dict[str, Any] = yaml.load(front, Loader=yaml.CSafeLoader)
    lines = [f"# {data.pop('title', path.stem)}", ""]
    short = {key: value for key, value in data.items() if not isinstance(value, Mapping | list) and key != "kind"}
    lines += _table(("what", ""), short.items())
    for key, value in data.items():
        if isinstance(value, Mapping):
            lines += [f"## {_words(key)}", ""]
            lines += _table(("name", "title", "details"), (_row(name, one) for name, one in value.items()))
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            lines += [f"## {_words(key)}", ""]
            names = list(dict.fromkeys(name for one in value for name in one))
            lines += _table(names, ([_cell(one.get(name, "")) for name in names] for one in value))
        elif isinstance(value, list):
            lines += [f"## {_words(key)}", "", *(f"- {one}" for one in value), ""]
    lines += _values(path.with_suffix(".csv"))
    return "\n".join([*lines, body])


def _row(name: str, one: object) -> tuple[str, str, str]:
    if not isinstance(one, Mapping):
        return str(name), "", _cell(one)
    rest = {key: value for key, value in one.items() if key != "title"}
    return str(name), str(one.get("title", "")), _cell(rest)


def _values(table: Path) -> list[str]:
    if not table.is_file():
        return []
    with table.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    return ["## Values", "", *_table(head, rows)]


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    names = list(head)
    lines = [_line(names), _line("---" for _ in names)]
    lines += [_line(row) for row in rows]
    return [*lines, ""]


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def _cell(value: object) -> str:
    return ", ".join(_parts(value))


def _parts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (f"{key}: {_cell(one)}" for key, one in value.items())
    elif isinstance(value, list):
        yield from (_cell(one) for one in value)
    else:
        yield str(value)


def _words(key: str) -> str:
    return key.replace("_", " ").capitalize()


if __name__ == "__main__":
    main()
