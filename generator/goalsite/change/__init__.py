"""What changed about the goals, read from meaning (SPEC 8).

A :class:`History` holds what every commit of the main line said anew, file by file; whoever may call git makes it.
:class:`Stories` tell it goal by goal, :func:`diary` day by day and team by team. :class:`Authors` say whose a
commit is, :func:`moves_of` finds the moved goalposts, :func:`goalposts` the progress each goal would have under its
original targets, and :func:`impact_of` what one state of the files does to another.
"""

from goalsite.change.affected import impact_of
from goalsite.change.authors import Authors
from goalsite.change.compare import Change
from goalsite.change.diary import Day, TeamDay, Told, diary
from goalsite.change.history import Commit, History
from goalsite.change.impact import Impact
from goalsite.change.moves import Move, Moved, moves_of
from goalsite.change.originals import Beside, Goalposts, goalposts
from goalsite.change.reasons import Reason
from goalsite.change.stories import Event, Skipped, Stories, Story

__all__ = [
    "Authors",
    "Beside",
    "Change",
    "Commit",
    "Day",
    "Event",
    "Goalposts",
    "History",
    "Impact",
    "Move",
    "Moved",
    "Reason",
    "Skipped",
    "Stories",
    "Story",
    "TeamDay",
    "Told",
    "diary",
    "goalposts",
    "impact_of",
    "moves_of",
]
