"""The company, teams, people, cycles (SPEC 3.1, 3.2) and translations (SPEC 3.7)."""

from typing import Any

from goalsite.language import Message
from goalsite.model.records import CompanyRecord, CycleRecord, PersonRecord, TeamRecord, TranslationRecord
from goalsite.model.shape import Key, Shape
from goalsite.model.shapes.common import COMMON, LINKS
from goalsite.model.values import A_DAY, PROSE, REFERENCE, TEXT, Choice, ListOf, MapOf, Reading, Whole
from goalsite.vocabulary import CycleState, YearEnd

COMPANY = Shape(
    Message("company"),
    {
        **COMMON,
        "title": Key(TEXT, Message("the company's name"), required=True),
        "mission": Key(PROSE, "what the company is for"),
        "fiscal_year_starts": Key(Whole(1, 12), "the month its fiscal year begins in, 1 to 12"),
        "fiscal_year_named_by": Key(Choice(YearEnd), "start (default) or end: which end names a fiscal year"),
        "links": LINKS,
    },
    CompanyRecord,
    words={"name": "title", "vision": "mission"},
)

TEAM = Shape(
    Message("team"),
    {
        **COMMON,
        "title": Key(TEXT, Message("the team's name"), required=True),
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
    Message("person"),
    {
        **COMMON,
        "title": Key(TEXT, Message("the person's name"), required=True),
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
        message = Message("the cycle ends ({ends}) before it starts ({starts})", ends=ends, starts=starts)
        into.wrong("G003", message, into.at["ends"], "ends")


CYCLE = Shape(
    Message("cycle"),
    {
        **COMMON,
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

TRANSLATION = Shape(
    Message("translation"),
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
