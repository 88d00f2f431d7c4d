"""What a change does: every goal it touches or moves, the findings it adds and removes, whom it concerns (SPEC 8.3)."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from goalsite.change.compare import Change
from goalsite.change.moves import Move
from goalsite.change.originals import Goalposts
from goalsite.change.side import GoalSide, Side, TeamSide
from goalsite.findings import Finding


class Way(StrEnum):
    """How lines come into a file: as a new key, below what a key holds, or instead of what a key says."""

    NEW = "new"
    BELOW = "below"
    INSTEAD = "instead"


@dataclass(frozen=True, slots=True)
class Blank:
    """The lines that say why a goal's goalposts move, ready to be filled in, and how they come into its file."""

    way: Way
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What the files of a change say, beside the figures of both sides.

    ``changes`` are by the goal's id, the new one where its file moved; ``was`` gives the old id of such a goal.
    ``moves`` are the goalposts this change moves, ``posts`` their goals' progress under the original. ``authors`` are
    names and addresses of those who made it. ``rewritten`` are the ids of files whose bytes differ, readable or not.
    ``blanks`` are what would give the reasons that are missing, by goal.
    """

    changes: Mapping[str, tuple[Change, ...]]
    was: Mapping[str, str]
    moves: tuple[Move, ...]
    posts: Mapping[str, Goalposts]
    authors: tuple[tuple[str, str], ...]
    rewritten: frozenset[str] = frozenset()
    blanks: Mapping[str, Blank] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoalImpact:
    """One goal on both sides; ``old`` is None where it is new, ``new`` where it is gone.

    ``changes`` are what its files say anew; without any it moves along with others, or its file cannot be read on one
    side. ``depth`` is how far it lies above the nearest goal that is touched: 0 for that itself.
    """

    id: str
    old: GoalSide | None
    new: GoalSide | None
    changes: tuple[Change, ...]
    depth: int

    @property
    def side(self) -> GoalSide:
        """The goal as it is after the change; where it is gone, or cannot be read any more, as it was."""
        side = self.old if self.new is None or (self.is_unreadable and self.old is not None) else self.new
        assert side is not None
        return side

    @property
    def is_unreadable(self) -> bool:
        """Whether its file cannot be read after the change."""
        return self.new is not None and not self.new.readable

    @property
    def is_mended(self) -> bool:
        """Whether its file can be read again."""
        return self.old is not None and not self.old.readable and self.new is not None and self.new.readable

    @property
    def moves(self) -> bool:
        """Whether a figure differs."""
        if self.old is None or self.new is None:
            return True
        return self.old.figures != self.new.figures


@dataclass(frozen=True, slots=True)
class TeamImpact:
    """A team's mean (the company's for None) in a cycle on both sides."""

    team: str | None
    cycle: str
    old: TeamSide | None
    new: TeamSide | None

    @property
    def side(self) -> TeamSide:
        """The team after the change, else before."""
        side = self.new or self.old
        assert side is not None
        return side


@dataclass(frozen=True, slots=True)
class Concerned:
    """A person whose goals are affected and who had no part in the change, with those goals' ids.

    Of ``goals``, ``supporting`` are those that are not touched themselves but support one whose goalposts move.
    """

    person: str
    name: str
    goals: tuple[str, ...]
    supporting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does.

    ``touched`` are the goals whose files say something new, or can no longer, or again, be read; ``along`` those that
    move because of them and every goal above, nearest first. ``elsewhere`` counts changed facts of teams, people,
    cycles and the company.
    """

    old: Side
    new: Side
    touched: tuple[GoalImpact, ...]
    along: tuple[GoalImpact, ...]
    elsewhere: Mapping[str, tuple[Change, ...]]
    teams: tuple[TeamImpact, ...]
    added: tuple[Finding, ...]
    removed: tuple[Finding, ...]
    moves: tuple[Move, ...]
    posts: Mapping[str, Goalposts]
    concerned: tuple[Concerned, ...]
    blanks: Mapping[str, Blank] = field(default_factory=dict)

    @property
    def moved_along(self) -> tuple[GoalImpact, ...]:
        """The goals that are not touched and whose figures differ."""
        return tuple(goal for goal in self.along if goal.moves)

    @property
    def slim(self) -> "Impact":
        """The same with sides that know no more goals than are named."""
        named = {goal.id for goal in (*self.touched, *self.along)} | {move.goal for move in self.moves}
        named |= {id_ for one in self.concerned for id_ in one.goals}
        old, new = (
            replace(side, goals={id_: side.goals[id_] for id_ in sorted(named) if id_ in side.goals}, findings=())
            for side in (self.old, self.new)
        )
        return replace(self, old=old, new=new)

    @property
    def is_nothing(self) -> bool:
        """Whether no figure, no finding and no goalpost differs."""
        figures = any(goal.moves for goal in (*self.touched, *self.along)) or bool(self.teams)
        return not (figures or self.added or self.removed or self.moves)

    @property
    def is_empty(self) -> bool:
        """Whether no file says anything new either."""
        return self.is_nothing and not self.touched and not self.elsewhere


