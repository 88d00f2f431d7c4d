"""Too few or too many company objectives.

The company's objectives are what every team aligns with: three to five give direction without
scattering it. A cycle without any is left alone, as companies often plan by the year and teams
by the quarter.
Bounds: `min` (3) and `max` (5).

Bad:
    # 2027-q1/open-in-the-north.md
    ---
    kind: objective
    title: Customers in the north can buy from us
    owner: Mei Lin
    key_results:
      customers: {title: "Customers in the north", from: 0, to: 20}
      partners: {title: "Partners in the north", from: 0, to: 3}
    ---

Good:
    # 2026-q4/open-in-the-north.md
    ---
    kind: objective
    title: Customers in the north can buy from us
    owner: Mei Lin
    key_results:
      customers: {title: "Customers in the north", from: 0, to: 20}
      partners: {title: "Partners in the north", from: 0, to: 3}
    ---
"""

from collections import Counter
from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import number
from goalsite.findings import Finding
from goalsite.language import Plural
from goalsite.vocabulary import Level, State


def look(view: View) -> Iterator[Finding]:
    """Count company objectives by cycle; for the minimum closed and unreadable ones are there too."""
    company = view.repository.company
    if company is None or not company.usable:
        return
    least, most = view.bounds["min"], view.bounds["max"]
    active: Counter[str] = Counter()
    present: Counter[str] = Counter()
    cycles = {
        objective.cycle.id for objective in view.facts.running if objective.cycle is not None and objective.is_company
    }
    for objective in view.repository.objectives.values():
        cycle = objective.cycle
        if cycle is None or cycle.id not in cycles or not objective.is_company:
            continue
        present[cycle.id] += objective.counted or not objective.usable
        active[cycle.id] += objective.state is State.ACTIVE
    for id_ in sorted(cycles):
        if active[id_] > most:
            message = Plural(
                "{n} company objective in {cycle}, at most {most} are advised; keep what matters most",
                "{n} company objectives in {cycle}, at most {most} are advised; keep what matters most",
                active[id_],
                cycle=id_,
                most=number(most),
            )
        elif present[id_] < least and not view.repository.blind:
            message = Plural(
                "{n} company objective in {cycle}, at least {least} are advised; "
                "add what else the company is after, or plan it by the year",
                "{n} company objectives in {cycle}, at least {least} are advised; "
                "add what else the company is after, or plan it by the year",
                present[id_],
                cycle=id_,
                least=number(least),
            )
        else:
            continue
        yield view.finding(company, "title", message)


RULE = rule("G203", Level.WARNING, __doc__, look, min=3, max=5)
