"""The settings of a repository, read from ``mkdocs.yml`` as data: nothing in it is run (SPEC 10, 14)."""

import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from goalsite.findings import Finding, Names
from goalsite.language import LANGUAGES, Message
from goalsite.model.settings_shape import SETTINGS
from goalsite.model.suggest import did_you_mean
from goalsite.model.values import Reading, shown
from goalsite.settings import Settings
from goalsite.source.files import decode, read_bytes
from goalsite.source.nodes import Mapping, Node, Scalar, Sequence, compose
from goalsite.source.problems import Problem

FILE_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_DEEPEST_INHERITANCE = 8


def settings_path(repo_dir: Path) -> Path | None:
    """Return the repository's MkDocs configuration, or None where it has none."""
    return next((path for name in FILE_NAMES if (path := repo_dir / name).is_file()), None)


def read_settings(repo_dir: Path, path: Path | None = None) -> tuple[Settings, tuple[Finding, ...]]:
    """Return the settings of the repository at ``repo_dir`` and what is wrong with them.

    ``path`` names another configuration than the repository's own. Without one, all have their defaults. What cannot
    be read keeps its default and is a finding of ``mkdocs.yml`` with line and column.
    """
    path = path or settings_path(repo_dir)
    if path is None:
        return Settings(), ()
    layers, problems = _layers(path)
    settings = _settings(layers, problems)
    problems.extend(_misplaced(layers))
    settings = _with_templates(settings, repo_dir, layers, problems)
    return settings, tuple(problem.finding(_shown(where, repo_dir)) for where, problem in problems)


_Problems = list[tuple[Path, Problem]]
"""What is wrong, each with the file it stands in: the configuration or one it inherits from."""


class _Layer(NamedTuple):
    path: Path
    root: Mapping


def _shown(path: Path, repo_dir: Path) -> str:
    return path.relative_to(repo_dir).as_posix() if path.is_relative_to(repo_dir) else path.as_posix()


def _layers(path: Path) -> tuple[list[_Layer], _Problems]:
    """Return the configuration and those it inherits from, nearest first; that a file cannot be read is told of the
    nearest only, as MkDocs tells it of the others.
    """
    layers: list[_Layer] = []
    problems: _Problems = []
    here: Path | None = path
    while here is not None and len(layers) < _DEEPEST_INHERITANCE:
        root, wrong = _root(here)
        if not layers:
            problems = [(here, problem) for problem in wrong]
        if root is None:
            break
        layers.append(_Layer(here, root))
        base = _word(root.get("INHERIT"))
        here = here.parent / base if base else None
    return layers, problems


def _root(path: Path) -> tuple[Mapping | None, list[Problem]]:
    content = read_bytes(str(path))
    if isinstance(content, Problem):
        return None, [content]
    text = decode(content)
    if text.problem is not None:
        return None, [text.problem]
    tree = compose(text.text, lenient=True)
    if isinstance(tree.root, Mapping):
        return tree.root, tree.problems
    if tree.root is not None and not tree.problems:
        message = Message("the file must be made of lines 'key: value'")
        tree.problems.append(Problem("G003", message, tree.root.at))
    return None, tree.problems


def _find(layers: list[_Layer], *keys: str) -> Node | None:
    """Return the node at a path of keys in the nearest layer that has it."""
    return _place(layers, *keys)[1]


def _place(layers: list[_Layer], *keys: str) -> tuple[Path, Node | None]:
    """Return the same node with the file it stands in."""
    for path, root in layers:
        node: Node | None = root
        for key in keys:
            node = node.get(key) if isinstance(node, Mapping) else None
        if node is not None:
            return path, node
    return Path(), None


def _word(node: Node | None) -> str | None:
    """Return a scalar's text; None for another node, an empty one, or one with a tag such as ``!ENV``."""
    if not isinstance(node, Scalar) or (node.tag and node.tag.startswith("!")):
        return None
    return node.value or None


