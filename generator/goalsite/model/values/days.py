"""Days."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from goalsite.language import Message
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
            message = Message("{key} must be a day like 2026-10-31", key=called(key))
            return into.wrong("G003", message, node.at, key)
        day = to_day(node.value)
        if day is None:
            return into.wrong("G003", no_day(called(key), node.value), node.at, key)
        return day

    def schema(self) -> Schema:
        """A date."""
        return {"type": "string", "format": "date"}


A_DAY = Day()


def to_day(value: str) -> date | None:
    """Return the day that is written, or None; then :func:`no_day` says what is wrong with it."""
    return _day(value) if len(value) == len("2026-10-31") else None


@lru_cache(maxsize=20_000)  # The same days stand in thousands of check-ins.
def _day(value: str) -> date | None:
    match = DAY.fullmatch(value)
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def no_day(key: Message, value: str) -> Message:
    """Say what is wrong with the text of ``key``, which is no day."""
    if (match := DAY.fullmatch(value)) is not None:
        if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            return Message(
                "{key} must be a day between {first} and {last}, not {value}",
                key=key,
                first=FIRST_YEAR,
                last=LAST_YEAR,
                value=value,
            )
        return Message("{key} is a day that does not exist: {value}", key=key, value=value)
    if value in NULL:
        return Message("{key} is empty; write a day like 2026-10-31 or delete the key", key=key)
    if DAY.match(value):
        return Message("{key} must be a day without a time; write {day}", key=key, day=value[:10])
    if (loose := _LOOSE_DAY.fullmatch(value)) is not None:
        year, month, day = (int(part) for part in loose.groups())
        better = f"{year:04d}-{month:02d}-{day:02d}"
        if to_day(better) is None:
            return Message("{key} is no day: {value}", key=key, value=value)
        return Message("{key} must be a day; write {day}", key=key, day=better)
    if WORDS_OF_TRUTH.fullmatch(value):
        return Message("{key} must be a day; write the day, like 2026-10-31", key=key)
    return Message("{key} must be a day like 2026-10-31, not '{value}'", key=key, value=shown(value))
