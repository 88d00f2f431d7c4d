"""Where the text of front matter is replaced, and by what, so that one change is made in the file's own hand."""

from collections.abc import Sequence

from goalsite.findings import Position
from goalsite.writing.edits import Append, Change, Path, Remove
from goalsite.writing.hand import Hand, column_of, hand_of, is_block, items_of
from goalsite.writing.layout import Laid, Leaf, Map, Seq, lay_out
from goalsite.writing.scalars import Value

Splice = tuple[int, int, str]
"""Two places in the text, and what takes the place of what stands between them."""


class Place:
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

    def splices(self, change: Change) -> list[Splice]:
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

    def _key_of(self, path: Path, node: Laid) -> Leaf | None:
        """Return the key of a node on lines of a mapping, None in a list or in braces."""
        parent = self._at(path[:-1])
        if not isinstance(parent, Map) or parent.flow:
            return None
        return next((name for name, one in parent.entries if one is node), None)

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

    def _put(self, path: Path, value: Value, after: tuple[str, ...]) -> list[Splice]:
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

    def _add(self, parent: Map, key: str, value: Value, like: list[Laid], after: tuple[str, ...]) -> list[Splice]:
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
    ) -> list[Splice]:
        if not spans:
            return [(branch.start + 1, branch.start + 1, text)]
        if behind < 0:
            return [(spans[0][0], spans[0][0], f"{text}, ")]
        between = self.text[spans[-2][1] : spans[-1][0]] if len(spans) > 1 else ", "
        at = spans[behind][1]
        return [(at, at, f"{between if between.strip() == ',' and between[-1:].isspace() else ', '}{text}")]

    def _replace(self, path: Path, node: Laid, value: Value) -> list[Splice]:
        parent, key = self._at(path[:-1]), self._key_of(path, node)
        assert isinstance(parent, Map | Seq)
        if key is None:
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

    def _append(self, change: Append) -> list[Splice]:
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

    def _replace_by_block(self, path: Path, node: Laid, value: Value) -> list[Splice]:
        """Return the replacement of an empty list, or nothing, by a list with its first item on a line of its own."""
        key = self._key_of(path, node)
        if key is None:
            return [(node.start, node.end, f" {self.hand.flow([value], ())}")]
        column = column_of(self.text, key.start)
        colon = self.text.index(":", key.end) + 1
        inner = column + self.hand.dash
        line_end = self._line_end(max(colon, node.end))
        return [(colon, node.end, ""), (line_end, line_end, f"\n{' ' * inner}{self.hand.item(value, inner, ())}")]

    def _remove(self, path: Path) -> list[Splice]:
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
