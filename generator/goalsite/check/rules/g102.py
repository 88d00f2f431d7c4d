"""Ambiguous reference.

Several goals bear the name, and neither the cycle nor the team tells which is meant. Put a
folder or two before the name; the finding lists the candidates.

Bad:
    # teams/sales/team.md
    ---
    kind: team
    title: Sales
    ---
    # teams/growth/kpis/churn.md
    ---
    kind: kpi
    title: Customers lost among small companies
    owner: Mei Lin
    direction: down
    target: 4
    ---
    # teams/sales/kpis/churn.md
    ---
    kind: kpi
    title: Customers lost among large companies
    owner: Mei Lin
    direction: down
    target: 2
    ---
    # 2026-q4/keep-customers.md
    ---
    kind: objective
    title: Customers stay
    owner: Mei Lin
    key_results:
      small: {title: "Fewer customers leave", kpi: churn, from: 6, to: 4}
      talks: {title: "Customers spoken to a month", from: 10, to: 30}
    ---

Good:
    # teams/sales/team.md
    ---
    kind: team
    title: Sales
    ---
    # teams/growth/kpis/churn.md
    ---
    kind: kpi
    title: Customers lost among small companies
    owner: Mei Lin
    direction: down
    target: 4
    ---
    # teams/sales/kpis/churn.md
    ---
    kind: kpi
    title: Customers lost among large companies
    owner: Mei Lin
    direction: down
    target: 2
    ---
    # 2026-q4/keep-customers.md
    ---
    kind: objective
    title: Customers stay
    owner: Mei Lin
    key_results:
      small: {title: "Fewer customers leave", kpi: growth/kpis/churn, from: 6, to: 4}
      talks: {title: "Customers spoken to a month", from: 10, to: 30}
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G102", Level.ERROR, __doc__)
