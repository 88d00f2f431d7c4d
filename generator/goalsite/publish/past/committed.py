"""The goals folder of a commit, as the reader of folders would have found it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import overload

from goalsite.findings import START
from goalsite.language import Message
from goalsite.publish.past.git import Entry, Git
from goalsite.publish.past.git_log import path_of
from goalsite.publish.past.lineages import is_goal_file
from goalsite.source.files import LARGEST, SourceFile
from goalsite.source.problems import Problem

_LINK = "120000"
_MODULE = "160000"


class CommittedFiles(Sequence[SourceFile]):
    """The Markdown and CSV files of a commit, sorted by path; read when they are first asked for."""

    def __init__(self, git: Git, commit: str) -> None:
        self._git = git
        self._commit = commit

    @overload
    def __getitem__(self, place: int) -> SourceFile: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[SourceFile]: ...

    def __getitem__(self, place: int | slice) -> SourceFile | Sequence[SourceFile]:
        return self._files[place]

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[SourceFile]:
        return iter(self._files)

    @cached_property
    def _files(self) -> tuple[SourceFile, ...]:
        entries = committed_files(self._git, self._commit)
        found = []
        with closing(self._git):
            for entry in entries.values():
                key = path_of(entry.path)
                if is_goal_file(key):
                    found.append(self._read(key, entry, entries))
        return tuple(sorted(found, key=lambda file: file.key))

    def _read(self, key: str, entry: Entry, entries: Mapping[bytes, Entry]) -> SourceFile:
        file = followed(self._git, entry, entries)
        if file is None:
            message = Message("the file is a symbolic link that leads to no file of the goals folder; put a copy here")
            return SourceFile(key, None, Problem("G001", message, START))
        content = self._git.blob(file.blob)
        if content is None:
            message = Message("the file's content is not in this clone; fetch all of it")
            return SourceFile(key, None, Problem("G001", message, START))
        if len(content) > LARGEST:
            message = Message("the file is larger than 1 MiB; split it, or keep values in a CSV file of their own")
            return SourceFile(key, None, Problem("G001", message, START))
        return SourceFile(key, content)


def committed_files(git: Git, commit: str) -> dict[bytes, Entry]:
    """Return the files of the goals folder in a commit by their path; a submodule is none."""
    return {entry.path: entry for entry in git.files(commit) if entry.mode != _MODULE}


def followed(git: Git, entry: Entry, entries: Mapping[bytes, Entry]) -> Entry | None:
    """Return the file that a symbolic link leads to, None where it is none of ``entries``; any other file is itself."""
    seen: set[bytes] = set()
    while entry.mode == _LINK:
        target = git.blob(entry.blob) or b""
        here = normpath(join(dirname(entry.path), target))
        following = entries.get(here)
        if following is None or here in seen:
            return None
        seen.add(here)
        entry = following
    return entry
