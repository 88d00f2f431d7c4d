"""Moved goalposts (SPEC 8.2): what changed about how a running goal is measured, and whether it says why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from goalsite.change.compare import Change
from goalsite.change.history import Commit, Version
from goalsite.change.moving import MOVING, moving
from goalsite.change.reasons import Reason, key_result_of, reason_of
from goalsite.change.running import Running
from goalsite.change.stories import Event, Stories, Story
from goalsite.measure.targets import in_force
from goalsite.model.objects import Cycle, Kpi, Objective
from goalsite.model.periods import Span
from goalsite.model.repository import Repository
from goalsite.settings import Settings
from goalsite.vocabulary import ChangeClass, Kind

if TYPE_CHECKING:
    from goalsite.model.records import Schedule


@dataclass(frozen=True, slots=True)
class Move:
    """One moved goalpost of one goal.

    ``reason`` is None where the goal gives none, and ``blank`` the key of one that is there to be filled in.
    ``undone`` tells that what it changed stands today as it stood at first, so that no reason is asked for. ``swapped``
    is the key result that took this one's place, or whose place this one took, where the files say so. ``span_day`` is
    (day of the cycle, its days), from 1, None for a KPI. ``through`` is the KPI whose target moved, where a key result
    aims at that; then the reason is asked of the KPI.
    """

    goal: str
    title: str
    key_result_title: str | None
    change: Change
    commit: Commit
    landed: Commit
    place: int
    reason: Reason | None
    undone: bool
    swapped: str | None
    span_day: tuple[int, int] | None
    through: str | None = None
    blank: str | None = None

    @property
    def day(self) -> date:
        """The day it was published."""
        return self.landed.day

    @property
    def unexplained(self) -> bool:
        """Whether a reason is missing."""
        return self.reason is None and not self.undone and self.through is None

    @property
    def what(self) -> str:
        """What an adjustment names to explain it: the key result's id, else the key."""
        return self.change.key_result or self.change.key.partition(".")[0] or "goal"


@dataclass(frozen=True, slots=True)
class Moved:
    """The moved goalposts of one goal, oldest first, and the versions a comparison with the original needs.

    ``original`` is the version of the goal as its cycle began (SPEC 8.2): None where it had no move that still counts,
    or where nothing says it. ``lost`` gives the last version that had a key result which is gone now. ``cycle`` is the
    one of the original.
    """

    goal: str
    moves: tuple[Move, ...]
    original: Version | None
    lost: Mapping[str, Version]
    cycle: Cycle | None = None

    @property
    def standing(self) -> bool:
        """Whether any of the moves has not been undone."""
        return any(not move.undone for move in self.moves)


def missing_reasons(moves: Iterable[Move]) -> Mapping[tuple[str, str], Move]:
    """Return the newest move of each thing a reason is missing for, by (goal, what).

    One reason explains all moves of one thing (:attr:`Move.what`). What one reason that is there to be filled in would
    explain counts once: of a swap that is the key result that went.
    """
    newest = {(move.goal, move.what): move for move in moves if move.unexplained}
    found: dict[tuple[str, str], Move] = {}
    waiting: set[tuple[str, str]] = set()
    for key, move in sorted(newest.items(), key=lambda one: one[1].change.is_key_result):
        blank = (move.goal, move.blank or "")
        if move.blank is None or blank not in waiting:
            found[key] = move
        waiting.add(blank)
    return found


def moves_of(
    stories: Stories, repository: Repository, settings: Settings, last: date = date.max
) -> Mapping[str, Moved]:
    """Return the moved goalposts by the goal's id (for a goal that is gone, the last it had), in the order of ids.

    What moved after the day ``last`` is none; what was moved back since is told as that.
    """
    running = Running(stories, repository, settings)
    look = _Looker(stories, repository, running)
    found = {}
    for key, story in stories.items():
        if story.kind not in (Kind.OBJECTIVE, Kind.KPI):
            continue
        if not any(event.change.about in MOVING for event in story.events):
            continue
        both = [(move, before) for move, before in look.moves(story) if move.day <= last]
        if both:
            moves = tuple(move for move, _ in both)
            original = running.original(story) if any(not move.undone for move in moves) else None
            lost = {
                move.change.key_result: before
                for move, before in both
                if move.change.is_key_result and move.change.new is None and move.change.key_result and before
            }
            found[key] = Moved(key, moves, original, lost, running.cycle(original))
    for key, more in look.through_kpis(found).items():
        own = found.get(key)
        moves = tuple(sorted([*(own.moves if own else ()), *more], key=lambda move: move.place))
        original = own.original if own and own.original else running.original(stories[key])
        found[key] = Moved(key, moves, original, own.lost if own else {}, running.cycle(original))
    return dict(sorted(found.items()))


