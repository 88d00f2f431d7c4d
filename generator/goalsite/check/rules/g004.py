"""Unknown key.

A key that no goal has is most often a slip of the pen, and what it says would be lost. The
finding names the key that was probably meant. Keys of your own begin with `x-`; they are kept
and carried into the data.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    parent: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    x-budget: 20000
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G004", Level.ERROR, __doc__)
