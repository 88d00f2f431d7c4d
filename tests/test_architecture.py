"""Data flows one way: the import graph is drawn and every arrow checked."""

import ast
from collections.abc import Iterator
from pathlib import Path

import goalsite

PACKAGE = Path(goalsite.__file__).parent

GROUND = ("language", "vocabulary", "wording", "findings", "settings")
"""Modules every room may stand on; among themselves each may use those named before it."""

ROOMS = ("source", "model", "measure", "change", "check", "writing", "site", "publish", "cli")
"""From the bottom up: a room may import those before it."""

CORE = ("source", "model", "measure", "change", "check", "writing", "site")
PUBLISH = ("keeping", "past", "understanding", "files", "data", "impact", "website")
"""The rooms within publish, from the bottom up; what lies beside them serves all."""

CLOCKS = {"today", "now", "utcnow", "time"}


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        yield name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""


def _room(module: str) -> str:
    return module.split(".")[0]


def _own(name: str) -> str:
    return name.removeprefix("goalsite.")


def test_imports_point_down_only() -> None:
    order = [*GROUND, *ROOMS]
    wrong = [
        f"{module} imports {name}"
        for module, tree in _modules()
        for name in _imports(tree)
        if name.startswith("goalsite.") and _room(module) in order
        if order.index(_room(_own(name))) > order.index(_room(module))
    ]
    assert wrong == []


def test_imports_within_publish_point_down_only() -> None:
    def height(module: str) -> int:
        inner = module.removeprefix("publish.").split(".")[0]
        return PUBLISH.index(inner) if inner in PUBLISH else -1

    wrong = [
        f"{module} imports {name}"
        for module, tree in _modules()
        for name in _imports(tree)
        if module.startswith("publish.") and _own(name).startswith("publish.")
        if height(_own(name)) > height(module)
    ]
    assert wrong == []


def test_every_module_belongs_to_a_room() -> None:
    known = {*GROUND, *ROOMS, "__init__", "__main__"}
    assert {_room(module) for module, _ in _modules()} - known == set()
    inner = {path.name for path in (PACKAGE / "publish").iterdir() if path.is_dir()} - {"__pycache__"}
    assert inner == set(PUBLISH)


def test_no_module_imports_itself_through_others() -> None:
    arrows = {
        module: {_own(name) for name in _imports(tree) if name.startswith("goalsite.")} for module, tree in _modules()
    }

    def reaches(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(arrows.get(start, ()))
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting.extend(arrows.get(here, ()))
        return seen

    assert [module for module in arrows if module in reaches(module)] == []


def test_only_publish_knows_mkdocs_and_only_cli_knows_click() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, tree in _modules()
        for name in _imports(tree)
        if (_room(name) in {"mkdocs", "material"} and _room(module) != "publish")
        or (_room(name) == "click" and _room(module) != "cli")
    ]
    assert wrong == []


def test_the_core_has_no_clock_environment_or_program() -> None:
    wrong = []
    for module, tree in _modules():
        if _room(module) not in CORE:
            continue
        for name in _imports(tree):
            if _room(name) in {"time", "subprocess", "random", "secrets", "socket", "urllib.request"}:
                wrong.append(f"{module} imports {name}")
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute):
                continue
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if (owner, node.attr) in {("os", "environ"), ("os", "getenv")}:
                wrong.append(f"{module} reads the environment")
            if owner in {"date", "datetime", "dt"} and node.attr in CLOCKS:
                wrong.append(f"{module} reads the clock")
    assert wrong == []


def test_git_is_called_in_one_place() -> None:
    callers = [module for module, tree in _modules() if "subprocess" in set(_imports(tree))]
    assert callers == ["publish.past.git"]


def test_files_are_opened_in_source_publish_and_cli_only() -> None:
    allowed = {"source", "publish", "cli"}
    wrong = [
        module
        for module, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
        if _room(module) not in allowed
    ]
    assert wrong == []
