"""YAML that means something else than it seems.

The same key twice (only one would count), anchors, aliases and tags, and values that YAML turns
into something other than text: `yes` and `no` become true and false, `1:30` becomes 90. Where
text is meant, put it in quotes.

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    unit: no
    ---

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    unit: "no"
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G005", Level.ERROR, __doc__)
