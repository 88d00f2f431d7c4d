"""Two goals with the same title in a cycle.

Two objectives of one cycle that read alike are either the same goal written twice, or cannot be
told apart in lists. Make one of it (`with_teams` names other teams that work on it), or say in
the titles what differs.

Bad:
    # teams/sales/team.md
    ---
    kind: team
    title: Sales
    ---
    # teams/sales/2026-q4/onboarding.md
    ---
    kind: objective
    title: New customers are at home from the first day
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      calls: {title: "New customers called in the first week", unit: "%", from: 40, to: 90}
      stay: {title: "New customers still with us after a month", unit: "%", from: 70, to: 85}
    ---

Good:
    # teams/sales/team.md
    ---
    kind: team
    title: Sales
    ---
    # teams/sales/2026-q4/onboarding.md
    ---
    kind: objective
    title: New customers know whom to ask
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      calls: {title: "New customers called in the first week", unit: "%", from: 40, to: 90}
      stay: {title: "New customers still with us after a month", unit: "%", from: 70, to: 85}
    ---
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goalsite.check.rule import View, rule
from goalsite.check.words import short
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level

if TYPE_CHECKING:
    from goalsite.model.objects import Objective


def look(view: View) -> Iterator[Finding]:
    """Compare titles within each cycle, without regard to capitals and blanks; the first of each is left alone."""
    first: dict[tuple[str, str], Objective] = {}
    for objective in view.facts.running:
        if objective.cycle is None or not objective.title.strip():
            continue
        known = first.setdefault((objective.cycle.id, " ".join(objective.title.casefold().split())), objective)
        if known is not objective:
            message = Message(
                "'{title}' is also the title of '{other}' in {cycle}; make one goal of the two, or say what differs",
                title=short(objective.title),
                other=known.ref,
                cycle=objective.cycle.id,
            )
            yield view.finding(objective, "title", message)


RULE = rule("G208", Level.WARNING, __doc__, look)
