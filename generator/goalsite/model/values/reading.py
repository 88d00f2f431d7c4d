"""What reading a value gathers, and what a type of values is.

A type returns the value, or ``MISSING`` after noting the problem, so that one bad value never hides the others.
Scalars are judged by their text, never by YAML's guesses about types (SPEC 2).
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from goalsite.findings import Position
from goalsite.language import Message
from goalsite.model.positions import Positions
from goalsite.source.nodes import Node
from goalsite.source.problems import Problem


class Missing(Enum):
    """The type of ``MISSING``."""

    MISSING = 0


MISSING = Missing.MISSING
"""No value: the key is absent, or what stands there could not be read."""

Schema = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What is gathered while one file is read: problems, and where each key's value stands.

    ``cut_short`` tells that the YAML broke off: what is missing may well stand in the part that could not be read.
    """

    problems: list[Problem] = field(default_factory=list)
    at: Positions = field(default_factory=Positions)
    cut_short: bool = False

    def wrong(self, code: str, message: Message, at: Position, key: str = "") -> Missing:
        """Note a problem."""
        self.problems.append(Problem(code, message, at, key))
        return MISSING

    def lacks(self, message: Message, at: Position, key: str = "") -> None:
        """Note that something required is missing, unless it may stand where the file could not be read."""
        if not self.cut_short:
            self.wrong("G003", message, at, key)


class Type(Protocol):
    """One type of value."""

    def read(self, node: Node, into: Reading, key: str) -> Any:
        """Return the value of ``node``, or ``MISSING`` after noting why."""
        ...

    def schema(self) -> Schema:
        """Return the JSON Schema of the value."""
        ...


def shown(text: str) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= 40 else text[:39] + "…"


def called(key: str) -> Message:
    """Return the last part of a dotted key in quotes, for a message."""
    above, _, last = key.rpartition(".")
    if last.isdigit() and above:
        last = f"{above.rpartition('.')[2]}.{last}"
    return Message("'{key}'", key=shown(last))
