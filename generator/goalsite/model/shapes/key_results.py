"""Key results (SPEC 3.4)."""

from datetime import date
from decimal import Decimal
from typing import Any

from goalsite.language import Message
from goalsite.model.records import KeyResultRecord, Milestone, Retirement
from goalsite.model.shape import Key, Shape
from goalsite.model.shapes.common import DAY_OR_FALSE, PLANNED, Own
from goalsite.model.values import (
    A_DAY,
    ANY_NUMBER,
    MISSING,
    REFERENCE,
    SHARE,
    TEXT,
    WEIGHT,
    Bounds,
    Choice,
    Flag,
    ListOf,
    Missing,
    PairsOf,
    Reading,
    Schema,
    read_key,
)
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node
from goalsite.vocabulary import Cadence


def _milestone(
    title: str,
    due: date | None = None,
    done: date | bool | None = None,
    weight: Decimal = Decimal(1),
    extra: Own = None,
) -> Milestone:
    return Milestone(title, due, done if isinstance(done, date) else None, weight, extra)


MILESTONE = Shape(
    Message("milestone"),
    {
        "title": Key(TEXT, Message("what will be done"), required=True),
        "due": Key(A_DAY, "the day it is due"),
        "done": Key(DAY_OR_FALSE, "the day it was done"),
        "weight": Key(WEIGHT, "its weight among the milestones"),
    },
    _milestone,
    words={"name": "title", "date": "due", "completed": "done", "deadline": "due"},
)


def _retirement(date: date, why: str | None = None, replaced_by: Any = None, extra: Own = None) -> Retirement:
    return Retirement(date, why, replaced_by, extra)


RETIREMENT = Shape(
    Message("retirement"),
    {
        "date": Key(A_DAY, Message("the day it left"), required=True),
        "why": Key(TEXT, "the reason"),
        "replaced_by": Key(REFERENCE, "the key result that came instead"),
    },
    _retirement,
    words={"reason": "why", "on": "date"},
)

_MEASURES = {
    "from_": "from/to",
    "to": "from/to",
    "kpi": "kpi",
    "keep": "keep",
    "milestones": "milestones",
    "done": "done",
    "from_supporters": "from_supporters",
}


def _check_key_result(values: dict[str, Any], into: Reading, prefix: str) -> None:
    if values.get("from_supporters") is False:
        del values["from_supporters"]
    given = {_MEASURES[name] for name in _MEASURES if name in values}
    main = given - {"kpi"} if given & {"from/to", "keep"} else given
    if len(main) > 1:
        message = Message("a key result has one measure, and this one has {names}; keep one", names=_all(sorted(given)))
        into.wrong("G003", message, into.at.get(prefix, next(iter(into.at.values()))), prefix)
    start, end = values.get("from_"), values.get("to")
    if start is not None and start == end:
        message = Message(
            "'to' equals 'from' ({end}): nothing would change; write where it starts, or use 'keep'", end=end
        )
        into.wrong("G003", message, into.at[f"{prefix}.to"], f"{prefix}.to")
    if (milestones := values.get("milestones")) is not None:
        if not milestones:
            message = Message("'milestones' is empty; list at least one")
            into.wrong("G003", message, into.at[f"{prefix}.milestones"], prefix)
        elif not any(one.weight for one in milestones):
            message = Message("the milestones' weights add up to 0")
            into.wrong("G003", message, into.at[f"{prefix}.milestones"], prefix)
        titles: set[str] = set()
        for number, title in enumerate(one.title for one in milestones):
            if title in titles:
                at = into.at[f"{prefix}.milestones.{number}"]
                message = Message("two milestones are called '{title}'; check-ins name them by title", title=title)
                into.wrong("G003", message, at, prefix)
            titles.add(title)
    if (checkpoints := values.get("checkpoints")) is not None:
        _check_checkpoints(checkpoints, start, end, into, f"{prefix}.checkpoints")


def _all(words: list[str]) -> Message | str:
    """Return words as ``a and b and c``."""
    first, *others = words
    return Message("{first} and {others}", first=first, others=_all(others)) if others else first


