"""A team's or person's objective supports nothing.

It cannot be seen what it does for the company. Name in `supports` the one goal it rolls up to:
an objective, a key result (`goal#key-result`) or a KPI. A company objective needs none.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market#customers
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
    """Look for objectives below the company's own without ``supports``."""
    for objective in view.facts.running:
        if objective.record.supports is None and not objective.is_company and view.facts.nothing_lost(objective):
            message = Message("supports nothing; name the goal it rolls up to in `supports`")
            yield view.finding(objective, "title", message)


RULE = rule("G301", Level.WARNING, __doc__, look)
