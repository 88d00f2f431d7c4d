"""Front matter as a tree of nodes with exact positions.

Built from the parser's events rather than composed: events keep anchors and tags, which are refused here, come without
a resolver's guesses about types, and need no recursion, so that no nesting is too deep to be reported.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import yaml

from goalsite.findings import Position
from goalsite.source.problems import Problem

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 64
"""Levels of YAML a file may have (SPEC 2)."""

_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")


@dataclass(slots=True)
class Scalar:
    """A text, number, date or word; ``plain`` tells that it stood without quotes or block marks."""

    value: str
    plain: bool
    at: Position
    tag: str | None = None


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: "list[Node]"
    at: Position


@dataclass(slots=True)
class Mapping:
    """Keys and values in their order."""

    entries: "list[tuple[Scalar, Node]]"
    at: Position

    def get(self, key: str) -> "Node | None":
        """Return the first value of ``key``, or None."""
        return next((value for name, value in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(slots=True)
class Tree:
    """What a YAML text says. ``root`` holds what stood before the first error; None where nothing did."""

    root: Node | None
    problems: list[Problem]


class _Positions:
    """Turns marks into positions in the file; YAML counts three more line breaks than editors do."""

    def __init__(self, text: str, first_line: int) -> None:
        self.first_line = first_line
        self.starts: list[int] | None = None
        if _OTHER_BREAKS.search(text):
            self.starts = [0] + [index + 1 for index, char in enumerate(text) if char == "\n"]

    def __call__(self, mark: Any) -> Position:
        if self.starts is None:
            return Position(mark.line + self.first_line, mark.column + 1)
        line = bisect_right(self.starts, mark.index) - 1
        return Position(line + self.first_line, mark.index - self.starts[line] + 1)


def compose(text: str, first_line: int = 1, *, lenient: bool = False) -> Tree:
    """Build the tree of one YAML document whose first line is line ``first_line`` of its file.

    Not YAML is a G002; an anchor, alias, tag, duplicate or complex key, or more than 64 levels a G005. ``lenient``
    keeps quiet about tags, anchors and duplicates (for ``mkdocs.yml``, which is MkDocs' own file), noting a scalar's
    tag on it; an alias then reads as an empty text.
    """
    position = _Positions(text, first_line)
    if (bad := _UNPRINTABLE.search(text)) is not None:
        before = text[: bad.start()]
        at = Position(before.count("\n") + first_line, len(before) - before.rfind("\n"))
        code = f"U+{ord(bad.group()):04X}"
        return Tree(None, [Problem("G002", f"the control character {code} may not stand in YAML; delete it", at)])
    builder = _Builder(position, lenient=lenient)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = position(mark) if mark else Position(first_line, 1)
        builder.problems.append(Problem("G002", _explain(error, text, mark), at))
    except yaml.YAMLError as error:
        builder.problems.append(Problem("G002", f"this is not YAML: {error}", Position(first_line, 1)))
    return Tree(builder.root, builder.problems)


class _Builder:
    """Takes events one by one and grows the tree."""

    def __init__(self, position: _Positions, *, lenient: bool) -> None:
        self.position = position
        self.lenient = lenient
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[Sequence | Mapping] = []
        self.keys: list[Scalar | None] = []
        self.seen: list[set[str]] = []

    def take(self, event: Any) -> bool:
        """Take one event; False ends the reading."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            plain = event.style is None or event.style == ""
            node = Scalar(event.value, plain, self.position(event.start_mark))
            if event.anchor is not None or event.tag is not None:
                node.tag = event.tag
                self._refuse(event)
            self._place(node)
            return True
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            at = self.position(event.start_mark)
            if len(self.open) >= DEEPEST:
                self.problems.append(Problem("G005", f"more than {DEEPEST} levels of YAML; write it flatter", at))
                return False
            if event.anchor is not None or event.tag is not None:
                self._refuse(event)
            branch: Sequence | Mapping = Mapping([], at) if kind is yaml.MappingStartEvent else Sequence([], at)
            self._place(branch)
            self.open.append(branch)
            self.keys.append(None)
            self.seen.append(set())
            return True
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.open.pop()
            self.keys.pop()
            self.seen.pop()
            return True
        if kind is yaml.AliasEvent:
            at = self.position(event.start_mark)
            if not self.lenient:
                self.problems.append(Problem("G005", f"the alias *{event.anchor} is not read; write the value out", at))
            self._place(Scalar("", False, at))
            return True
        if kind is yaml.DocumentStartEvent and self.root is not None:
            at = self.position(event.start_mark)
            self.problems.append(Problem("G002", "a second YAML document begins here; a file holds one", at))
            return False
        return True

    def _refuse(self, event: Any) -> None:
        if self.lenient:
            return
        at = self.position(event.start_mark)
        if event.anchor is not None:
            self.problems.append(Problem("G005", f"the anchor &{event.anchor} is not read; write the value out", at))
        if event.tag is not None:
            self.problems.append(Problem("G005", f"the tag {event.tag} is not read; delete it", at))

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        branch = self.open[-1]
        if isinstance(branch, Sequence):
            branch.items.append(node)
            return
        key = self.keys[-1]
        if key is not None:
            branch.entries.append((key, node))
            self.keys[-1] = None
        elif isinstance(node, Scalar):
            if node.value in self.seen[-1] and not self.lenient:
                message = f"the key '{node.value}' stands here a second time; keep one of the two"
                self.problems.append(Problem("G005", message, node.at, node.value))
            if node.value == "<<" and node.plain and not self.lenient:
                self.problems.append(Problem("G005", "the merge key << is not read; write the keys out", node.at))
            self.seen[-1].add(node.value)
            self.keys[-1] = node
        else:
            if not self.lenient:
                self.problems.append(Problem("G005", "a key must be a word, not a list or a mapping", node.at))
            self.keys[-1] = Scalar("", False, node.at)


def _explain(error: yaml.MarkedYAMLError, text: str, mark: Any) -> str:
    """Say in plain words what the parser stumbled over, and how to mend the usual cases."""
    problem = str(error.problem or "it cannot be read").strip()
    char = text[mark.index : mark.index + 1] if mark else ""
    if "cannot start any token" in problem and char == "\t":
        return "this is not YAML: a tab; indent with spaces"
    if "cannot start any token" in problem and char in "%@`":
        return f"this is not YAML: a value may not begin with {char}; put it in quotes"
    if "mapping values are not allowed" in problem:
        return "this is not YAML: a second ': ' in one line; put the text in quotes"
    if "could not find expected ':'" in problem:
        return "this is not YAML: a key without ': ' after it"
    if "found unexpected end of stream" in problem and "quoted scalar" in str(error.context or ""):
        return "this is not YAML: a quote is opened and never closed"
    if char == "\t":
        return f"this is not YAML: {problem}, at a tab; indent with spaces"
    return f"this is not YAML: {problem}"
