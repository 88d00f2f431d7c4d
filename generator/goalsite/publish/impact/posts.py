"""The goalposts that a change moves, in words: what moved, where its goal would stand, how to say why (SPEC 8.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, Protocol

from goalsite.change.impact import Blank, Impact, Way
from goalsite.change.moves import Move, missing_reasons
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.publish.impact.rows import SideNames, marked
from goalsite.site.changes import Telling
from goalsite.site.format import Format
from goalsite.site.views.sentences import joined
from goalsite.vocabulary import Health, Kind, Status

_Standing = tuple[Fraction | None, Status | Health]

_MOST_LINES = 6


class Style(Protocol):
    """How a report writes: every text of an author's, and every text that is to stand out, goes through it."""

    def text(self, text: str) -> str:
        """Return a text as it is to be read, whatever it holds."""

    def strong(self, text: str) -> str:
        """Return a text that stands out."""

    def code(self, text: str) -> str:
        """Return what is to be written as it stands."""

    def goal(self, goal: str, title: str) -> str:
        """Return a goal's title, linked to its page where that is known."""

    def file(self, path: str, line: int = 0, *, old: bool = False) -> str:
        """Return a file's path, linked to it as it is after the change (``old``: before) where that is known."""


@dataclass(frozen=True, slots=True)
class Posted:
    """The moved goalposts of one goal that have a reason, or of those that have none.

    ``said`` follows on ``head``, ``lines`` stand below it, and ``ask`` says how to give the reason; ``paste`` are the
    lines of YAML it speaks of. All is written in the report's style, but for ``paste``.
    """

    head: str
    said: str
    lines: tuple[str, ...]
    ask: str
    paste: tuple[str, ...]


class Group(NamedTuple):
    """A goal, those of its moves that have a reason or those that have none, and the moves of what aims at it."""

    goal: str
    moves: tuple[Move, ...]
    aiming: tuple[Move, ...]


