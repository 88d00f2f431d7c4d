"""From commits to lineages: which file is which through renames, deletions and merges."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from goalsite.change.history import Lineage
from goalsite.publish.past.git_log import FileChange, LogCommit
from goalsite.source.files import SUFFIXES


class Step(NamedTuple):
    """What a commit of a merged branch did to a file."""

    commit: str
    old_blob: str | None
    blob: str | None


@dataclass(frozen=True, slots=True)
class RawVersion:
    """A file after a commit of the main line, not looked into yet; ``steps`` are the branch's, oldest first."""

    landed: str
    key: str
    old_blob: str | None
    blob: str | None
    is_link: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(slots=True)
class Landing:
    """A commit of the main line with those it merged, oldest first.

    ``moved`` tells that it renamed the goals folder.
    """

    commit: LogCommit
    side: list[LogCommit] = field(default_factory=list)
    moved: bool = False


def landings(commits: Sequence[LogCommit], head: str) -> list[Landing]:
    """Return the main line up to ``head``, oldest first; ``commits`` are newest first, as git lists them."""
    by_id = {commit.id: commit for commit in commits}
    line: list[LogCommit] = []
    here = by_id.get(head)
    while here is not None:
        line.append(here)
        here = by_id.get(here.parents[0]) if here.parents else None
    line.reverse()
    place = {commit.id: number for number, commit in enumerate(commits)}
    seen = {commit.id for commit in line}
    found = []
    for commit in line:
        landing = Landing(commit)
        waiting = list(commit.parents[1:])
        while waiting:
            id_ = waiting.pop()
            if id_ in by_id and id_ not in seen:
                seen.add(id_)
                landing.side.append(by_id[id_])
                waiting.extend(by_id[id_].parents)
        landing.side.sort(key=lambda one: -place[one.id])
        found.append(landing)
    return found


def is_goal_file(path: str) -> bool:
    """Tell whether a path is one that the folder's reader would read (see :mod:`goalsite.source.files`)."""
    parts = path.split("/")
    hidden = any(part.startswith(".") for part in parts)
    return path.lower().endswith(SUFFIXES) and not hidden and not (len(parts) > 1 and parts[0] == "templates")


class Tracks:
    """Files followed from commit to commit."""

    def __init__(self, known: Iterable[Lineage] = ()) -> None:
        self.raw: list[list[RawVersion]] = []
        self._at: dict[str, int] = {}
        for lineage in known:
            self._at[lineage.versions[-1].key] = len(self.raw)
            self.raw.append([RawVersion(one.landed, one.key, None, one.blob) for one in lineage.versions])
        # A file that is there goes before one of the same path that is gone.
        for number, versions in enumerate(self.raw):
            if versions[-1].blob is not None:
                self._at[versions[-1].key] = number

    def follow(self, landing: Landing) -> None:
        """Take in one more commit of the main line."""
        steps = _steps(landing.side)
        # Files that go make room for those that come to their place.
        for change in sorted(landing.commit.changes, key=lambda one: one.blob is not None):
            for version in self._versions(landing.commit.id, change, steps):
                self._take(change, version)

    def _versions(self, landed: str, change: FileChange, steps: Mapping[str, list[Step]]) -> Iterator[RawVersion]:
        was, now = is_goal_file(change.old_path), is_goal_file(change.path) and change.blob is not None
        own = tuple(steps.get(change.path) or steps.get(change.old_path) or ())
        if now:
            yield RawVersion(landed, change.path, change.old_blob, change.blob, change.is_link, own)
        elif was:
            yield RawVersion(landed, change.old_path, change.old_blob, None, False, own)

    def _take(self, change: FileChange, version: RawVersion) -> None:
        number = self._at.get(change.old_path)
        moved = change.old_path != version.key
        if moved and number is not None:
            del self._at[change.old_path]
        if number is None:
            number = self._at.get(version.key)
        if number is None:
            if version.blob is None:
                return
            number = len(self.raw)
            self.raw.append([])
        self.raw[number].append(version)
        self._at[version.key] = number


def _steps(side: Iterable[LogCommit]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for commit in side:
        if len(commit.parents) > 1:
            continue
        for change in commit.changes:
            step = Step(commit.id, change.old_blob, change.blob)
            earlier = found.get(change.old_path, []) if change.old_path != change.path else []
            found.setdefault(change.path, [*earlier]).append(step)
            if change.old_path != change.path:
                found.setdefault(change.old_path, []).append(step)
    return found
