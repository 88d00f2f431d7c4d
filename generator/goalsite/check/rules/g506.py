"""Dates bumped, numbers untouched.

Check-in after check-in repeats the very same numbers and the same confidence: it keeps the goal
from being outdated, but tells nobody anything. Measure again, or say in a lower confidence what
stands in the way. Key results already reached do not count.
Bounds: `times` (3) check-ins running with the same numbers.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-10-19, values: {referrals: 52}, confidence: 0.7}
      - {date: 2026-10-26, values: {referrals: 52}, confidence: 0.7}
      - {date: 2026-11-02, values: {referrals: 52}, confidence: 0.7}
      - {date: 2026-11-09, values: {referrals: 52}, confidence: 0.7}
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
    check_ins:
      - {date: 2026-10-19, values: {referrals: 52}, confidence: 0.7}
      - {date: 2026-10-26, values: {referrals: 52}, confidence: 0.7}
      - {date: 2026-11-02, values: {referrals: 52}, confidence: 0.4}
      - {date: 2026-11-09, values: {referrals: 55}, confidence: 0.4}
    ---
"""

from collections.abc import Iterator
from decimal import Decimal

from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.model.objects import CheckIn
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Compare the newest check-ins that give numbers."""
    times = int(view.bounds["times"])
    for objective in view.facts.running:
        if len(objective.check_ins) < times:
            continue
        newest = [check_in for check_in in objective.check_ins if _numbers(check_in)][-times:]
        if len(newest) < times or newest[0].date == newest[-1].date:
            continue
        same = all(
            _numbers(one) == _numbers(newest[0]) and one.record.confidence == newest[0].record.confidence
            for one in newest[1:]
        )
        if not same or not view.facts.recorded_in_full(objective):
            continue
        figures = view.measured.objectives.get(objective.id)
        open_ones = [
            id_
            for id_ in _numbers(newest[0])
            if figures is None
            or ((one := figures.key_results.get(id_)) is not None and one.active and (one.progress or 0) < 1)
        ]
        if open_ones:
            message = Message(
                "the last {times} check-ins, from {first} to {last}, repeat the same numbers; "
                "measure again, or say what stands in the way",
                times=times,
                first=newest[0].date,
                last=newest[-1].date,
            )
            yield view.check_in_finding(objective, newest[-1], "values", message)


def _numbers(check_in: CheckIn) -> dict[str, Decimal]:
    return {key: value for key, value in check_in.record.values.items() if isinstance(value, Decimal)}


RULE = rule("G506", Level.INFO, __doc__, look, times=3)
