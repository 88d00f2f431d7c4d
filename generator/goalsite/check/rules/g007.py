"""Row of a CSV file cannot be read.

A row needs a date (`2026-10-31` or `2026/10/31`) and a number; a day may be given once. The
other rows still count.

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---
    # teams/growth/kpis/trials.csv
    date,value
    2026-09-30,55
    end of October,58

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---
    # teams/growth/kpis/trials.csv
    date,value
    2026-09-30,55
    2026-10-31,58
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G007", Level.ERROR, __doc__)