def _check_checkpoints(
    points: tuple[tuple[Decimal, Decimal], ...], start: Decimal | None, end: Decimal | None, into: Reading, key: str
) -> None:
    """Note points that bend the line back or lie beyond the ends written."""
    at = into.at[key]
    shares = [share for _, share in points]
    if any(not 0 < share < 1 for share in shares):
        into.wrong("G003", Message("a checkpoint's share lies between 0 and 1, like {40: 0.5}"), at, key)
    elif sorted(set(shares)) != shares and sorted(set(shares), reverse=True) != shares:
        message = Message("the checkpoints go back and forth; each further value needs a greater share")
        into.wrong("G003", message, at, key)
    elif start is not None and end is not None and start != end:
        low, high = min(start, end), max(start, end)
        if any(not low < value < high for value, _ in points):
            message = Message("a checkpoint must lie between from ({start}) and to ({end})", start=start, end=end)
            into.wrong("G003", message, at, key)
        elif len(shares) > 1 and (shares[0] < shares[-1]) != (start < end):
            into.wrong("G003", Message("the checkpoints run the other way than from and to"), at, key)


KEY_RESULT = Shape(
    Message("key result"),
    {
        "title": Key(TEXT, Message("what will be measured"), required=True),
        "owner": Key(REFERENCE, "one person; by default the objective's owner"),
        "weight": Key(WEIGHT, "its weight in the objective; default 1"),
        "unit": Key(TEXT, "the unit of its numbers"),
        "due": Key(A_DAY, "the day it is due; by default the cycle's end"),
        "added": Key(A_DAY, "the day it joined a running objective"),
        "retired": Key(RETIREMENT, "when and why it left: {date, why, replaced_by}"),
        "planned": PLANNED,
        "score": Key(SHARE, "its score at closing, 0 to 1"),
        "from": Key(ANY_NUMBER, "where it starts", into="from_"),
        "to": Key(ANY_NUMBER, "where it shall arrive"),
        "kpi": Key(REFERENCE, "the KPI it reads"),
        "keep": Key(Bounds(), "the bounds to keep in every period: {min}, {max} or both"),
        "cadence": Key(Choice(Cadence), "the period of 'keep'"),
        "checkpoints": Key(PairsOf(ANY_NUMBER, ANY_NUMBER), "values and the progress they mean: {40: 0.5}"),
        "milestones": Key(ListOf(MILESTONE), "a list of {title, due, done, weight}"),
        "done": Key(DAY_OR_FALSE, "false, or the day it was done"),
        "from_supporters": Key(Flag(), "progress comes from the objectives that support it"),
    },
    KeyResultRecord,
    check=_check_key_result,
    words={
        "name": "title",
        "baseline": "from",
        "start": "from",
        "target": "to",
        "end": "to",
        "goal": "to",
        "metric": "kpi",
        "current": "from",
        "deadline": "due",
        "due_date": "due",
        "min": "keep",
        "max": "keep",
        "confidence": "planned",
        "type": "keep",
    },
)


class KeyResults:
    """The mapping id → key result."""

    def read(self, node: Node, into: Reading, key: str) -> tuple[KeyResultRecord, ...] | Missing:
        """Read it, noting what is wrong."""
        if not isinstance(node, MappingNode):
            message = Message("'key_results' must be a mapping: a short id, then the key result's own lines below it")
            return into.wrong("G003", message, node.at, key)
        read = []
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            into.at[path] = name.at
            word = read_key(name, into, path)
            if word is not MISSING and ("#" in word or any(char.isspace() for char in word)):
                message = Message("the key result id '{id}' may hold no blank and no #", id=word)
                word = into.wrong("G003", message, name.at, path)
            record = self._one(item, into, path, "" if word is MISSING else word)
            if record is not None and word is not MISSING:
                read.append(record)
        return tuple(read)

    def _one(self, item: Node, into: Reading, path: str, word: str) -> KeyResultRecord | None:
        if not isinstance(item, MappingNode):
            message = Message("the key result '{id}' must be made of lines 'key: value' with title", id=word)
            into.wrong("G003", message, item.at, path)
            return KeyResultRecord(id=word)
        values = KEY_RESULT.values(item, into, path)
        return KeyResultRecord(id=word, **values) if values is not None else KeyResultRecord(id=word)

    def schema(self) -> Schema:
        """Return its JSON Schema."""
        return {"type": "object", "additionalProperties": KEY_RESULT.schema()}
