"""What to write into a goal's file to say why its goalposts move, in the file's own hand (SPEC 8.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from goalsite.change.impact import Blank, Way
from goalsite.change.moves import Move
from goalsite.model.objects import Kpi, Objective
from goalsite.writing.edits import Append
from goalsite.writing.front_matter import edited, said
from goalsite.writing.refusal import Refused

_KEY = "adjustments"
_MODEL = b"---\nadjustments:\n  - date: 2026-01-01\n    what: goal\n    why: so\n    approved_by: Mei\n---\n"
"""A file whose hand is easy to fill in: one value a line."""


def blank_of(goal: Objective | Kpi, content: bytes, moves: Sequence[Move]) -> Blank:
    """Return what a goal's file lacks to explain moves of it: one reason for each thing that moved.

    Where a reason is there to be filled in, no second one is proposed.
    """
    there: set[int] = set()
    fresh: dict[str, date] = {}
    for what in dict.fromkeys(move.what for move in moves):
        own = [move for move in moves if move.what == what]
        keys = {move.blank for move in own if move.blank is not None}
        there |= {goal.record.position(key).line for key in keys}
        if not keys:
            fresh[what] = own[-1].day
    blank = blank_for(content, fresh) if fresh else Blank(Way.NEW, ())
    return replace(blank, there=tuple(sorted(there)))


def blank_for(content: bytes, whats: Mapping[str, date]) -> Blank:
    """Return the lines that give one reason each for ``whats``, which moved on these days, to be filled in."""
    items = [
        Append((_KEY,), {"date": day, "what": what, "why": "…", "approved_by": "…"}) for what, day in whats.items()
    ]
    try:
        there = said(content)
        if there.get(_KEY):
            way, lines = _between(content, edited(content, items))
            return Blank(way, lines)
        way = Way.INSTEAD if _KEY in there else Way.NEW
    except Refused:
        way = Way.NEW
    return Blank(way, (f"{_KEY}:", *_between(_MODEL, edited(_MODEL, items))[1]))


def _between(old: bytes, new: bytes) -> tuple[Way, tuple[str, ...]]:
    """Return the lines that came between two states of a file, and whether they took the place of others."""
    before, after = (text.decode("utf-8", "replace").splitlines() for text in (old, new))
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return (Way.BELOW if start + end == len(before) else Way.INSTEAD), tuple(after[start : len(after) - end])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many of their first lines are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
