"""Two states of a repository side by side: commits, or the files as they lie (SPEC 8.3)."""

import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from goalsite.change.affected import impact_of
from goalsite.change.history import UNCOMMITTED, Commit, History
from goalsite.change.impact import Blank, Impact, Step, Way
from goalsite.change.moves import Move, moves_of
from goalsite.change.originals import goalposts, wanted
from goalsite.change.side import Side, side_of
from goalsite.change.stories import Stories
from goalsite.check import check
from goalsite.findings import Finding
from goalsite.language import Message, language
from goalsite.language import gettext as _
from goalsite.measure import measure
from goalsite.measure.figures import Measured
from goalsite.model.load import shown_path
from goalsite.model.objects import Kpi, Objective
from goalsite.model.repository import Repository
from goalsite.model.translating import in_language
from goalsite.publish.impact.blanks import blank_for
from goalsite.publish.keeping.cache import Store
from goalsite.publish.past.added_step import completed, stepping, two_states, with_files
from goalsite.publish.past.git import Git, NoHistory
from goalsite.publish.past.git_log import day_of
from goalsite.publish.past.history import Needed, Past
from goalsite.publish.understanding.inputs import Inputs, Mistake, gather, latest_day, with_commit
from goalsite.publish.understanding.pipeline import linked, needed_by
from goalsite.publish.understanding.verdict import digest_of
from goalsite.settings import Settings
from goalsite.site.format import Format
from goalsite.site.formulas import OnPages
from goalsite.vocabulary import State

if TYPE_CHECKING:
    from goalsite.change.compare import Change

_RULES = frozenset(("rules.md", "rules/index.md", "rules/readme.md"))
"""Files of the user's own where the page of all rules would lie."""

_MOST_BLANKS = 100
"""Goals whose reasons are made ready to be pasted; no report shows more."""

_KEPT = 6
"""Sides, and impacts, kept from run to run."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An impact, the commits it lies between (``head`` None: the files as they lie), and the settings of both sides.

    ``no_history`` says why the past before ``base`` was not looked at, where it was not: moves are then compared with
    ``base``. ``rules`` is where the rules' pages lie on the site.
    """

    impact: Impact
    base: str
    head: str | None
    settings: Settings
    no_history: Message | None
    rules: str = "rules"


def compare_states(
    repo_dir: Path, base: str, head: str | None = None, *, exact: bool = False, as_of: date | None = None
) -> Compared:
    """Compare the point where ``head`` left ``base`` with ``head`` (None: the files as they lie); see SPEC 8.3.

    Both sides are of the same day and read by the settings that lie there now. With ``exact`` it is ``base`` itself.
    Raises :class:`Mistake` where git does not know what is meant.
    """
    here = gather(repo_dir, as_of=as_of)
    try:
        git = Git.around(here.root)
    except NoHistory as none:
        raise Mistake(_("there is nothing to compare with: {why}", why=none.why)) from None
    known = _known(git, base)
    after = _known(git, head) if head is not None else None
    start = known if exact else _fork(git, known, after or git.head, base)
    past = Past(git, repo_dir, latest_day(here.as_of))
    why = Message("this is a shallow clone; fetch all of it (`git fetch --unshallow`)") if git.shallow else None
    old_inputs = with_commit(replace(here, past=past), start)
    new_inputs = replace(here, past=past) if after is None else with_commit(replace(here, past=past), after)
    old_key = _key(old_inputs, git)
    new_key = sha256(_key(new_inputs, git) + old_key + repr(git.shallow).encode()).digest()
    authors = _authors(git, start, after)
    key = sha256(new_key + repr((authors, language())).encode()).digest()
    impacts = _Kept(repo_dir, "impacts")
    impact = impacts.get(key)
    if not isinstance(impact, Impact):
        sides = _Kept(repo_dir, "sides")
        old, new = sides.get(old_key), sides.get(new_key)
        before = old if isinstance(old, _Before) else None
        pair = _Pair(old_inputs, new_inputs, start, after, before, shallow=git.shallow)
        before = before or pair.old()
        new = new if isinstance(new, tuple) else pair.new()
        sides.keep({old_key: before, new_key: new})
        side, step = new
        impact = impact_of(before.side, side, replace(step, authors=authors)).slim
        impacts.keep({key: impact})
    taken = any(file.key.lower() in _RULES for file in here.files)
    return Compared(impact, start, after, here.settings, why, "site/rules" if taken else "rules")


