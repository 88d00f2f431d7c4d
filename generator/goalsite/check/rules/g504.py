"""Goalpost moved without a reason.

Once a tenth of its cycle has passed, a goal's targets stand. Moving one is no crime, moving it in silence makes every
figure before it worthless. Say why, where everybody sees it: in `adjustments`, by the key result's id or the key that
changed, dated within 14 days of the change; for a key result that another takes the place of, in `retired`. What is
moved back again needs no reason.

Bad:
    # teams/growth/2026-q4/more-referrals.md (until 2026-11-09)
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-11-09, values: {referrals: 52, invitations: 15}}
    ---
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 70}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-11-09, values: {referrals: 52, invitations: 15}}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md (until 2026-11-09)
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-11-09, values: {referrals: 52, invitations: 15}}
    ---
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 70}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-11-09, values: {referrals: 52, invitations: 15}}
    adjustments:
      - date: 2026-11-10
        what: referrals
        why: The partner that was to send half of them has closed.
        approved_by: Mei Lin
    ---
"""

from collections.abc import Iterator

from goalsite.change.moves import Move, missing_reasons
from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.model.objects import Kpi, Objective
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look at the moves of what can still be changed, one finding for each thing that moved."""
    if view.moved is None:
        return
    goals: list[Objective | Kpi] = [*view.facts.running, *view.facts.kpis]
    for goal in goals:
        moved = view.moved.get(goal.id)
        if moved is None:
            continue
        for move in missing_reasons(moved.moves).values():
            key = _place(goal, move)
            position = goal.record.position(key if move.blank is None else move.blank)
            yield view.placed(goal.file.key, goal.file.path, position, key, _message(move))


def _place(goal: Objective | Kpi, move: Move) -> str:
    key = move.change.key
    return key if key in goal.record.at or "." not in key else key.rpartition(".")[0]


def _message(move: Move) -> Message:
    what, day = move.what, move.day
    if move.blank is not None:
        return Message(
            "'{what}' changed on {day}, in the running cycle, and the reason that stands here says nothing; fill it in",
            what=what,
            day=day,
        )
    if move.change.is_key_result and move.change.old is None:
        return Message(
            "'{what}' was added on {day}, in the running cycle, without a reason; "
            "say why in `adjustments` (what: {what})",
            what=what,
            day=day,
        )
    if move.change.is_key_result or move.change.key.endswith(".retired"):
        return Message(
            "'{what}' was taken out on {day}, in the running cycle, without a reason; "
            "say why in `adjustments` (what: {what}), or with `retired: {{date, why, replaced_by}}`",
            what=what,
            day=day,
        )
    return Message(
        "the goalpost '{what}' moved on {day} without a reason; say why in `adjustments` (what: {what})",
        what=what,
        day=day,
    )


RULE = rule("G504", Level.WARNING, __doc__, look)
