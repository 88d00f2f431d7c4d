"""Objectives (SPEC 3.3)."""

from datetime import date
from typing import Any

from goalsite.language import Message
from goalsite.model.records import Initiative, KeyResultRecord, ObjectiveRecord
from goalsite.model.shape import Key, Shape
from goalsite.model.shapes.check_ins import CheckIns
from goalsite.model.shapes.common import ADJUSTMENT, COMMON, LINKS, PLANNED, Own
from goalsite.model.shapes.key_results import KeyResults
from goalsite.model.values import A_DAY, PROSE, REFERENCE, SHARE, TEXT, WEIGHT, Choice, ListOf, Reading
from goalsite.vocabulary import InitiativeStatus, ObjectiveType, ProgressFrom, State


def _initiative(
    title: str,
    status: InitiativeStatus = InitiativeStatus.TODO,
    owner: Any = None,
    due: date | None = None,
    link: str | None = None,
    for_: Any = None,
    extra: Own = None,
) -> Initiative:
    return Initiative(title, status, owner, due, link, for_, extra)


INITIATIVE = Shape(
    Message("initiative"),
    {
        "title": Key(TEXT, Message("the work"), required=True),
        "status": Key(Choice(InitiativeStatus), "where it stands; default todo"),
        "owner": Key(REFERENCE, "one person"),
        "due": Key(A_DAY, "the day it is due"),
        "link": Key(TEXT, "where the work is tracked"),
        "for": Key(REFERENCE, "the key result it is for", into="for_"),
    },
    _initiative,
    words={"name": "title", "state": "status", "url": "link", "deadline": "due", "key_result": "for"},
)


def _check_weights(items: tuple[KeyResultRecord, ...], into: Reading) -> None:
    if items and all(one.weight == 0 for one in items):
        message = Message("the key results' weights add up to 0")
        into.wrong("G003", message, into.at["key_results"], "key_results")


def _check_objective(values: dict[str, Any], into: Reading, _prefix: str) -> None:
    top = into.at["kind"]
    if "owner" not in into.at and "person" not in into.at:
        into.lacks(Message("the objective has no 'owner': one person"), top)
    key_results = values.get("key_results", () if "key_results" not in into.at else None)
    if key_results is not None:
        tried = any(key.startswith("key_results.") for key in into.at)
        if not key_results and not tried and values.get("progress_from") != ProgressFrom.SUPPORTERS:
            message = Message("an objective needs key results; write at least one, or 'progress_from: supporters'")
            into.lacks(message, into.at.get("key_results", top), "key_results")
        _check_weights(key_results, into)


OBJECTIVE = Shape(
    Message("objective"),
    {
        **COMMON,
        "title": Key(TEXT, Message("what will be different, in one sentence"), required=True),
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
        "key_results": Key(KeyResults(), "a mapping from short ids to key results"),
        "progress_from": Key(Choice(ProgressFrom), "what its progress is the mean of"),
        "initiatives": Key(ListOf(INITIATIVE), "the work: a list of {title, status, owner, due, link, for}"),
        "check_ins": Key(CheckIns(), "a list of {date, values, confidence, note, by}"),
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
