"""Targets: which one is in force, whether a value meets it, and how far it is from it (SPEC 3.6, 6.1)."""

from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from goalsite.findings import Position
from goalsite.measure.rollup import ONE, ZERO, exact
from goalsite.model.records import KpiRecord, Range, Schedule, Target
from goalsite.vocabulary import Direction, Health

DEFAULT_WARN = Fraction(9, 10)
"""The completion from which a missed target without ``warn`` is amber (SPEC 3.6)."""


def in_force(schedule: Schedule, day: date) -> Target | None:
    """Return the target (or ``warn``) in force on ``day``, None before the first (SPEC 3.6)."""
    step = _step(schedule, day)
    return step[1] if step is not None else None


def place_in_force(record: KpiRecord, key: Literal["target", "warn"], day: date) -> Position:
    """Return where the target (or ``warn``) in force on ``day`` stands: at its own step where there are several."""
    step = _step(record.target if key == "target" else record.warn, day)
    if step is None or step[0] == date.min:
        return record.position(key)
    return record.position(f"{key}.{step[0].isoformat()}")


def _step(schedule: Schedule, day: date) -> tuple[date, Target] | None:
    found: tuple[date, Target] | None = None
    for step in schedule:
        if step[0] > day:
            break
        found = step
    return found


def plain(target: Target | None) -> Fraction | None:
    """Return a target that is one number, None for a range or none."""
    return None if target is None or isinstance(target, Range) else exact(target)


def distance(bounds: Range, value: Fraction) -> Fraction:
    """Return how far ``value`` lies outside the bounds; 0 inside, bounds included."""
    if bounds.min is not None and value < (low := exact(bounds.min)):
        return low - value
    if bounds.max is not None and value > (high := exact(bounds.max)):
        return value - high
    return ZERO


def passed_bound(bounds: Range, value: Fraction) -> Fraction | None:
    """Return the bound that ``value`` lies beyond, None inside."""
    if bounds.min is not None and value < (low := exact(bounds.min)):
        return low
    if bounds.max is not None and value > (high := exact(bounds.max)):
        return high
    return None


def meets(direction: Direction, target: Target, value: Fraction) -> bool:
    """Tell whether ``value`` meets ``target``, read by direction; bounds are inclusive.

    A target of another shape than the direction asks for is met by nothing, except that a range is read as a
    range whatever the direction.
    """
    if isinstance(target, Range):
        return passed_bound(target, value) is None
    if direction is Direction.UP:
        return value >= exact(target)
    if direction is Direction.DOWN:
        return value <= exact(target)
    return False


def completion(direction: Direction, target: Target | None, value: Fraction) -> Fraction | None:
    """Return how far a target is met, as a share that may lie outside 0..1 (SPEC 6.1).

    up: value ÷ target; down: (2·target − value) ÷ target; within: 1 inside, outside 1 − distance to the
    nearer bound ÷ that bound. None without a target, and where the target (the bound passed) is not above 0.
    """
    if target is None:
        return None
    if isinstance(target, Range):
        bound = passed_bound(target, value)
        if bound is None:
            return ONE
        return 1 - abs(bound - value) / bound if bound > 0 else None
    goal = exact(target)
    if goal <= 0 or direction is Direction.WITHIN:
        return None
    return value / goal if direction is Direction.UP else (2 * goal - value) / goal


class Sides(NamedTuple):
    """The lower and the upper of two bounds; None where that side is open."""

    low: Fraction | None
    high: Fraction | None


def sides(direction: Direction, target: Target | None) -> Sides:
    """Return what a target (or ``warn``) bounds: a number bounds below for ``up`` and above for ``down``."""
    if target is None:
        return Sides(None, None)
    if isinstance(target, Range):
        return Sides(*(None if bound is None else exact(bound) for bound in target))
    return Sides(None, exact(target)) if direction is Direction.DOWN else Sides(exact(target), None)


def amber(direction: Direction, target: Target | None, warn: Target | None) -> Sides:
    """Return how far amber reaches on each side: to ``warn``, else to where completion is 90 % (SPEC 3.6, 6.1).

    Without ``warn`` a side whose bound is not above 0 has no amber; a missing target has none at all.
    """
    if target is None:
        return Sides(None, None)
    if warn is not None:
        return sides(direction, warn)
    low, high = sides(direction, target)
    return Sides(
        low * DEFAULT_WARN if low is not None and low > 0 else None,
        high * (2 - DEFAULT_WARN) if high is not None and high > 0 else None,
    )


def health(
    direction: Direction, target: Target | None, warn: Target | None, value: Fraction, share: Fraction | None
) -> Health:
    """Return the colour of one value; ``share`` is its completion (SPEC 6.1)."""
    if target is None:
        return Health.NO_TARGET
    if meets(direction, target, value):
        return Health.HEALTHY
    if warn is not None:
        return Health.WARNING if meets(direction, warn, value) else Health.UNHEALTHY
    return Health.WARNING if share is not None and share >= DEFAULT_WARN else Health.UNHEALTHY
