"""A finding: what is wrong, where, and how to mend it."""

from dataclasses import dataclass
from typing import NamedTuple

from goalsite.vocabulary import Level


class Position(NamedTuple):
    """A place in a file; line and column count from 1, in characters."""

    line: int
    column: int


START = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend.

    ``path`` is relative to the repository, with forward slashes. ``goal`` is the id of the object the
    finding is about, where it is about one. ``key`` is where in the object it lies (``key_results.sales.to``),
    so that a finding keeps its identity while lines move.
    """

    code: str
    level: Level
    message: str
    path: str
    position: Position = START
    goal: str | None = None
    key: str = ""

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
        """The key findings are sorted by: file, place, code."""
        return (self.path, self.position.line, self.position.column, self.code, self.message)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"
