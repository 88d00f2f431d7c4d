"""Edits of front matter that touch one value and leave every other byte as it is.

Each edit is a replacement in the file's own text, written in the file's own hand: its indent, its quotes, its braces,
its line ends. Afterwards the file is read anew, and must say what was meant and nothing else; otherwise nothing is
written.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from goalsite.findings import START
from goalsite.language import gettext as _
from goalsite.source.document import front_matter_span, split
from goalsite.source.files import decode
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node, Scalar
from goalsite.writing.edits import Append, Change, Put, Remove
from goalsite.writing.refusal import Refused, refused_for
from goalsite.writing.scalars import Value, raw
from goalsite.writing.splices import Place


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
    place = Place(text, *span)
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
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_tree_of(one) for one in value]
    return raw(value)


def _apply(tree: Any, change: Change) -> None:
    """Make the change to what the file says."""
    named = ".".join(map(str, change.path))
    *above, last = change.path
    try:
        for key in above:
            if isinstance(tree, dict) and key not in tree and isinstance(change, Put):
                tree[key] = {}
            tree = tree[key]
        if isinstance(change, Remove):
            del tree[last]
        elif isinstance(change, Append):
            there = (tree.get(last) if isinstance(tree, dict) else tree[last]) or []
            if not isinstance(there, list):
                raise Refused(_("'{key}' is not a list", key=named))
            new = _tree_of(change.value)
            tree[last] = [new, *there] if change.first else [*there, new]
        else:
            if isinstance(last, int):
                tree[last]
            tree[last] = _tree_of(change.value)
    except (LookupError, TypeError):
        raise Refused(_("there is no '{key}' in the file", key=named)) from None


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
    counts = {"\n": original.count("\n") - crlf, "\r\n": crlf, "\r": original.count("\r") - crlf}
    return max(counts, key=counts.__getitem__)
