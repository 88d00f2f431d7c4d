"""KPI superseded without approval.

Replacing a KPI changes what everyone is measured by, and an unwelcome number could vanish that
way. Name in `approved_by` who agreed.

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    superseded_by: activation-rate
    ---

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    superseded_by: activation-rate
    approved_by: Mei Lin
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import short
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look for superseded KPIs without ``approved_by``; the only rule of its family that looks at them."""
    for kpi in view.repository.kpis.values():
        by = kpi.record.superseded_by
        if kpi.usable and by is not None and kpi.record.approved_by is None and view.facts.nothing_lost(kpi):
            message = Message(
                "superseded by '{other}' without approval; name in `approved_by` who agreed", other=short(by.text)
            )
            yield view.finding(kpi, "superseded_by", message)


RULE = rule("G410", Level.WARNING, __doc__, look)
