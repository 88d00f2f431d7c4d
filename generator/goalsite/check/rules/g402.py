"""One number, two sources.

When the same number is written in two places they will differ one day, and nobody knows which
is right. A key result that reads a KPI takes its value from there, so check-ins give none; a
KPI has its values in its file or in a CSV beside it, not in both; and a KPI that is combined
from its parts has none of its own.

Bad:
    # teams/growth/2026-q4/more-active.md
    ---
    kind: objective
    title: New customers come back
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      active: {title: "More new customers become active", kpi: activation-rate, from: 50, to: 60}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-11-09, values: {active: 56, invitations: 14}, confidence: 0.7}
    ---

Good:
    # teams/growth/2026-q4/more-active.md
    ---
    kind: objective
    title: New customers come back
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      active: {title: "More new customers become active", kpi: activation-rate, from: 50, to: 60}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-11-09, values: {invitations: 14}, confidence: 0.7}
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G402", Level.ERROR, __doc__)
