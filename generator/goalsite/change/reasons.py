"""Why a goalpost moved, as the goal's ``adjustments`` say (SPEC 8.2)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goalsite.change.compare import Change
from goalsite.model.objects import Kpi, Objective
from goalsite.model.placeholders import says
from goalsite.model.records import Adjustment, KeyResultRecord, Ref, Retirement
from goalsite.model.repository import Repository

EXPLAINS_DAYS = 14
"""Days between a move and the adjustment that explains it (SPEC 8.2)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a goalpost moved, as its goal says: the sentence, who agreed (a person key, or as written), and the day."""

    why: str
    approved_by: str | None
    day: date


class Told(NamedTuple):
    """What a goal's file has in the place of a reason: the key it stands under, and what it says if anything."""

    key: str
    reason: Reason | None


def reason_of(goal: Objective | Kpi, repository: Repository, change: Change, days: Iterable[date]) -> Told | None:
    """Return why a goalpost moved, by ``adjustments`` or ``retired``: the first that says it.

    Where none does it is the first that is there to be filled in, and None where nothing is there. An adjustment
    explains what moved near its own day: within a fortnight of one of ``days``.
    """
    told = list(_told(goal, repository, change, tuple(days)))
    return next((one for one in told if one.reason is not None), told[0] if told else None)


def _told(goal: Objective | Kpi, repository: Repository, change: Change, days: Sequence[date]) -> Iterator[Told]:
    own = key_result_of(goal, change.key_result or "")
    if own is not None and own.retired is not None and change.key.endswith(".retired"):
        yield _of_retired(own.id, own.retired)
    if change.is_key_result and own is not None and own.added is not None:
        assert isinstance(goal, Objective)
        for record in goal.record.key_results:
            left = record.retired
            successor = left.replaced_by.text.rpartition("#")[2] if left and left.replaced_by else None
            if left is not None and successor == own.id:
                yield _of_retired(record.id, left)
    for number, adjustment in enumerate(goal.record.adjustments):
        near = any(abs((day - adjustment.date).days) <= EXPLAINS_DAYS for day in days)
        if adjustment.date <= repository.as_of and near and _names(adjustment, change):
            by = approver(adjustment.approved_by, repository)
            reason = Reason(adjustment.why, by, adjustment.date) if says(adjustment.why) else None
            yield Told(f"adjustments.{number}.why", reason)


def _of_retired(key_result: str, retired: Retirement) -> Told:
    reason = Reason(retired.why, None, retired.date) if says(retired.why) else None
    return Told(f"key_results.{key_result}.retired.why", reason)


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
