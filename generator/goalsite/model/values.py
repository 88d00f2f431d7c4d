"""The types of values a key may have: how each is read from a node, and its JSON Schema.

A type returns the value, or ``MISSING`` after noting the problem, so that one bad value never hides the others.
Scalars are judged by their text, never by YAML's guesses about types (SPEC 2).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Any, Protocol

import yaml

from goalsite.findings import Position
from goalsite.model.periods import FIRST_YEAR, LAST_YEAR
from goalsite.model.positions import Positions
from goalsite.model.records import Range, Ref, Schedule, Target
from goalsite.model.suggest import did_you_mean
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node, Scalar, Sequence
from goalsite.source.problems import Problem


class Missing(Enum):
    """The type of ``MISSING``."""

    MISSING = 0


MISSING = Missing.MISSING
"""No value: the key is absent, or what stands there could not be read."""

Schema = dict[str, Any]

NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_WITH_UNIT = re.compile(r"[^\W\d_]*[$€£¥]?([-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)[^\d.,:+-]*")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS_OF_TRUTH = re.compile(r"yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
LONGEST_NUMBER = 30


@dataclass(slots=True)
class Reading:
    """What is gathered while one file is read: problems, and where each key's value stands.

    ``cut_short`` tells that the YAML broke off: what is missing may well stand in the part that could not be read.
    """

    problems: list[Problem] = field(default_factory=list)
    at: Positions = field(default_factory=Positions)
    cut_short: bool = False

    def wrong(self, code: str, message: str, at: Position, key: str = "") -> Missing:
        """Note a problem."""
        self.problems.append(Problem(code, message, at, key))
        return MISSING

    def lacks(self, message: str, at: Position, key: str = "") -> None:
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


def _name(key: str) -> str:
    above, _, last = key.rpartition(".")
    if last.isdigit() and above:
        last = f"{above.rpartition('.')[2]}.{last}"
    return f"'{shown(last)}'"


@dataclass(frozen=True, slots=True)
class Text:
    """Text; a whole number is taken as written, anything else YAML reads as no text is a G005."""

    line: bool = True

    def read(self, node: Node, into: Reading, key: str) -> "str | Missing":
        """Read a text; with ``line`` line breaks become spaces."""
        if not isinstance(node, Scalar):
            return into.wrong("G003", f"{_name(key)} must be a text", node.at, key)
        value = node.value
        if node.plain and (surprise := surprising(value)) is not None:
            return into.wrong("G005", f"{_name(key)} {surprise}", node.at, key)
        if not node.plain and not value.strip():
            return into.wrong("G003", f"{_name(key)} is empty; write something or delete the key", node.at, key)
        if not value.isprintable() and (bad := CONTROL.search(value)) is not None:
            message = f"{_name(key)} has the control character U+{ord(bad.group()):04X}; delete it"
            return into.wrong("G003", message, node.at, key)
        if self.line and "\n" in value:
            value = " ".join(value.split())
        return value

    def schema(self) -> Schema:
        """Text, or a whole number."""
        return {"type": ["string", "integer"]}


def surprising(value: str) -> str | None:
    """Say what YAML makes of an unquoted word that is not text, or None where it is text or a whole number."""
    if value in _NULL:
        return "is empty; write something or delete the key"
    for tag, pattern in _RESOLVERS.get(value[0], ()):
        if pattern.match(value):
            what = _READS_AS.get(tag.rpartition(":")[2], "has a meaning of its own in YAML")
            return None if _WHOLE.fullmatch(value) else f"{what}; put it in quotes: '{shown(value)}'"
    return None


_RESOLVERS: Mapping[str, list[tuple[str, re.Pattern[str]]]] = yaml.SafeLoader.yaml_implicit_resolvers
"""What PyYAML takes an unquoted word for, by its first character."""

_READS_AS = {
    "bool": "reads as a yes or no in YAML",
    "int": "reads as a number in YAML",
    "float": "reads as a number in YAML",
    "timestamp": "reads as a day in YAML",
}


TEXT = Text()
PROSE = Text(line=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number, exactly as written, within inclusive bounds."""

    least: int | None = None
    most: int | None = None

    def read(self, node: Node, into: Reading, key: str) -> "Decimal | Missing":
        """Read a number; what is wrong says what to write."""
        if not isinstance(node, Scalar):
            return into.wrong("G003", f"{_name(key)} must be a number", node.at, key)
        value = node.value
        if not node.plain:
            hint = f"without quotes: {value}" if NUMBER.fullmatch(value) else "plain, like 66 or 0.5"
            return into.wrong("G003", f"{_name(key)} must be a number; write it {hint}", node.at, key)
        number = to_number(value)
        if number is None:
            return into.wrong("G003", f"{_name(key)} must be a number{instead(value)}", node.at, key)
        if (self.least is not None and number < self.least) or (self.most is not None and number > self.most):
            return into.wrong("G003", f"{_name(key)} must be {self._bounds()}, not {shown(value)}", node.at, key)
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
    if text in _NULL:
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
            return into.wrong("G003", f"{_name(key)} must be a whole number", node.at, key)
        return int(number)

    def schema(self) -> Schema:
        """An integer."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Day:
    """A day, quoted or not; with a time it is a G003."""

    def read(self, node: Node, into: Reading, key: str) -> "date | Missing":
        """Read a day."""
        if not isinstance(node, Scalar):
            return into.wrong("G003", f"{_name(key)} must be a day like 2026-10-31", node.at, key)
        day = to_day(node.value)
        if isinstance(day, str):
            return into.wrong("G003", f"{_name(key)} {day}", node.at, key)
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
        if value in _NULL:
            return "is empty; write a day like 2026-10-31 or delete the key"
        if DAY.match(value):
            return f"must be a day without a time; write {value[:10]}"
        if (loose := _LOOSE_DAY.fullmatch(value)) is not None:
            year, month, day = (int(part) for part in loose.groups())
            better = f"{year:04d}-{month:02d}-{day:02d}"
            return f"must be a day; write {better}" if isinstance(to_day(better), date) else f"is no day: {value}"
        if _WORDS_OF_TRUTH.fullmatch(value):
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


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed vocabulary."""

    words: type[StrEnum]

    def read(self, node: Node, into: Reading, key: str) -> "StrEnum | Missing":
        """Read one of the words."""
        if not isinstance(node, Scalar):
            return into.wrong("G003", f"{_name(key)} must be one word", node.at, key)
        try:
            return self.words(node.value)
        except ValueError:
            words = [word.value for word in self.words]
            guess = did_you_mean(node.value, words)
            message = f"{_name(key)} must be one of {', '.join(words)}, not '{shown(node.value)}'{guess}"
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
            if _WORDS_OF_TRUTH.fullmatch(node.value):
                how = "" if node.plain else ", without quotes"
                return into.wrong("G005", f"{_name(key)} must be written true or false{how}", node.at, key)
        return into.wrong("G003", f"{_name(key)} must be true or false", node.at, key)

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


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


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; items that cannot be read are left out."""

    item: Type

    def read(self, node: Node, into: Reading, key: str) -> "tuple[Any, ...] | Missing":
        """Read every item."""
        if not isinstance(node, Sequence):
            return into.wrong("G003", f"{_name(key)} must be a list; write each item after '- '", node.at, key)
        read = []
        for number, item in enumerate(node.items):
            path = f"{key}.{number}"
            into.at[path] = item.at
            if (value := self.item.read(item, into, path)) is not MISSING:
                read.append(value)
        return tuple(read)

    def schema(self) -> Schema:
        """An array."""
        return {"type": "array", "items": self.item.schema()}


def read_key(key: Scalar, into: Reading, path: str) -> "str | Missing":
    """Read a mapping's key as text."""
    if key.plain and (surprise := surprising(key.value)) is not None:
        return into.wrong("G005", f"the key '{shown(key.value)}' {surprise}", key.at, path)
    if not key.value.strip() or (not key.value.isprintable() and CONTROL.search(key.value)):
        return into.wrong("G003", "a key must be a readable word", key.at, path)
    return composed(key.value)


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from words to values of one type."""

    value: Type

    def read(self, node: Node, into: Reading, key: str) -> "dict[str, Any] | Missing":
        """Read every entry."""
        if not isinstance(node, MappingNode):
            return into.wrong("G003", f"{_name(key)} must be made of lines 'name: value'", node.at, key)
        read: dict[str, Any] = {}
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            into.at[path] = item.at
            word = read_key(name, into, path)
            value = self.value.read(item, into, path)
            if word is not MISSING and value is not MISSING:
                read[word] = value
        return read

    def schema(self) -> Schema:
        """An object."""
        return {"type": "object", "additionalProperties": self.value.schema()}


@dataclass(frozen=True, slots=True)
class PairsOf:
    """A mapping whose keys are days or numbers; returned as pairs, sorted by key."""

    key: Type
    value: Type

    def read(self, node: Node, into: Reading, key: str) -> "tuple[tuple[Any, Any], ...] | Missing":
        """Read every pair; the same key written in two ways is a G005."""
        if not isinstance(node, MappingNode):
            return into.wrong("G003", f"{_name(key)} must be made of lines 'when: value'", node.at, key)
        read: dict[Any, Any] = {}
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            into.at[path] = item.at
            first = self.key.read(name, into, path)
            value = self.value.read(item, into, path)
            if first is MISSING or value is MISSING:
                continue
            if first in read:
                into.wrong("G005", f"'{shown(name.value)}' stands in {_name(key)} a second time", name.at, path)
                continue
            read[first] = value
        return tuple(sorted(read.items()))

    def schema(self) -> Schema:
        """An object."""
        return {"type": "object", "additionalProperties": self.value.schema()}


@dataclass(frozen=True, slots=True)
class Bounds:
    """``{min}``, ``{max}`` or both; with ``both`` neither may be missing."""

    both: bool = False

    def read(self, node: Node, into: Reading, key: str) -> "Range | Missing":
        """Read the bounds."""
        wanted = "{min: …, max: …}" if self.both else "{min: …}, {max: …} or {min: …, max: …}"
        if not isinstance(node, MappingNode):
            return into.wrong("G003", f"{_name(key)} must be {wanted}", node.at, key)
        found: dict[str, Decimal] = {}
        good = True
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            into.at[path] = item.at
            if name.value not in {"min", "max"}:
                into.wrong("G004", f"unknown key '{shown(name.value)}'; {_name(key)} has min and max", name.at, path)
                continue
            number = ANY_NUMBER.read(item, into, path)
            if number is MISSING:
                good = False
            else:
                found[name.value] = number
        if not good:
            return MISSING
        if not found or (self.both and len(found) < 2):
            return into.wrong("G003", f"{_name(key)} must be {wanted}", node.at, key)
        if len(found) == 2 and found["min"] > found["max"]:
            return into.wrong("G003", f"{_name(key)} has a min above its max", node.at, key)
        return Range(found.get("min"), found.get("max"))

    def schema(self) -> Schema:
        """An object with min and max."""
        number: Schema = {"type": "number"}
        schema: Schema = {
            "type": "object",
            "properties": {"min": number, "max": number},
            "additionalProperties": False,
            "minProperties": 2 if self.both else 1,
        }
        return schema


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A KPI's ``target`` or ``warn``: a number, both bounds, or a mapping from days to one of these (SPEC 3.6)."""

    def read(self, node: Node, into: Reading, key: str) -> "Schedule | Missing":
        """Read the schedule, oldest first; one target for all time begins at ``date.min``."""
        if isinstance(node, MappingNode) and not any(name.value in {"min", "max"} for name, _ in node.entries):
            if not node.entries:
                return into.wrong(
                    "G003", f"{_name(key)} must be a number, {{min, max}} or days with these", node.at, key
                )
            return PairsOf(A_DAY, _OneTarget()).read(node, into, key)
        target = _OneTarget().read(node, into, key)
        return MISSING if target is MISSING else ((date.min, target),)

    def schema(self) -> Schema:
        """One of the three shapes."""
        one = _OneTarget().schema()
        days = {"type": "object", "patternProperties": {r"^\d{4}-\d{2}-\d{2}$": one}, "additionalProperties": False}
        return {"anyOf": [one, days]}