def impact_of(old: Side, new: Side, step: Step) -> Impact:
    """Compare two sides of the same day."""
    touched = tuple(_goals(old, new, step))
    along = tuple(_along(old, new, step, {goal.id for goal in touched}))
    added, removed = _findings(old.findings, new.findings, step.was)
    # Of a file that cannot be read any more nothing is found, but nothing is mended either.
    unread = {goal.side.path for goal in touched if goal.is_unreadable}
    removed = tuple(finding for finding in removed if finding.path not in unread or finding.code < "G1")
    return Impact(
        old=old,
        new=new,
        touched=touched,
        along=along,
        elsewhere={
            key: changes
            for key, changes in step.changes.items()
            if changes and key not in new.goals and step.was.get(key, key) not in old.goals
        },
        teams=tuple(_teams(old, new)),
        added=added,
        removed=removed,
        moves=step.moves,
        posts=step.posts,
        concerned=tuple(_concerned(old, new, touched, along, step)),
        blanks=step.blanks,
    )


def _goals(old: Side, new: Side, step: Step) -> Iterator[GoalImpact]:
    for id_ in dict.fromkeys([*step.changes, *sorted(step.rewritten)]):
        changes = step.changes.get(id_, ())
        before, after = _both(old, new, step.was.get(id_, id_), id_)
        unread = id_ in step.rewritten and any(side is not None and not side.readable for side in (before, after))
        if (changes or unread) and (before is not None or after is not None):
            yield GoalImpact(id_, before, after, changes, 0)


def _both(old: Side, new: Side, was: str, is_: str) -> tuple[GoalSide | None, GoalSide | None]:
    """Return a goal on both sides; one of whose file not even the kind can be read is known from the other side."""
    before, after = old.goals.get(was), new.goals.get(is_)
    if after is None and before is not None and is_ in new.unreadable:
        after = before.unread
    elif before is None and after is not None and was in old.unreadable:
        before = after.unread
    return before, after


def _along(old: Side, new: Side, step: Step, touched: set[str]) -> Iterator[GoalImpact]:
    """Yield what lies above the touched goals, nearest first, then whatever else moves.

    Above a goal is what it rolls up to, above a KPI also what reads it.
    """
    depths: dict[str, int] = {}
    for side in (new, old):
        start = [id_ if side is new else step.was.get(id_, id_) for id_ in touched]
        for id_, depth in _depths(side, start).items():
            if id_ not in touched:
                depths[id_] = min(depth, depths.get(id_, depth))
    was = set(step.was.values())
    highest = max(depths.values(), default=0) + 1
    for id_ in dict.fromkeys([*new.goals, *old.goals]):
        if id_ in touched or id_ in depths or id_ in was:
            continue
        before, after = _both(old, new, id_, id_)
        if before is None or after is None or before.figures != after.figures:
            depths[id_] = highest
    for id_, depth in sorted(depths.items(), key=lambda pair: (pair[1], pair[0])):
        before, after = _both(old, new, id_, id_)
        if before is not None or after is not None:
            yield GoalImpact(id_, before, after, (), depth)


