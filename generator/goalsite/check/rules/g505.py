"""Cycle over, objective still open.

Closing is where learning happens: how far did we come, and what did we learn? Set `state: closed`
with `score` and `learned`, or `state: abandoned`. What goes on is written anew in the next cycle
and names in `carries_on` where it comes from.

Bad:
    # teams/growth/2026-q3/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    key_results:
      referrals: {title: "Customers won through customers", from: 20, to: 40}
      invitations: {title: "Invitations sent a week", from: 5, to: 10}
    ---

Good:
    # teams/growth/2026-q3/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    state: closed
    score: 0.7
    learned: Those who were asked in person brought three times as many.
    key_results:
      referrals: {title: "Customers won through customers", from: 20, to: 40}
      invitations: {title: "Invitations sent a week", from: 5, to: 10}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level, State


def look(view: View) -> Iterator[Finding]:
    """Look for active objectives in cycles that are over, or closed by their file."""
    today = view.repository.as_of
    for objective in view.repository.objectives.values():
        cycle = objective.cycle
        if cycle is None or not cycle.usable or not objective.usable or objective.state is not State.ACTIVE:
            continue
        if view.facts.over(cycle):
            message = Message(
                "{cycle} is closed and the objective is still open; set `state: closed` with a `score` and what was "
                "`learned`, or carry it on in the next cycle",
                cycle=cycle.id,
            )
            if cycle.span.last < today:
                message = Message(
                    "{cycle} ended on {day} and the objective is still open; set `state: closed` with a `score` and "
                    "what was `learned`, or carry it on in the next cycle",
                    cycle=cycle.id,
                    day=cycle.span.last,
                )
            yield view.finding(objective, "state" if "state" in objective.record.at else "title", message)


RULE = rule("G505", Level.WARNING, __doc__, look)
