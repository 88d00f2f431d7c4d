"""Scorecard weights given as per cents do not add up to 100.

Weights may be any numbers, as only their proportions count. But where a scorecard's weights are
plainly per cents (30, 30, 25 …) they should add up to 100; if they do not, one is missing or
was not adjusted.

Bad:
    # teams/sales/team.md
    ---
    kind: team
    title: Sales
    ---
    # teams/sales/kpis/deals.md
    ---
    kind: kpi
    title: Deals closed
    owner: Mei Lin
    direction: up
    target: 60
    weight: 60
    ---
    # teams/sales/kpis/visits.md
    ---
    kind: kpi
    title: Customers visited
    owner: Mei Lin
    direction: up
    target: 40
    weight: 30
    ---

Good:
    # teams/sales/team.md
    ---
    kind: team
    title: Sales
    ---
    # teams/sales/kpis/deals.md
    ---
    kind: kpi
    title: Deals closed
    owner: Mei Lin
    direction: up
    target: 60
    weight: 60
    ---
    # teams/sales/kpis/visits.md
    ---
    kind: kpi
    title: Customers visited
    owner: Mei Lin
    direction: up
    target: 40
    weight: 40
    ---
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from goalsite.check.rule import Subject, View, rule
from goalsite.check.words import fraction, number
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level

_WHOLE = 100


def look(view: View) -> Iterator[Finding]:
    """Add up the weights of each scorecard."""
    if view.repository.blind:
        return
    unreadable = {kpi.team for kpi in view.facts.unusable_kpis}
    cards: dict[str | None, list[Decimal]] = defaultdict(list)
    for kpi in view.facts.kpis:
        cards[kpi.team].append(kpi.record.weight)
    for team, weights in cards.items():
        total = sum(map(Fraction, weights), Fraction(0))
        if total == _WHOLE or team in unreadable or not _are_per_cents(weights, total):
            continue
        card: Subject | None = view.repository.company if team is None else view.repository.teams.get(team)
        if card is not None:
            shown = " + ".join(number(weight) for weight in weights[:12]) + (" + …" if len(weights) > 12 else "")
            message = Message(
                "scorecard weights {weights} add up to {total}, not to 100; "
                "adjust them, or give the missing KPI its weight",
                weights=shown,
                total=fraction(total),
            )
            yield view.finding(card, "title", message)


def _are_per_cents(weights: list[Decimal], total: Fraction) -> bool:
    """Tell per cents from proportions like 3 : 2 : 1: nobody writes proportions in tens."""
    large = sum(weight >= 10 for weight in weights)
    return len(weights) > 1 and (large > 1 or (large == 1 and total >= _WHOLE / 2))


RULE = rule("G209", Level.WARNING, __doc__, look)
