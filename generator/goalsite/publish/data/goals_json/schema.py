"""The JSON Schema of ``goals.json``; it documents every key a program may rely on."""

from typing import Any

from goalsite.vocabulary import (
    Cadence,
    ChangeClass,
    Combine,
    CycleState,
    Direction,
    Grade,
    Health,
    InitiativeStatus,
    Level,
    Measure,
    ObjectiveType,
    ProgressFrom,
    State,
    Status,
    Trend,
    YearEnd,
)

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
NULL: Schema = {"type": "null"}
WHOLE: Schema = {"type": "integer", "minimum": 1}
DAY: Schema = {"type": "string", "format": "date"}
TEXTS: Schema = {"type": "array", "items": TEXT}


def _or_null(schema: Schema, description: str = "") -> Schema:
    known = schema | {"type": [schema["type"], "null"]} if "type" in schema else _any_of(schema, NULL)
    return _said(known, description) if description else known


def _any_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _one_of(words: type[Any]) -> Schema:
    return {"enum": [word.value for word in words]}


def _said(schema: Schema, description: str) -> Schema:
    return schema | {"description": description}


def _object(**properties: Schema) -> Schema:
    """All keys are always there; what is unknown is null."""
    named = {name.rstrip("_"): schema for name, schema in properties.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


SHARE = _said(NUMBER, "a share of one: 0.5 is 50 %")
_UNKNOWN_SHARE = _or_null(NUMBER, "a share of one: 0.5 is 50 %; null is unknown")
_TEXT_OR_NULL = _or_null(TEXT)
_DAY_OR_NULL = _or_null(DAY)
_NUMBER_OR_NULL = _or_null(NUMBER)
_BOUNDS: Schema = {
    "type": "object",
    "properties": {"min": NUMBER, "max": NUMBER},
    "minProperties": 1,
    "additionalProperties": False,
}
_TARGET = _any_of(NUMBER, _BOUNDS)
_TARGETS = _any_of(NUMBER, _BOUNDS, _map(_TARGET), NULL)
_SOURCE = _object(path=TEXT, line=WHOLE)
_WHY = _said(
    _map(
        _object(
            formula=TEXT,
            inputs=_list(
                _object(
                    ref=TEXT,
                    value={"type": ["number", "string", "boolean", "null"]},
                    path=_TEXT_OR_NULL,
                    line=_or_null(WHOLE),
                )
            ),
        )
    ),
    "for each computed number: its formula and what went into it, with the file and line that say so",
)
_OWN = _said({"type": "object"}, "keys of your own (x-…)")
_LINKS = _list(_object(title=TEXT, url=TEXT, x=_OWN))
_ADJUSTMENTS = _list(_object(date=DAY, what=_TEXT_OR_NULL, why=_TEXT_OR_NULL, approved_by=_TEXT_OR_NULL, x=_OWN))
_FILE: dict[str, Schema] = {
    "title": _or_null(TEXT, "null where it could not be read, or a cycle has none"),
    "tags": TEXTS,
    "ignore": _map(TEXT),
    "usable": _said(FLAG, "false where the file could not be read; what is null then may only be unreadable"),
    "x": _OWN,
    "source": _SOURCE,
}
_NAMED: dict[str, Schema] = {"id": TEXT, **_FILE}
_GOAL: dict[str, Schema] = {
    "id": TEXT,
    "ref": _said(TEXT, "the shortest unambiguous reference"),
    **_FILE,
    "owner": _TEXT_OR_NULL,
}
_FIGURES = _map(
    _object(
        progress=_UNKNOWN_SHARE,
        expected=_UNKNOWN_SHARE,
        with_subteams=_UNKNOWN_SHARE,
        coverage=_UNKNOWN_SHARE,
        score=_said(_UNKNOWN_SHARE, "the weighted mean of the scores of closed objectives that have one"),
        score_with_subteams=_UNKNOWN_SHARE,
        why=_WHY,
    ),
) | {"description": "by cycle"}
_URL = _said(TEXT, "the page's address below the site; empty for home")
_PAGE: dict[str, Schema] = {"links": _LINKS, "figures": _FIGURES, "url": _URL}
_STATUS = _or_null(_one_of(Status))
_STANDING: dict[str, Schema] = {
    "progress": _or_null(NUMBER, "a share of one, held to 0…1; null is unmeasured"),
    "progress_raw": _or_null(NUMBER, "a share of one, not held"),
    "expected": _UNKNOWN_SHARE,
    "behind": _UNKNOWN_SHARE,
    "confidence": _UNKNOWN_SHARE,
    "status": _STATUS,
    "last_status": _STATUS,
}

_COMPANY = _object(
    **_NAMED,
    mission=_TEXT_OR_NULL,
    fiscal_year_starts={"type": "integer", "minimum": 1, "maximum": 12},
    fiscal_year_named_by=_one_of(YearEnd),
    **_PAGE,
)
_TEAM = _object(
    **_NAMED,
    lead=_TEXT_OR_NULL,
    members=TEXTS,
    part_of=_TEXT_OR_NULL,
    mission=_TEXT_OR_NULL,
    **_PAGE,
)
_PERSON = _object(
    **_NAMED,
    team=_TEXT_OR_NULL,
    role=_TEXT_OR_NULL,
    account=_TEXT_OR_NULL,
    emails=TEXTS,
    url=_URL,
)
_CYCLE = _object(
    **{**_NAMED, "source": _or_null(_SOURCE)},
    starts=DAY,
    ends=DAY,
    state=_one_of(CycleState),
    theme=_TEXT_OR_NULL,
    url=_URL,
)
_MILESTONE = _object(title=TEXT, due=_DAY_OR_NULL, done=_DAY_OR_NULL, weight=NUMBER, x=_OWN)
_KEY_RESULT = _object(
    id=TEXT,
    title=TEXT,
    owner=_TEXT_OR_NULL,
    weight=NUMBER,
    unit=_TEXT_OR_NULL,
    due=_said(DAY, "the last day of its span"),
    added=_DAY_OR_NULL,
    retired=_or_null(_object(date=DAY, why=_TEXT_OR_NULL, replaced_by=_TEXT_OR_NULL, x=_OWN)),
    planned=_map(SHARE),
    score=_UNKNOWN_SHARE,
    from_=_or_null(NUMBER, "as used: written, or the default taken from the KPI"),
    to=_or_null(NUMBER, "as used: written, or the default taken from the KPI"),
    kpi=_TEXT_OR_NULL,
    keep=_or_null(_BOUNDS),
    cadence=_or_null(_one_of(Cadence)),
    checkpoints=_list({"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}),
    milestones=_any_of(_list(_MILESTONE), NULL),
    done=_any_of(DAY, {"const": False}, NULL),
    from_supporters=FLAG,
    x=_OWN,
    measure=_one_of(Measure),
    current=_NUMBER_OR_NULL,
    **_STANDING,
    updated=_DAY_OR_NULL,
    why=_WHY,
)
_CHECK_IN = _object(
    date=DAY,
    values=_map(_any_of(NUMBER, {"const": True}, TEXTS)),
    confidence=_any_of(NUMBER, _map(NUMBER), NULL),
    note=_TEXT_OR_NULL,
    by=_TEXT_OR_NULL,
    x=_OWN,
)
_INITIATIVE = _object(
    title=TEXT,
    status=_one_of(InitiativeStatus),
    owner=_TEXT_OR_NULL,
    due=_DAY_OR_NULL,
    link=_TEXT_OR_NULL,
    for_=_TEXT_OR_NULL,
    x=_OWN,
)
_FACT: Schema = {"description": "as the file has it: text, a number, a day, a list; null: it says nothing"}
_MOVE = _object(
    **{"class": _one_of(ChangeClass)},
    key=_said(TEXT, "what changed, as a dotted path in the file"),
    old=_FACT,
    new=_FACT,
    date=_said(DAY, "the day it was published"),
    commit=_or_null(TEXT, "null: not committed yet, or told by the file alone"),
    author=_TEXT_OR_NULL,
    subject=_TEXT_OR_NULL,
    url=_or_null(TEXT, "the commit's page, where the forge is known"),
    key_result=_TEXT_OR_NULL,
    reason=_or_null(TEXT, "null: the goal gives none"),
    approved_by=_TEXT_OR_NULL,
    explained=_said(FLAG, "false where a reason is missing"),
    undone=_said(FLAG, "true where it stands today as it stood at first"),
    swapped_with=_or_null(TEXT, "the other key result of a swap"),
    through=_or_null(TEXT, "the KPI whose target moved, where a key result aims at it"),
)
_MOVED: dict[str, Schema] = {
    "goalposts": _or_null(
        _list(_MOVE), "moved goalposts, oldest first: git's, or what the file tells; null where there is no history"
    ),
    "original": _or_null(
        _object(progress=_UNKNOWN_SHARE, status=_TEXT_OR_NULL),
        "what it would be today under the targets its cycle began with, of a KPI its completion and health; "
        "null where nothing moved, or nobody knows",
    ),
}
_OBJECTIVE = _object(
    **_GOAL,
    cycle=_TEXT_OR_NULL,
    team=_or_null(TEXT, "null is the company"),
    person=_TEXT_OR_NULL,
    type=_one_of(ObjectiveType),
    supports=_TEXT_OR_NULL,
    also_supports=TEXTS,
    depends_on=TEXTS,
    with_teams=TEXTS,
    weight=NUMBER,
    key_results=_list(_KEY_RESULT),
    progress_from=_one_of(ProgressFrom),
    initiatives=_list(_INITIATIVE),
    check_ins=_list(_CHECK_IN),
    adjustments=_ADJUSTMENTS,
    state=_one_of(State),
    learned=_TEXT_OR_NULL,
    **_MOVED,
    carries_on=_TEXT_OR_NULL,
    becomes_kpi=_TEXT_OR_NULL,
    planned=_map(SHARE),
    links=_LINKS,
    url=_URL,
    **_STANDING,
    measured={"type": ["array", "null"], "items": {"type": "integer"}, "description": "[n, of] items with a figure"},
    grade=_or_null(_one_of(Grade)),
    score=_UNKNOWN_SHARE,
    supporters=TEXTS,
    left_out=_said(TEXTS, "files that could not be read and are left out of the mean"),
    updated=_DAY_OR_NULL,
    aligned=_or_null(FLAG, "whether it reaches a company goal; null for company and personal objectives"),
    why=_WHY,
)
_KPI = _object(
    **_GOAL,
    team=_or_null(TEXT, "null is the company"),
    direction=_or_null(_one_of(Direction)),
    target=_TARGETS,
    target_by=_DAY_OR_NULL,
    warn=_TARGETS,
    unit=_TEXT_OR_NULL,
    definition=_TEXT_OR_NULL,
    cadence=_one_of(Cadence),
    weight=NUMBER,
    core=FLAG,
    part_of=_TEXT_OR_NULL,
    combine=_or_null(_one_of(Combine)),
    rubric=_map(TEXT),
    raters=_map(NUMBER),
    superseded_by=_TEXT_OR_NULL,
    approved_by=_TEXT_OR_NULL,
    adjustments=_ADJUSTMENTS,
    **_MOVED,
    links=_LINKS,
    data_source=_or_null(TEXT, "the KPI's own key 'source': where its numbers come from"),
    url=_URL,
    latest=_or_null(_object(date=DAY, value=NUMBER)),
    target_now=_any_of(NUMBER, _BOUNDS, NULL),
    completion=_UNKNOWN_SHARE,
    health=_or_null(_one_of(Health)),
    stale=_or_null(FLAG),
    trend=_or_null(_one_of(Trend)),
    projection=_or_null(
        _object(
            date=DAY,
            value=NUMBER,
            target=_TARGET,
            reached=FLAG,
            missed_by=_UNKNOWN_SHARE,
            change_per_year=NUMBER,
        )
    ),
    parts=TEXTS,
    left_out=_said(TEXTS, "files that could not be read and are left out of the whole"),
    values=_list({"type": "array", "prefixItems": [DAY, NUMBER], "minItems": 2, "maxItems": 2}),
    why=_WHY,
)
_FINDING = _object(
    code=TEXT,
    level=_one_of(Level),
    message=TEXT,
    path=TEXT,
    line=WHOLE,
    column=WHOLE,
    goal=_TEXT_OR_NULL,
)

GOALS_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Goals and figures of a company as of one day, as Goalsite publishes them",
    **_object(
        schema=_said(TEXT, "the name of this schema, beside the document"),
        as_of=_said(DAY, "the day everything was computed for"),
        history=_or_null(TEXT, "why the past was not looked at, and nothing is known of moved goalposts; null: it was"),
        company=_or_null(_COMPANY),
        cycles=_list(_CYCLE),
        teams=_list(_TEAM),
        people=_list(_PERSON),
        objectives=_list(_OBJECTIVE),
        kpis=_list(_KPI),
        findings=_list(_FINDING),
    ),
}
