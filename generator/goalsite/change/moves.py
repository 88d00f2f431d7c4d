"""Moved goalposts (SPEC 8.2): what changed about how a running goal is measured, and whether it says why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from goalsite.change.aims import Aims
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
    one of the original, and ``targets`` are those KPIs had then, of KPIs whose targets changed since.
    """

    goal: str
    moves: tuple[Move, ...]
    original: Version | None
    lost: Mapping[str, Version]
    cycle: Cycle | None = None
    targets: "Mapping[str, Schedule]" = field(default_factory=dict)

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
            lost = {
                move.change.key_result: before
                for move, before in both
                if move.change.is_key_result and move.change.new is None and move.change.key_result and before
            }
            found[key] = look.compared(story, moves, lost)
    for key, more in look.through_kpis(found).items():
        if told := [move for move in more if move.day <= last]:
            own = found.get(key)
            moves = tuple(sorted([*(own.moves if own else ()), *told], key=lambda move: move.place))
            found[key] = look.compared(stories[key], moves, own.lost if own else {})
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
        self._aims = Aims(stories, repository)

    def compared(self, story: Story, moves: tuple[Move, ...], lost: Mapping[str, Version]) -> Moved:
        """Return a story's moves with the original that they are compared with, where any of them still counts."""
        standing = any(not move.undone for move in moves)
        original = self._running.original(story) if standing else None
        if original is None:
            return Moved(story.key, moves, None, lost)
        version, place = original
        return Moved(story.key, moves, version, lost, self._running.cycle(version), self._aims.targets_since(place))

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
        """Return the moves of objectives that are moves of a KPI's target at which a key result aims.

        What moved while the objective rested has moved, as a whole, on the day it ran again.
        """
        found: dict[str, list[Move]] = {}
        for kpi, one in moved.items():
            if kpi not in self._repository.kpis:
                continue
            for objective_id, key_result in self._aims.readers.get(kpi, ()):
                story = self._stories.get(objective_id)
                if story is None:
                    continue
                for since, move in [*self._while_running(story, one.moves), *self._in_rests(story, one.moves)]:
                    follows = (self._aims.follows(story.key, key_result, kpi, place) for place in (since, move.place))
                    if all(follows) and (here := self._through(story, key_result, move)) is not None:
                        found.setdefault(objective_id, []).append(replace(here, through=kpi))
        return found

    def _while_running(self, story: Story, moves: Iterable[Move]) -> Iterator[tuple[int, Move]]:
        """Yield a KPI's moves made while an objective ran, each with the place before it."""
        for move in moves:
            before = self._version_at(story, move.place - 1)
            if before is not None and self._running.judged(before, move.place - 1, move.day):
                yield move.place - 1, move

    def _in_rests(self, story: Story, moves: Sequence[Move]) -> Iterator[tuple[int, Move]]:
        """Yield what a KPI's moves in each rest of an objective came to, with the place at which that began."""
        for rest in self._running.rests(story) if moves else ():
            some = [move for move in moves if rest.since < move.place <= rest.back]
            if some and rest.home:
                landed = self._running.commit(rest.back)
                own = (event.commit for event in story.events if event.place == rest.back and event.after is not None)
                change = some[-1].change._replace(old=some[0].change.old)
                commit = next(own, landed)
                yield rest.since, replace(some[-1], change=change, commit=commit, landed=landed, place=rest.back)

    def _through(self, story: Story, key_result: str, move: Move) -> Move | None:
        """Return a KPI's move as one of a key result's end, None where that stays what it was."""
        version = self._version_at(story, move.place)
        span = self._running.span_of(version) if version is not None else None
        if span is None:
            return None
        old = in_force(cast("Schedule", move.change.old or ()), span.last)
        new = in_force(cast("Schedule", move.change.new or ()), span.last)
        if old is None or old == new:
            return None
        goal = self._repository.objectives[story.key]
        change = Change(ChangeClass.TARGET, f"key_results.{key_result}.to", old, new)
        place = ((move.day - span.first).days + 1, span.days)
        title = self._key_result_title(goal, change)
        return replace(move, goal=story.key, title=goal.title, change=change, key_result_title=title, span_day=place)

    def _version_at(self, story: Story, place: int) -> Version | None:
        """Return the version of a story's file after the commit at a place."""
        order = self._stories.history.order
        return next((one for one in reversed(story.versions) if order[one.landed] <= place), None)

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
