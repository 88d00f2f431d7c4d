"""Lists and mappings of values, and values whose type their node tells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goalsite.language import Message
from goalsite.model.values.numbers import to_number
from goalsite.model.values.reading import MISSING, Missing, Reading, Schema, Type, called, shown
from goalsite.model.values.text import NULL, read_key
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node, Sequence


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; items that cannot be read are left out."""

    item: Type

    def read(self, node: Node, into: Reading, key: str) -> "tuple[Any, ...] | Missing":
        """Read every item."""
        if not isinstance(node, Sequence):
            message = Message("{key} must be a list; write each item after '- '", key=called(key))
            return into.wrong("G003", message, node.at, key)
        read = []
        for number, item in enumerate(node.items):
            path = f"{key}.{number}"
            into.at[path] = item.at
            if (value := self.item.read(item, into, path)) is not MISSING:
                read.append(value)
        return tuple(read)

    def schema(self) -> Schema:
        """An array."""
        return {"type": "array", "items": self.item.schema()}


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from words to values of one type."""

    value: Type

    def read(self, node: Node, into: Reading, key: str) -> "dict[str, Any] | Missing":
        """Read every entry."""
        if not isinstance(node, MappingNode):
            message = Message("{key} must be made of lines 'name: value'", key=called(key))
            return into.wrong("G003", message, node.at, key)
        read: dict[str, Any] = {}
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            into.at[path] = item.at
            word = read_key(name, into, path)
            value = self.value.read(item, into, path)
            if word is not MISSING and value is not MISSING:
                read[word] = value
        return read

    def schema(self) -> Schema:
        """An object."""
        return {"type": "object", "additionalProperties": self.value.schema()}


@dataclass(frozen=True, slots=True)
class PairsOf:
    """A mapping whose keys are days or numbers; returned as pairs, sorted by key."""

    key: Type
    value: Type

    def read(self, node: Node, into: Reading, key: str) -> "tuple[tuple[Any, Any], ...] | Missing":
        """Read every pair; the same key written in two ways is a G005."""
        if not isinstance(node, MappingNode):
            message = Message("{key} must be made of lines 'when: value'", key=called(key))
            return into.wrong("G003", message, node.at, key)
        read: dict[Any, Any] = {}
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            into.at[path] = item.at
            first = self.key.read(name, into, path)
            value = self.value.read(item, into, path)
            if first is MISSING or value is MISSING:
                continue
            if first in read:
                message = Message("'{name}' stands in {key} a second time", name=shown(name.value), key=called(key))
                into.wrong("G005", message, name.at, path)
                continue
            read[first] = value
        return tuple(sorted(read.items()))

    def schema(self) -> Schema:
        """An object."""
        return {"type": "object", "additionalProperties": self.value.schema()}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value whose node tells which type it is: ``pick`` returns the type for it."""

    pick: Callable[[Node], Type]
    types: tuple[Type, ...]

    def read(self, node: Node, into: Reading, key: str) -> Any:
        """Read it as the type picked."""
        return self.pick(node).read(node, into, key)

    def schema(self) -> Schema:
        """Any of the types."""
        return {"anyOf": [one.schema() for one in self.types]}


def plain_data(node: Node) -> object:
    """Return the user's own data (``x-`` keys) as text, decimals, truth values, None, lists and mappings."""
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    if isinstance(node, MappingNode):
        return {name.value: plain_data(item) for name, item in node.entries}
    if node.plain:
        if node.value in NULL:
            return None
        if node.value in {"true", "false"}:
            return node.value == "true"
        if (number := to_number(node.value)) is not None:
            return number
    return node.value
