"""A history with one more step than git knows of: files as they lie, or those of another commit."""

from collections.abc import Container, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha1, sha256

from goalsite.change.history import UNCOMMITTED, Commit, History, Lineage
from goalsite.language import Message
from goalsite.publish.past.git import GitFailed, NoHistory
from goalsite.publish.past.git_log import path_of
from goalsite.publish.past.history import Past
from goalsite.publish.past.known import Needed
from goalsite.publish.past.lineages import RawVersion, is_goal_file
from goalsite.publish.past.past_files import is_place, lineage_of
from goalsite.publish.past.renames import renamed
from goalsite.publish.past.sparing import CYCLE, lines_alike
from goalsite.source.files import SourceFile
from goalsite.vocabulary import Kind


def with_files(
    past: Past, history: History, files: Sequence[SourceFile], commit: Commit, needed: Needed | None = None
) -> History:
    """Return a history with one more step: the folder as these files make it, brought by ``commit``.

    Only files that are ``needed`` are looked at, where it is said which.
    """
    with closing(past.git):
        if needed is not None:
            history = replace(history, lineages=tuple(one for one in history.lineages if _counts(one, needed)))
            there = {one.versions[-1].key: one.versions[-1].blob for one in history.lineages}
            left = {key for key, blob in there.items() if blob}.difference(file.key for file in files)
            # What comes is looked at where it may be what went, or what was gone.
            came = needed.fresh if left else needed.fresh & there.keys()
            keys = needed.keys | came | there.keys()
            files = [file for file in files if file.key in keys]
        return _with_files(past, history, files, commit)


def _counts(lineage: Lineage, needed: Needed) -> bool:
    last = lineage.versions[-1]
    if last.key in needed.keys or last.key in needed.fresh:
        return True
    # A team whose file cannot be read is still what past paths mean.
    may_be = last.key.endswith("/team.md") or last.blob is None
    return may_be and any(one.kind in (Kind.TEAM, Kind.CYCLE) for one in lineage.versions)


def _with_files(past: Past, history: History, files: Sequence[SourceFile], commit: Commit) -> History:
    there = {one.versions[-1].key: number for number, one in enumerate(history.lineages) if one.versions[-1].blob}
    gone = {one.versions[-1].key: number for number, one in enumerate(history.lineages)}
    steps: dict[int, RawVersion] = {}
    fresh: list[RawVersion] = []
    seen = set()
    for file in files:
        seen.add(file.key)
        if file.content is None:
            continue
        blob = _blob(file.content, history.head)
        number = there.get(file.key)
        last = history.lineages[number].versions[-1] if number is not None else None
        old = last.blob if last is not None else None
        if old == blob or (last is not None and last.is_link):
            continue
        past.reader.own[blob] = file.content
        raw = RawVersion(UNCOMMITTED, file.key, old, blob)
        if number is None:
            fresh.append(raw)
        else:
            steps[number] = raw
    left = {number: history.lineages[number].versions[-1] for key, number in there.items() if key not in seen}
    moved = renamed(left, fresh, past.reader)
    for number, last in left.items():
        steps[number] = moved.get(number) or RawVersion(UNCOMMITTED, last.key, last.blob, None)
    taken = {raw.key for raw in moved.values()}
    fresh = [raw for raw in fresh if raw.key not in taken]
    # What lies again where a file is gone is that file, unless it is one that moved there.
    steps |= {gone[raw.key]: raw for raw in fresh if raw.key in gone}
    fresh = [raw for raw in fresh if raw.key not in gone]
    if not steps and not fresh:
        return history
    lineages = list(history.lineages)
    for number, raw in steps.items():
        lineage = lineages[number]
        whole = [*(RawVersion(one.landed, one.key, None, one.blob) for one in lineage.versions), raw]
        lineages[number] = lineage_of(whole, lineage, past.reader)
    lineages.extend(lineage_of([raw], None, past.reader) for raw in fresh)
    commits = {**history.commits, UNCOMMITTED: commit}
    return History(history.head, commits, {**history.order, UNCOMMITTED: len(history.order)}, tuple(lineages))


def stepping(
    past: Past, commit: str, files: Iterable[SourceFile], needed: Needed, others: Container[str] = ()
) -> Needed:
    """Return what is needed for a step from a commit to files: ``needed``, and what goes, comes or leaves its cycle.

    Of ``others`` all that change are needed, too.
    """
    there = _blobs(past, commit)
    whole, fresh, seen = set(), set(), set()
    with closing(past.git):
        for file in files:
            seen.add(file.key)
            old = there.get(file.key)
            if old is None:
                fresh.add(file.key)
            elif file.content is not None and _blob(file.content, commit) != old:
                is_other = file.key in others and file.key not in needed.since
                # What cannot be read is compared with how it stood when it could be.
                is_broken = past.reader(old, file.key).facts is None
                if is_other or is_broken or not lines_alike((past.git.blob(old), file.content), CYCLE):
                    whole.add(file.key)
    whole |= {key for key in there if key not in seen and is_goal_file(key)}
    return replace(needed, whole=needed.whole | whole, fresh=needed.fresh | fresh)


def is_committed(past: Past, files: Iterable[SourceFile]) -> bool:
    """Tell whether files are those of the newest commit."""
    there = {key: blob for key, blob in _blobs(past, past.head).items() if is_goal_file(key)}
    here = {file.key: _blob(file.content, past.head) for file in files if file.content is not None}
    return here == there


def _blobs(past: Past, commit: str) -> dict[str, str]:
    """Return the ids of the contents of a commit's files, by their path below the goals folder."""
    try:
        return {path_of(entry.path): entry.blob for entry in past.git.files(commit)}
    except GitFailed:
        raise NoHistory(Message("git could not read the history; see `git fsck`")) from None


def _blob(content: bytes, commit: str) -> str:
    """Return the id that git gives a content, by the kind of ids that a commit has."""
    digest = sha256 if len(commit) > 40 else sha1
    return digest(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def completed(past: Past, history: History, old: Sequence[SourceFile], new: Sequence[SourceFile]) -> History:
    """Return a history that also holds, as they are in ``old``, the files that ``new`` changes."""
    keys = {one.versions[-1].key for one in history.lineages if one.versions[-1].blob}
    there = {file.key: file.content for file in new}
    changed = [file for file in old if file.key not in keys and there.get(file.key) != file.content]
    start = max(history.order, key=history.order.__getitem__, default=None)
    if start is None or not changed:
        return history
    return replace(history, lineages=(*history.lineages, *_alone(past, start, changed)))


def _alone(past: Past, start: str, files: Iterable[SourceFile]) -> list[Lineage]:
    """Return files as lineages of one version, brought by ``start``."""
    found = []
    with closing(past.git):
        for file in files:
            if file.content is not None:
                blob = _blob(file.content, start)
                past.reader.own[blob] = file.content
                found.append(lineage_of([RawVersion(start, file.key, None, blob)], None, past.reader))
    return found


def two_states(past: Past, start: str, day: date, old: Sequence[SourceFile], new: Sequence[SourceFile]) -> History:
    """Return a history of one state alone, as far as a step from it to another one needs it.

    It holds the files that differ, and those that say what a path means: teams and cycles.
    """
    there = {file.key: file.content for file in new}
    needed = [
        file
        for file in old
        if file.content is not None and (is_place(file.key, file.content) or there.get(file.key) != file.content)
    ]
    lineages = _alone(past, start, needed)
    return History(start, {start: Commit(start, "", "", day, "")}, {start: 0}, tuple(lineages))
