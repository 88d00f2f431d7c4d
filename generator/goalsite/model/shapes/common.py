"""What shapes of several kinds have in common."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from goalsite.language import Message
from goalsite.model.records import Adjustment, Link
from goalsite.model.shape import Key, Shape
from goalsite.model.values import (
    A_DAY,
    REFERENCE,
    SHARE,
    TEXT,
    Choice,
    Flag,
    ListOf,
    MapOf,
    Missing,
    OneOf,
    PairsOf,
    Reading,
    Schema,
    Type,
)
from goalsite.source.nodes import Node, Scalar
from goalsite.vocabulary import Kind


class Reason:
    """The reason of an ignore; an empty one is left for G009 to say."""

    def read(self, node: Node, into: Reading, key: str) -> str | Missing:
        """Read it, noting what is wrong."""
        if isinstance(node, Scalar) and not node.value.strip():
            return ""
        return TEXT.read(node, into, key)

    def schema(self) -> Schema:
        """Return its JSON Schema."""
        return {"type": "string", "minLength": 1}


Own = Mapping[str, object] | None


def _link(url: str, title: str | None = None, extra: Own = None) -> Link:
    return Link(title or url, url, extra)


LINK = Shape(
    Message("link"),
    {"title": Key(TEXT, "the words to show"), "url": Key(TEXT, Message("where it leads"), required=True)},
    _link,
    words={"href": "url", "name": "title", "link": "url"},
)

LINKS = Key(ListOf(LINK), "links to show: a list of {title, url}")

COMMON = {
    "kind": Key(Choice(Kind), Message("what the file is"), required=True, into="kind"),
    "tags": Key(ListOf(TEXT), "words to find it by"),
    "ignore": Key(MapOf(Reason()), "rules to silence here: {code: reason}"),
}


def _done_type(node: Node) -> Type:
    return Flag() if isinstance(node, Scalar) and node.plain and node.value == "false" else A_DAY


class _False(Flag):
    """The word false alone."""

    def schema(self) -> Schema:
        """Return its JSON Schema."""
        return {"const": False}


DAY_OR_FALSE = OneOf(_done_type, (A_DAY, _False()))


def _adjustment(
    date: date, what: str | None = None, why: str | None = None, approved_by: Any = None, extra: Own = None
) -> Adjustment:
    return Adjustment(date, what, why, approved_by, extra)


ADJUSTMENT = Shape(
    Message("adjustment"),
    {
        "date": Key(A_DAY, Message("the day of the change"), required=True),
        "what": Key(TEXT, "the key result's id or the key that changed"),
        "why": Key(TEXT, "the reason"),
        "approved_by": Key(REFERENCE, "who agreed"),
    },
    _adjustment,
    words={"reason": "why", "approver": "approved_by"},
)

PLANNED = Key(PairsOf(A_DAY, SHARE), "expected progress by day, where it is not linear: {2026-10-31: 0.2}")
