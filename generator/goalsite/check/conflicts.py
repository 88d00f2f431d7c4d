"""Key results whose written ends lead away from where their KPI should go (SPEC 9, G403 and G404)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from goalsite.check.rule import View
from goalsite.language import Message
from goalsite.measure.targets import distance, in_force
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.records import Range
from goalsite.vocabulary import Direction


@dataclass(frozen=True, slots=True)
class WrongWay:
    """A key result against its KPI: its written ends, and what is good, as a clause."""

    objective: Objective
    key_result: KeyResult
    kpi: Kpi
    start: Decimal
    end: Decimal
    good: Message


def wrong_ways(view: View) -> Iterator[WrongWay]:
    """Yield the active key results that move their KPI the wrong way; only ends that are both written count."""
    for objective, key_result in view.facts.key_results:
        start, end = key_result.record.from_, key_result.record.to
        if key_result.kpi is None or start is None or end is None:
            continue
        kpi = view.repository.kpis.get(key_result.kpi)
        if kpi is not None and kpi.usable and (good := _good_way(kpi, key_result, start, end)):
            yield WrongWay(objective, key_result, kpi, start, end, good)


def _good_way(kpi: Kpi, key_result: KeyResult, start: Decimal, end: Decimal) -> Message | None:
    direction = kpi.record.direction
    if direction is Direction.UP:
        return Message("up is good") if end < start else None
    if direction is Direction.DOWN:
        return Message("down is good") if end > start else None
    target = in_force(kpi.record.target, key_result.span.last)
    if isinstance(target, Range) and distance(target, Fraction(end)) > distance(target, Fraction(start)):
        return Message("it leads away from the range")
    return None
