"""Why a goalpost moved, as the goal's ``adjustments`` say (SPEC 8.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from goalsite.change.compare import Change
from goalsite.model.objects import Kpi, Objective
from goalsite.model.records import Adjustment, KeyResultRecord, Ref
from goalsite.model.repository import Repository

EXPLAINS_DAYS = 14
"""Days between a move and the adjustment that explains it (SPEC 8.2)."""

_UNSAID = " \t\n\u00a0.…。"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a goalpost moved, as its goal says: the sentence, who agreed (a person key, or as written), and the day."""

    why: str
    approved_by: str | None
    day: date


def reason_of(goal: Objective | Kpi, repository: Repository, change: Change, days: Iterable[date]) -> Reason | None:
    """Return why a goalpost moved, by ``adjustments`` or ``retired``, None where nothing says it.

    An adjustment explains what moved near its own day: within a fortnight of one of ``days``.
    """
    own = key_result_of(goal, change.key_result or "")
    retired = own.retired if own else None
    if retired is not None and says(retired.why) and change.key.endswith(".retired"):
        return Reason(retired.why, None, retired.date)
    if change.is_key_result and own is not None and own.added is not None:
        assert isinstance(goal, Objective)
        for record in goal.record.key_results:
            left = record.retired
            ref = left.replaced_by if left else None
            if left is None or ref is None or not says(left.why):
                continue
            if ref.text.rpartition("#")[2] == own.id:
                return Reason(left.why, None, left.date)
    for adjustment in goal.adjustments:
        near = any(abs((day - adjustment.date).days) <= EXPLAINS_DAYS for day in days)
        if says(adjustment.why) and near and _names(adjustment, change):
            return Reason(adjustment.why, approver(adjustment.approved_by, repository), adjustment.date)
    return None


def says(text: str | None) -> TypeGuard[str]:
    """Tell whether a reason says anything: dots that wait to be filled in do not."""
    return bool((text or "").strip(_UNSAID))


def said_reason(text: str | None) -> str:
    """Return what a reason says, nothing where it says nothing."""
    return text if says(text) else ""


def _names(adjustment: Adjustment, change: Change) -> bool:
    """Tell whether an adjustment's ``what`` names what changed: a key result's id, a key, or both with a point."""
    said = (adjustment.what or "").strip().lstrip("#")
    what = said.split()[0].rstrip(":,") if said else ""
    if not what:
        return False
    names = {change.key, change.key.partition(".")[0]} - {"key_results", ""}
    if change.key_result is not None:
        own = change.key.removeprefix("key_results.")
        names |= {change.key_result, own, f"key_results.{change.key_result}", own.partition(".")[2]}
    return what in names


def approver(by: Ref | None, repository: Repository) -> str | None:
    """Return who approved, by the person's id where that is known; None where nobody is named."""
    if by is None or not says(by.text):
        return None
    text = by.text
    if text in repository.people:
        return text
    named = [person.id for person in repository.people.values() if person.title == text]
    return named[0] if len(named) == 1 else text


def key_result_of(goal: Objective | Kpi | None, id_: str) -> KeyResultRecord | None:
    """Return a goal's key result by its id, None where it has none such."""
    if not isinstance(goal, Objective):
        return None
    return next((record for record in goal.record.key_results if record.id == id_), None)
