"""Unknown person.

As soon as one file of `kind: person` exists, everyone named in the goals should have one, so
that a slip in a name does not make two people of one. Name people by their file's name, or
exactly by their title.

Bad:
    # people/mei-lin.md
    ---
    kind: person
    title: Mei Lin
    ---
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Ling
    direction: up
    target: 60
    ---

Good:
    # people/mei-lin.md
    ---
    kind: person
    title: Mei Lin
    ---
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: mei-lin
    direction: up
    target: 60
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G105", Level.WARNING, __doc__)
