"""Two states of a repository worked out: how each stands, and what the step between them says and does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from goalsite.change.affected import impact_of
from goalsite.change.history import UNCOMMITTED, Commit, History
from goalsite.change.impact import Blank, Impact, Step
from goalsite.change.moves import Move, Moved, moves_of
from goalsite.change.older import joined
from goalsite.change.originals import wanted
from goalsite.change.side import Side, side_of
from goalsite.change.stories import Stories
from goalsite.check import check
from goalsite.language import language
from goalsite.measure import measure, why_objective
from goalsite.measure.figures import Measured
from goalsite.model.load import shown_path
from goalsite.model.repository import Repository
from goalsite.model.translating import in_language
from goalsite.publish.impact.blanks import blank_of
from goalsite.publish.keeping.cache import ParsedFiles
from goalsite.publish.past.added_step import completed, is_committed, stepping, two_states, with_files
from goalsite.publish.past.git import NoHistory
from goalsite.publish.past.git_log import day_of
from goalsite.publish.past.known import Needed
from goalsite.publish.understanding.inputs import Inputs, Mistake
from goalsite.publish.understanding.pipeline import linked, needed_by
from goalsite.settings import Settings
from goalsite.site.format import Format
from goalsite.site.formulas import OnPages
from goalsite.vocabulary import State

if TYPE_CHECKING:
    from goalsite.change.compare import Change

_MOST_BLANKS = 100
"""Goals whose reasons are made ready to be pasted; no report shows more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one state asks of the past; ``measured`` are the files of goals that may run, in whatever cycle."""

    needed: Needed
    measured: frozenset[str]


@dataclass(frozen=True, slots=True)
class Before:
    """The first state, worked out, and what it asked of the past."""

    side: Side
    asked: Asked


class Pair:
    """Two states of one repository, ``start`` and ``after`` (None: the files as they lie).

    ``known`` is the first one where an earlier run worked it out, ``parsed`` gives the files of both.
    """

    def __init__(
        self, old: Inputs, new: Inputs, start: str, after: str | None, known: Before | None, parsed: ParsedFiles
    ) -> None:
        self._old = old
        self._new = new
        self._start = start
        self._after = after
        assert old.past is not None
        self._past = old.past
        self._shallow = old.past.git.shallow
        self._known = known
        self._parsed = parsed

    @cached_property
    def _old_linked(self) -> tuple[Repository, Measured]:
        return linked(self._old, self._parsed)

    @cached_property
    def _new_linked(self) -> tuple[Repository, Measured]:
        return linked(self._new, self._parsed)

    @cached_property
    def _base(self) -> History:
        """The history up to the first state, as far as both need it; of a shallow clone, that state alone."""
        old, new = self._old.files, self._new.files
        if self._shallow:
            return two_states(self._past, self._start, self._commit(self._start).day, old, new)
        first = self._known.asked if self._known is not None else self._asked(self._old_linked[0])
        second = self._asked(self._new_linked[0])
        try:
            needed = first.needed | second.needed
            needed = stepping(self._past, self._start, new, needed, first.measured | second.measured)
            history = self._past.at(self._start, needed)
        except NoHistory as none:
            raise Mistake(str(none.why)) from None
        return completed(self._past, history, old, new)

    def _asked(self, repository: Repository) -> Asked:
        active = {f"{one.id}.md" for one in repository.objectives.values() if one.state is State.ACTIVE}
        return Asked(
            needed_by(repository, self._old.settings), frozenset({*active, *(f"{id_}.md" for id_ in repository.kpis)})
        )

    def _commit(self, id_: str) -> Commit:
        seconds = self._past.git.seconds_of(id_)
        return Commit(id_, "", "", min(day_of(str(seconds)), self._past.latest), "")

    @cached_property
    def _is_committed(self) -> bool:
        """Whether the second state is that of a commit: files that lie there may be those of the newest one."""
        if self._after is not None:
            return True
        try:
            return is_committed(self._past, self._new.files)
        except NoHistory as none:
            raise Mistake(str(none.why)) from None

    @property
    def _commit_of_step(self) -> Commit:
        """What brings the second state: the newest commit where the files that lie there are its own."""
        if self._after is not None:
            return self._commit(self._after)
        day = self._commit(self._past.head).day if self._is_committed else self._new.as_of
        return Commit(UNCOMMITTED, "", "", day, "")

    @cached_property
    def before(self) -> Before:
        """The first state."""
        if self._known is not None:
            return self._known
        repository, measured = self._old_linked
        moved = None
        if not self._shallow and self._old.settings.history:
            moved = moves_of(Stories(self._base, repository.fiscal), repository, self._old.settings)
        findings = (*self._old.problems, *check(measured, moved))
        return Before(side_of(_told(measured, self._old.settings), findings), self._asked(repository))

    def impact(self, authors: tuple[tuple[str, str], ...]) -> Impact:
        """Return what the step from the first state to the second does; ``authors`` made it."""
        inputs = self._new
        repository, measured = self._new_linked
        base = self._base
        keys = {lineage.versions[-1].key for lineage in base.lineages}
        known = {file.key: file.content for file in self._old.files}
        files = [file for file in inputs.files if file.key in keys or known.get(file.key) != file.content]
        history = with_files(self._past, base, files, self._commit_of_step)
        if self._is_committed and not self._shallow:
            history = replace(history, brought=self._past.brought(self._start, self._after or self._past.head))
        stories = Stories(history, repository.fiscal)
        moved = _of_running(moves_of(stories, repository, inputs.settings), repository)
        seen = moved if inputs.settings.history else None
        told = _told(measured, inputs.settings)
        side = side_of(told, (*inputs.problems, *check(measured, seen)))
        last = len(base.order)
        ours = {key: one for key, one in moved.items() if any(move.place == last for move in one.moves)}
        records = self._past.records(wanted(ours))
        changes: dict[str, list[Change]] = {}
        for key, story in stories.items():
            for event in story.events:
                if event.place == last:
                    changes.setdefault(key, []).append(event.change)
        renamed = _renamed(history)
        was = {_stem(after): _stem(before) for after, before in renamed.items()}
        step = Step(
            changes={key: tuple(found) for key, found in changes.items()},
            was=was,
            moves=tuple(move for one in ours.values() for move in one.moves if move.place == last),
            posts={key: joined(measured, stories, moved, key, records) for key in ours},
            authors=authors,
            rewritten=self._rewritten(was),
            blanks=self._blanks(move for one in ours.values() for move in one.moves if move.place == last),
            paths={shown_path(old, inputs.settings): shown_path(new, inputs.settings) for new, old in renamed.items()},
        )
        impact = impact_of(self.before.side, side, step)
        return replace(impact, formulas=_formulas(impact, told))

    def _blanks(self, moves: Iterable[Move]) -> Mapping[str, Blank]:
        """Return what would say why, by goal whose moves lack a reason and whose file is still there."""
        contents = {file.key.removesuffix(".md"): file.content for file in self._new.files}
        missing: dict[str, list[Move]] = {}
        for move in moves:
            if move.unexplained:
                missing.setdefault(move.goal, []).append(move)
        return {
            id_: blank_of(goal, content, lacking)
            for id_, lacking in list(missing.items())[:_MOST_BLANKS]
            if (content := contents.get(id_)) is not None and (goal := self._new_linked[0].goal(id_)) is not None
        }

    def _rewritten(self, was: Mapping[str, str]) -> frozenset[str]:
        """Return the ids of the Markdown files whose bytes differ, under the new path; ``was`` gives the old ids."""
        old = {file.key.removesuffix(".md"): file.content for file in self._old.files}
        new = {file.key.removesuffix(".md"): file.content for file in self._new.files}
        moved = {before: after for after, before in was.items()}
        ids = {*new, *(moved.get(id_, id_) for id_ in old)}
        return frozenset(id_ for id_ in ids if old.get(was.get(id_, id_)) != new.get(id_))


def _told(measured: Measured, settings: Settings) -> Measured:
    """Return what was measured with the words of the reader's language, where the site is built in it."""
    reader = language()
    if reader not in settings.other_languages:
        return measured
    settings = replace(settings, language=reader)
    return measure(in_language(measured.repository, reader, measured.settings.language), settings)


