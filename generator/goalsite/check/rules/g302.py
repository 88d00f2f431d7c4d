"""Supports a goal of another, not enclosing cycle.

What is done this quarter moves the goals of this quarter, or of the half or year around it. A
goal of an earlier quarter can no longer be moved; to go on from it, say `carries_on`.

Bad:
    # 2027-q1/grow-in-the-north.md
    ---
    kind: objective
    title: Customers in the north can buy from us
    owner: Mei Lin
    state: draft
    key_results:
      customers: {title: "Customers in the north", from: 0, to: 20}
      partners: {title: "Partners in the north", from: 0, to: 3}
    ---
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: 2027-q1/grow-in-the-north
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Good:
    # 2026/grow-in-the-north.md
    ---
    kind: objective
    title: Customers in the north can buy from us
    owner: Mei Lin
    state: draft
    key_results:
      customers: {title: "Customers in the north", from: 0, to: 20}
      partners: {title: "Partners in the north", from: 0, to: 3}
    ---
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: 2026/grow-in-the-north
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Compare the cycle of each objective with that of what it supports."""
    objectives = view.repository.objectives
    for objective in view.facts.running:
        target = objectives.get(objective.supports.id) if objective.supports else None
        if target is None or not target.usable or target.cycle is None or objective.cycle is None:
            continue
        own, theirs = objective.cycle, target.cycle
        if own.id == theirs.id or not own.usable or not theirs.usable or theirs.span.contains(own.span):
            continue
        message = Message(
            "supports '{goal}' of {theirs}, which does not contain {own}; "
            "support a goal of {own} or of a longer cycle around it",
            goal=target.ref,
            theirs=theirs.id,
            own=own.id,
        )
        yield view.finding(objective, "supports", message)


RULE = rule("G302", Level.WARNING, __doc__, look)
