"""Raters without a rubric.

Several people rate, but nothing says what a 2 or a 4 looks like, so each rates by a measure of
their own and the mean says little. Describe each level in `rubric`.

Bad:
    # teams/growth/kpis/teamwork.md
    ---
    kind: kpi
    title: How well we work together
    owner: Mei Lin
    direction: up
    target: 4
    raters: {manager: 0.5, peers: 0.5}
    ---

Good:
    # teams/growth/kpis/teamwork.md
    ---
    kind: kpi
    title: How well we work together
    owner: Mei Lin
    direction: up
    target: 4
    raters: {manager: 0.5, peers: 0.5}
    rubric:
      1: "Each for themselves"
      3: "We help when asked"
      5: "We see what others need, and help before they ask"
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look for KPIs that are rated without saying by what."""
    for kpi in view.facts.kpis:
        if kpi.record.raters and not kpi.record.rubric and view.facts.nothing_lost(kpi):
            message = Message("has `raters` but no `rubric`; describe what each level looks like")
            yield view.finding(kpi, "raters", message)


RULE = rule("G409", Level.WARNING, __doc__, look)
