"""Moved goalposts as the files tell of them: key results that came and went, and recorded adjustments (SPEC 8.2).

They are asked for what git does not know (:mod:`goalsite.change.older`).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from goalsite.change.reasons import said_reason
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.records import Adjustment, Ref
from goalsite.vocabulary import ChangeClass

_NEAR = timedelta(days=14)


class SaidMove(NamedTuple):
    """One move as a file tells it.

    ``what`` is a key result's id or a key; ``came`` and ``went`` tell of key results, and ``swapped`` is the other one
    of a swap. ``key`` says where in the file it stands.
    """

    date: date
    what: str
    came: bool
    went: bool
    swapped: str | None
    why: str
    approved_by: Ref | None
    key: str

    @property
    def about(self) -> ChangeClass:
        """The class of the change."""
        return ChangeClass.SCOPE if self.came or self.went else ChangeClass.TARGET


def said_moves(goal: Objective | Kpi, as_of: date, quiet: Decimal) -> tuple[SaidMove, ...]:
    """Return what a goal's file tells of its moved goalposts, oldest first.

    What was set in the first share ``quiet`` of an objective's cycle has not moved.
    """
    if isinstance(goal, Kpi):
        return tuple(_adjusted(goal, as_of))
    if goal.cycle is None:
        return ()
    span = goal.cycle.span
    first = span.first + timedelta(days=int(-(-(span.last - span.first).days * quiet // 1)))
    found = [*_came_and_went(goal, as_of)]
    told = {one.what for one in found}
    found += [one for one in _adjusted(goal, as_of) if one.what not in told]
    return tuple(sorted((one for one in found if first <= one.date <= span.last), key=lambda one: one.date))


def _came_and_went(objective: Objective, as_of: date) -> Iterator[SaidMove]:
    successors = {
        one.record.retired.replaced_by.text.rpartition("#")[2]: one
        for one in objective.key_results
        if one.retired is not None and one.record.retired is not None and one.record.retired.replaced_by is not None
    }
    began = min((one.record.added or date.min for one in objective.key_results), default=date.min)
    for one in objective.key_results:
        retired = one.record.retired
        if one.retired is not None and retired is not None:
            reason = _reason(objective, one.id, one.retired)
            next_ = retired.replaced_by.text.rpartition("#")[2] if retired.replaced_by is not None else None
            why = said_reason(reason.why if reason is not None else None) or said_reason(retired.why)
            by = reason.approved_by if reason is not None else None
            yield SaidMove(one.retired, one.id, False, True, next_, why, by, f"key_results.{one.id}.retired")
        added = one.record.added
        if added is not None and began < added <= as_of:  # what came first is a new goal, not a moved one
            yield _came(objective, one, added, successors.get(one.id))


def _came(objective: Objective, one: KeyResult, added: date, before: KeyResult | None) -> SaidMove:
    """Return the move that brought a key result; the reason of what it replaces is its own, too (SPEC 8.2)."""
    reason = _reason(objective, one.id, added)
    why = said_reason(reason.why) if reason is not None else ""
    if reason is None and before is not None:
        reason = _reason(objective, before.id, added)
        retired = before.record.retired
        why = said_reason(reason.why if reason is not None else None) or said_reason(
            retired.why if retired is not None else None
        )
    by = reason.approved_by if reason is not None else None
    return SaidMove(added, one.id, True, False, before.id if before else None, why, by, f"key_results.{one.id}.added")


def _reason(objective: Objective, what: str, day: date) -> Adjustment | None:
    near = [one for one in objective.adjustments if one.what == what and abs(one.date - day) <= _NEAR]
    return min(near, key=lambda one: abs(one.date - day), default=None)


def _adjusted(goal: Objective | Kpi, as_of: date) -> Iterator[SaidMove]:
    """Yield what was recorded by a day, under its number among all that the file says."""
    for number, one in enumerate(goal.record.adjustments):
        if one.date <= as_of:
            why, key = said_reason(one.why), f"adjustments.{number}"
            yield SaidMove(one.date, one.what or "", False, False, None, why, one.approved_by, key)
