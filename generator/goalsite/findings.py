"""A finding: what is wrong, where, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from goalsite.language import Message, gettext
from goalsite.vocabulary import Level


class Position(NamedTuple):
    """A place in a file; line and column count from 1, in characters."""

    line: int
    column: int


START = Position(1, 1)


class Names(Message):
    """Names in a row, as a message quotes them: ``a, b, c``."""

    __slots__ = ("names",)

    def __init__(self, names: Iterable[object]) -> None:
        super().__init__("")
        self.names = tuple(names)

    def __str__(self) -> str:
        return gettext(", ").join(map(str, self.names))

    def _identity(self) -> tuple[object, ...]:
        return self.names


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    ``said`` is put into words when it is read, so a finding that was kept speaks the language of whoever reads it.
    ``path`` is relative to the repository, with forward slashes. ``goal`` is the id of the object the
    finding is about, where it is about one. ``key`` is where in the object it lies (``key_results.sales.to``),
    so that a finding keeps its identity while lines move.
    """

    code: str
    level: Level
    said: Message
    path: str
    position: Position = START
    goal: str | None = None
    key: str = ""

    @property
    def message(self) -> str:
        """What is wrong and how to mend it, in the language in force."""
        return str(self.said)

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.position.line

    @property
    def column(self) -> int:
        """The column, from 1, in characters."""
        return self.position.column

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key findings are sorted by, the same in every language: file, place, code, and what is said."""
        return (self.path, self.position.line, self.position.column, self.code, self.said.english)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"
