"""KPI stale: its newest value is too old.

A new value is late by more than a week or so: older than 4 days (daily), 9 (weekly), 38
(monthly), 111 (quarterly) or 440 (yearly). Add the newest value, or say how often there is one
in `cadence`. A whole is left to its parts.

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    values:
      - {date: 2026-08-31, value: 61}
    ---

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    values:
      - {date: 2026-08-31, value: 61}
      - {date: 2026-10-31, value: 63}
    ---
"""

from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message, Plural
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look for stale KPIs that have values of their own."""
    for kpi in view.facts.kpis:
        figures = view.measured.kpis.get(kpi.id)
        if figures is None or not figures.stale or figures.latest is None or kpi.record.combine is not None:
            continue
        if view.facts.recorded_in_full(kpi):
            newest = figures.latest.date
            message = Plural(
                "the newest value is of {day}, {n} day ago, though it is {cadence}; "
                "add the newest value, or correct `cadence`",
                "the newest value is of {day}, {n} days ago, though it is {cadence}; "
                "add the newest value, or correct `cadence`",
                (view.repository.as_of - newest).days,
                day=newest,
                cadence=Message(kpi.record.cadence.value),
            )
            yield view.finding(kpi, "values", message)


RULE = rule("G502", Level.WARNING, __doc__, look)
