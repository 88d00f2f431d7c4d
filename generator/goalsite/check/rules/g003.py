"""Wrong type or value, or a missing key.

A number is written with digits, a sign and one point (`1000`, `-3.5`), a date as `2026-10-31`,
and every kind has keys it cannot do without. A key result cannot begin where it ends, cannot be
measured in two ways at once, and weights cannot all be 0. A rating lies within the levels of its
rubric, where these are numbers.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: "1,000"}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 1000}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G003", Level.ERROR, __doc__)
