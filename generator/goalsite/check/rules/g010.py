"""Not exactly one company.

One file of `kind: company` says whose goals these are, and when its fiscal year starts. Without
it, or with two of them, the home page would have no name or two.

Bad:
    # subsidiary.md
    ---
    kind: company
    title: Example North
    ---

Good:
    # teams/north/team.md
    ---
    kind: team
    title: Example North
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G010", Level.ERROR, __doc__)
