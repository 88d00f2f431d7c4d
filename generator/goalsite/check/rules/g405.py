"""A key result's `to` differs from its KPI's target.

The key result ends on a day for which the KPI has a target, and says another number. Leave `to`
out and it follows the KPI, or change the target. No finding where the KPI's target is meant for
a later day (`target_by`, by default the end of the fiscal year): then the key result is a step
on the way.

Bad:
    # teams/growth/2026-q4/more-active.md
    ---
    kind: objective
    title: New customers come back
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      active: {title: "More new customers become active", kpi: activation-rate, from: 50, to: 58}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Good:
    # teams/growth/2026-q4/more-active.md
    ---
    kind: objective
    title: New customers come back
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      active: {title: "More new customers become active", kpi: activation-rate, from: 50, to: 60}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from goalsite.check.conflicts import wrong_ways
from goalsite.check.rule import View, rule
from goalsite.check.words import number
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.measure.targets import distance, in_force
from goalsite.model.records import Range
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Compare written ends with the target in force on the key result's last day."""
    # What moves the KPI the wrong way has its own finding already.
    wrong = {way.key_result for way in wrong_ways(view)}
    for objective, key_result in view.facts.key_results:
        end = key_result.record.to
        kpi = view.repository.kpis.get(key_result.kpi) if key_result.kpi and end is not None else None
        if end is None or kpi is None or not kpi.usable or kpi.record.superseded_by is not None:
            continue
        if key_result in wrong:
            continue
        last = key_result.span.last
        if (kpi.record.target_by or view.repository.fiscal.around(last).last) > last:
            continue
        target = in_force(kpi.record.target, last)
        if isinstance(target, Decimal) and target != end:
            shown: Message | str = number(target)
        elif isinstance(target, Range) and distance(target, Fraction(end)):
            shown = _shown(target)
        else:
            continue
        message = Message(
            "`to` is {end}, but the target of '{kpi}' on {day} is {target}; "
            "leave `to` out to follow the KPI, or change one of them",
            end=number(end),
            kpi=kpi.ref,
            day=last,
            target=shown,
        )
        yield view.finding(objective, f"key_results.{key_result.id}.to", message)


def _shown(target: Range) -> Message | str:
    if target.min is not None and target.max is not None:
        return Message("{low} to {high}", low=number(target.min), high=number(target.max))
    return "".join(number(bound) for bound in (target.min, target.max) if bound is not None)


RULE = rule("G405", Level.WARNING, __doc__, look)
