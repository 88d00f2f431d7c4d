"""Pieces that several objects of the document share."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from goalsite.change.older import only_said, said_goalposts
from goalsite.measure import OF_PAGES, Input, Why
from goalsite.model.objects import Objective
from goalsite.model.records import Adjustment, Link, Range, Record, Schedule, Target, as_written
from goalsite.publish.data.changes_json import goalposts_data, move_data, said_data
from goalsite.publish.data.numbers import json_number
from goalsite.publish.data.shown import is_shown, objectives_shown

if TYPE_CHECKING:
    from goalsite.model.objects import File, Goal
    from goalsite.publish.understanding.understood import Understood


Json = dict[str, Any]

HIDDEN = "a personal goal"
"""What stands for a goal of one person where those are not shown (SPEC 14, ``people``)."""


def keys_of_all(file: "File", record: Record, usable: bool) -> Json:
    """Return the keys that every kind of file has."""
    return {
        "title": record.title or None,
        "tags": list(record.tags),
        "ignore": dict(record.ignore),
        "usable": usable,
        "x": own(record.extra),
        "source": {"path": file.path, "line": record.position("title").line},
    }


def own(extra: Mapping[str, object] | None) -> Json:
    """Return the user's own keys."""
    return {} if extra is None else {key: as_value(value) for key, value in extra.items()}


def why_data(known: "Understood", why: Mapping[str, Why]) -> Json:
    """Return the formulas and inputs of computed numbers, by name; what an input was made of comes after it."""
    return {
        name: {
            "formula": one.formula,
            "inputs": [_input(known, each) for given in one.inputs for each in (given, *given.made_of)],
        }
        for name, one in why.items()
        if name not in OF_PAGES
    }


def _input(known: "Understood", given: Input) -> Json:
    """Return an input; of a goal that is not shown neither its name nor its place."""
    value = as_value(given.value)
    if not is_shown(known, given.ref.partition("#")[0]):
        return {"ref": HIDDEN, "value": value, "path": None, "line": None}
    return {"ref": given.ref, "value": value, "path": given.path, "line": given.line}


def named(known: "Understood", goals: "Iterable[Goal]") -> list[str]:
    """Return references to goals as written in the document, without those that are not shown."""
    return [str(goal) for goal in goals if is_shown(known, goal.id)]


def shown_paths(known: "Understood", paths: Sequence[str]) -> list[str]:
    """Return the files that means leave out; personal ones that are not shown by no path."""
    if known.settings.people or not paths:
        return list(paths)
    shown = {goal.file.path for goal in objectives_shown(known)}
    return [path if path in shown else HIDDEN for path in paths]


def as_value(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, Decimal | Fraction):
        return json_number(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_value(item) for item in value]
    return value


def as_target(target: Target | None) -> object:
    """Return a target as a number or its bounds."""
    if isinstance(target, Range):
        bounds = {"min": target.min, "max": target.max}
        return {end: json_number(value) for end, value in bounds.items() if value is not None}
    return json_number(target)


def as_schedule(schedule: Schedule) -> object:
    """Return a target as it was written: one for all time, or by the day from which each holds."""
    if not schedule:
        return None
    if len(schedule) == 1 and schedule[0][0] == date.min:
        return as_target(schedule[0][1])
    return {day.isoformat(): as_target(target) for day, target in schedule}


def as_plan(points: Iterable[tuple[date, Decimal]]) -> Json:
    """Return a planned line as a mapping from days to shares."""
    return {day.isoformat(): json_number(share) for day, share in points}


def adjustments_data(adjustments: Iterable[Adjustment]) -> list[Json]:
    """Return recorded adjustments."""
    return [
        {
            "date": as_day(one.date),
            "what": one.what,
            "why": one.why,
            "approved_by": as_written(one.approved_by),
            "x": own(one.extra),
        }
        for one in adjustments
    ]


def links_data(links: Iterable[Link]) -> list[Json]:
    """Return links."""
    return [{"title": link.title, "url": link.url, "x": own(link.extra)} for link in links]


def as_day(day: date | None) -> str | None:
    """Return a day as JSON has it."""
    return day.isoformat() if day else None


def goalposts_of(known: "Understood", goal: str) -> Json:
    """Return the moved goalposts of a goal and what it would be under the original.

    They are git's, after those that only the goal's file tells of. Null where neither tells anything.
    """
    posts = (known.goalposts or {}).get(goal)
    one = known.repository.goal(goal)
    said = only_said(one, posts, known.as_of, known.settings.pace.quiet) if one is not None else ()
    if posts is None and said and isinstance(one, Objective):
        posts = said_goalposts(known.measured, one, said)
    told = said_data(known, said)
    if posts is None:
        return {"goalposts": told if said or known.goalposts is not None else None, "original": None}
    data = goalposts_data(known, posts)
    original = {
        "progress": data["original_progress"],
        "status": data["original_status"],
        "since": as_day(posts.since),
    }
    return {
        "goalposts": [*told, *(move_data(known, move) for move in posts.moved.moves)],
        "original": original if posts.known else None,
    }
