"""Unknown or missing kind.

`kind:` says what a file is: company, team, person, cycle, objective, kpi or check-in. A
Markdown file without it is an ordinary page, unless it has keys that only goals have: then the
kind was forgotten.

Bad:
    # teams/growth/kpis/trials.md
    ---
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---

Good:
    # teams/growth/kpis/trials.md
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

RULE = rule("G006", Level.ERROR, __doc__)
