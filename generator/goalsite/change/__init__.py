"""What changed about the goals, read from meaning (SPEC 8).

A :class:`.history.History` holds what every commit of the main line said anew, file by file; whoever may call git makes
it. :class:`Stories` tell it goal by goal, :func:`diary` day by day and team by team. :class:`Authors` say whose a
commit is, :func:`.moves.moves_of` finds the moved goalposts, :func:`.originals.goalposts` the progress each goal would
have under its original targets, and :func:`.impact.impact_of` what one state of the files does to another.
"""

from goalsite.change.authors import Authors
from goalsite.change.diary import diary
from goalsite.change.history import Commit
from goalsite.change.stories import Stories

__all__ = ["Authors", "Commit", "Stories", "diary"]
