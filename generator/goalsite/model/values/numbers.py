"""Numbers, exactly as written."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from goalsite.language import Message
from goalsite.model.values.reading import MISSING, Missing, Reading, Schema, called, shown
from goalsite.model.values.text import NULL
from goalsite.source.nodes import Node, Scalar

NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")

_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")

_WITH_UNIT = re.compile(r"[^\W\d_]*[$€£¥]?([-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)[^\d.,:+-]*")

LONGEST_NUMBER = 30


@dataclass(frozen=True, slots=True)
class Number:
    """A number, exactly as written, within inclusive bounds."""

    least: int | None = None
    most: int | None = None

    def read(self, node: Node, into: Reading, key: str) -> "Decimal | Missing":
        """Read a number; what is wrong says what to write."""
        if not isinstance(node, Scalar):
            return into.wrong("G003", Message("{key} must be a number", key=called(key)), node.at, key)
        value = node.value
        if not node.plain:
            message = Message("{key} must be a number; write it plain, like 66 or 0.5", key=called(key))
            if NUMBER.fullmatch(value):
                message = Message(
                    "{key} must be a number; write it without quotes: {value}", key=called(key), value=value
                )
            return into.wrong("G003", message, node.at, key)
        number = to_number(value)
        if number is None:
            return into.wrong("G003", no_number(called(key), value), node.at, key)
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            return into.wrong("G003", self._beyond(called(key), shown(value)), node.at, key)
        return number

    def _beyond(self, key: Message, value: str) -> Message:
        if self.least is None:
            return Message("{key} must be at most {most}, not {value}", key=key, most=self.most, value=value)
        if self.most is None:
            return Message("{key} must be at least {least}, not {value}", key=key, least=self.least, value=value)
        return Message(
            "{key} must be from {least} to {most}, not {value}", key=key, least=self.least, most=self.most, value=value
        )

    def schema(self) -> Schema:
        """A number with its bounds."""
        schema: Schema = {"type": "number"}
        if self.least is not None:
            schema["minimum"] = self.least
        if self.most is not None:
            schema["maximum"] = self.most
        return schema


ANY_NUMBER = Number()

WEIGHT = Number(least=0)

SHARE = Number(least=0, most=1)


def to_number(value: str) -> Decimal | None:
    """Return the number written as sign, digits and one point, or None (SPEC 2)."""
    return _number(value) if len(value) <= LONGEST_NUMBER else None


@lru_cache(maxsize=20_000)
def _number(value: str) -> Decimal | None:
    if NUMBER.fullmatch(value):
        number = Decimal(value)
        return number if number else number.copy_abs()
    return None


def no_number(key: Message, value: str) -> Message:
    """Say what to write in place of the text of ``key``, which is no number, or only nearly one."""
    text = value.strip()
    if text in NULL:
        return Message("{key} must be a number; it is empty", key=key)
    if len(text) > LONGEST_NUMBER:
        return Message("{key} must be a number of at most {n} digits", key=key, n=LONGEST_NUMBER)
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    plain = plain.replace("_", "").replace(" ", "").replace("−", "-").rstrip("%")
    plain = plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain.replace(",", ".", 1)
    plain = re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", plain)
    plain = re.sub(r"^([-+]?)\.", r"\g<1>0.", plain).rstrip(".")
    if better := plain if NUMBER.fullmatch(plain) else _computed(text):
        return Message("{key} must be a number; write {number}", key=key, number=better)
    if (unit := _WITH_UNIT.fullmatch(plain)) is not None:
        return Message(
            "{key} must be a number, not '{value}'; write {number}, and what it counts in 'unit'",
            key=key,
            value=shown(text),
            number=unit[1],
        )
    return Message(
        "{key} must be a number, not '{value}'; write digits and at most one point, like 66 or -0.5",
        key=key,
        value=shown(text),
    )


def _computed(text: str) -> str:
    """Return a number in an exponent's or in hexadecimal writing as plain digits; nothing for any other text."""
    try:
        if re.fullmatch(r"[-+]?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]{1,2}", text):
            return f"{Decimal(text):f}"
        if re.fullmatch(r"[-+]?0[xX][0-9a-fA-F]+", text):
            return str(int(text, 16))
    except (ArithmeticError, ValueError):
        pass
    return ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int
    most: int

    def read(self, node: Node, into: Reading, key: str) -> "int | Missing":
        """Read a whole number."""
        number = Number(self.least, self.most).read(node, into, key)
        if number is MISSING:
            return MISSING
        if number != int(number):
            return into.wrong("G003", Message("{key} must be a whole number", key=called(key)), node.at, key)
        return int(number)

    def schema(self) -> Schema:
        """An integer."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}
