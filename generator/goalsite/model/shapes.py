"""The shape of each kind of file: SPEC 3, key by key."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from goalsite.model.records import (
    Adjustment,
    CheckInRecord,
    CompanyRecord,
    CycleRecord,
    Initiative,
    KeyResultRecord,
    KpiRecord,
    Link,
    Milestone,
    ObjectiveRecord,
    PersonRecord,
    Range,
    Ref,
    Retirement,
    TeamRecord,
    TranslationRecord,
    ValueRecord,
)
from goalsite.model.shape import Key, Shape
from goalsite.model.values import (
    A_DAY,
    ANY_NUMBER,
    MISSING,
    PROSE,
    REFERENCE,
    SHARE,
    TEXT,
    WEIGHT,
    Bounds,
    Choice,
    Flag,
    ListOf,
    MapOf,
    Missing,
    OneOf,
    PairsOf,
    Reading,
    Scheduled,
    Schema,
    Type,
    Whole,
    read_key,
)
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node, Scalar, Sequence
from goalsite.vocabulary import (
    Cadence,
    Combine,
    CycleState,
    Direction,
    InitiativeStatus,
    Kind,
    ObjectiveType,
    ProgressFrom,
    State,
    YearEnd,
)


class _Reason:
    """The reason of an ignore; an empty one is left for G009 to say."""

    def read(self, node: Node, into: Reading, key: str) -> str | Missing:
        if isinstance(node, Scalar) and not node.value.strip():
            return ""
        return TEXT.read(node, into, key)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


_Own = Mapping[str, object] | None


def _link(url: str, title: str | None = None, extra: _Own = None) -> Link:
    return Link(title or url, url, extra)


LINK = Shape(
    "link",
    {"title": Key(TEXT, "the words to show"), "url": Key(TEXT, "where it leads", required=True)},
    _link,
    words={"href": "url", "name": "title", "link": "url"},
)
LINKS = Key(ListOf(LINK), "links to show: a list of {title, url}")

_COMMON = {
    "kind": Key(Choice(Kind), "what the file is", required=True, into="kind"),
    "tags": Key(ListOf(TEXT), "words to find it by"),
    "ignore": Key(MapOf(_Reason()), "rules to silence here: {code: reason}"),
}


def _done_type(node: Node) -> Type:
    return Flag() if isinstance(node, Scalar) and node.plain and node.value == "false" else A_DAY


class _False(Flag):
    """The word false alone."""

    def schema(self) -> Schema:
        return {"const": False}


DAY_OR_FALSE = OneOf(_done_type, (A_DAY, _False()))


def _milestone(
    title: str,
    due: date | None = None,
    done: date | bool | None = None,
    weight: Decimal = Decimal(1),
    extra: _Own = None,
) -> Milestone:
    return Milestone(title, due, done if isinstance(done, date) else None, weight, extra)


MILESTONE = Shape(
    "milestone",
    {
        "title": Key(TEXT, "what will be done", required=True),
        "due": Key(A_DAY, "the day it is due"),
        "done": Key(DAY_OR_FALSE, "the day it was done"),
        "weight": Key(WEIGHT, "its weight among the milestones"),
    },
    _milestone,
    words={"name": "title", "date": "due", "completed": "done", "deadline": "due"},
)


def _retirement(date: date, why: str | None = None, replaced_by: Any = None, extra: _Own = None) -> Retirement:
    return Retirement(date, why, replaced_by, extra)


RETIREMENT = Shape(
    "retirement",
    {
        "date": Key(A_DAY, "the day it left", required=True),
        "why": Key(TEXT, "the reason"),
        "replaced_by": Key(REFERENCE, "the key result that came instead"),
    },
    _retirement,
    words={"reason": "why", "on": "date"},
)


def _adjustment(
    date: date, what: str | None = None, why: str | None = None, approved_by: Any = None, extra: _Own = None
) -> Adjustment:
    return Adjustment(date, what, why, approved_by, extra)


ADJUSTMENT = Shape(
    "adjustment",
    {
        "date": Key(A_DAY, "the day of the change", required=True),
        "what": Key(TEXT, "the key result's id or the key that changed"),
        "why": Key(TEXT, "the reason"),
        "approved_by": Key(REFERENCE, "who agreed"),
    },
    _adjustment,
    words={"reason": "why", "approver": "approved_by"},
)

PLANNED = Key(PairsOf(A_DAY, SHARE), "expected progress by day, where it is not linear: {2026-10-31: 0.2}")

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
        names = " and ".join(sorted(given))
        message = f"a key result has one measure, and this one has {names}; keep one"
        into.wrong("G003", message, into.at.get(prefix, next(iter(into.at.values()))), prefix)
    start, end = values.get("from_"), values.get("to")
    if start is not None and start == end:
        message = f"'to' equals 'from' ({end}): nothing would change; write where it starts, or use 'keep'"
        into.wrong("G003", message, into.at[f"{prefix}.to"], f"{prefix}.to")
    if (milestones := values.get("milestones")) is not None:
        if not milestones:
            into.wrong("G003", "'milestones' is empty; list at least one", into.at[f"{prefix}.milestones"], prefix)
        elif not any(one.weight for one in milestones):
            into.wrong("G003", "the milestones' weights add up to 0", into.at[f"{prefix}.milestones"], prefix)
        titles: set[str] = set()
        for number, title in enumerate(one.title for one in milestones):
            if title in titles:
                at = into.at[f"{prefix}.milestones.{number}"]
                into.wrong("G003", f"two milestones are called '{title}'; check-ins name them by title", at, prefix)
            titles.add(title)
    if (checkpoints := values.get("checkpoints")) is not None:
        _check_checkpoints(checkpoints, start, end, into, f"{prefix}.checkpoints")


def _check_checkpoints(
    points: tuple[tuple[Decimal, Decimal], ...], start: Decimal | None, end: Decimal | None, into: Reading, key: str
) -> None:
    """Note points that bend the line back or lie beyond the ends written."""
    at = into.at[key]
    shares = [share for _, share in points]
    if any(not 0 < share < 1 for share in shares):
        into.wrong("G003", "a checkpoint's share lies between 0 and 1, like {40: 0.5}", at, key)
    elif sorted(set(shares)) != shares and sorted(set(shares), reverse=True) != shares:
        into.wrong("G003", "the checkpoints go back and forth; each further value needs a greater share", at, key)
    elif start is not None and end is not None and start != end:
        low, high = min(start, end), max(start, end)
        if any(not low < value < high for value, _ in points):
            into.wrong("G003", f"a checkpoint must lie between from ({start}) and to ({end})", at, key)
        elif len(shares) > 1 and (shares[0] < shares[-1]) != (start < end):
            into.wrong("G003", "the checkpoints run the other way than from and to", at, key)


KEY_RESULT = Shape(
    "key result",
    {
        "title": Key(TEXT, "what will be measured", required=True),
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


class _KeyResults:
    """The mapping id → key result."""

    def read(self, node: Node, into: Reading, key: str) -> tuple[KeyResultRecord, ...] | Missing:
        if not isinstance(node, MappingNode):
            message = "'key_results' must be a mapping: a short id, then the key result's own lines below it"
            return into.wrong("G003", message, node.at, key)
        read = []
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            into.at[path] = name.at
            word = read_key(name, into, path)
            if word is not MISSING and ("#" in word or any(char.isspace() for char in word)):
                word = into.wrong("G003", f"the key result id '{word}' may hold no blank and no #", name.at, path)
            record = self._one(item, into, path, "" if word is MISSING else word)
            if record is not None and word is not MISSING:
                read.append(record)
        return tuple(read)

    def _one(self, item: Node, into: Reading, path: str, word: str) -> KeyResultRecord | None:
        if not isinstance(item, MappingNode):
            into.wrong("G003", f"the key result '{word}' must be made of lines 'key: value' with title", item.at, path)
            return KeyResultRecord(id=word)
        values = KEY_RESULT.values(item, into, path)
        return KeyResultRecord(id=word, **values) if values is not None else KeyResultRecord(id=word)

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": KEY_RESULT.schema()}


def _initiative(
    title: str,
    status: InitiativeStatus = InitiativeStatus.TODO,
    owner: Any = None,
    due: date | None = None,
    link: str | None = None,
    for_: Any = None,
    extra: _Own = None,
) -> Initiative:
    return Initiative(title, status, owner, due, link, for_, extra)


INITIATIVE = Shape(
    "initiative",
    {
        "title": Key(TEXT, "the work", required=True),
        "status": Key(Choice(InitiativeStatus), "where it stands; default todo"),
        "owner": Key(REFERENCE, "one person"),
        "due": Key(A_DAY, "the day it is due"),
        "link": Key(TEXT, "where the work is tracked"),
        "for": Key(REFERENCE, "the key result it is for", into="for_"),
    },
    _initiative,
    words={"name": "title", "state": "status", "url": "link", "deadline": "due", "key_result": "for"},
)


class _CheckInValue:
    """A number, true for a yes/no, or the titles of milestones."""

    def read(self, node: Node, into: Reading, key: str) -> Any:
        if isinstance(node, Sequence):
            return ListOf(TEXT).read(node, into, key)
        if isinstance(node, Scalar) and node.plain and node.value == "true":
            return True
        if isinstance(node, Scalar) and node.plain and node.value == "false":
            return into.wrong("G003", "a yes/no is true once it is done; leave it out until then", node.at, key)
        return ANY_NUMBER.read(node, into, key)

    def schema(self) -> Schema:
        return {"anyOf": [ANY_NUMBER.schema(), {"const": True}, {"type": "array", "items": TEXT.schema()}]}


def _confidence_type(node: Node) -> Type:
    return MapOf(SHARE) if isinstance(node, MappingNode) else SHARE


_CHECK_IN_KEYS = {
    "values": Key(MapOf(_CheckInValue()), "the new values: {key result: number, true, or milestone titles}"),
    "confidence": Key(OneOf(_confidence_type, (SHARE, MapOf(SHARE))), "0 to 1, for all key results or by key result"),
    "by": Key(REFERENCE, "who checked in"),
}
_CHECK_IN_WORDS = {"value": "values", "comment": "note", "text": "note", "author": "by", "day": "date", "on": "date"}

CHECK_IN = Shape(
    "check-in",
    {"date": Key(A_DAY, "the day it is of", required=True), **_CHECK_IN_KEYS, "note": Key(PROSE, "what happened")},
    CheckInRecord,
    words=_CHECK_IN_WORDS,
)


class _CheckIns:
    """The list of check-ins; each knows its own place in the file."""

    def read(self, node: Node, into: Reading, key: str) -> tuple[CheckInRecord, ...] | Missing:
        if not isinstance(node, Sequence):
            return into.wrong("G003", "'check_ins' must be a list; begin each with '- date: …'", node.at, key)
        read = []
        for number, item in enumerate(node.items):
            path = f"{key}.{number}"
            into.at[path] = item.at
            if not isinstance(item, MappingNode):
                into.wrong("G003", "a check-in must be made of lines 'key: value' with date", item.at, path)
                continue
            values = CHECK_IN.values(item, into, path)
            if values is not None:
                read.append(CheckInRecord(key=path, at=into.at, **values))
        return tuple(read)

    def schema(self) -> Schema:
        return {"type": "array", "items": CHECK_IN.schema()}


def _value(date: date, value: Decimal, note: str | None = None, by: Any = None, extra: _Own = None) -> ValueRecord:
    return ValueRecord(date, value, note, by, extra=extra)


VALUE = Shape(
    "value",
    {
        "date": Key(A_DAY, "the day it is of", required=True),
        "value": Key(ANY_NUMBER, "the number", required=True),
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
            return into.wrong("G003", "'values' must be a list; begin each with '- date: …'", node.at, key)
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


def _check_weights(items: tuple[KeyResultRecord, ...], into: Reading) -> None:
    if items and all(one.weight == 0 for one in items):
        into.wrong("G003", "the key results' weights add up to 0", into.at["key_results"], "key_results")


def _check_objective(values: dict[str, Any], into: Reading, _prefix: str) -> None:
    top = into.at["kind"]
    if "owner" not in into.at and "person" not in into.at:
        into.lacks("the objective has no 'owner': one person", top)
    key_results = values.get("key_results", () if "key_results" not in into.at else None)
    if key_results is not None:
        tried = any(key.startswith("key_results.") for key in into.at)
        if not key_results and not tried and values.get("progress_from") != ProgressFrom.SUPPORTERS:
            message = "an objective needs key results; write at least one, or 'progress_from: supporters'"
            into.lacks(message, into.at.get("key_results", top), "key_results")
        _check_weights(key_results, into)


OBJECTIVE = Shape(
    "objective",
    {
        **_COMMON,
        "title": Key(TEXT, "what will be different, in one sentence", required=True),
        "owner": Key(REFERENCE, "one person; by default 'person'"),
        "cycle": Key(REFERENCE, "its cycle, where the path does not say"),
        "team": Key(REFERENCE, "its team, where the path does not say"),
        "person": Key(REFERENCE, "whose personal objective it is"),
        "type": Key(Choice(ObjectiveType), "aspirational (default) or committed"),
        "supports": Key(REFERENCE, "the one goal it rolls up to"),
        "also_supports": Key(ListOf(REFERENCE), "further goals it helps"),
        "depends_on": Key(ListOf(REFERENCE), "goals of other teams it needs"),
        "with_teams": Key(ListOf(REFERENCE), "teams that work on it too"),
        "weight": Key(WEIGHT, "its weight in its team's mean and in what it supports; default 1"),
        "key_results": Key(_KeyResults(), "a mapping from short ids to key results"),
        "progress_from": Key(Choice(ProgressFrom), "what its progress is the mean of"),
        "initiatives": Key(ListOf(INITIATIVE), "the work: a list of {title, status, owner, due, link, for}"),
        "check_ins": Key(_CheckIns(), "a list of {date, values, confidence, note, by}"),
        "adjustments": Key(ListOf(ADJUSTMENT), "moved goalposts: a list of {date, what, why, approved_by}"),
        "state": Key(Choice(State), "draft, active (default), closed or abandoned"),
        "score": Key(SHARE, "its score at closing, 0 to 1"),
        "learned": Key(PROSE, "what was learned, at closing"),
        "carries_on": Key(REFERENCE, "the earlier objective it goes on from"),
        "becomes_kpi": Key(REFERENCE, "the KPI that keeps watch once it is reached"),
        "planned": PLANNED,
        "links": LINKS,
    },
    ObjectiveRecord,
    check=_check_objective,
    words={
        "name": "title",
        "parent": "supports",
        "aligns_to": "supports",
        "contributes_to": "supports",
        "krs": "key_results",
        "keyresults": "key_results",
        "key-results": "key_results",
        "period": "cycle",
        "quarter": "cycle",
        "status": "state",
        "lead": "owner",
        "assignee": "owner",
        "checkins": "check_ins",
        "updates": "check_ins",
        "progress": "check_ins",
        "start": "cycle",
        "baseline": "key_results",
        "metric": "key_results",
        "tasks": "initiatives",
        "retrospective": "learned",
    },
)


def _check_kpi(values: dict[str, Any], into: Reading, _prefix: str) -> None:
    direction = values.get("direction")
    for name in ("target", "warn"):
        for _, target in values.get(name, ()):
            if direction == Direction.WITHIN and not isinstance(target, Range):
                message = f"with direction within, '{name}' must be {{min: …, max: …}}"
            elif direction in (Direction.UP, Direction.DOWN) and isinstance(target, Range):
                message = f"with direction {direction}, '{name}' must be one number"
            else:
                continue
            into.wrong("G003", message, into.at[name], name)
            break
    raters = values.get("raters")
    if raters:
        if not any(raters.values()):
            into.wrong("G003", "the raters' weights add up to 0", into.at["raters"], "raters")
        for value in values.get("values", ()):
            problem = rater_problem(value.by, raters)
            if problem:
                into.wrong("G003", problem, value.at, "values")


def rater_problem(by: Ref | None, raters: Mapping[str, Decimal]) -> str | None:
    """Say what is wrong with the role that gave a rating, or None."""
    roles = ", ".join(raters)
    if by is None:
        return f"with raters, a value says who gave it; write by: one of {roles}"
    if by.text not in raters:
        return f"'{by.text}' is not one of the raters {roles}"
    return None


KPI = Shape(
    "KPI",
    {
        **_COMMON,
        "title": Key(TEXT, "what is measured", required=True),
        "owner": Key(REFERENCE, "one person", required=True),
        "team": Key(REFERENCE, "its team, where the path does not say"),
        "direction": Key(Choice(Direction), "which way is good: up, down or within", required=True),
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

COMPANY = Shape(
    "company",
    {
        **_COMMON,
        "title": Key(TEXT, "the company's name", required=True),
        "mission": Key(PROSE, "what the company is for"),
        "fiscal_year_starts": Key(Whole(1, 12), "the month its fiscal year begins in, 1 to 12"),
        "fiscal_year_named_by": Key(Choice(YearEnd), "start (default) or end: which end names a fiscal year"),
        "links": LINKS,
    },
    CompanyRecord,
    words={"name": "title", "vision": "mission"},
)


TEAM = Shape(
    "team",
    {
        **_COMMON,
        "title": Key(TEXT, "the team's name", required=True),
        "lead": Key(REFERENCE, "one person"),
        "members": Key(ListOf(REFERENCE), "the people of the team"),
        "part_of": Key(REFERENCE, "the team above; by default the one whose folder encloses it"),
        "mission": Key(PROSE, "what the team is for"),
        "links": LINKS,
    },
    TeamRecord,
    words={"name": "title", "owner": "lead", "manager": "lead", "parent": "part_of", "people": "members"},
)

PERSON = Shape(
    "person",
    {
        **_COMMON,
        "title": Key(TEXT, "the person's name", required=True),
        "team": Key(REFERENCE, "their team"),
        "role": Key(TEXT, "what they do"),
        "account": Key(TEXT, "their login on the forge"),
        "emails": Key(ListOf(TEXT), "the addresses their commits bear"),
    },
    PersonRecord,
    words={"name": "title", "email": "emails", "login": "account", "job": "role"},
)


def _check_cycle(values: dict[str, Any], into: Reading, _prefix: str) -> None:
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and starts > ends:
        into.wrong("G003", f"the cycle ends ({ends}) before it starts ({starts})", into.at["ends"], "ends")


CYCLE = Shape(
    "cycle",
    {
        **_COMMON,
        "title": Key(TEXT, "its name; by default made from its id"),
        "starts": Key(A_DAY, "its first day, where the id does not say"),
        "ends": Key(A_DAY, "its last day, where the id does not say"),
        "state": Key(Choice(CycleState), "draft, active (default) or closed"),
        "theme": Key(TEXT, "what it is about"),
    },
    CycleRecord,
    check=_check_cycle,
    words={"name": "title", "start": "starts", "end": "ends", "status": "state", "from": "starts", "to": "ends"},
)

CHECK_IN_FILE = Shape(
    "check-in",
    {
        **_COMMON,
        "date": Key(A_DAY, "the day it is of; by default the file name's"),
        **_CHECK_IN_KEYS,
        "value": Key(ANY_NUMBER, "the new value, for a KPI"),
    },
    CheckInRecord,
    words={"comment": "by", "author": "by", "day": "date", "on": "date"},
)

TRANSLATION = Shape(
    "translation",
    {
        "title": Key(TEXT, "the title"),
        "mission": Key(PROSE, "the mission"),
        "theme": Key(TEXT, "the theme"),
        "role": Key(TEXT, "the role"),
        "definition": Key(PROSE, "the definition"),
        "learned": Key(PROSE, "what was learned"),
        "key_results": Key(MapOf(TEXT), "the key results' titles: {key result: title}"),
    },
    TranslationRecord,
    words={"name": "title"},
    own=False,
)

SHAPES: Mapping[Kind, Shape] = {
    Kind.COMPANY: COMPANY,
    Kind.TEAM: TEAM,
    Kind.PERSON: PERSON,
    Kind.CYCLE: CYCLE,
    Kind.OBJECTIVE: OBJECTIVE,
    Kind.KPI: KPI,
    Kind.CHECK_IN: CHECK_IN_FILE,
}

ONLY_GOALS_HAVE = frozenset(
    (set(OBJECTIVE.keys) | set(KPI.keys) | set(TEAM.keys) | set(CHECK_IN_FILE.keys))
    - {"title", "tags", "links", "kind", "date", "type", "state", "source", "weight", "definition", "unit", "mission"}
)
"""Keys that show a file without ``kind`` to be a goal (G006)."""


def json_schema(kind: Kind) -> Schema:
    """Return the JSON Schema of the front matter of one kind of file, for editors."""
    schema = SHAPES[kind].schema()
    schema["properties"] = {**schema["properties"], "kind": {"const": kind.value, "description": "what the file is"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Goalsite {kind.value}",
        **schema,
    }
