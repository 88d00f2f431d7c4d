"""A history with one more step than git knows of: files as they lie, or those of another commit."""

import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha1, sha256

from goalsite.change.history import UNCOMMITTED, Commit, History, Lineage
from goalsite.publish.history import Needed, Past
from goalsite.publish.lineages import RawVersion
from goalsite.publish.past_files import lineage_of
from goalsite.publish.renames import renamed
from goalsite.source.files import SourceFile


def with_files(
    past: Past, history: History, files: Sequence[SourceFile], commit: Commit, needed: Needed | None = None
) -> History:
    """Return a history with one more step: the folder as these files make it, brought by ``commit``.

    Only files that are ``needed`` are looked at, where it is said which.
    """
    with closing(past.git):
        if needed is not None:
            keys = {*needed.since, *needed.places}
            files = [file for file in files if file.key in keys]
            lineages = tuple(one for one in history.lineages if one.versions[-1].key in keys)
            history = replace(history, lineages=lineages)
        return _with_files(past, history, files, commit)


def _with_files(past: Past, history: History, files: Sequence[SourceFile], commit: Commit) -> History:
    there = {one.versions[-1].key: number for number, one in enumerate(history.lineages) if one.versions[-1].blob}
    gone = {one.versions[-1].key: number for number, one in enumerate(history.lineages)}
    digest = sha256 if len(history.head) > 40 else sha1
    steps: dict[int, RawVersion] = {}
    fresh: list[RawVersion] = []
    seen = set()
    for file in files:
        seen.add(file.key)
        if file.content is None:
            continue
        head = b"blob %d\0" % len(file.content)
        blob = digest(head + file.content, usedforsecurity=False).hexdigest()
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


def completed(past: Past, history: History, old: Sequence[SourceFile], new: Sequence[SourceFile]) -> History:
    """Return a history that also holds, as they are in ``old``, the files that ``new`` changes."""
    keys = {one.versions[-1].key for one in history.lineages if one.versions[-1].blob}
    there = {file.key: file.content for file in new}
    changed = [file for file in old if file.key not in keys and there.get(file.key) != file.content]
    start = max(history.order, key=history.order.__getitem__, default=None)
    if start is None or not changed:
        return history
    return replace(history, lineages=(*history.lineages, *_alone(past, start, changed)))


def _is_place(key: str, content: bytes) -> bool:
    return key.endswith("/team.md") or re.search(rb"^kind:\s*cycle", content, re.MULTILINE) is not None


def _alone(past: Past, start: str, files: Iterable[SourceFile]) -> list[Lineage]:
    """Return files as lineages of one version, brought by ``start``."""
    digest = sha256 if len(start) > 40 else sha1
    found = []
    with closing(past.git):
        for file in files:
            if file.content is not None:
                head = b"blob %d\0" % len(file.content)
                blob = digest(head + file.content, usedforsecurity=False).hexdigest()
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
        if file.content is not None and (_is_place(file.key, file.content) or there.get(file.key) != file.content)
    ]
    lineages = _alone(past, start, needed)
    return History(start, {start: Commit(start, "", "", day, "")}, {start: 0}, tuple(lineages))