@dataclass(frozen=True, slots=True)
class _OneTarget:
    def read(self, node: Node, into: Reading, key: str) -> "Target | Missing":
        if isinstance(node, MappingNode):
            return Bounds(both=True).read(node, into, key)
        return ANY_NUMBER.read(node, into, key)

    def schema(self) -> Schema:
        return {"anyOf": [ANY_NUMBER.schema(), Bounds(both=True).schema()]}


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value whose node tells which type it is: ``pick`` returns the type for it."""

    pick: Callable[[Node], Type]
    types: tuple[Type, ...]

    def read(self, node: Node, into: Reading, key: str) -> Any:
        """Read it as the type picked."""
        return self.pick(node).read(node, into, key)

    def schema(self) -> Schema:
        """Any of the types."""
        return {"anyOf": [one.schema() for one in self.types]}


def plain_data(node: Node) -> object:
    """Return the user's own data (``x-`` keys) as text, decimals, truth values, None, lists and mappings."""
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    if isinstance(node, MappingNode):
        return {name.value: plain_data(item) for name, item in node.entries}
    if node.plain:
        if node.value in _NULL:
            return None
        if node.value in {"true", "false"}:
            return node.value == "true"
        if (number := to_number(node.value)) is not None:
            return number
    return node.value


def names(words: Iterable[str]) -> str:
    """Return words as a list for a message."""
    return ", ".join(words)


Words = Mapping[str, str]
