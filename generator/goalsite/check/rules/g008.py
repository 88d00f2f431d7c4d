"""Bad file name.

The name of a file is the name by which others refer to the goal, and part of its address. It
has letters of any script without capitals, digits and `-`.

Bad:
    # teams/growth/kpis/Trial accounts.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---

Good:
    # teams/growth/kpis/trial-accounts.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G008", Level.ERROR, __doc__)