def _own(layers: list[_Layer]) -> tuple[Path, Node | None]:
    """Return the node of our own settings, under ``plugins`` as a list or a mapping, and its file."""
    path, plugins = _place(layers, "plugins")
    if isinstance(plugins, Mapping):
        return path, plugins.get("goalsite")
    if isinstance(plugins, Sequence):
        for item in plugins.items:
            if isinstance(item, Mapping) and (node := item.get("goalsite")) is not None:
                return path, node
    return path, None


def _misplaced(layers: list[_Layer]) -> _Problems:
    """Return what is wrong with settings of ours that stand at the top of a file, where nothing reads them."""
    message = Message(
        "the settings of goalsite stand where nothing reads them; put them below 'plugins:', under '- goalsite:'"
    )
    keys = ((layer.path, key) for layer in layers for key, _ in layer.root.entries)
    return [(path, Problem("G004", message, key.at, "goalsite")) for path, key in keys if key.value == "goalsite"]


def _with_templates(settings: Settings, repo_dir: Path, layers: list[_Layer], problems: _Problems) -> Settings:
    """Return the settings without a folder of templates that is not there, and tell of it."""
    if settings.templates is None or os.path.isdir(repo_dir / settings.templates):
        return settings
    path, own = _own(layers)
    node = own.get("templates") if isinstance(own, Mapping) else None
    if node is not None:
        message = Message(
            "there is no folder '{folder}'; make it, or leave 'templates' out", folder=shown(settings.templates)
        )
        problems.append((path, Problem("G003", message, node.at, "templates")))
    return replace(settings, templates=None)


def _settings(layers: list[_Layer], problems: _Problems) -> Settings:
    path, own = _own(layers)
    into = Reading()
    values: dict[str, object] = {}
    if isinstance(own, Mapping):
        values = SETTINGS.values(own, into, "") or {}
    elif isinstance(own, Scalar) and own.value not in {"", "~", "null"}:
        into.wrong("G003", Message("the settings of goalsite must be made of lines 'key: value'"), own.at)
    problems.extend((path, problem) for problem in into.problems)
    settings = replace(Settings(), **values)  # type: ignore[arg-type]
    repo_url = _word(_find(layers, "repo_url"))
    return replace(
        settings,
        goals_dir=_word(_find(layers, "docs_dir")) or ("goals" if not layers else "docs"),
        site_dir=_word(_find(layers, "site_dir")) or settings.site_dir,
        site_name=_word(_find(layers, "site_name")),
        site_url=_word(_find(layers, "site_url")),
        language=_language(layers, problems),
        repo_url=repo_url,
        forge=str(values.get("forge") or _forge(repo_url)),
        branch=str(values.get("branch") or _branch(_word(_find(layers, "edit_uri")))),
    )


def _language(layers: list[_Layer], problems: _Problems) -> str:
    path, node = _place(layers, "theme", "language")
    word = _word(node)
    if word is None or node is None:
        return "en"
    short = word.split("-")[0].split("_")[0].lower()
    if short in LANGUAGES:
        return short
    message = Message(
        "theme.language '{word}' is not translated; there are {languages}{guess}",
        word=word,
        languages=Names(LANGUAGES),
        guess=did_you_mean(word, LANGUAGES),
    )
    problems.append((path, Problem("G003", message, node.at, "theme.language")))
    return "en"


def _forge(repo_url: str | None) -> str:
    try:
        host = (urlsplit(repo_url).hostname or "") if repo_url else ""
    except ValueError:
        return "none"
    for forge in ("github", "gitlab", "gitea"):
        if forge in host:
            return forge
    return "gitea" if host == "codeberg.org" else "none"


def _branch(edit_uri: str | None) -> str:
    """Return the branch an edit address names (``edit/main/goals/``, ``-/edit/main/``), ``main`` where none."""
    parts = [part for part in (edit_uri or "").split("/") if part]
    for word in ("edit", "_edit", "blob", "tree"):
        if word in parts and parts.index(word) + 1 < len(parts):
            return parts[parts.index(word) + 1]
    return "main"
