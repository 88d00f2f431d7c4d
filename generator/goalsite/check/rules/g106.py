"""Unknown team or cycle.

A cycle is `2026`, `2026-h2`, `2026-q4` or `2026-11` (with `fy` before it where it follows the
fiscal year), or has a file of its own that says when it starts and ends. A team is known by the
folder its `team.md` lies in. An objective needs a cycle, from its folder or its key `cycle`.

Bad:
    # teams/growth/2026-Q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
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
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G106", Level.ERROR, __doc__)
