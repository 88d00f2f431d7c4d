"""What reading one file finds wrong, before it is known which object the file is."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from goalsite.findings import Finding, Position
from goalsite.language import Message
from goalsite.vocabulary import Level

WARNINGS = frozenset({"G009", "G105"})
"""Codes of reading and linking that are warnings by default; all others of G0 and G1 are errors (SPEC 9)."""

BREAKING = frozenset({"G001", "G002", "G003", "G005", "G006"})
"""Codes after which a file's figures cannot be trusted, so that means leave it out (SPEC 2)."""

UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Characters that move the cursor or turn the text around in a terminal or a page, and so never reach a message."""

MOST = 1000
"""Problems of one file that are told; a file of junk would drown those of all others."""


class _Showable(Message):
    """A message in which what cannot be shown is replaced; files hold anything, and messages quote them."""

    __slots__ = ("message",)

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        return UNSHOWABLE.sub("\ufffd", str(self.message))

    def _identity(self) -> tuple[object, ...]:
        return (self.message,)


class Problem(NamedTuple):
    """A finding without its file: code, message, place, and the dotted key it is about."""

    code: str
    said: Message
    at: Position
    key: str = ""

    def finding(self, path: str, goal: str | None = None) -> Finding:
        """Return the finding for the file at ``path``."""
        level = Level.WARNING if self.code in WARNINGS else Level.ERROR
        key = UNSHOWABLE.sub("\ufffd", self.key)
        return Finding(self.code, level, _Showable(self.said), path, self.at, goal, key)


def told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return a file's problems, of more than ``MOST`` the first and how many more there are."""
    if len(problems) <= MOST:
        return tuple(problems)
    rest = problems[MOST - 1 :]
    code, _, at, key = next((one for one in rest if one.code in BREAKING), rest[0])
    more = Message("and {n} more problems in this file; mend those above first", n=len(rest))
    return (*problems[: MOST - 1], Problem(code, more, at, key))
