"""Edits of front matter that touch one value and leave every other byte as it is.

Each edit is a replacement in the file's own text, written in the file's own hand: its indent, its quotes, its braces,
its line ends. Afterwards the file is read anew, and must say what was meant and nothing else; otherwise nothing is
written.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goalsite.findings import START, Position
from goalsite.language import gettext as _
from goalsite.source.document import front_matter_span, split
from goalsite.source.files import decode
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node, Scalar
from goalsite.writing.hand import Hand, column_of, hand_of, is_block, items_of
from goalsite.writing.layout import Laid, Leaf, Map, Seq, lay_out
from goalsite.writing.refusal import Refused, refused_for
from goalsite.writing.scalars import Value, is_plain, raw

Path = tuple[str | int, ...]
"""Where a value stands: keys, and numbers of items from 0."""


@dataclass(frozen=True, slots=True)
class Put:
    """Set the value at ``path``; a key that is not there is added behind the first of ``after`` there is, or last."""

    path: Path
    value: Value
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Append:
    """Add an item to the list at ``path``, which is made where there is none; ``first``: before the others."""

    path: Path
    value: Value
    first: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out what stands at ``path``, its key or dash included."""

    path: Path


Change = Put | Append | Remove

_Splice = tuple[int, int, str]


def edited(content: bytes, changes: Iterable[Change]) -> bytes:
    """Return a Markdown file's bytes with changes made to its front matter, one after the other.

    Raises :class:`Refused`, with the place, where the file has no front matter that can be read whole (an anchor, an
    alias, a second document …), and where a change cannot be made such that it alone is read afterwards.
    """
    for change in changes:
        content = _changed(content, change)
    return content


def said(content: bytes) -> dict[str, Any]:
    """Return what a file's front matter says: mappings, lists and the texts of scalars."""
    tree: dict[str, Any] = tree_of(_checked(content))
    return tree


def _changed(content: bytes, change: Change) -> bytes:
    wanted = tree_of(_checked(content))
    _apply(wanted, change)
    bom = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    original = content.removeprefix(bom).decode("utf-8")
    text = decode(content).text
    span = front_matter_span(text)
    assert span is not None, "checked above"
    place = _Place(text, *span)
    crlf = _crlf_places(original)
    line_end = _line_end(original)
    for start, end, new in sorted(place.splices(change), reverse=True):
        head, tail = start + bisect_left(crlf, start), end + bisect_left(crlf, end)
        original = original[:head] + new.replace("\n", line_end) + original[tail:]
    result = bom + original.encode("utf-8")
    if not _is(result, wanted, text[split(text).body_start :]):
        where = ".".join(map(str, change.path))
        raise Refused(
            _("'{key}' stands in a way that cannot be changed safely; change it by hand", key=where),
            place.position(change.path),
        )
    return result


def _is(content: bytes, wanted: Any, body: str) -> bool:
    """Tell whether a file says what is wanted, above that body."""
    try:
        front = tree_of(_checked(content))
    except Refused:
        return False
    text = decode(content).text
    return bool(front == wanted and text[split(text).body_start :] == body)


def _checked(content: bytes) -> MappingNode:
    """Return the front matter's node; raise where not all of it can be read."""
    text = decode(content)
    if text.problem is not None:
        raise refused_for(text.problem)
    document = split(text.text)
    if document.problems:
        raise refused_for(document.problems[0])
    if document.front is None:
        raise Refused(_("the file has no front matter; put it between two lines ---"), START)
    return document.front


