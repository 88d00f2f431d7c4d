"""File cannot be read, or is too large.

Files are text in UTF-8, at most 1 MiB each. A sheet saved by a spreadsheet program in another
encoding would show wrong characters, so it is refused: save it as "CSV UTF-8".

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: 试用账户
    owner: Mei Lin
    direction: up
    target: 60
    ---
    # teams/growth/kpis/trials.csv (in gb18030)
    date,value,note
    2026-10-31,58,十月

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: 试用账户
    owner: Mei Lin
    direction: up
    target: 60
    ---
    # teams/growth/kpis/trials.csv (in utf-8)
    date,value,note
    2026-10-31,58,十月
"""

from goalsite.check.rule import rule
from goalsite.vocabulary import Level

RULE = rule("G001", Level.ERROR, __doc__)
