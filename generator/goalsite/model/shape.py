"""A shape: the keys a mapping may have, read into a record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from goalsite.findings import Names
from goalsite.language import Message
from goalsite.model.suggest import did_you_mean
from goalsite.model.values import MISSING, Reading, Schema, Type, plain_data, shown
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node, Scalar


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a shape: its type, what it means, whether it must be there, and its field in the record.

    The meaning of a key that must be there is told to whoever forgets it, so it is a message; others stand in schemas.
    """

    type: Type
    meaning: Message | str
    required: bool = False
    into: str | None = None


_MOST_GUESSES = 50
"""Problems of one file after which unknown keys get no more "did you mean", so that junk cannot make a run slow."""

Check = Callable[[dict[str, Any], Reading, str], None]

_VOWELS = "aeiou"


def _english(text: Message | str) -> str:
    """Return a text as the contract and the schemas have it."""
    return text.english if isinstance(text, Message) else text


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of a mapping; ``name`` is what the mapping is, or the word of the contract for it.

    ``words`` maps keys that people bring from elsewhere to ours. ``check`` sees the values read and may note what is
    wrong among them. ``own`` allows ``x-`` keys, collected as ``extra``. ``build`` makes the record from the values.
    """

    name: Message | str
    keys: Mapping[str, Key]
    build: Callable[..., Any]
    words: Mapping[str, str] = field(default_factory=dict)
    check: Check | None = None
    own: bool = True
    required: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        required = {word: one.into or word for word, one in self.keys.items() if one.required}
        object.__setattr__(self, "required", required)

    def read(self, node: Node, into: Reading, key: str) -> Any:
        """Return the record, or ``MISSING`` where the node is no mapping or ``build`` lacks what it needs."""
        if not isinstance(node, MappingNode):
            return into.wrong("G003", self._no_mapping(), node.at, key)
        values = self.values(node, into, key)
        return MISSING if values is None else self.build(**values)

    def values(self, node: MappingNode, into: Reading, prefix: str) -> dict[str, Any] | None:
        """Return the values by record field; None where a required one is missing, which is noted."""
        read: dict[str, Any] = {}
        extra: dict[str, object] = {}
        dot = f"{prefix}." if prefix else ""
        present = set()
        keys, at = self.keys, into.at
        for name, item in node.entries:
            word = name.value
            one = keys.get(word)
            if one is None:
                if self.own and word.startswith("x-"):
                    extra[word] = plain_data(item)
                else:
                    self._unknown(name, into, dot + word)
                continue
            present.add(word)
            path = dot + word
            at[path] = item.at
            value = one.type.read(item, into, path)
            if value is not MISSING:
                read[one.into or word] = value
        whole = True
        for word, into_field in self.required.items():
            if into_field not in read:
                whole = False
                if word not in present:
                    message = Message(
                        "the {thing} has no '{key}': {meaning}",
                        thing=self.name,
                        key=word,
                        meaning=self.keys[word].meaning,
                    )
                    into.lacks(message, node.at, prefix)
        if extra:
            read["extra"] = extra
        if self.check is not None:
            self.check(read, into, prefix)
        return read if whole or not prefix else None

    def _unknown(self, name: Scalar, into: Reading, path: str) -> None:
        guess = did_you_mean(name.value, self.keys, self.words) if len(into.problems) < _MOST_GUESSES else ""
        word = shown(name.value)
        if _english(self.name)[0] in _VOWELS:
            message = Message("unknown key '{name}' in an {thing}{guess}", name=word, thing=self.name, guess=guess)
        else:
            message = Message("unknown key '{name}' in a {thing}{guess}", name=word, thing=self.name, guess=guess)
        into.wrong("G004", message, name.at, path)

    def _no_mapping(self) -> Message:
        keys = Names(self.required)
        if not self.required:
            return Message("a {thing} must be made of lines 'key: value' with keys", thing=self.name)
        if _english(self.name)[0] in _VOWELS:
            return Message("an {thing} must be made of lines 'key: value' with {keys}", thing=self.name, keys=keys)
        return Message("a {thing} must be made of lines 'key: value' with {keys}", thing=self.name, keys=keys)

    def schema(self) -> Schema:
        """Return the JSON Schema of the mapping."""
        properties = {
            word: {**one.type.schema(), "description": _english(one.meaning)} for word, one in self.keys.items()
        }
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if self.own:
            schema["patternProperties"] = {"^x-": {}}
        if self.required:
            schema["required"] = list(self.required)
        return schema
