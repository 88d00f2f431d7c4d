"""The parts of a mean: objectives as items, and the progress they make together (SPEC 4)."""

from collections.abc import Sequence
from fractions import Fraction

from goalsite.measure.figures import Item, KeyResultFigures, ObjectiveFigures
from goalsite.measure.rollup import ZERO, exact, mean
from goalsite.measure.standing import KeyResultStanding, ObjectiveStanding, Standing
from goalsite.model.objects import Objective


def item_of(objective: Objective, found: ObjectiveFigures | ObjectiveStanding) -> Item:
    """Return an objective as a part of a mean."""
    at = objective.record.position("title")
    weight = exact(objective.weight)
    return Item(objective.id, weight, found.progress, found.progress_raw, objective.file.path, at)


def part_of_mean(objective: Objective, found: KeyResultFigures | KeyResultStanding) -> Item:
    """Return a key result as a part of its objective's mean."""
    key_result = found.key_result
    at = objective.record.position(f"key_results.{key_result.id}")
    weight = exact(key_result.weight)
    return Item(key_result.ref, weight, found.progress, found.progress_raw, objective.file.path, at)


def progress_of(items: Sequence[Item] | Sequence[Standing]) -> Fraction | None:
    """Return the weighted mean of items, unmeasured ones as 0; None where none is measured, or weights are all 0."""
    if all(item.progress is None for item in items):
        return None
    return mean((item.weight, item.progress or ZERO) for item in items)
