"""Supports a closed or abandoned goal.

The work goes on for something that has ended: a closed or abandoned objective, a retired key
result or a superseded KPI. Support what has taken its place, or ask whether the objective is
still needed.

Bad:
    # 2026-q4/grow-in-the-north.md
    ---
    kind: objective
    title: Customers in the north can buy from us
    owner: Mei Lin
    state: abandoned
    learned: Too early; the partners are not ready.
    key_results:
      customers: {title: "Customers in the north", from: 0, to: 20}
      partners: {title: "Partners in the north", from: 0, to: 3}
    ---
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: grow-in-the-north
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
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.model.objects import Goal
from goalsite.model.repository import Repository
from goalsite.vocabulary import Level, State


def look(view: View) -> Iterator[Finding]:
    """Look at what each objective supports."""
    for objective in view.facts.running:
        message = _ended(view.repository, objective.supports) if objective.supports else None
        if message is not None:
            yield view.finding(objective, "supports", message)


def _ended(repository: Repository, target: Goal) -> Message | None:
    """Say what has ended; None where nothing has, or it cannot be read."""
    objective = repository.objectives.get(target.id)
    if objective is not None and objective.usable:
        if objective.state is State.CLOSED:
            return Message(
                "supports '{goal}', which is closed; support what takes its place, or end this objective too",
                goal=objective.ref,
            )
        if objective.state is State.ABANDONED:
            return Message(
                "supports '{goal}', which is abandoned; support what takes its place, or end this objective too",
                goal=objective.ref,
            )
        key_result = objective.key_result(target.key_result) if target.key_result else None
        if key_result is not None and key_result.retired is not None:
            return Message(
                "supports '{goal}', retired on {day}; support what takes its place, or end this objective too",
                goal=f"{objective.ref}#{key_result.id}",
                day=key_result.retired,
            )
    kpi = repository.kpis.get(target.id)
    if kpi is not None and kpi.usable and kpi.superseded_by is not None:
        other = repository.kpis.get(kpi.superseded_by)
        return Message(
            "supports '{goal}', superseded by '{other}'; support what takes its place, or end this objective too",
            goal=kpi.ref,
            other=other.ref if other else kpi.superseded_by,
        )
    return None


RULE = rule("G304", Level.WARNING, __doc__, look)
