"""Two objectives claim the same KPI in one cycle.

Both would claim the same success, and nobody knows whose work moved the number. Often that is
meant: then say so in the KPI's `ignore`. Otherwise let one objective have it and the other
support that one.

Bad:
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
    # teams/growth/2026-q4/better-start.md
    ---
    kind: objective
    title: New customers find their way
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      active: {title: "More new customers become active", kpi: activation-rate, from: 50, to: 60}
      questions: {title: "Questions a new customer", from: 5, to: 2}
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
    # teams/growth/2026-q4/better-start.md
    ---
    kind: objective
    title: New customers find their way
    owner: Mei Lin
    supports: more-active#active
    key_results:
      found: {title: "Found without help", unit: "%", from: 40, to: 70}
      questions: {title: "Questions a new customer", from: 5, to: 2}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import listing, quoted
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Gather the objectives that read each KPI, by cycle."""
    claims: dict[tuple[str, str], dict[str, str]] = {}
    for objective, key_result in view.facts.key_results:
        if key_result.kpi is not None and objective.cycle is not None:
            claims.setdefault((key_result.kpi, objective.cycle.id), {})[objective.id] = objective.ref
    for (kpi_id, cycle), objectives in claims.items():
        kpi = view.repository.kpis.get(kpi_id)
        if len(objectives) > 1 and kpi is not None and kpi.usable:
            message = Message(
                "{n} objectives of {cycle} claim this KPI: {goals}; "
                "let one have it and the others support that one, or say in `ignore` why they share it",
                n=len(objectives),
                cycle=cycle,
                goals=listing([quoted(ref) for ref in objectives.values()]),
            )
            yield view.finding(kpi, "title", message)


RULE = rule("G406", Level.INFO, __doc__, look)
