"""Front matter as a tree of nodes with exact positions.

Built from the parser's events rather than composed: events keep anchors and tags, which are refused here, come without
a resolver's guesses about types, and need no recursion, so that no nesting is too deep to be reported.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import yaml

from goalsite.findings import Position
from goalsite.language import Message
from goalsite.source.problems import Problem

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_A_SCALAR = yaml.ScalarEvent
_MAPPING_STARTS, _MAPPING_ENDS = yaml.MappingStartEvent, yaml.MappingEndEvent
_SEQUENCE_STARTS, _SEQUENCE_ENDS = yaml.SequenceStartEvent, yaml.SequenceEndEvent

DEEPEST = 64
"""Levels of YAML a file may have (SPEC 2)."""

_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OTHER_BREAKS = "\x85\u2028\u2029"


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
    """What a YAML text says. ``root`` holds what stood before the first error; None where nothing did.

    ``whole`` is False where reading broke off, so that what seems to be missing may stand further down.
    """

    root: Node | None
    problems: list[Problem]
    whole: bool = True


class _Positions:
    """Turns marks into positions in the file; YAML counts three more line breaks than editors do."""

    def __init__(self, text: str, first_line: int) -> None:
        self.first_line = first_line
        self.starts: list[int] | None = None
        if any(char in text for char in _OTHER_BREAKS):
            self.starts = [0] + [index + 1 for index, char in enumerate(text) if char == "\n"]

    def __call__(self, mark: Any) -> Position:
        if self.starts is None:
            return _position((mark.line + self.first_line, mark.column + 1))
        line = bisect_right(self.starts, mark.index) - 1
        return Position(line + self.first_line, mark.index - self.starts[line] + 1)


_position: Callable[[tuple[int, int]], Position] = partial(tuple.__new__, Position)
"""Makes a position without the named tuple's constructor, which is written in Python: there is one for every node."""


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
        message = Message("the control character {code} may not stand in YAML; delete it", code=code)
        return Tree(None, [Problem("G002", message, at)], whole=False)
    builder = _Builder(position, lenient=lenient)
    try:
        builder.take_all(_Loader(text).get_event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if error.context_mark and (error.context or "").startswith(_SCANNING):
            mark = error.context_mark
        at = position(mark) if mark else Position(first_line, 1)
        builder.problems.append(Problem("G002", _explain(error, text, mark), at))
    except yaml.YAMLError as error:
        message = Message("this is not YAML: {why}", why=str(error))
        builder.problems.append(Problem("G002", message, Position(first_line, 1)))
    whole = not builder.open
    builder.close_all()
    return Tree(builder.top[0] if builder.top else None, builder.problems, whole)


class _Builder:
    """Takes events one by one and grows the tree.

    A mapping's keys and values are gathered one after the other, and paired when it closes: ``open`` holds the
    branches that are not closed yet, each with the list that what stands around it is gathered in.
    """

    def __init__(self, position: _Positions, *, lenient: bool) -> None:
        self.position = position
        self.lenient = lenient
        self.problems: list[Problem] = []
        self.top: list[Node] = []
        self.here = self.top
        self.open: list[tuple[Sequence | Mapping, list[Node]]] = []

    def take_all(self, next_event: Callable[[], Any]) -> None:
        """Take events up to the end of the document; this loop is most of what reading a repository costs."""
        position = self.position
        simple, first_line = position.starts is None, position.first_line
        while True:
            event = next_event()
            kind = type(event)
            if kind is _A_SCALAR:
                mark = event.start_mark
                at = _position((mark.line + first_line, mark.column + 1)) if simple else position(mark)
                node = Scalar(event.value, not event.style, at)
                if event.anchor is not None or event.tag is not None:
                    node.tag = event.tag
                    self._refuse(event)
                self.here.append(node)
            elif kind is _MAPPING_ENDS or kind is _SEQUENCE_ENDS:
                self._close()
            elif kind is _MAPPING_STARTS or kind is _SEQUENCE_STARTS:
                at = position(event.start_mark)
                if len(self.open) >= DEEPEST:
                    message = Message("more than {n} levels of YAML; write it flatter", n=DEEPEST)
                    self.problems.append(Problem("G005", message, at))
                    return
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event)
                branch = Mapping([], at) if kind is _MAPPING_STARTS else Sequence([], at)
                self.here.append(branch)
                self.open.append((branch, self.here))
                self.here = branch.items if isinstance(branch, Sequence) else []
            elif kind is yaml.AliasEvent:
                at = position(event.start_mark)
                if not self.lenient:
                    message = Message("the alias *{name} is not read; write the value out", name=event.anchor[:40])
                    self.problems.append(Problem("G005", message, at))
                self.here.append(Scalar("", False, at))
            elif kind is yaml.DocumentStartEvent and self.top:
                at = position(event.start_mark)
                message = Message("a second YAML document begins here; a file holds one")
                self.problems.append(Problem("G002", message, at))
                return
            elif kind is yaml.StreamEndEvent:
                return

    def close_all(self) -> None:
        """Close what an error left open, with what was gathered till then."""
        while self.open:
            self._close()

    def _close(self) -> None:
        branch, around = self.open.pop()
        if isinstance(branch, Mapping):
            keys = [key if isinstance(key, Scalar) else Scalar("", False, key.at) for key in self.here[::2]]
            branch.entries = list(zip(keys, self.here[1::2], strict=False))
            words = {key.value for key in keys}
            if not self.lenient and (len(words) < len(keys) or "<<" in words or "" in words):
                self._check_keys()
        self.here = around

    def _check_keys(self) -> None:
        """Note what is wrong with the keys of the mapping that is being closed."""
        seen: set[str] = set()
        for key in self.here[::2]:
            if not isinstance(key, Scalar):
                message = Message("a key must be a word, not a list or a mapping")
                self.problems.append(Problem("G005", message, key.at))
                continue
            if key.value in seen:
                message = Message(
                    "the key '{name}' stands here a second time; keep one of the two", name=key.value[:40]
                )
                self.problems.append(Problem("G005", message, key.at, key.value))
            if key.value == "<<" and key.plain:
                message = Message("the merge key << is not read; write the keys out")
                self.problems.append(Problem("G005", message, key.at))
            seen.add(key.value)

    def _refuse(self, event: Any) -> None:
        if self.lenient:
            return
        at = self.position(event.start_mark)
        if event.anchor is not None:
            message = Message("the anchor &{name} is not read; write the value out", name=event.anchor[:40])
            self.problems.append(Problem("G005", message, at))
        if event.tag is not None:
            message = Message("the tag {name} is not read; delete it", name=event.tag[:40])
            self.problems.append(Problem("G005", message, at))


