"""Bounds, and targets by the day from which they hold."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goalsite.language import Message
from goalsite.model.records import Range, Schedule, Target
from goalsite.model.values.collections import PairsOf
from goalsite.model.values.days import A_DAY
from goalsite.model.values.numbers import ANY_NUMBER
from goalsite.model.values.reading import MISSING, Missing, Reading, Schema, called, shown
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """``{min}``, ``{max}`` or both; with ``both`` neither may be missing."""

    both: bool = False

    def read(self, node: Node, into: Reading, key: str) -> "Range | Missing":
        """Read the bounds."""
        if not isinstance(node, MappingNode):
            return into.wrong("G003", self._wanted(key), node.at, key)
        found: dict[str, Decimal] = {}
        good = True
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            into.at[path] = item.at
            if name.value not in {"min", "max"}:
                message = Message(
                    "unknown key '{name}'; {key} has min and max", name=shown(name.value), key=called(key)
                )
                into.wrong("G004", message, name.at, path)
                continue
            number = ANY_NUMBER.read(item, into, path)
            if number is MISSING:
                good = False
            else:
                found[name.value] = number
        if not good:
            return MISSING
        if not found or (self.both and len(found) < 2):
            return into.wrong("G003", self._wanted(key), node.at, key)
        if len(found) == 2 and found["min"] > found["max"]:
            return into.wrong("G003", Message("{key} has a min above its max", key=called(key)), node.at, key)
        return Range(found.get("min"), found.get("max"))

    def _wanted(self, key: str) -> Message:
        if self.both:
            return Message("{key} must be {{min: …, max: …}}", key=called(key))
        return Message("{key} must be {{min: …}}, {{max: …}} or {{min: …, max: …}}", key=called(key))

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
                message = Message("{key} must be a number, {{min, max}} or days with these", key=called(key))
                return into.wrong("G003", message, node.at, key)
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
