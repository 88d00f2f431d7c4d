"""A key result moves its KPI the wrong way.

The KPI says which way is good; the key result's written `from` and `to` lead the other way, so
reaching the key result would harm the KPI. Turn the ends round, or correct the KPI's
`direction`.

Bad:
    # teams/growth/2026-q4/more-active.md
    ---
    kind: objective
    title: New customers come back
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      active: {title: "New customers become active", kpi: activation-rate, from: 60, to: 50}
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
      active: {title: "New customers become active", kpi: activation-rate, from: 50, to: 60}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from collections.abc import Iterator

from goalsite.check.conflicts import wrong_ways
from goalsite.check.rule import View, rule
from goalsite.check.words import number
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look for key results against KPIs that are not core ones; those are G404."""
    for way in wrong_ways(view):
        if not way.kpi.record.core:
            message = Message(
                "{start} → {end} moves '{kpi}' the wrong way: {good}; "
                "turn the ends round, or correct the KPI's direction",
                start=number(way.start),
                end=number(way.end),
                kpi=way.kpi.ref,
                good=way.good,
            )
            yield view.finding(way.objective, f"key_results.{way.key_result.id}.to", message)


RULE = rule("G403", Level.ERROR, __doc__, look)
