"""What a change does: every goal it touches or moves, the findings it adds and removes, whom it concerns (SPEC 8.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

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
    """What is to be filled in to say why a goal's goalposts move: lines for its file, and how they come into it.

    ``there`` are the numbers of lines of the file that wait to be filled in already; ``lines`` is empty where those are
    all it takes.
    """

    way: Way
    lines: tuple[str, ...]
    there: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """What the files of a change say, beside the figures of both sides.

    ``changes`` are by the goal's id, the new one where its file moved; ``was`` gives the old id of such a goal, team or
    other file, whether it can be read or not, ``paths`` its new path by the old one, both as shown. ``moves`` are the
    goalposts this change moves, ``posts`` their goals' progress under the original. ``authors`` are names and addresses
    of those who made it. ``rewritten`` are the ids of files whose bytes differ, readable or not. ``blanks`` are what
    would give the reasons that are missing, by goal.
    """

    changes: Mapping[str, tuple[Change, ...]]
    was: Mapping[str, str]
    moves: tuple[Move, ...]
    posts: Mapping[str, Goalposts]
    authors: tuple[tuple[str, str], ...]
    rewritten: frozenset[str] = frozenset()
    blanks: Mapping[str, Blank] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    def before(self, id_: str) -> str:
        """Return the id that a file had before the change."""
        return self.was.get(id_, id_)

    @cached_property
    def _became(self) -> Mapping[str, str]:
        return {before: after for after, before in self.was.items()}

    def after(self, id_: str) -> str:
        """Return the id that a file has after the change."""
        return self._became.get(id_, id_)


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
    def stays_unreadable(self) -> bool:
        """Whether its file can be read neither before nor after the change."""
        return self.is_unreadable and self.old is not None and not self.old.readable

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
    """A team's mean (the company's for None) in a cycle on both sides; ``team`` is the id it has now, or had last."""

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
    cycles and the company. ``formulas`` say how the new figures of objectives that move come about, with their numbers,
    by the objective's id.
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
    formulas: Mapping[str, str] = field(default_factory=dict)

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
