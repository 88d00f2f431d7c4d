"""A key result works against a core KPI.

A core KPI (`core: true`) is what the company holds to whatever else it is after. A key result
whose written ends lead the other way is in conflict with it, and the KPI wins: change the key
result.

Bad:
    # kpis/support-hours.md
    ---
    kind: kpi
    title: Hours a week in which customers reach us
    owner: Mei Lin
    core: true
    direction: up
    target: 60
    ---
    # teams/growth/2026-q4/leaner-support.md
    ---
    kind: objective
    title: Support costs less
    owner: Mei Lin
    supports: earn-margin
    key_results:
      hours: {title: "Fewer hours staffed", kpi: support-hours, from: 60, to: 40}
      questions: {title: "Questions a customer a month", from: 3, to: 2}
    ---

Good:
    # kpis/support-hours.md
    ---
    kind: kpi
    title: Hours a week in which customers reach us
    owner: Mei Lin
    core: true
    direction: up
    target: 60
    ---
    # teams/growth/2026-q4/leaner-support.md
    ---
    kind: objective
    title: Support costs less
    owner: Mei Lin
    supports: earn-margin
    key_results:
      hours: {title: "Customers reach us at all hours they work", kpi: support-hours, keep: {min: 60}}
      questions: {title: "Questions a customer a month", from: 3, to: 2}
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
    """Look for key results against core KPIs."""
    for way in wrong_ways(view):
        if way.kpi.record.core:
            message = Message(
                "{start} → {end} moves the core KPI '{kpi}' the wrong way: {good}; "
                "the KPI wins, so change the key result",
                start=number(way.start),
                end=number(way.end),
                kpi=way.kpi.ref,
                good=way.good,
            )
            yield view.finding(way.objective, f"key_results.{way.key_result.id}.to", message)


RULE = rule("G404", Level.ERROR, __doc__, look)
