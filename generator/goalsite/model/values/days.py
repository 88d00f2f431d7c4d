"""Days."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from goalsite.model.periods import FIRST_YEAR, LAST_YEAR
from goalsite.model.values.reading import Missing, Reading, Schema, called, shown
from goalsite.model.values.text import NULL, WORDS_OF_TRUTH
from goalsite.source.nodes import Node, Scalar

DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")

_LOOSE_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, quoted or not; with a time it is a G003."""

    def read(self, node: Node, into: Reading, key: str) -> "date | Missing":
        """Read a day."""
        if not isinstance(node, Scalar):
            return into.wrong("G003", f"{called(key)} must be a day like 2026-10-31", node.at, key)
        day = to_day(node.value)
        if isinstance(day, str):
            return into.wrong("G003", f"{called(key)} {day}", node.at, key)
        return day

    def schema(self) -> Schema:
        """A date."""
        return {"type": "string", "format": "date"}


A_DAY = Day()


def to_day(value: str) -> date | str:
    """Return the day, or what is wrong with the text, for a message that begins with its name."""
    return _day(value) if len(value) == len("2026-10-31") else _read_day(value)


def _read_day(value: str) -> date | str:
    match = DAY.fullmatch(value)
    if match is None:
        if value in NULL:
            return "is empty; write a day like 2026-10-31 or delete the key"
        if DAY.match(value):
            return f"must be a day without a time; write {value[:10]}"
        if (loose := _LOOSE_DAY.fullmatch(value)) is not None:
            year, month, day = (int(part) for part in loose.groups())
            better = f"{year:04d}-{month:02d}-{day:02d}"
            return f"must be a day; write {better}" if isinstance(to_day(better), date) else f"is no day: {value}"
        if WORDS_OF_TRUTH.fullmatch(value):
            return "must be a day; write the day, like 2026-10-31"
        return f"must be a day like 2026-10-31, not '{shown(value)}'"
    year = int(match[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"must be a day between {FIRST_YEAR} and {LAST_YEAR}, not {value}"
    try:
        return date(year, int(match[2]), int(match[3]))
    except ValueError:
        return f"is a day that does not exist: {value}"


_day = lru_cache(maxsize=20_000)(_read_day)
"""The same days stand in thousands of check-ins."""
