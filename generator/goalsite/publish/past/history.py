"""The history of a repository's goals, read from git and kept from run to run."""

import os
import pickle
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path

from goalsite.change.days import in_order
from goalsite.change.history import Commit, History, Lineage, Version
from goalsite.language import Message
from goalsite.model.records import KpiRecord, ObjectiveRecord
from goalsite.publish.keeping.cache import Store
from goalsite.publish.past.git import NO_COMMIT, Git, GitFailed, NoHistory
from goalsite.publish.past.git_log import LogCommit, read_changes, read_log
from goalsite.publish.past.known import Known, Needed
from goalsite.publish.past.lineages import Landing, Tracks, landings
from goalsite.publish.past.long_work import told
from goalsite.publish.past.needed import COMPARING, needed_lineages
from goalsite.publish.past.past_files import Reader, lineage_of


class Past:
    """The past of one goals folder; everything is read when it is first asked for.

    Commits that claim a day after ``latest`` are not believed.
    """

    def __init__(self, git: Git, repo_dir: Path, latest: date) -> None:
        self.latest = latest
        self.git = git
        self._repo_dir = repo_dir
        self.reader = BlobReader(git)

    @classmethod
    def of(cls, repo_dir: Path, goals_dir: Path, latest: date = date.max) -> "Past":
        """Return the past of a goals folder; raise :class:`NoHistory` where there is none that can be trusted."""
        git = Git.around(goals_dir)
        if git.head is None:
            raise NoHistory(NO_COMMIT)
        if git.shallow:
            raise NoHistory(Message("this is a shallow clone; fetch all of it (`git fetch --unshallow`)"))
        return cls(git, repo_dir, latest)

    @property
    def head(self) -> str:
        """The newest commit."""
        assert self.git.head is not None
        return self.git.head

    def at(self, commit: str, needed: Needed | None = None) -> History:
        """Return the history up to a commit; where little is known yet, only as much of it as is ``needed``."""
        with closing(self.git):
            known = self._read(commit, needed)
        days = in_order([known.commits[id_].day for id_ in known.line], self.latest)
        order = {id_: place for place, id_ in enumerate(known.line)}
        commits = dict(known.commits)
        for id_, day in zip(known.line, days, strict=True):
            if commits[id_].day != day:
                commits[id_] = replace(commits[id_], day=day)
        return History(commit, commits, order, known.lineages)

    @cached_property
    def _store(self) -> Store:
        return Store(self._repo_dir, f"history-{self._name}")

    @property
    def _name(self) -> str:
        """What tells apart the goals folders of one repository."""
        return sha256(os.fsencode(self.git.prefix)).hexdigest()[:8]

    def _read(self, commit: str, needed: Needed | None) -> Known:
        known = self._kept()
        if known is not None and known.head == commit:
            return known
        try:
            earlier = self._earlier(known, commit) if known is not None else None
            if earlier is not None:
                return earlier
            fresh = self._further(known, commit) if known is not None else None
            if fresh is None and needed is not None:
                return self._recent(commit, needed)
            if fresh is None:
                fresh = self._anew(known, commit)
        except GitFailed:
            raise NoHistory(Message("git could not read the history; see `git fsck`")) from None
        if commit == self.git.head and not self._store.is_off:
            self._store.write({_KEY: pickle.dumps(fresh, pickle.HIGHEST_PROTOCOL)})
        return fresh

    def _kept(self) -> Known | None:
        return _known_from(self._store.read().get(_KEY))

    def _earlier(self, known: Known, commit: str) -> Known | None:
        """Go back from what is known, where ``commit`` lies on its main line."""
        landed = self.git.landed(commit)
        if landed not in known.line:
            return None
        line = known.line[: known.line.index(landed) + 1]
        kept = frozenset(line)
        lineages = []
        for one in known.lineages:
            versions = tuple(version for version in one.versions if version.landed in kept)
            if versions:
                entries = tuple(entry for entry in one.entries if entry.landed in kept)
                lineages.append(Lineage(versions, entries))
        return Known(commit, known.commits, line, tuple(lineages))

    def _further(self, known: Known, commit: str) -> Known | None:
        """Go on from what is known, where that lies on the main line of ``commit``."""
        if not known.line or self.git.place(known.head) != self.git.place(commit):
            return None
        if self.git.merge_base(known.head, commit) != known.head:
            return None
        line = self._line(commit, f"^{known.head}")
        if not line or (line[0].commit.parents[:1] or ("",))[0] != known.head:
            return None
        return self._grown(known, line, known, commit)

    def _line(self, commit: str, *others: str) -> list[Landing]:
        """Return the main line up to a commit, without what ``others`` take out."""
        place = self.git.place(commit)
        line = self._line_in(place, commit, *others)
        return line if others else self._with_former(line, place)

    def _line_in(self, place: str, commit: str, *others: str) -> list[Landing]:
        log = read_log(self.git.log(commit, *others, place=place))
        return landings(list(told(_COMMITS, log, partial(self.git.count, commit, *others))), commit)

    def _with_former(self, line: list[Landing], place: str) -> list[Landing]:
        """Return a main line with what was before the goals folder was renamed to ``place``."""
        first = next((number for number, landing in enumerate(line) if landing.commit.changes), 0)
        old = self.git.came_from(line[first].commit.id, place) if first else None
        if old is None:
            return line
        here, before = line[first], line[first - 1].commit.id
        changes = read_changes(self.git.changes(before, old, here.commit.id, place))
        moved = Landing(replace(here.commit, changes=changes), here.side, moved=True)
        return [*self._with_former(self._line_in(old, before), old), moved, *line[first + 1 :]]

    def _anew(self, known: Known | None, commit: str) -> Known:
        line = self._line(commit)
        return self._grown(Known("", {}, (), ()), line, known, commit)

    def _recent(self, commit: str, needed: Needed) -> Known:
        """Return what is needed, kept for as long as nothing is committed and the same goals run."""
        said = ("as needed", sorted(needed.since.items()), sorted(needed.places))
        known = self._kept_for(commit, said, lambda kept: self._as_needed(commit, needed, _latest_needed(kept)))
        more = needed.whole | (needed.fresh & known.gone)
        if not more:
            return known
        rest = self._kept_for(commit, ("whole", sorted(more)), lambda _kept: self._whole(commit, more))
        others = [one for one in known.lineages if one.versions[-1].key not in more]
        place = {id_: number for number, id_ in enumerate(known.line)}
        lineages = sorted((*others, *rest.lineages), key=lambda one: place[one.versions[0].landed])
        return replace(known, lineages=tuple(lineages))

    def _kept_for(self, commit: str, said: object, read: Callable[[Iterable[bytes]], Known]) -> Known:
        """Return what was asked for of a commit, kept with what was asked for lately, which ``read`` is told."""
        store = Store(self._repo_dir, f"recent-{self._name}")
        key = bytes.fromhex(commit) + sha256(repr((self.latest, said)).encode()).digest()
        kept = store.read()
        known = _known_from(kept.get(key))
        if known is None:
            known = read(kept.values())
            # Comparisons with one commit after the other do not push out what belongs to the newest one.
            newest = [one for one in kept if one.startswith(bytes.fromhex(self.head))]
            others = [one for one in kept if one not in newest]
            rest = [*others[-3:], *newest[-3:]]
            store.write({**{one: kept[one] for one in rest}, key: pickle.dumps(known, pickle.HIGHEST_PROTOCOL)})
        return known

    def _as_needed(self, commit: str, needed: Needed, earlier: Known | None) -> Known:
        """Read no more than is needed, and that only where ``earlier`` does not know it."""
        tracks, commits, landed = _tracked(Known("", {}, (), ()), self._line(commit))
        days = dict(zip(landed, in_order([commits[id_].day for id_ in landed], self.latest), strict=True))
        found = dict(needed_lineages(tracks.raw, days, needed, self.reader, earlier))
        gone = frozenset(raw[-1].key for raw in tracks.raw if raw[-1].blob is None)
        return Known(commit, commits, tuple(landed), tuple(found.values()), gone, tuple(found))

    def _whole(self, commit: str, keys: frozenset[str]) -> Known:
        """Read all of some files' past, by the paths they have or had last."""
        tracks, commits, landed = _tracked(Known("", {}, (), ()), self._line(commit))
        lineages = tuple(lineage_of(raw, None, self.reader) for raw in tracks.raw if raw[-1].key in keys)
        return Known(commit, commits, tuple(landed), lineages)

    def _grown(self, base: Known, line: Sequence[Landing], known: Known | None, head: str) -> Known:
        tracks, commits, landed = _tracked(base, line)
        lineages = _looked_into(tracks, known, self.reader)
        named = {*landed, *(entry.commit for one in lineages for entry in one.entries)}
        named |= {version.commit for one in lineages for version in one.versions}
        return Known(head, {id_: one for id_, one in commits.items() if id_ in named}, tuple(landed), lineages)

    def brought(self, start: str, end: str) -> dict[str, frozenset[date]]:
        """Return the days on which commits after ``start``, up to ``end``, changed each file, by its path."""
        days: dict[str, set[date]] = {}
        with closing(self.git):
            for commit in read_log(self.git.log(end, f"^{start}", place=self.git.place(end))):
                for change in commit.changes:
                    days.setdefault(change.path, set()).add(min(commit.day, self.latest))
        return {path: frozenset(some) for path, some in days.items()}

    def records(self, versions: Iterable[Version]) -> dict[str, ObjectiveRecord | KpiRecord]:
        """Return the records of past versions by their blob."""
        found = {}
        with closing(self.git):
            for version in versions:
                parsed = self.reader(version.blob, version.key).parsed if version.blob else None
                if parsed is not None and isinstance(parsed.record, ObjectiveRecord | KpiRecord):
                    found[version.blob or ""] = parsed.record
        return found