def _of_running(moved: Mapping[str, Moved], repository: Repository) -> Mapping[str, Moved]:
    """Return moves without those that only a KPI brought to goals that do not run now: their past may not be read."""
    running = {
        one.id
        for one in repository.objectives.values()
        if one.state is State.ACTIVE and one.cycle is not None and one.cycle.span.last >= repository.as_of
    }
    found = {}
    for key, one in moved.items():
        moves = tuple(move for move in one.moves if move.through is None or key in running)
        if moves:
            found[key] = replace(one, moves=moves)
    return found


def _formulas(impact: Impact, measured: Measured) -> Mapping[str, str]:
    """Return how the figures of objectives that move come about, as pages write it."""
    write = OnPages(Format(language(), measured.as_of))
    return {
        goal.id: str(why_objective(measured, goal.id, write)["progress"].filled)
        for goal in (*impact.touched, *impact.along)
        if goal.moves and goal.id in measured.objectives
    }


def _renamed(history: History) -> Mapping[str, str]:
    """Return the paths that files had before the last step by those they have after it, of files that it renames."""
    found = {}
    for lineage in history.lineages:
        *_, before, after = (None, *lineage.versions)
        if before is not None and after.landed == UNCOMMITTED and after.blob is not None and before.key != after.key:
            found[after.key] = before.key
    return found


def _stem(key: str) -> str:
    return key.removesuffix(".md")