def tree_of(node: Node) -> Any:
    """Return what a node says: mappings, lists and the texts of scalars."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, MappingNode):
        return {key.value: tree_of(value) for key, value in node.entries}
    return [tree_of(item) for item in node.items]


def _tree_of(value: Value) -> Any:
    if isinstance(value, Mapping):
        return {key: _tree_of(one) for key, one in value.items()}
    if is_plain(value):
        return raw(value)  # type: ignore[arg-type]
    return [_tree_of(one) for one in value]  # type: ignore[union-attr]


def _apply(tree: Any, change: Change) -> None:
    """Make the change to what the file says."""
    *above, last = change.path
    missing = _("there is no '{key}' in the file", key=".".join(map(str, change.path)))
    for key in above:
        if isinstance(tree, dict) and key not in tree and isinstance(change, Put):
            tree[key] = {}
        try:
            tree = tree[key]
        except (LookupError, TypeError):
            raise Refused(missing) from None
    if isinstance(change, Remove):
        try:
            del tree[last]
        except (LookupError, TypeError):
            raise Refused(missing) from None
    elif isinstance(change, Append):
        try:
            there = (tree.get(last) if isinstance(tree, dict) else tree[last]) or []
        except (LookupError, TypeError):
            raise Refused(missing) from None
        if not isinstance(there, list):
            raise Refused(_("'{key}' is not a list", key=".".join(map(str, change.path))))
        tree[last] = [_tree_of(change.value), *there] if change.first else [*there, _tree_of(change.value)]
    else:
        try:
            if isinstance(last, int):
                tree[last]
            tree[last] = _tree_of(change.value)
        except (LookupError, TypeError):
            raise Refused(missing) from None


def _crlf_places(original: str) -> list[int]:
    """Return where, in the text with one line end, those stand that are two characters in the file."""
    places: list[int] = []
    at = original.find("\r\n")
    while at >= 0:
        places.append(at - len(places))
        at = original.find("\r\n", at + 2)
    return places


def _line_end(original: str) -> str:
    crlf = original.count("\r\n")
    return max(("\n", original.count("\n") - crlf), ("\r\n", crlf), ("\r", original.count("\r") - crlf), key=_second)[0]


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


class _Place:
    """A file's text with its front matter laid out; says what to replace for a change."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        root = lay_out(text[start:end], start)
        self.root = root if isinstance(root, Map) else None
        self.hand: Hand = hand_of(text, self.root)

    def position(self, path: Path) -> Position:
        """Return where the nearest thing that exists on a path stands."""
        index = self.root.start if self.root is not None else self.start
        node: Laid | None = self.root
        for key in path:
            node = self._child(node, key)
            if node is None:
                break
            index = node.start
        return Position(self.text.count("\n", 0, index) + 1, column_of(self.text, index) + 1)

    def splices(self, change: Change) -> list[_Splice]:
        """Return the replacements that make a change, none of which overlaps another."""
        if isinstance(change, Remove):
            return self._remove(change.path)
        if isinstance(change, Append):
            return self._append(change)
        return self._put(change.path, change.value, change.after)

    def _child(self, node: Laid | None, key: str | int) -> Laid | None:
        if isinstance(node, Map) and isinstance(key, str):
            return node.get(key)
        if isinstance(node, Seq) and isinstance(key, int):
            count = len(node.items)
            return node.items[key] if -count <= key < count else None
        return None

    def _at(self, path: Path) -> Laid | None:
        node: Laid | None = self.root
        for key in path:
            node = self._child(node, key)
        return node

    def _line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def _tail(self, end: int, column: int) -> int:
        """Return the end of the last line of an entry at ``column``, the comments indented deeper below it included."""
        line_end = self._line_end(end)
        while line_end < len(self.text):
            after = self._line_end(line_end + 1)
            line = self.text[line_end + 1 : after]
            bare = line.lstrip(" ")
            if not bare.startswith("#") or len(line) - len(bare) <= column:
                break
            line_end = after
        return line_end

    def _put(self, path: Path, value: Value, after: tuple[str, ...]) -> list[_Splice]:
        node = self._at(path)
        if node is not None:
            return self._replace(path, node, value)
        *above, last = path
        parent = self._at(tuple(above))
        if isinstance(parent, Map) and isinstance(last, str):
            return self._add(parent, last, value, self._siblings(tuple(above), last), after)
        if above and (parent is None or (isinstance(parent, Leaf) and parent.blank)):
            return self._put(tuple(above), {str(last): value}, ())
        if not above and self.root is None:
            return [(self.start, self.start, f"{self.hand.entry(str(last), value, 0, ())}\n")]
        return []

    def _siblings(self, above: Path, key: str) -> list[Laid]:
        """Return what stands at the same key in the entries beside: how one like it is written in this file."""
        around = self._at(above[:-1]) if above else None
        beside = (
            [value for _, value in around.entries] if isinstance(around, Map) else items_of([around] if around else [])
        )
        return [value for one in beside if isinstance(one, Map) and (value := one.get(key)) is not None]

    def _add(self, parent: Map, key: str, value: Value, like: list[Laid], after: tuple[str, ...]) -> list[_Splice]:
        names = [name.value for name, _ in parent.entries]
        behind = next((names.index(one) for one in after if one in names), len(names) - 1)
        if parent.flow:
            text = f"{self.hand.flow(key, ())}: {self.hand.flow(value, like)}"
            starts = [name.start for name, _ in parent.entries]
            return self._insert_in_flow(
                parent, [(s, v.end) for s, (_, v) in zip(starts, parent.entries, strict=True)], text, behind
            )
        column = column_of(self.text, parent.start)
        at = self._tail(parent.entries[behind][1].end, column)
        return [(at, at, f"\n{' ' * column}{self.hand.entry(key, value, column, like)}")]

    def _insert_in_flow(
        self, branch: Map | Seq, spans: Sequence[tuple[int, int]], text: str, behind: int
    ) -> list[_Splice]:
        if not spans:
            return [(branch.start + 1, branch.start + 1, text)]
        if behind < 0:
            return [(spans[0][0], spans[0][0], f"{text}, ")]
        between = self.text[spans[-2][1] : spans[-1][0]] if len(spans) > 1 else ", "
        at = spans[behind][1]
        return [(at, at, f"{between if between.strip() == ',' and between[-1:].isspace() else ', '}{text}")]

    def _replace(self, path: Path, node: Laid, value: Value) -> list[_Splice]:
        parent = self._at(path[:-1])
        assert isinstance(parent, Map | Seq)
        key = next((name for name, one in parent.entries if one is node), None) if isinstance(parent, Map) else None
        if parent.flow or key is None:
            gap = " " if isinstance(node, Leaf) and node.blank else ""
            return [(node.start, node.end, f"{gap}{self.hand.flow(value, [node], in_flow=parent.flow)}")]
        column = column_of(self.text, key.start)
        colon = self.text.index(":", key.end) + 1
        same_line = "\n" not in self.text[colon : node.start]
        inline = not is_block(value, [node]) and not (isinstance(value, str) and "\n" in value)
        if inline and same_line and not (isinstance(node, Leaf) and node.blank):
            return [(node.start, node.end, self.hand.flow(value, [node], in_flow=False))]
        written = self.hand.after_colon(value, column, [node])
        line_end = self._line_end(colon)
        if inline or isinstance(value, str):
            first, _, rest = written.partition("\n")
            rest = f"\n{rest}" if rest else ""
        else:
            first, rest = "", written
        if same_line and node.end > colon:
            # What stood on the key's own line goes, what is behind it (a comment) stays.
            if node.end <= line_end:
                return [(colon, node.end, first), (line_end, line_end, rest)]
            return [(colon, node.end, first + rest)]
        return [(colon, colon, first), (line_end, max(line_end, node.end), rest)]

    def _append(self, change: Append) -> list[_Splice]:
        node = self._at(change.path)
        if not isinstance(node, Seq) or not node.items:
            parent = self._at(change.path[:-1])
            if isinstance(node, Seq) and isinstance(parent, Map) and parent.flow:
                return self._insert_in_flow(node, [], self.hand.flow(change.value, ()), 0)
            if node is None:
                return self._put(change.path, [change.value], ())
            return self._replace_by_block(change.path, node, change.value)
        like = items_of([node])
        if node.flow:
            spans = [(item.start, item.end) for item in node.items]
            text = self.hand.flow(change.value, like)
            return self._insert_in_flow(node, spans, text, -1 if change.first else len(spans) - 1)
        column = column_of(self.text, node.start)
        item = self.hand.item(change.value, column, like)
        if change.first:
            return [(node.start, node.start, f"{item}\n{' ' * column}")]
        at = self._tail(node.items[-1].end, column)
        return [(at, at, f"\n{' ' * column}{item}")]

    def _replace_by_block(self, path: Path, node: Laid, value: Value) -> list[_Splice]:
        """Return the replacement of an empty list, or nothing, by a list with its first item on a line of its own."""
        parent = self._at(path[:-1])
        key = next((name for name, one in parent.entries if one is node), None) if isinstance(parent, Map) else None
        if key is None or (isinstance(parent, Map) and parent.flow):
            return [(node.start, node.end, f" {self.hand.flow([value], ())}")]
        column = column_of(self.text, key.start)
        colon = self.text.index(":", key.end) + 1
        inner = column + self.hand.dash
        line_end = self._line_end(max(colon, node.end))
        return [(colon, node.end, ""), (line_end, line_end, f"\n{' ' * inner}{self.hand.item(value, inner, ())}")]

    def _remove(self, path: Path) -> list[_Splice]:
        parent, node = self._at(path[:-1]), self._at(path)
        assert isinstance(parent, Map | Seq)
        assert node is not None
        if isinstance(parent, Map):
            spans = [(name.start, value.end) for name, value in parent.entries]
            number = next(number for number, (_, value) in enumerate(parent.entries) if value is node)
        else:
            spans = [(self._dash(parent, number), item.end) for number, item in enumerate(parent.items)]
            number = next(number for number, item in enumerate(parent.items) if item is node)
        start, end = spans[number]
        if parent.flow:
            if number + 1 < len(spans):
                return [(start, spans[number + 1][0], "")]
            return [(spans[number - 1][1] if number else start, end, "")]
        if len(spans) == 1 and len(path) > 1:
            return self._replace(path[:-1], parent, {} if isinstance(parent, Map) else [])
        column = column_of(self.text, start)
        line_start = start - column
        if self.text[line_start:start].strip():
            return [(start, spans[number + 1][0], "")] if number + 1 < len(spans) else []
        return [(line_start, min(self._tail(end, column) + 1, len(self.text)), "")]

    def _dash(self, parent: Seq, number: int) -> int:
        item = parent.items[number]
        if parent.flow:
            return item.start
        return self.text.rfind("-", parent.start, item.start) if item.start > parent.start else parent.start
