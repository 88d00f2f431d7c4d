"""An ignore without a reason, or that silences nothing.

`ignore` is how a goal says "we know, and this is why". Without the why nobody can judge it
later, and one that no longer silences anything hides the next finding of that kind. Rules G0
and G1 cannot be ignored: what they find is broken, not a matter of judgement.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    ignore: {G207: "the title is a quotation"}
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    ignore: {G201: ""}
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    ignore: {G201: "one number says it all; agreed with the company's leads"}
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G009", Level.WARNING, __doc__)