def _known(git: Git, name: str) -> str:
    found = git.commit(name)
    if found is None:
        shallow = _("; this is a shallow clone, fetch all of it (`git fetch --unshallow`)") if git.shallow else ""
        raise Mistake(_("git knows no commit '{name}'", name=name) + shallow)
    return found


def _fork(git: Git, base: str, head: str | None, name: str) -> str:
    if head is None:
        raise Mistake(_("nothing is committed yet"))
    found = git.merge_base(base, head)
    if found is None:
        why = (
            _("fetch the whole history (`git fetch --unshallow`)") if git.shallow else _("they have nothing in common")
        )
        message = _(
            "there is no point where the change left '{name}': {why}; or compare with --exact", name=name, why=why
        )
        raise Mistake(message)
    return found


def _authors(git: Git, start: str, after: str | None) -> tuple[tuple[str, str], ...]:
    """Return who made the change: those who committed it, and whoever has changed files lying here."""
    found = git.authors(start, after or "HEAD")
    if after is None:
        found.append(git.user())
    return tuple(dict.fromkeys(found))


def _key(inputs: Inputs, git: Git) -> bytes:
    if inputs.commit is None:
        return sha256(digest_of(inputs) + language().encode()).digest()
    said = (
        inputs.settings,
        inputs.problems,
        inputs.as_of,
        inputs.day_is_set,
        git.tree(inputs.commit),
        inputs.commit,
        language(),
    )
    return sha256(repr(said).encode()).digest()


def _told(measured: Measured, settings: Settings) -> Measured:
    """Return what was measured with the words of the reader's language, where the site is built in it."""
    reader = language()
    if reader not in settings.other_languages:
        return measured
    settings = replace(settings, language=reader)
    return measure(in_language(measured.repository, reader, measured.settings.language), settings)


def _side(measured: Measured, inputs: Inputs, findings: tuple[Finding, ...]) -> Side:
    write = OnPages(Format(language(), inputs.as_of))
    return side_of(_told(measured, inputs.settings), findings, write)


