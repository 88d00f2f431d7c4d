"""Id or address taken twice.

Teams, people and cycles are known by one word each, so no two may share it; and two files
cannot have the same address on the site. Rename one of them.

Bad:
    # teams/growth/research/team.md
    ---
    kind: team
    title: Market research
    ---
    # teams/product/research/team.md
    ---
    kind: team
    title: User research
    ---

Good:
    # teams/growth/market-research/team.md
    ---
    kind: team
    title: Market research
    ---
    # teams/product/user-research/team.md
    ---
    kind: team
    title: User research
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G103", Level.ERROR, __doc__)
