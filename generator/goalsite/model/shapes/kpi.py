"""KPIs and their values (SPEC 3.6)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from goalsite.findings import Names
from goalsite.language import Message
from goalsite.model.records import KpiRecord, Range, Ref, ValueRecord
from goalsite.model.shape import Key, Shape
from goalsite.model.shapes.common import ADJUSTMENT, COMMON, LINKS, Own
from goalsite.model.values import (
    A_DAY,
    ANY_NUMBER,
    MISSING,
    PROSE,
    REFERENCE,
    TEXT,
    WEIGHT,
    Choice,
    Flag,
    ListOf,
    MapOf,
    Missing,
    Reading,
    Scheduled,
    Schema,
    shown,
)
from goalsite.source.nodes import Node, Sequence
from goalsite.vocabulary import Cadence, Combine, Direction

_MOST_ROLES = 12


def _value(date: date, value: Decimal, note: str | None = None, by: Any = None, extra: Own = None) -> ValueRecord:
    return ValueRecord(date, value, note, by, extra=extra)


VALUE = Shape(
    Message("value"),
    {
        "date": Key(A_DAY, Message("the day it is of"), required=True),
        "value": Key(ANY_NUMBER, Message("the number"), required=True),
        "note": Key(TEXT, "what to know about it"),
        "by": Key(REFERENCE, "who gave it; with raters, the role"),
    },
    _value,
    words={"comment": "note", "day": "date", "number": "value"},
)


class _Values:
    """The list of a KPI's values, each with its place."""

    def read(self, node: Node, into: Reading, key: str) -> tuple[ValueRecord, ...] | Missing:
        if not isinstance(node, Sequence):
            message = Message("'values' must be a list; begin each with '- date: …'")
            return into.wrong("G003", message, node.at, key)
        read = []
        for number, item in enumerate(node.items):
            path = f"{key}.{number}"
            into.at[path] = item.at
            value = VALUE.read(item, into, path)
            if value is not MISSING:
                read.append(value._replace(at=into.at.get(f"{path}.value", item.at)))
        return tuple(read)

    def schema(self) -> Schema:
        return {"type": "array", "items": VALUE.schema()}


def _check_kpi(values: dict[str, Any], into: Reading, _prefix: str) -> None:
    direction = values.get("direction")
    for name in ("target", "warn"):
        for _, target in values.get(name, ()):
            if direction == Direction.WITHIN and not isinstance(target, Range):
                message = Message("with direction within, '{key}' must be {{min: …, max: …}}", key=name)
            elif direction in (Direction.UP, Direction.DOWN) and isinstance(target, Range):
                message = Message(
                    "with direction {direction}, '{key}' must be one number", direction=direction.value, key=name
                )
            else:
                continue
            into.wrong("G003", message, into.at[name], name)
            break
    raters = values.get("raters")
    if raters:
        if not any(raters.values()):
            into.wrong("G003", Message("the raters' weights add up to 0"), into.at["raters"], "raters")
        for value in values.get("values", ()):
            problem = rater_problem(value.by, raters)
            if problem:
                into.wrong("G003", problem, value.at, "values")
        return
    seen: set[date] = set()
    for number, value in enumerate(values.get("values", ())):
        if value.date in seen:
            message = Message("there is a value of {day} already; keep one of the two", day=value.date)
            into.wrong("G003", message, into.at[f"values.{number}.date"], f"values.{number}.date")
        seen.add(value.date)


def rater_problem(by: Ref | None, raters: Mapping[str, Decimal]) -> Message | None:
    """Say what is wrong with the role that gave a rating, or None."""
    if by is not None and by.text in raters:
        return None
    names = list(islice(raters, _MOST_ROLES + 1))
    roles = Names([*map(shown, names[:_MOST_ROLES]), *(["…"] if len(names) > _MOST_ROLES else [])])
    if by is None:
        return Message("with raters, a value says who gave it; write by: one of {roles}", roles=roles)
    return Message("'{name}' is not one of the raters {roles}", name=shown(by.text), roles=roles)


KPI = Shape(
    Message("KPI"),
    {
        **COMMON,
        "title": Key(TEXT, Message("what is measured"), required=True),
        "owner": Key(REFERENCE, Message("one person"), required=True),
        "team": Key(REFERENCE, "its team, where the path does not say"),
        "direction": Key(Choice(Direction), Message("which way is good: up, down or within"), required=True),
        "target": Key(Scheduled(), "a number, {min, max} for within, or a mapping day → one of these"),
        "target_by": Key(A_DAY, "the day the target is meant for"),
        "warn": Key(Scheduled(), "the bound of amber, in the same shapes as target"),
        "unit": Key(TEXT, "the unit of its values"),
        "definition": Key(PROSE, "what exactly is counted"),
        "source": Key(TEXT, "where the values come from: a link or a sentence"),
        "cadence": Key(Choice(Cadence), "how often a value is expected; default monthly"),
        "values": Key(_Values(), "a list of {date, value, note, by}"),
        "weight": Key(WEIGHT, "its weight in the scorecard; default 1"),
        "core": Key(Flag(), "true: a company core KPI, which wins conflicts"),
        "part_of": Key(REFERENCE, "the KPI it is a part of"),
        "combine": Key(Choice(Combine), "on a whole: how its parts make its values"),
        "rubric": Key(MapOf(TEXT), "what each level looks like: {1: …, 2: …}"),
        "raters": Key(MapOf(WEIGHT), "weights of the roles that rate: {manager: 0.5, peers: 0.3}"),
        "superseded_by": Key(REFERENCE, "the KPI that replaces it"),
        "approved_by": Key(REFERENCE, "who agreed to that"),
        "adjustments": Key(ListOf(ADJUSTMENT), "moved goalposts: a list of {date, what, why, approved_by}"),
        "links": LINKS,
    },
    KpiRecord,
    check=_check_kpi,
    words={
        "name": "title",
        "goal": "target",
        "to": "target",
        "parent": "part_of",
        "metric": "title",
        "baseline": "values",
        "start": "values",
        "frequency": "cadence",
        "check_ins": "values",
        "description": "definition",
        "threshold": "warn",
        "min": "target",
        "max": "target",
    },
)