class Posts:
    """The moved goalposts of an impact that may be shown; what has been undone is none."""

    def __init__(self, impact: Impact, names: SideNames, form: Format, telling: Telling, *, people: bool) -> None:
        self._impact = impact
        self._names = names
        self._form = form
        self._telling = telling
        self.moves = [move for move in impact.moves if not move.undone and (people or not self._is_personal(move.goal))]
        self.missing = missing_reasons(self.moves)

    def _is_personal(self, goal: str) -> bool:
        known = self._names.goal(goal)
        return known is not None and known.person is not None

    @cached_property
    def groups(self) -> list[Group]:
        """The goals whose goalposts move, those without a reason first; with a KPI's target also what aims at it.

        Where a goal runs again whose KPI moved while it rested, that is its own.
        """
        own: dict[tuple[bool, str], list[Move]] = {}
        aiming: dict[str, list[Move]] = {}
        moving = {move.goal for move in self.moves if move.through is None}
        for move in self.moves:
            if move.through is not None and move.through in moving:
                aiming.setdefault(move.through, []).append(move)
            else:
                own.setdefault((not move.unexplained, move.goal), []).append(move)
        ordered = sorted(own.items(), key=lambda pair: pair[0][0])
        return [Group(goal, tuple(moves), tuple(aiming.pop(goal, ()))) for (_explained, goal), moves in ordered]

    def told(self, style: Style, most: int) -> list[Posted]:
        """Return the first goals' goalposts in words."""
        return [self._posted(style, group.goal, group.moves, group.aiming) for group in self.groups[:most]]

    def _posted(self, style: Style, goal: str, moves: Sequence[Move], aiming: Sequence[Move]) -> Posted:
        title = self._title(style, goal, moves)
        missing = bool(moves) and moves[0].unexplained
        if missing and any(not move.change.key for move in moves):
            return self._removed(style, title, moves)
        reasons = list(dict.fromkeys(self._reason(style, move) for move in moves))
        lines = [self._aiming(style, move) for move in aiming]
        if len(moves) == 1:
            said = [_("{goal}: {change}.", goal=title, change=self._change(style, moves[0], on_day=True))]
        else:
            said = [self._on_day(title, moves)]
            lines = [*self._each(style, moves, with_reason=len(reasons) > 1), *lines]
        said.append(self._compared_goal(style, goal))
        if len(reasons) == 1 and reasons[0]:
            said.append(reasons[0])
        head = self._head(len(moves), missing=missing)
        ask, paste = self._ask(style, goal) if missing else ("", ())
        return Posted(head, joined(*(one for one in said if one)), _few(lines), ask, paste)

    @staticmethod
    def _head(number: int, *, missing: bool) -> str:
        if missing:
            return ngettext("A goalpost moves without a reason.", "{n} goalposts move without a reason.", number)
        return ngettext("A goalpost moves.", "{n} goalposts move.", max(number, 1))

    def _title(self, style: Style, goal: str, moves: Sequence[Move]) -> str:
        known = self._names.goal(goal)
        return style.goal(goal, known.title if known is not None else moves[0].title if moves else goal)

    def _removed(self, style: Style, title: str, moves: Sequence[Move]) -> Posted:
        known = self._names.goal(moves[0].goal)
        ask = ""
        if known is not None:
            ask = _(
                "Put {file} back with {state}, and say why in {learned}.",
                file=style.file(known.path, old=True),
                state=style.code("state: abandoned"),
                learned=style.code("learned"),
            )
        return Posted(_("A goal is taken out while it runs."), self._on_day(title, moves), (), ask, ())

    @staticmethod
    def _on_day(title: str, moves: Sequence[Move]) -> str:
        days = {move.span_day for move in moves}
        at = days.pop() if len(days) == 1 else None
        text = _("{change}, on day {day} of {days}", change=title, day=at[0], days=at[1]) if at is not None else title
        return _("{change}.", change=text)

    def _change(self, style: Style, move: Move, *, on_day: bool = False) -> str:
        told = self._telling(move.goal, move.change) if move.change.key else _("removed")
        if on_day and move.span_day is not None:
            day, days = move.span_day
            told = _("{change}, on day {day} of {days}", change=told, day=day, days=days)
        return style.text(told)

    def _each(self, style: Style, moves: Sequence[Move], *, with_reason: bool) -> Iterable[str]:
        """Yield a line for each move; of several of one key result the first one says where it would stand."""
        seen: set[str | None] = set()
        for move in moves:
            parts = [_("{change}.", change=self._change(style, move))]
            if move.change.key_result not in seen:
                parts.append(self._compared_part(style, move))
            seen.add(move.change.key_result)
            if with_reason:
                parts.append(self._reason(style, move))
            yield joined(*(part for part in parts if part))

    def _aiming(self, style: Style, move: Move) -> str:
        """Say of a key result that it aims at the target that moves."""
        aims = _(
            "{goal} › {key_result} aims at it.",
            goal=self._title(style, move.goal, [move]),
            key_result=style.text(self._names.key_result(move.goal, move.change.key_result or "")),
        )
        return joined(*(part for part in (aims, self._compared(style, move)) if part))

    def _reason(self, style: Style, move: Move) -> str:
        if move.reason is None:
            return ""
        why = style.text(move.reason.why)
        if move.reason.approved_by:
            who = style.text(self._names.person(move.reason.approved_by))
            why = _("{why} – approved by {who}", why=why, who=who)
        return _("The reason: {why}", why=why)

    def _compared(self, style: Style, move: Move) -> str:
        return self._compared_part(style, move) or self._compared_goal(style, move.goal)

    def _compared_part(self, style: Style, move: Move) -> str:
        """Say where a key result would stand under the original, where that is known and differs."""
        posts = self._impact.posts.get(move.goal)
        parts = posts.key_results if posts is not None and posts.known else ()
        part = next((one for one in parts if one.key_result == move.change.key_result), None)
        if part is None or part.status is None or part.original_status is None:
            return ""
        return self._stands(style, (part.original, part.original_status), (part.now, part.status), alone=True)

    def _compared_goal(self, style: Style, goal: str) -> str:
        """Say where a goal would stand under the original, where that is known and differs."""
        posts, known = self._impact.posts.get(goal), self._names.goal(goal)
        if posts is None or posts.original_status is None or posts.status is None:
            return ""
        alone = known is not None and known.kind is Kind.KPI
        original, now = (posts.original, posts.original_status), (posts.progress, posts.status)
        return self._stands(style, original, now, alone=alone)

    def _stands(self, style: Style, original: _Standing, now: _Standing, *, alone: bool) -> str:
        """Return the sentence, of the goal or of what alone was spoken of; empty where there is nothing to tell."""
        had, has = self._form.percent(original[0]), self._form.percent(now[0])
        alike = original[1] is now[1]
        if original[0] is None or now[0] is None or (had == has and alike):
            return ""
        if had == has:
            statuses = {"original": style.strong(marked(original[1])), "now": marked(now[1])}
            if alone:
                return _("Under the original targets it would be {original}, not {now}.", **statuses)
            return _("Under the original targets the goal would be {original}, not {now}.", **statuses)
        figures = {"original": style.strong(had), "now": has}
        if alike:
            if alone:
                return _("Under the original targets it would stand at {original}, not {now}.", **figures)
            return _("Under the original targets the goal would stand at {original}, not {now}.", **figures)
        figures["status"] = marked(original[1])
        if alone:
            return _("Under the original targets it would stand at {original}, {status}, not {now}.", **figures)
        return _("Under the original targets the goal would stand at {original}, {status}, not {now}.", **figures)

    def _ask(self, style: Style, goal: str) -> tuple[str, tuple[str, ...]]:
        """Say how to give the reason, and return what to paste."""
        known = self._names.goal(goal)
        blank: Blank | None = self._impact.blanks.get(goal)
        if known is None:
            return "", ()
        if blank is None:
            return _("Say why in {file}.", file=style.file(known.path)), ()
        return joined(self._fill_in(style, known.path, blank), self._paste(style, known.path, blank)), blank.lines

    def _fill_in(self, style: Style, path: str, blank: Blank) -> str:
        """Point at the reasons that wait to be filled in; empty where none does."""
        places = [style.file(path, line) for line in blank.there]
        if not places:
            return ""
        return ngettext(
            "Fill in the reason that waits at {places}.",
            "Fill in the reasons that wait at {places}.",
            len(places),
            places=self._form.listed(places),
        )

    @staticmethod
    def _paste(style: Style, path: str, blank: Blank) -> str:
        """Say where the lines to paste belong; empty where there are none."""
        file, key = style.file(path), style.code("adjustments")
        if not blank.lines:
            return ""
        if blank.way is Way.BELOW:
            return _("Say why in {file}, below the last entry of {key}:", file=file, key=key)
        if blank.way is Way.INSTEAD:
            return _("Say why in {file}, where {key} then reads:", file=file, key=key)
        return _("Say why in {file}:", file=file)


def _few(lines: Sequence[str]) -> tuple[str, ...]:
    if len(lines) <= _MOST_LINES:
        return tuple(lines)
    more = len(lines) - _MOST_LINES
    return (*lines[:_MOST_LINES], ngettext("{n} more", "{n} more", more))
