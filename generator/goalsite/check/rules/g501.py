"""Outdated: nothing heard for too long.

A goal nobody has looked at for two weeks says nothing about today, so its colour is taken away
until the next check-in. The number of days is the setting `outdated_after`. An objective is
outdated when everything in it that is not yet reached is; single key results are named only
while others are up to date, and those that read a KPI are left to G502.

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
      - {date: 2026-10-12, values: {referrals: 44, invitations: 12}, confidence: 0.7}
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
      - {date: 2026-10-12, values: {referrals: 44, invitations: 12}, confidence: 0.7}
      - {date: 2026-11-09, values: {referrals: 65, invitations: 15}, confidence: 0.7}
    ---
"""

from collections.abc import Iterator
from datetime import date

from goalsite.check.rule import View, rule
from goalsite.check.words import short
from goalsite.findings import Finding
from goalsite.language import Message, Plural
from goalsite.measure.figures import KeyResultFigures
from goalsite.vocabulary import Level, Measure, Status


def look(view: View) -> Iterator[Finding]:
    """Look at what is outdated: whole objectives first, else single key results that are checked in by hand."""
    for objective in view.facts.running:
        figures = view.measured.objectives.get(objective.id)
        if figures is None or not view.facts.recorded_in_full(objective):
            continue
        waiting = [one for one in figures.key_results.values() if _waits(one)]
        late = [one for one in waiting if one.outdated]
        if figures.status is Status.OUTDATED or (late and len(late) == len(waiting)):
            if not late or _readable(view, late):
                days = [one.figure_day for one in late] or [figures.updated or view.repository.as_of]
                yield view.finding(objective, "title", _message(view, max(days)))
            continue
        for one in late:
            if one.key_result.record.kpi is None and one.key_result.measure is not Measure.SUPPORTERS:
                said = _message(view, one.figure_day)
                message = Message("'{title}': {problem}", title=short(one.key_result.title), problem=said)
                yield view.finding(objective, f"key_results.{one.key_result.id}", message)


def _waits(one: KeyResultFigures) -> bool:
    """Tell whether a key result waits for news: not retired, not reached, and able to be measured at all."""
    return (
        one.active
        and one.key_result.measure is not Measure.NONE
        and one.why_unmeasured is None
        and (one.progress is None or one.progress < 1)
    )


def _readable(view: View, late: list[KeyResultFigures]) -> bool:
    """Tell whether nothing that might bring news of them could not be read."""
    for one in late:
        if one.left_out:
            return False
        if one.key_result.record.kpi is not None:
            kpi = view.repository.kpis.get(one.key_result.kpi or "")
            if kpi is None or not view.facts.recorded_in_full(kpi):
                return False
    return True


def _message(view: View, newest: date) -> Message:
    return Plural(
        "no new figure for {n} day, since {day}; check in, or close it",
        "no new figure for {n} days, since {day}; check in, or close it",
        (view.repository.as_of - newest).days,
        day=newest,
    )


RULE = rule("G501", Level.WARNING, __doc__, look)
