"""Key result without a measure.

Without a measure nobody can tell whether it is reached. Give it `from` and `to`, `keep` for
something that should stay as it is, `milestones`, or `done: false` for a yes or no. A key
result on a KPI takes `from` and `to` from the KPI where it can; where the KPI has no value to
begin from or no target to end at, or is already there, write both ends, or `keep`.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "More customers through customers"}
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
      referrals: {title: "More customers through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import short
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level, Measure


def look(view: View) -> Iterator[Finding]:
    """Look for key results that never can have a figure."""
    figures = view.measured.objectives
    kpis = view.repository.kpis
    for objective, key_result in view.facts.key_results:
        record = key_result.record
        if not view.facts.nothing_lost(objective):
            continue
        if key_result.measure is Measure.NONE:
            message = Message(
                "'{title}' has no measure; write `from` and `to`, `keep`, `milestones` or `done: false`",
                title=short(key_result.title),
            )
            yield view.finding(objective, f"key_results.{key_result.id}", message)
            continue
        if record.kpi is not None:
            kpi = kpis.get(key_result.kpi) if key_result.kpi else None
            if kpi is None or not view.facts.recorded_in_full(kpi):
                continue
        known = figures.get(objective.id)
        figure = known.key_results.get(key_result.id) if known else None
        if figure is not None and figure.why_unmeasured:
            message = Message(
                "'{title}' cannot be measured: {why}", title=short(key_result.title), why=figure.why_unmeasured
            )
            yield view.finding(objective, f"key_results.{key_result.id}", message)


RULE = rule("G204", Level.WARNING, __doc__, look)
