"""What git does not know of moved goalposts, told by the goals' files, joined with what it knows (SPEC 8.2).

A repository that was taken over begins in the middle of a cycle. What moved before is told by the files alone; what
moved since by git, which wins where both tell of one thing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from goalsite.change.moves import Move, Moved
from goalsite.change.originals import Goalposts, Records, as_if, goalposts, original_objective
from goalsite.change.said import SaidMove, said_moves
from goalsite.change.stories import Stories
from goalsite.measure.figures import Measured
from goalsite.model.objects import Kpi, Objective
from goalsite.model.records import KeyResultRecord, ObjectiveRecord


def only_said(goal: Objective | Kpi, from_git: Goalposts | None, as_of: date, quiet: Decimal) -> tuple[SaidMove, ...]:
    """Return what only a goal's file tells of its moved goalposts: all where git knows of none, else the older ones."""
    if not goal.usable:
        return ()
    if from_git is not None and from_git.moved.moves:
        return from_git.told
    return said_moves(goal, as_of, quiet)


def joined(
    measured: Measured, stories: Stories, all_moved: Mapping[str, Moved], goal: str, records: Records
) -> Goalposts:
    """Return a goal's moves that git knows and the older ones its file tells, with both progresses.

    The original is what both say was there before all of them. Where the old end of an older move is not known, the
    original is git's, and ``since`` the day it knows the goal from.
    """
    moved = all_moved[goal]
    known = measured.repository.goal(goal)
    if known is None or not known.usable:
        return goalposts(measured, all_moved, goal, records)
    seen = stories.history.commits[stories[goal].versions[0].landed].day
    told = _older(known, moved, seen, measured)
    back = told if isinstance(known, Objective) and _can_be_taken_back(told) else ()
    if back and not moved.standing and isinstance(known, Objective):
        # What git knows was all moved back: today's file says what it saw at first.
        return replace(said_goalposts(measured, known, back), moved=moved, told=told)
    posts = goalposts(measured, all_moved, goal, _taken_back(moved, records, back, seen))
    return replace(posts, told=told, since=seen if posts.known and told != back else None)


def said_goalposts(measured: Measured, objective: Objective, moves: tuple[SaidMove, ...]) -> Goalposts:
    """Return an objective's figures as they would be without the key results that came, and with those that went.

    Where something else moved too, its old end is not known, and neither is the original.
    """
    moved = Moved(objective.id, (), None, {})
    if objective.id not in measured.objectives or not _can_be_taken_back(moves):
        return Goalposts(moved)
    then = _before(objective.record.key_results, moves, measured.as_of)
    if not then:
        return Goalposts(moved)
    record = replace(objective.record, key_results=then)
    return as_if(measured, moved, original_objective(measured.repository, objective, record, {}, {}))


def _older(goal: Objective | Kpi, moved: Moved, seen: date, measured: Measured) -> tuple[SaidMove, ...]:
    """Return what a file tells of the time up to the day git first saw it, without what git tells too."""
    said = said_moves(goal, measured.as_of, measured.settings.pace.quiet)
    return tuple(one for one in said if one.date <= seen and not any(_is_same(one, move) for move in moved.moves))


def _is_same(said: SaidMove, move: Move) -> bool:
    """Tell whether git tells of a move, or has what is said as the reason of its own."""
    if said.came or said.went:
        change = move.change
        return change.key_result == said.what and (change.is_key_result or change.key.endswith(".retired"))
    reason = move.reason
    if reason is None:
        return move.blank == f"{said.key}.why"
    return (reason.day, reason.why) == (said.date, said.why)


def _taken_back(moved: Moved, records: Records, moves: tuple[SaidMove, ...], seen: date) -> Records:
    """Return the records with the goal's original as it was before older moves; without what was out by then."""
    blob = moved.original.blob if moved.original is not None else None
    first = records.get(blob) if blob is not None else None
    if blob is None or not isinstance(first, ObjectiveRecord):
        return records
    then = _before(first.key_results, moves, seen)
    return records if then == tuple(first.key_results) else {**records, blob: replace(first, key_results=then)}


def _can_be_taken_back(moves: Iterable[SaidMove]) -> bool:
    """Tell whether moves say all of what was before: of an end that moved, a file does not tell the old one."""
    return all(one.came or one.went for one in moves)


def _before(records: Iterable[KeyResultRecord], moves: Iterable[SaidMove], day: date) -> tuple[KeyResultRecord, ...]:
    """Return key results as they were before moves; of what was retired by a day, only those that the moves took."""
    came = {one.what for one in moves if one.came}
    went = {one.what for one in moves if one.went}
    return tuple(
        replace(one, retired=None) if one.id in went else one
        for one in records
        if one.id not in came and (one.id in went or one.retired is None or one.retired.date > day)
    )
