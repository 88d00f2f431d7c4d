"""Unknown key result or milestone.

A check-in, a reference or a translation names a key result or a milestone that the objective
does not have, so what it says would be lost.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-11-09, values: {referals: 70}, confidence: 0.7}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    check_ins:
      - {date: 2026-11-09, values: {referrals: 70}, confidence: 0.7}
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G107", Level.ERROR, __doc__)
