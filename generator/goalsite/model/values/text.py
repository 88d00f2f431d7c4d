"""Text, and what YAML would make of a word that is not text."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import yaml

from goalsite.language import Message
from goalsite.model.records import Ref
from goalsite.model.values.reading import MISSING, Missing, Reading, Schema, called, shown
from goalsite.source.nodes import Node, Scalar

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")

NULL = frozenset({"", "~", "null", "Null", "NULL"})

WORDS_OF_TRUTH = re.compile(r"yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF")

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Text:
    """Text; a whole number is taken as written, anything else YAML reads as no text is a G005."""

    line: bool = True

    def read(self, node: Node, into: Reading, key: str) -> "str | Missing":
        """Read a text; with ``line`` line breaks become spaces."""
        if not isinstance(node, Scalar):
            return into.wrong("G003", Message("{key} must be a text", key=called(key)), node.at, key)
        value = node.value
        if node.plain and (surprise := surprising(value)) is not None:
            return into.wrong("G005", surprise(called(key), value), node.at, key)
        if not node.plain and not value.strip():
            return into.wrong("G003", _empty(called(key), value), node.at, key)
        if not value.isprintable() and (bad := CONTROL.search(value)) is not None:
            code = f"U+{ord(bad.group()):04X}"
            message = Message("{key} has the control character {code}; delete it", key=called(key), code=code)
            return into.wrong("G003", message, node.at, key)
        if self.line and "\n" in value:
            value = " ".join(value.split())
        return value

    def schema(self) -> Schema:
        """Text, or a whole number."""
        return {"type": ["string", "integer"]}


Surprise = Callable[[Message, str], Message]
"""Says what YAML makes of a text, by the key it stands at and the text."""


def surprising(value: str) -> Surprise | None:
    """Return what says what YAML makes of an unquoted word; None where it is text or a whole number."""
    if value in NULL:
        return _empty
    for tag, pattern in _RESOLVERS.get(value[0], ()):
        if pattern.match(value):
            return None if _WHOLE.fullmatch(value) else _READS_AS.get(tag.rpartition(":")[2], _of_its_own)
    return None


_RESOLVERS: Mapping[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers
"""What PyYAML takes an unquoted word for, by its first character."""


def _empty(key: Message, _: str) -> Message:
    return Message("{key} is empty; write something or delete the key", key=key)


def _truth(key: Message, value: str) -> Message:
    return Message("{key} reads as a yes or no in YAML; put it in quotes: '{value}'", key=key, value=shown(value))


def _number(key: Message, value: str) -> Message:
    return Message("{key} reads as a number in YAML; put it in quotes: '{value}'", key=key, value=shown(value))


def _day(key: Message, value: str) -> Message:
    return Message("{key} reads as a day in YAML; put it in quotes: '{value}'", key=key, value=shown(value))


def _of_its_own(key: Message, value: str) -> Message:
    return Message("{key} has a meaning of its own in YAML; put it in quotes: '{value}'", key=key, value=shown(value))


_READS_AS: Mapping[str, Surprise] = {"bool": _truth, "int": _number, "float": _number, "timestamp": _day}

TEXT = Text()

PROSE = Text(line=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of another object, kept with its place."""

    def read(self, node: Node, into: Reading, key: str) -> "Ref | Missing":
        """Read a reference."""
        text = TEXT.read(node, into, key)
        return MISSING if text is MISSING else Ref(composed(text), node.at)

    def schema(self) -> Schema:
        """Text."""
        return TEXT.schema()


REFERENCE = Reference()


def composed(text: str) -> str:
    """Return a name in NFC, as the paths of files are, so that the two compare equal however they were typed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def read_key(key: Scalar, into: Reading, path: str) -> "str | Missing":
    """Read a mapping's key as text."""
    if key.plain and (surprise := surprising(key.value)) is not None:
        return into.wrong("G005", surprise(Message("the key '{key}'", key=shown(key.value)), key.value), key.at, path)
    if not key.value.strip() or (not key.value.isprintable() and CONTROL.search(key.value)):
        return into.wrong("G003", Message("a key must be a readable word"), key.at, path)
    return composed(key.value)
