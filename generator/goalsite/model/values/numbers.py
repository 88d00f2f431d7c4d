"""Numbers, exactly as written."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

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
            return into.wrong("G003", f"{called(key)} must be a number", node.at, key)
        value = node.value
        if not node.plain:
            hint = f"without quotes: {value}" if NUMBER.fullmatch(value) else "plain, like 66 or 0.5"
            return into.wrong("G003", f"{called(key)} must be a number; write it {hint}", node.at, key)
        number = to_number(value)
        if number is None:
            return into.wrong("G003", f"{called(key)} must be a number{instead(value)}", node.at, key)
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            return into.wrong("G003", f"{called(key)} must be {self._bounds()}, not {shown(value)}", node.at, key)
        return number

    def _bounds(self) -> str:
        if self.least is not None and self.most is not None:
            return f"from {self.least} to {self.most}"
        return f"at least {self.least}" if self.least is not None else f"at most {self.most}"

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


def instead(value: str) -> str:
    """Say what to write in place of something that is nearly a number."""
    text = value.strip()
    if text in NULL:
        return "; it is empty"
    if len(text) > LONGEST_NUMBER:
        return f" of at most {LONGEST_NUMBER} digits"
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    plain = plain.replace("_", "").replace(" ", "").replace("−", "-").rstrip("%")
    plain = plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain.replace(",", ".", 1)
    plain = re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", plain)
    plain = re.sub(r"^([-+]?)\.", r"\g<1>0.", plain).rstrip(".")
    if NUMBER.fullmatch(plain):
        return f"; write {plain}"
    try:
        if re.fullmatch(r"[-+]?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]{1,2}", text):
            return f"; write {Decimal(text):f}"
        if re.fullmatch(r"[-+]?0[xX][0-9a-fA-F]+", text):
            return f"; write {int(text, 16)}"
    except (ArithmeticError, ValueError):
        pass
    if (unit := _WITH_UNIT.fullmatch(plain)) is not None:
        return f", not '{shown(text)}'; write {unit[1]}, and what it counts in 'unit'"
    return f", not '{shown(text)}'; write digits and at most one point, like 66 or -0.5"


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
            return into.wrong("G003", f"{called(key)} must be a whole number", node.at, key)
        return int(number)

    def schema(self) -> Schema:
        """An integer."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}
