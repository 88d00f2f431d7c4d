"""Words of a closed vocabulary."""

from dataclasses import dataclass
from enum import StrEnum

from goalsite.findings import Names
from goalsite.language import Message
from goalsite.model.suggest import did_you_mean
from goalsite.model.values.reading import Missing, Reading, Schema, called, shown
from goalsite.model.values.text import WORDS_OF_TRUTH
from goalsite.source.nodes import Node, Scalar


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed vocabulary."""

    words: type[StrEnum]

    def read(self, node: Node, into: Reading, key: str) -> "StrEnum | Missing":
        """Read one of the words."""
        if not isinstance(node, Scalar):
            return into.wrong("G003", Message("{key} must be one word", key=called(key)), node.at, key)
        try:
            return self.words(node.value)
        except ValueError:
            words = [word.value for word in self.words]
            message = Message(
                "{key} must be one of {words}, not '{value}'{guess}",
                key=called(key),
                words=Names(words),
                value=shown(node.value),
                guess=did_you_mean(node.value, words),
            )
            return into.wrong("G003", message, node.at, key)

    def schema(self) -> Schema:
        """An enumeration."""
        return {"enum": [word.value for word in self.words]}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false; YAML's other words for them are a G005."""

    def read(self, node: Node, into: Reading, key: str) -> "bool | Missing":
        """Read true or false."""
        if isinstance(node, Scalar):
            if node.plain and node.value in {"true", "false"}:
                return node.value == "true"
            if WORDS_OF_TRUTH.fullmatch(node.value):
                message = Message("{key} must be written true or false", key=called(key))
                if not node.plain:
                    message = Message("{key} must be written true or false, without quotes", key=called(key))
                return into.wrong("G005", message, node.at, key)
        return into.wrong("G003", Message("{key} must be true or false", key=called(key)), node.at, key)

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}