def _depths(side: Side, start: Iterable[str]) -> Mapping[str, int]:
    """Return how far each goal that feels these lies above them, they themselves at 0."""
    readers: dict[str, list[str]] = {}
    for goal in side.goals.values():
        for kpi in goal.reads:
            readers.setdefault(kpi, []).append(goal.id)
    depths = dict.fromkeys(start, 0)
    waiting = deque(depths)
    while waiting:
        id_ = waiting.popleft()
        here = side.goals.get(id_)
        nearest = [here.above[0].id] if here is not None and here.above else []
        for above in (*nearest, *readers.get(id_, ())):
            if above not in depths:
                depths[above] = depths[id_] + 1
                waiting.append(above)
    return depths


def _teams(old: Side, new: Side) -> Iterator[TeamImpact]:
    for team, cycle in dict.fromkeys([*new.teams, *old.teams]):
        before, after = old.teams.get((team, cycle)), new.teams.get((team, cycle))
        if _mean(before) != _mean(after):
            yield TeamImpact(team, cycle, before, after)


def _mean(team: TeamSide | None) -> Fraction | None:
    return team.progress if team is not None else None


def _findings(
    old: Iterable[Finding], new: Iterable[Finding], was: Mapping[str, str]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the findings that came and went; one keeps its identity while lines, and files, move."""
    names = {before: after for after, before in was.items()}

    def identity(finding: Finding) -> tuple[str, str, str]:
        about = finding.goal or finding.path
        return finding.code, names.get(about, about), what_of(finding.key) if finding.code == "G504" else finding.key

    def rest(here: Iterable[Finding], there: Iterable[Finding]) -> tuple[Finding, ...]:
        left = Counter(map(identity, there))
        found = []
        for finding in here:
            if left[identity(finding)]:
                left[identity(finding)] -= 1
            else:
                found.append(finding)
        return tuple(found)

    old, new = tuple(old), tuple(new)
    return rest(new, old), rest(old, new)


def what_of(key: str) -> str:
    """Return what one reason explains: all moves of a key result, or of a key."""
    parts = key.split(".", 2)
    return parts[1] if parts[0] == "key_results" and len(parts) > 1 else parts[0]


def _concerned(
    old: Side, new: Side, touched: Iterable[GoalImpact], along: Iterable[GoalImpact], step: Step
) -> Iterator[Concerned]:
    """Yield who owns what is affected, or what supports a goal whose goalposts move, and had no part in it."""
    authors = {name for name, _ in step.authors} | {email.lower() for _, email in step.authors if email}
    goals: dict[str, list[str]] = {}
    supporting: dict[str, set[str]] = {}

    def owned(person: str | None, goal: str) -> None:
        if person is not None and goal not in goals.setdefault(person, []):
            goals[person].append(goal)

    for goal in (*touched, *(one for one in along if one.moves)):
        owned(goal.side.owner, goal.id)
        changed = {change.key_result for change in goal.changes}
        for id_, part in goal.side.key_results.items():
            if id_ in changed:
                owned(part.owner, goal.id)
    moved = {(move.goal, move.change.key_result) for move in step.moves}
    for id_, one in new.goals.items():
        first = one.above[0] if one.above else None
        if first is not None and ((first.id, first.key_result) in moved or (first.id, None) in moved):
            if one.owner is not None and id_ not in goals.get(one.owner, ()):
                supporting.setdefault(one.owner, set()).add(id_)
            owned(one.owner, id_)
    for person, ids in goals.items():
        known = new.people.get(person) or old.people.get(person)
        name = known.name if known is not None else person
        mine = {name, person, *(email.lower() for email in (known.emails if known is not None else ()))}
        if not mine & authors:
            yield Concerned(person, name, tuple(ids), frozenset(supporting.get(person, ())))
