"""The JSON Schema of ``goals.json``; it documents every key a program may rely on."""

from goalsite.publish.data.goals_json.schema_words import (
    DAY,
    FLAG,
    NULL,
    NUMBER,
    TEXT,
    TEXTS,
    WHOLE,
    Schema,
    any_of,
    fixed,
    list_of,
    map_of,
    one_of,
    or_null,
    said,
)
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

SHARE = said(NUMBER, "a share of one: 0.5 is 50 %")
_UNKNOWN_SHARE = or_null(NUMBER, "a share of one: 0.5 is 50 %; null is unknown")
_TEXT_OR_NULL = or_null(TEXT)
_DAY_OR_NULL = or_null(DAY)
_NUMBER_OR_NULL = or_null(NUMBER)
_BOUNDS: Schema = {
    "type": "object",
    "properties": {"min": NUMBER, "max": NUMBER},
    "minProperties": 1,
    "additionalProperties": False,
}
_TARGET = any_of(NUMBER, _BOUNDS)
_TARGETS = any_of(NUMBER, _BOUNDS, map_of(_TARGET), NULL)
_SOURCE = fixed(path=TEXT, line=WHOLE)
_WHY = said(
    map_of(
        fixed(
            formula=TEXT,
            inputs=list_of(
                fixed(
                    ref=TEXT,
                    value={"type": ["number", "string", "boolean", "null"]},
                    path=_TEXT_OR_NULL,
                    line=or_null(WHOLE),
                )
            ),
        )
    ),
    "for each computed number: its formula and what went into it, with the file and line that say so",
)
_OWN = said({"type": "object"}, "keys of your own (x-…)")
_LINKS = list_of(fixed(title=TEXT, url=TEXT, x=_OWN))
_ADJUSTMENTS = list_of(fixed(date=DAY, what=_TEXT_OR_NULL, why=_TEXT_OR_NULL, approved_by=_TEXT_OR_NULL, x=_OWN))
_FILE: dict[str, Schema] = {
    "title": or_null(TEXT, "null where it could not be read, or a cycle has none"),
    "tags": TEXTS,
    "ignore": map_of(TEXT),
    "usable": said(FLAG, "false where the file could not be read; what is null then may only be unreadable"),
    "x": _OWN,
    "source": _SOURCE,
}
_NAMED: dict[str, Schema] = {"id": TEXT, **_FILE}
_GOAL: dict[str, Schema] = {
    "id": TEXT,
    "ref": said(TEXT, "the shortest unambiguous reference"),
    **_FILE,
    "owner": _TEXT_OR_NULL,
}
_FIGURES = map_of(
    fixed(
        progress=_UNKNOWN_SHARE,
        expected=_UNKNOWN_SHARE,
        with_subteams=_UNKNOWN_SHARE,
        coverage=_UNKNOWN_SHARE,
        score=said(_UNKNOWN_SHARE, "the weighted mean of the scores of closed objectives that have one"),
        score_with_subteams=_UNKNOWN_SHARE,
        why=_WHY,
    ),
) | {"description": "by cycle"}
_URL = said(TEXT, "the page's address below the site; empty for home")
_PAGE: dict[str, Schema] = {"links": _LINKS, "figures": _FIGURES, "url": _URL}
_STATUS = or_null(one_of(Status))
_STANDING: dict[str, Schema] = {
    "progress": or_null(NUMBER, "a share of one, held to 0…1; null is unmeasured"),
    "progress_raw": or_null(NUMBER, "a share of one, not held"),
    "expected": _UNKNOWN_SHARE,
    "behind": _UNKNOWN_SHARE,
    "confidence": _UNKNOWN_SHARE,
    "status": _STATUS,
    "last_status": _STATUS,
}

