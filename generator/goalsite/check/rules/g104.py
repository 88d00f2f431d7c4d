"""Circle.

Following `supports`, `part_of`, `depends_on` or teams from one to the next leads back to where
it began, so nothing can be added up. The finding prints the whole circle; take out the step
that is the wrong way round.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: happier-customers
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
    # teams/growth/2026-q4/happier-customers.md
    ---
    kind: objective
    title: Customers like to work with us
    owner: Mei Lin
    supports: more-referrals
    key_results:
      praise: {title: "Reviews with five stars a month", from: 12, to: 30}
      complaints: {title: "Complaints a month", from: 20, to: 8}
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
    # teams/growth/2026-q4/happier-customers.md
    ---
    kind: objective
    title: Customers like to work with us
    owner: Mei Lin
    supports: more-referrals
    key_results:
      praise: {title: "Reviews with five stars a month", from: 12, to: 30}
      complaints: {title: "Complaints a month", from: 20, to: 8}
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G104", Level.ERROR, __doc__)
