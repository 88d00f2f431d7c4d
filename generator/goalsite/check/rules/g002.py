"""Front matter is not YAML.

The part between the two `---` lines could not be understood. The usual causes are a character
that means something in YAML at the beginning of a value (`%`, `@`, `` ` ``), a colon followed
by a blank inside a text, and uneven indentation. Put such a text in quotes.

Bad:
    # teams/growth/kpis/conversion.md
    ---
    kind: kpi
    title: Trials that become customers
    owner: Mei Lin
    direction: up
    unit: %
    ---

Good:
    # teams/growth/kpis/conversion.md
    ---
    kind: kpi
    title: Trials that become customers
    owner: Mei Lin
    direction: up
    unit: "%"
    ---
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G002", Level.ERROR, __doc__)
