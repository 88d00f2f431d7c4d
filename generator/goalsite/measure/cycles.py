"""The current cycle (SPEC 1)."""

from collections.abc import Iterable
from datetime import date

from goalsite.model.objects import Cycle
from goalsite.model.repository import Repository


def current_cycle(repository: Repository) -> str | None:
    """Return the id of the shortest running cycle with counted objectives, else the newest past, else the
    next.

    Where no cycle has counted objectives, the same is asked of all cycles; None where there is none.
    """
    counted: dict[str, Cycle] = {}
    for objective in repository.objectives.values():
        if objective.counted and objective.cycle is not None:
            counted[objective.cycle.id] = objective.cycle
    return _nearest(counted.values(), repository.as_of) or _nearest(repository.cycles.values(), repository.as_of)


def _nearest(cycles: Iterable[Cycle], day: date) -> str | None:
    found = sorted(cycles, key=lambda cycle: cycle.id)
    if running := [cycle for cycle in found if day in cycle.span]:
        return min(running, key=lambda cycle: (cycle.span.days, -cycle.span.first.toordinal())).id
    if past := [cycle for cycle in found if cycle.span.last < day]:
        return max(past, key=lambda cycle: (cycle.span.last, -cycle.span.days)).id
    return min(found, key=lambda cycle: (cycle.span.first, cycle.span.days)).id if found else None