_COMPANY = fixed(
    **_NAMED,
    mission=_TEXT_OR_NULL,
    fiscal_year_starts={"type": "integer", "minimum": 1, "maximum": 12},
    fiscal_year_named_by=one_of(YearEnd),
    **_PAGE,
)
_TEAM = fixed(
    **_NAMED,
    lead=_TEXT_OR_NULL,
    members=TEXTS,
    part_of=_TEXT_OR_NULL,
    mission=_TEXT_OR_NULL,
    **_PAGE,
)
_PERSON = fixed(
    **_NAMED,
    team=_TEXT_OR_NULL,
    role=_TEXT_OR_NULL,
    account=_TEXT_OR_NULL,
    emails=TEXTS,
    url=_URL,
)
_CYCLE = fixed(
    **{**_NAMED, "source": or_null(_SOURCE)},
    starts=DAY,
    ends=DAY,
    state=one_of(CycleState),
    theme=_TEXT_OR_NULL,
    url=_URL,
)
_MILESTONE = fixed(title=TEXT, due=_DAY_OR_NULL, done=_DAY_OR_NULL, weight=NUMBER, x=_OWN)
_KEY_RESULT = fixed(
    id=TEXT,
    title=TEXT,
    owner=_TEXT_OR_NULL,
    weight=NUMBER,
    unit=_TEXT_OR_NULL,
    due=said(DAY, "the last day of its span"),
    added=_DAY_OR_NULL,
    retired=or_null(fixed(date=DAY, why=_TEXT_OR_NULL, replaced_by=_TEXT_OR_NULL, x=_OWN)),
    planned=map_of(SHARE),
    score=_UNKNOWN_SHARE,
    from_=or_null(NUMBER, "as used: written, or the default taken from the KPI"),
    to=or_null(NUMBER, "as used: written, or the default taken from the KPI"),
    kpi=_TEXT_OR_NULL,
    keep=or_null(_BOUNDS),
    cadence=or_null(one_of(Cadence)),
    checkpoints=list_of({"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}),
    milestones=any_of(list_of(_MILESTONE), NULL),
    done=any_of(DAY, {"const": False}, NULL),
    from_supporters=FLAG,
    x=_OWN,
    measure=one_of(Measure),
    current=_NUMBER_OR_NULL,
    **_STANDING,
    updated=_DAY_OR_NULL,
    why=_WHY,
)
_CHECK_IN = fixed(
    date=DAY,
    values=map_of(any_of(NUMBER, {"const": True}, TEXTS)),
    confidence=any_of(NUMBER, map_of(NUMBER), NULL),
    note=_TEXT_OR_NULL,
    by=_TEXT_OR_NULL,
    x=_OWN,
)
_INITIATIVE = fixed(
    title=TEXT,
    status=one_of(InitiativeStatus),
    owner=_TEXT_OR_NULL,
    due=_DAY_OR_NULL,
    link=_TEXT_OR_NULL,
    for_=_TEXT_OR_NULL,
    x=_OWN,
)
_FACT: Schema = {"description": "as the file has it: text, a number, a day, a list; null: it says nothing"}
_MOVE = fixed(
    **{"class": one_of(ChangeClass)},
    key=said(TEXT, "what changed, as a dotted path in the file"),
    old=_FACT,
    new=_FACT,
    date=said(DAY, "the day it was published"),
    commit=or_null(TEXT, "null: not committed yet, or told by the file alone"),
    author=_TEXT_OR_NULL,
    subject=_TEXT_OR_NULL,
    url=or_null(TEXT, "the commit's page, where the forge is known"),
    key_result=_TEXT_OR_NULL,
    reason=or_null(TEXT, "null: the goal gives none"),
    approved_by=_TEXT_OR_NULL,
    explained=said(FLAG, "false where a reason is missing"),
    undone=said(FLAG, "true where it stands today as it stood at first"),
    swapped_with=or_null(TEXT, "the other key result of a swap"),
    through=or_null(TEXT, "the KPI whose target moved, where a key result aims at it"),
)
_MOVED: dict[str, Schema] = {
    "goalposts": or_null(
        list_of(_MOVE),
        "moved goalposts, oldest first: what only the file tells, then git's; null where there is no history",
    ),
    "original": or_null(
        fixed(
            progress=_UNKNOWN_SHARE,
            status=_TEXT_OR_NULL,
            since=or_null(DAY, "the day git knows its targets from, where the file tells that others had moved before"),
        ),
        "what it would be today under the targets its cycle began with, of a KPI its completion and health; "
        "null where nothing moved, or nobody knows",
    ),
}
_OBJECTIVE = fixed(
    **_GOAL,
    cycle=_TEXT_OR_NULL,
    team=or_null(TEXT, "null is the company"),
    person=_TEXT_OR_NULL,
    type=one_of(ObjectiveType),
    supports=_TEXT_OR_NULL,
    also_supports=TEXTS,
    depends_on=TEXTS,
    with_teams=TEXTS,
    weight=NUMBER,
    key_results=list_of(_KEY_RESULT),
    progress_from=one_of(ProgressFrom),
    initiatives=list_of(_INITIATIVE),
    check_ins=list_of(_CHECK_IN),
    adjustments=_ADJUSTMENTS,
    state=one_of(State),
    learned=_TEXT_OR_NULL,
    **_MOVED,
    carries_on=_TEXT_OR_NULL,
    becomes_kpi=_TEXT_OR_NULL,
    planned=map_of(SHARE),
    links=_LINKS,
    url=_URL,
    **_STANDING,
    measured={"type": ["array", "null"], "items": {"type": "integer"}, "description": "[n, of] items with a figure"},
    grade=or_null(one_of(Grade)),
    score=_UNKNOWN_SHARE,
    supporters=TEXTS,
    left_out=said(TEXTS, "files that could not be read and are left out of the mean"),
    updated=_DAY_OR_NULL,
    aligned=or_null(FLAG, "whether it reaches a company goal; null for company and personal objectives"),
    why=_WHY,
)
_KPI = fixed(
    **_GOAL,
    team=or_null(TEXT, "null is the company"),
    direction=or_null(one_of(Direction)),
    target=_TARGETS,
    target_by=_DAY_OR_NULL,
    warn=_TARGETS,
    unit=_TEXT_OR_NULL,
    definition=_TEXT_OR_NULL,
    cadence=one_of(Cadence),
    weight=NUMBER,
    core=FLAG,
    part_of=_TEXT_OR_NULL,
    combine=or_null(one_of(Combine)),
    rubric=map_of(TEXT),
    raters=map_of(NUMBER),
    superseded_by=_TEXT_OR_NULL,
    approved_by=_TEXT_OR_NULL,
    adjustments=_ADJUSTMENTS,
    **_MOVED,
    links=_LINKS,
    data_source=or_null(TEXT, "the KPI's own key 'source': where its numbers come from"),
    url=_URL,
    latest=or_null(fixed(date=DAY, value=NUMBER)),
    target_now=any_of(NUMBER, _BOUNDS, NULL),
    completion=_UNKNOWN_SHARE,
    health=or_null(one_of(Health)),
    stale=or_null(FLAG),
    trend=or_null(one_of(Trend)),
    projection=or_null(
        fixed(
            date=DAY,
            value=NUMBER,
            target=_TARGET,
            reached=FLAG,
            missed_by=_UNKNOWN_SHARE,
            change_per_year=NUMBER,
        )
    ),
    parts=TEXTS,
    left_out=said(TEXTS, "files that could not be read and are left out of the whole"),
    values=list_of({"type": "array", "prefixItems": [DAY, NUMBER], "minItems": 2, "maxItems": 2}),
    why=_WHY,
)
_FINDING = fixed(
    code=TEXT,
    level=one_of(Level),
    message=TEXT,
    path=TEXT,
    line=WHOLE,
    column=WHOLE,
    goal=_TEXT_OR_NULL,
)

GOALS_SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Goals and figures of a company as of one day, as Goalsite publishes them",
    **fixed(
        schema=said(TEXT, "the name of this schema, beside the document"),
        as_of=said(DAY, "the day everything was computed for"),
        history=or_null(TEXT, "why the past was not looked at, and nothing is known of moved goalposts; null: it was"),
        company=or_null(_COMPANY),
        cycles=list_of(_CYCLE),
        teams=list_of(_TEAM),
        people=list_of(_PERSON),
        objectives=list_of(_OBJECTIVE),
        kpis=list_of(_KPI),
        findings=list_of(_FINDING),
    ),
}
