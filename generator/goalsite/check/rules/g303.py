"""Key result or milestone due after the cycle's end.

At the end of the cycle the objective is closed, so what is due later can never be reached in
it. Bring it forward, or move it to the next cycle.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100, due: 2027-01-31}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100, due: 2026-12-18}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import short
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Compare ``due`` dates with the last day of the cycle."""
    for objective, key_result in view.facts.key_results:
        cycle = objective.cycle
        if cycle is None or not cycle.usable:
            continue
        last, record, key = cycle.span.last, key_result.record, f"key_results.{key_result.id}"
        if record.due is not None and record.due > last:
            message = Message(
                "'{title}' is due on {due}, after the end of {cycle} on {last}; "
                "bring it forward, or move it to the next cycle",
                title=short(record.title),
                due=record.due,
                cycle=cycle.id,
                last=last,
            )
            yield view.finding(objective, f"{key}.due", message)
        for index, milestone in enumerate(record.milestones or ()):
            if milestone.due is not None and milestone.due > last:
                message = Message(
                    "milestone '{title}' is due on {due}, after the end of {cycle} on {last}; "
                    "bring it forward, or move it to the next cycle",
                    title=short(milestone.title),
                    due=milestone.due,
                    cycle=cycle.id,
                    last=last,
                )
                yield view.finding(objective, f"{key}.milestones.{index}.due", message)


RULE = rule("G303", Level.WARNING, __doc__, look)
