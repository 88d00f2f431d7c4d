"""KPI without a target.

Without a target nobody can say whether the number is good, so it has no colour. Give it one, or
`warn` and a target from the day on which you will know.

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    ---

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look for KPIs that never have a target."""
    for kpi in view.facts.kpis:
        if not kpi.record.target and view.facts.nothing_lost(kpi):
            message = Message("no `target`, so it has no colour; write what would be good")
            yield view.finding(kpi, "title", message)


RULE = rule("G408", Level.INFO, __doc__, look)
