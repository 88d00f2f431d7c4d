"""Check-ins, in a list and as files (SPEC 3.5)."""

from typing import Any

from goalsite.language import Message
from goalsite.model.records import CheckInRecord
from goalsite.model.shape import Key, Shape
from goalsite.model.shapes.common import COMMON
from goalsite.model.values import (
    A_DAY,
    ANY_NUMBER,
    PROSE,
    REFERENCE,
    SHARE,
    TEXT,
    ListOf,
    MapOf,
    Missing,
    OneOf,
    Reading,
    Schema,
    Type,
)
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node, Scalar, Sequence


class CheckInValue:
    """A number, true for a yes/no, or the titles of milestones."""

    def read(self, node: Node, into: Reading, key: str) -> Any:
        """Read it, noting what is wrong."""
        if isinstance(node, Sequence):
            return ListOf(TEXT).read(node, into, key)
        if isinstance(node, Scalar) and node.plain and node.value == "true":
            return True
        if isinstance(node, Scalar) and node.plain and node.value == "false":
            message = Message("a yes/no is true once it is done; leave it out until then")
            return into.wrong("G003", message, node.at, key)
        return ANY_NUMBER.read(node, into, key)

    def schema(self) -> Schema:
        """Return its JSON Schema."""
        return {"anyOf": [ANY_NUMBER.schema(), {"const": True}, {"type": "array", "items": TEXT.schema()}]}


def _confidence_type(node: Node) -> Type:
    return MapOf(SHARE) if isinstance(node, MappingNode) else SHARE


CHECK_IN_KEYS = {
    "values": Key(MapOf(CheckInValue()), "the new values: {key result: number, true, or milestone titles}"),
    "confidence": Key(OneOf(_confidence_type, (SHARE, MapOf(SHARE))), "0 to 1, for all key results or by key result"),
    "by": Key(REFERENCE, "who checked in"),
}

CHECK_IN_WORDS = {"value": "values", "comment": "note", "text": "note", "author": "by", "day": "date", "on": "date"}

CHECK_IN = Shape(
    Message("check-in"),
    {
        "date": Key(A_DAY, Message("the day it is of"), required=True),
        **CHECK_IN_KEYS,
        "note": Key(PROSE, "what happened"),
    },
    CheckInRecord,
    words=CHECK_IN_WORDS,
)


class CheckIns:
    """The list of check-ins; each knows its own place in the file."""

    def read(self, node: Node, into: Reading, key: str) -> tuple[CheckInRecord, ...] | Missing:
        """Read it, noting what is wrong."""
        if not isinstance(node, Sequence):
            message = Message("'check_ins' must be a list; begin each with '- date: …'")
            return into.wrong("G003", message, node.at, key)
        read = []
        for number, item in enumerate(node.items):
            path = f"{key}.{number}"
            into.at[path] = item.at
            if not isinstance(item, MappingNode):
                message = Message("a check-in must be made of lines 'key: value' with date")
                into.wrong("G003", message, item.at, path)
                continue
            values = CHECK_IN.values(item, into, path)
            if values is not None:
                read.append(CheckInRecord(key=path, at=into.at, **values))
        return tuple(read)

    def schema(self) -> Schema:
        """Return its JSON Schema."""
        return {"type": "array", "items": CHECK_IN.schema()}


CHECK_IN_FILE = Shape(
    Message("check-in"),
    {
        **COMMON,
        "date": Key(A_DAY, "the day it is of; by default the file name's"),
        **CHECK_IN_KEYS,
        "value": Key(ANY_NUMBER, "the new value, for a KPI"),
    },
    CheckInRecord,
    words={"comment": "by", "author": "by", "day": "date", "on": "date"},
)
