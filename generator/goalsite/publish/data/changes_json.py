"""Changes and moved goalposts as plain data, for programs: keys and words are the contract's, in English."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from goalsite.change.compare import Change
from goalsite.change.facts import Rated, Said
from goalsite.change.reasons import approver
from goalsite.model.records import Range
from goalsite.publish.data.numbers import json_number
from goalsite.publish.data.shown import story_shown
from goalsite.site.forge import Forge

if TYPE_CHECKING:
    from goalsite.change.history import Commit
    from goalsite.change.moves import Move
    from goalsite.change.originals import Goalposts
    from goalsite.change.said import SaidMove
    from goalsite.publish.understanding.understood import Understood

Json = dict[str, object]


def events_data(known: "Understood", key: str | None = None) -> list[Json]:
    """Return all changes, newest first, or those of one goal."""
    stories = known.stories
    assert stories is not None
    forge = Forge(known.settings)
    return [
        {"goal": event.story, **change_data(event.change), **_commit_data(event.commit, event.day, forge)}
        for event in stories.events
        if story_shown(known, event.story, key)
    ]


def moves_data(known: "Understood", key: str | None = None, limit: int | None = None) -> list[Json]:
    """Return moved goalposts as :func:`newest_moves` has them."""
    return [{"goal": one.moved.goal, **goalposts_data(known, one)} for one in newest_moves(known, key, limit)]


def newest_moves(known: "Understood", key: str | None = None, limit: int | None = None) -> "list[Goalposts]":
    """Return the moved goalposts by goal, that of the newest move first, or those of one goal.

    With a ``limit`` they are the newest so many moves, with the goals that have any of them.
    """
    assert known.goalposts is not None
    posts = [one for id_, one in known.goalposts.items() if story_shown(known, id_, key)]
    posts.sort(key=lambda one: -one.moved.moves[-1].place)
    if limit is None:
        return posts
    all_moves = [move for one in posts for move in reversed(one.moved.moves)]
    kept = set(map(id, sorted(all_moves, key=lambda move: -move.place)[:limit]))
    found = []
    for one in posts:
        if moves := tuple(move for move in one.moved.moves if id(move) in kept):
            found.append(replace(one, moved=replace(one.moved, moves=moves)))
    return found


def goalposts_data(known: "Understood", posts: "Goalposts") -> Json:
    """Return a goal's moves with the figures of today and those under the original."""
    return {
        "moves": [move_data(known, move) for move in posts.moved.moves],
        "progress": json_number(posts.progress),
        "status": posts.status.value if posts.status is not None else None,
        "original_progress": json_number(posts.original),
        "original_status": posts.original_status.value if posts.original_status is not None else None,
        "key_results": [
            {"id": one.key_result, "progress": json_number(one.now), "original_progress": json_number(one.original)}
            for one in posts.key_results
        ],
    }


def move_data(known: "Understood", move: "Move") -> Json:
    """Return one moved goalpost."""
    reason = move.reason
    return {
        **change_data(move.change),
        **_commit_data(move.commit, move.day, Forge(known.settings)),
        "key_result": move.change.key_result,
        "reason": reason.why if reason is not None else None,
        "approved_by": reason.approved_by if reason is not None else None,
        "explained": not move.unexplained,
        "undone": move.undone,
        "swapped_with": move.swapped,
        "through": move.through,
    }


def said_data(known: "Understood", moves: "Iterable[SaidMove]") -> list[Json]:
    """Return moved goalposts that only a goal's file tells of: without a commit, and without the old and the new."""
    return [
        {
            "class": move.about.value,
            "key": move.key,
            "old": None,
            "new": None,
            "date": move.date.isoformat(),
            "commit": None,
            "author": None,
            "subject": None,
            "url": None,
            "key_result": move.what if move.came or move.went else None,
            "reason": move.why or None,
            "approved_by": approver(move.approved_by, known.repository),
            "explained": bool(move.why),
            "undone": False,
            "swapped_with": move.swapped,
            "through": None,
        }
        for move in moves
    ]


def change_data(change: Change) -> Json:
    """Return what a change changed."""
    return {
        "class": change.about.value,
        "key": change.key,
        "old": value_data(change.old),
        "new": value_data(change.new),
    }


def _commit_data(commit: "Commit", day: date, forge: Forge) -> Json:
    return {
        "date": day.isoformat(),
        "commit": commit.id or None,
        "author": commit.author or None,
        "subject": commit.subject or None,
        "url": forge.commit(commit.id),
    }


def value_data(value: object) -> object:
    """Return a fact as JSON; a number with at most six decimals, a day as text."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, date):
        return "" if value == date.min else value.isoformat()
    if isinstance(value, Range):
        return {"min": json_number(value.min), "max": json_number(value.max)}
    if isinstance(value, Rated):
        return {"value": json_number(value.value), "note": value.note, "by": value.by}
    if isinstance(value, Said):
        return {
            "values": {id_: value_data(one) for id_, one in value.values},
            "confidence": value_data(value.confidence),
            "note": value.note,
            "by": value.by,
        }
    return [value_data(one) for one in value] if isinstance(value, Iterable) else str(value)