class BlobReader(Reader):
    """Reads blobs from git, and those of files that are not committed from ``own``."""

    def __init__(self, git: Git) -> None:
        super().__init__()
        self._git = git
        self.own: dict[str, bytes] = {}

    def bytes_of(self, blob: str) -> bytes | None:
        """Return a blob's bytes, None where they are not here."""
        own = self.own.get(blob)
        return own if own is not None else self._git.blob(blob)


_KEY = b"known"
_COMMITS = Message("Reading the history")


def _latest_needed(kept: Iterable[bytes]) -> Known | None:
    """Return the latest of what is kept that was read as needed."""
    known = (_known_from(packed) for packed in reversed(list(kept)))
    return next((one for one in known if one is not None and one.made_from), None)


def _known_from(packed: bytes | None) -> Known | None:
    known = pickle.loads(packed) if packed is not None else None  # noqa: S301 - our own file, see keeping.cache
    return known if isinstance(known, Known) else None


def _tracked(base: Known, line: Sequence[Landing]) -> tuple[Tracks, dict[str, Commit], list[str]]:
    """Follow the files of what is known through more commits of the main line."""
    tracks = Tracks(base.lineages)
    commits = dict(base.commits)
    landed = list(base.line)
    for landing in line:
        tracks.follow(landing)
        if landing.commit.changes or landing.moved:
            landed.append(landing.commit.id)
            for one in (landing.commit, *landing.side):
                commits[one.id] = _commit(one)
    return tracks, commits, landed


def _commit(one: LogCommit) -> Commit:
    return Commit(one.id, one.author, one.email, one.day, one.subject)


def _looked_into(tracks: Tracks, known: Known | None, reader: Reader) -> tuple[Lineage, ...]:
    """Return the lineages of all tracks; what is known of them is not read again."""
    before: dict[tuple[str, str], Lineage] = {}
    for lineage in known.lineages if known is not None else ():
        first = lineage.versions[0]
        before[first.landed, first.key] = lineage
    tracked = told(COMPARING, tracks.raw, tracks.raw.__len__)
    return tuple(lineage_of(raw, before.get((raw[0].landed, raw[0].key)), reader) for raw in tracked)