def first_judged(span: Span, quiet: Fraction) -> date:
    """Return the first day of a cycle on which a target that moves is a moved goalpost."""
    days = (span.last - span.first).days
    return span.first + timedelta(days=-(-quiet * days // 1)) if days else span.first


class _Looker:
    """Looks at one story after another; what they share is looked up once."""

    def __init__(self, stories: Stories, repository: Repository, running: Running) -> None:
        self._stories = stories
        self._repository = repository
        self._running = running

    def moves(self, story: Story) -> Iterator[tuple[Move, Version | None]]:
        """Yield a story's moves, oldest first, each with the version before it."""
        goal = self._repository.goal(story.key)
        found = moving(story, self._running)
        first: dict[str, object] = {}
        for event, _ in found:
            first.setdefault(event.change.key, event.change.old)
        last = {event.change.key: event.change.new for event in story.events}
        for event, days in found:
            change = event.change
            undone = first[change.key] == last[change.key] if change.key else story.alive
            told = reason_of(goal, self._repository, change, days) if goal is not None else None
            move = Move(
                goal=story.key,
                title=story.title,
                key_result_title=self._key_result_title(goal, change),
                change=change,
                commit=event.commit,
                landed=event.landed,
                place=event.place,
                reason=told.reason if told is not None else None,
                undone=undone,
                swapped=_swapped(goal, change),
                span_day=self._span_day(event),
                blank=told.key if told is not None and told.reason is None else None,
            )
            yield move, event.before

    def through_kpis(self, moved: Mapping[str, Moved]) -> Mapping[str, list[Move]]:
        """Return the moves of objectives that are moves of a KPI's target at which a key result aims."""
        found: dict[str, list[Move]] = {}
        for id_, one in moved.items():
            for objective_id, key_result_id in self._repository.working_on.get(id_, ()):
                objective = self._repository.objectives.get(objective_id)
                key_result = objective.key_result(key_result_id) if objective is not None else None
                if objective is None or key_result is None or objective_id not in self._stories:
                    continue
                if objective.cycle is None or key_result.record.to is not None:
                    continue
                span = objective.cycle.span
                for move in one.moves:
                    old = in_force(cast("Schedule", move.change.old or ()), span.last)
                    new = in_force(cast("Schedule", move.change.new or ()), span.last)
                    if old is None or old == new or not self._ran(self._stories[objective_id], move):
                        continue
                    change = Change(ChangeClass.TARGET, f"key_results.{key_result_id}.to", old, new)
                    place = ((move.day - span.first).days + 1, span.days)
                    here = replace(move, goal=objective_id, title=objective.title, change=change, through=id_)
                    here = replace(here, key_result_title=key_result.title, span_day=place)
                    found.setdefault(objective_id, []).append(here)
        return found

    def _ran(self, story: Story, move: Move) -> bool:
        """Tell whether an objective was running when something else moved."""
        order = self._stories.history.order
        before = [version for version in story.versions if order[version.landed] < move.place]
        return bool(before) and self._running.judged(before[-1], move.place - 1, move.day)

    def _span_day(self, event: Event) -> tuple[int, int] | None:
        version = event.before
        span = self._running.span_of(version) if version is not None else None
        if span is None or version is None or version.kind is not Kind.OBJECTIVE:
            return None
        return (event.day - span.first).days + 1, span.days

    @staticmethod
    def _key_result_title(goal: Objective | Kpi | None, change: Change) -> str | None:
        id_ = change.key_result
        if id_ is None:
            return None
        if change.is_key_result:
            return str(change.new if change.new is not None else change.old) or id_
        record = key_result_of(goal, id_)
        return (record.title if record else "") or id_


def _swapped(goal: Objective | Kpi | None, change: Change) -> str | None:
    """Return the other key result of a swap, where ``retired`` names one (SPEC 8.2)."""
    id_ = change.key_result
    if id_ is None or not isinstance(goal, Objective):
        return None
    for record in goal.record.key_results:
        ref = record.retired.replaced_by if record.retired else None
        if ref is None:
            continue
        successor = ref.text.rpartition("#")[2]
        if record.id == id_ and change.key.endswith(".retired"):
            return successor
        if successor == id_ and change.is_key_result:
            return record.id
    return None