_SCANNING = ("while scanning a quoted scalar", "while scanning a simple key", "while parsing a flow")
"""What the parser was about where the mistake lies at the beginning of that, and not where it noticed."""


def _explain(error: yaml.MarkedYAMLError, text: str, mark: Any) -> Message:
    """Say in plain words what the parser stumbled over, and how to mend the usual cases."""
    problem = str(error.problem or "").strip()
    char = text[mark.index : mark.index + 1] if mark else ""
    if "cannot start any token" in problem and char == "\t":
        return Message("this is not YAML: a tab; indent with spaces")
    if "cannot start any token" in problem and char in "%@`":
        return Message("this is not YAML: a value may not begin with {char}; put it in quotes", char=char)
    if "mapping values are not allowed" in problem:
        return Message(
            "this is not YAML: a second ': ' in one line (put the text in quotes), or a line indented too deep"
        )
    if "could not find expected ':'" in problem:
        return Message("this is not YAML: a key without ': ' after it")
    if "found unexpected end of stream" in problem and "quoted scalar" in str(error.context or ""):
        return Message("this is not YAML: a quote is opened and never closed")
    if "expected ',' or" in problem or "expected node content" in problem:
        return Message("this is not YAML: a bracket is opened and never closed, or a comma is missing behind it")
    if "expected <document start>" in problem:
        return Message(
            "this is not YAML: this line does not belong to the lines above; write all as lines 'key: value'"
        )
    if "expected key" in problem or "expected '-'" in problem or "block end" in problem:
        return Message("this is not YAML: this line is not indented as those it belongs to")
    if char == "\t":
        return Message("this is not YAML: {why}, at a tab; indent with spaces", why=problem or _UNKNOWN)
    return Message("this is not YAML: {why}", why=problem or _UNKNOWN)


_UNKNOWN = Message("it cannot be read")
"""What is said where the parser gives no reason; where it does, its words are quoted as they are."""