class _Kept:
    """What earlier comparisons worked out: whole impacts, or their sides."""

    def __init__(self, repo_dir: Path, name: str) -> None:
        self._store = Store(repo_dir, name)
        self._kept = self._store.read()

    def get(self, key: bytes) -> object:
        packed = self._kept.get(key)
        return pickle.loads(packed) if packed is not None else None  # noqa: S301 - our own file, see cache

    def keep(self, made: Mapping[bytes, object]) -> None:
        if self._store.is_off:
            return
        fresh = {key: pickle.dumps(one, pickle.HIGHEST_PROTOCOL) for key, one in made.items()}
        rest = {key: packed for key, packed in self._kept.items() if key not in fresh}
        newest = dict(list(rest.items())[-(_KEPT - len(fresh)) :])
        self._store.write({**newest, **fresh})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one state asks of the past; ``measured`` are the files of goals that may run, in whatever cycle."""

    needed: Needed
    measured: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Before:
    """The first state, worked out, and what it asked of the past."""

    side: Side
    asked: _Asked


class _Pair:
    """The two states, worked out; ``before`` is the first where it is known."""

    def __init__(
        self, old: Inputs, new: Inputs, start: str, after: str | None, before: _Before | None, *, shallow: bool
    ) -> None:
        self._old = old
        self._new = new
        self._start = start
        self._after = after
        assert old.past is not None
        self._past = old.past
        self._shallow = shallow
        self._before = before

    @cached_property
    def _old_linked(self) -> tuple[Repository, Measured]:
        return linked(self._old)

    @cached_property
    def _new_linked(self) -> tuple[Repository, Measured]:
        return linked(self._new)

    @cached_property
    def _base(self) -> History:
        """The history up to the first state, as far as both need it; of a shallow clone, that state alone."""
        old, new = self._old.files, self._new.files
        if self._shallow:
            return two_states(self._past, self._start, self._commit(self._start).day, old, new)
        first = self._before.asked if self._before is not None else self._asked(self._old_linked[0])
        second = self._asked(self._new_linked[0])
        try:
            needed = first.needed | second.needed
            needed = stepping(self._past, self._start, new, needed, first.measured | second.measured)
            history = self._past.at(self._start, needed)
        except NoHistory as none:
            raise Mistake(str(none.why)) from None
        return completed(self._past, history, old, new)

    def _asked(self, repository: Repository) -> _Asked:
        active = {f"{one.id}.md" for one in repository.objectives.values() if one.state is State.ACTIVE}
        return _Asked(
            needed_by(repository, self._old.settings), frozenset({*active, *(f"{id_}.md" for id_ in repository.kpis)})
        )

    def _commit(self, id_: str) -> Commit:
        seconds = self._past.git.seconds_of(id_)
        return Commit(id_, "", "", day_of(str(seconds)), "")

    def old(self) -> _Before:
        """Return the first state."""
        repository, measured = self._old_linked
        moved = None
        if not self._shallow and self._old.settings.history:
            moved = moves_of(Stories(self._base, repository.fiscal), repository, self._old.settings)
        findings = (*self._old.problems, *check(measured, moved))
        return _Before(_side(measured, self._old, findings), self._asked(repository))

    def new(self) -> tuple[Side, Step]:
        """Return the second state, and what the step from the first to it says."""
        inputs = self._new
        commit = Commit(UNCOMMITTED, "", "", inputs.as_of, "") if self._after is None else self._commit(self._after)
        repository, measured = self._new_linked
        base = self._base
        keys = {lineage.versions[-1].key for lineage in base.lineages}
        known = {file.key: file.content for file in self._old.files}
        files = [file for file in inputs.files if file.key in keys or known.get(file.key) != file.content]
        history = with_files(self._past, base, files, commit)
        stories = Stories(history, repository.fiscal)
        moved = moves_of(stories, repository, inputs.settings)
        seen = moved if inputs.settings.history else None
        side = _side(measured, inputs, (*inputs.problems, *check(measured, seen)))
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
            posts={key: goalposts(measured, moved, key, records) for key in ours},
            authors=(),
            rewritten=self._rewritten(was),
            blanks=self._blanks(move for one in ours.values() for move in one.moves if move.place == last),
            paths={shown_path(old, inputs.settings): shown_path(new, inputs.settings) for new, old in renamed.items()},
        )
        return side, step

    def _blanks(self, moves: Iterable[Move]) -> Mapping[str, Blank]:
        """Return what would say why, by goal whose moves lack a reason and whose file is still there."""
        contents = {file.key.removesuffix(".md"): file.content for file in self._new.files}
        missing: dict[str, dict[str, list[Move]]] = {}
        for move in moves:
            if move.unexplained:
                missing.setdefault(move.goal, {}).setdefault(move.what, []).append(move)
        return {
            id_: self._blank(goal, content, whats.values())
            for id_, whats in list(missing.items())[:_MOST_BLANKS]
            if (content := contents.get(id_)) is not None and (goal := self._new_linked[0].goal(id_)) is not None
        }

    @staticmethod
    def _blank(goal: Objective | Kpi, content: bytes, missing: Iterable[Sequence[Move]]) -> Blank:
        """Return what one goal's file lacks; where a reason is there to be filled in, no second one is proposed."""
        there: set[int] = set()
        fresh: dict[str, date] = {}
        for moves in missing:
            keys = {move.blank for move in moves if move.blank is not None}
            there |= {goal.record.position(key).line for key in keys}
            if not keys:
                fresh[moves[-1].what] = moves[-1].day
        blank = blank_for(content, fresh) if fresh else Blank(Way.NEW, ())
        return replace(blank, there=tuple(sorted(there)))

    def _rewritten(self, was: Mapping[str, str]) -> frozenset[str]:
        """Return the ids of the Markdown files whose bytes differ, under the new path; ``was`` gives the old ids."""
        old = {file.key.removesuffix(".md"): file.content for file in self._old.files}
        new = {file.key.removesuffix(".md"): file.content for file in self._new.files}
        moved = {before: after for after, before in was.items()}
        ids = {*new, *(moved.get(id_, id_) for id_ in old)}
        return frozenset(id_ for id_ in ids if old.get(was.get(id_, id_)) != new.get(id_))


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
