"""KPI unhealthy several times running, and no active key result works on it.

A KPI that is red once may be chance; red twice running and nobody has it among their goals is a
decision to be made: take it into an objective, or say why it can wait. Working on it are active
key results that read it or a part of it, and active objectives that support it, in cycles not
over.
Bounds: `times` (2) values running.

Bad:
    # teams/growth/kpis/complaints.md
    ---
    kind: kpi
    title: Complaints a month
    owner: Mei Lin
    direction: down
    target: 20
    values:
      - {date: 2026-09-30, value: 31}
      - {date: 2026-10-31, value: 34}
    ---

Good:
    # teams/growth/kpis/complaints.md
    ---
    kind: kpi
    title: Complaints a month
    owner: Mei Lin
    direction: down
    target: 20
    values:
      - {date: 2026-09-30, value: 31}
      - {date: 2026-10-31, value: 34}
    ---
    # teams/growth/2026-q4/fewer-complaints.md
    ---
    kind: objective
    title: Customers have less to complain about
    owner: Mei Lin
    supports: answer-fast
    key_results:
      complaints: {title: "Fewer complaints", kpi: complaints}
      repeated: {title: "Complaints made twice", unit: "%", from: 30, to: 10}
    ---
"""

from collections.abc import Iterator
from decimal import Decimal

from goalsite.check.rule import View, rule
from goalsite.check.words import fraction, number
from goalsite.findings import Finding, Names
from goalsite.language import Message
from goalsite.model.records import Range, Target
from goalsite.vocabulary import Health, Level


def look(view: View) -> Iterator[Finding]:
    """Look at the newest values of each KPI, and at who works on it."""
    facts = view.facts
    if view.repository.blind or facts.unusable_objectives:
        return
    times = int(view.bounds["times"])
    worked_on: set[str] | None = None
    for kpi in facts.kpis:
        figures = view.measured.kpis.get(kpi.id)
        if figures is None or figures.health is not Health.UNHEALTHY or figures.left_out:
            continue
        newest = figures.values[-times:]
        if len(newest) < times or any(value.health is not Health.UNHEALTHY for value in newest):
            continue
        if worked_on is None:
            worked_on = _worked_on(view)
        if not worked_on.isdisjoint(facts.parts_below(kpi)) or not facts.recorded_in_full(kpi):
            continue
        message = Message(
            "unhealthy {times} times running ({values}; target {target}), and no key result works on it; "
            "take it into an objective, or say in `ignore` why it can wait",
            times=times,
            values=Names(fraction(value.value) for value in newest[-5:]),
            target=_shown(figures.target_shown),
        )
        yield view.finding(kpi, "title", message)


def _worked_on(view: View) -> set[str]:
    kpis = {key_result.kpi for _, key_result in view.facts.key_results if key_result.kpi is not None}
    kpis.update(objective.supports.id for objective in view.facts.running if objective.supports is not None)
    return kpis


def _shown(target: Target | None) -> Message | str:
    if isinstance(target, Decimal):
        return number(target)
    if isinstance(target, Range):
        low = "…" if target.min is None else number(target.min)
        high = "…" if target.max is None else number(target.max)
        return Message("{low} to {high}", low=low, high=high)
    return "–"


RULE = rule("G401", Level.WARNING, __doc__, look, times=2)
