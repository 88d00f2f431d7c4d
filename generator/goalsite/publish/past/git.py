"""The git program, called from nowhere else: what it says of a repository, read as bytes.

What stands in a repository was written by others. Nothing it configures is run (no external diff, no text conversion,
no file system monitor), names and messages are taken as bytes, and git is never let ask or fetch.
"""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from goalsite.language import Message
from goalsite.source.files import SUFFIXES

_OPTIONS = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.quotePath=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "diff.external="),
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
_UNWANTED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF")
"""Variables that a hook's environment may hold, and that would speak of another repository."""


NO_REPOSITORY = Message("the goals are not in a git repository")
NO_COMMIT = Message("nothing is committed yet")


class NoHistory(Exception):  # noqa: N818 - nothing is wrong: there is no history to be had, and this says why
    """Why a folder has no history that can be read."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


class GitFailed(OSError):  # noqa: N818 - what failed is git
    """What git said when it failed; its text is git's own."""


_MOST_PLACES = 8
_RENAMES = ("diff-tree", "-r", "-z", "-M", "-l2000", "--name-status", "--diff-filter=R", "--no-commit-id")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a tree: its mode, its blob's id and its path below the goals folder, as bytes."""

    mode: str
    blob: str
    path: bytes


class Git:
    """The repository around a goals folder. All paths are below that folder.

    A commit from before the folder was renamed has it under the name it had then (see :meth:`place`).
    """

    def __init__(self, folder: Path, prefix: str, head: str | None, *, shallow: bool) -> None:
        self.folder = folder
        self.prefix = prefix
        self.head = head
        self.shallow = shallow
        self._batch: subprocess.Popen[bytes] | None = None

    @classmethod
    def around(cls, folder: Path) -> "Git":
        """Return the repository that holds ``folder``; raise :class:`NoHistory` where there is none, or no git."""
        try:
            said = _run(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
        except GitFailed as failure:
            if "dubious ownership" in str(failure):
                why = Message("git does not trust the owner of this folder; see `git config safe.directory`")
                raise NoHistory(why) from None
            raise NoHistory(NO_REPOSITORY) from None
        except OSError:
            raise NoHistory(Message("git is not installed")) from None
        inside, shallow, prefix = said.decode("utf-8", "surrogateescape").split("\n")[:3]
        if inside != "true":
            raise NoHistory(NO_REPOSITORY)
        try:
            head = _run(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode("ascii").strip()
        except GitFailed:
            head = None
        return cls(folder, prefix, head, shallow=shallow == "true")

    def commit(self, name: str) -> str | None:
        """Return the full id of the commit a name means, None where it means none."""
        if name.startswith("-") or "\0" in name:
            return None
        try:
            return _run(self.folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode("ascii").strip()
        except GitFailed:
            return None

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the commit where two lines of commits parted, None where they have nothing in common."""
        try:
            return _run(self.folder, "merge-base", one, other).decode("ascii").strip() or None
        except GitFailed:
            return None

    def newest_before(self, second: int) -> str | None:
        """Return the newest commit of HEAD's main line committed before a second of time, None where there is none."""
        said = _run(self.folder, "log", "-1", "--first-parent", f"--before={second - 1}", "--format=%H", "HEAD", "--")
        return said.decode("ascii").strip() or None

    def seconds_of(self, commit: str) -> int:
        """Return when a commit was committed, in seconds."""
        return int(_run(self.folder, "log", "-1", "--format=%ct", commit, "--").decode("ascii").strip() or 0)

    @cached_property
    def _top(self) -> Path:
        return Path(os.fsdecode(_run(self.folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))

    @cached_property
    def _places(self) -> dict[str, str]:
        return {}

    def place(self, commit: str) -> str:
        """Return the path of the goals folder in a commit, from the top: today's, or the one it was renamed from.

        Where it had none it is today's.
        """
        found = self._places.get(commit)
        if found is None:
            places = (self.prefix, *(self._former if not self._has(commit, self.prefix) else ()))
            found = self._places[commit] = next((one for one in places if self._has(commit, one)), self.prefix)
        return found

    def _has(self, commit: str, place: str) -> bool:
        try:
            _run(self.folder, "cat-file", "-e", f"{commit}:{place.rstrip('/')}")
        except GitFailed:
            return False
        return True

    @cached_property
    def _former(self) -> tuple[str, ...]:
        """The paths the goals folder had before today's, newest first."""
        place, commit = self.prefix, self.head
        found: list[str] = []
        if commit is not None and not self._has(commit, place) and (left := self._left(commit)) is not None:
            found.append(left)
            place = left
        while commit is not None and len(found) < _MOST_PLACES:
            said = _run(self._top, "log", "--first-parent", "--format=%H", commit, "--", place or ".")
            first = said.decode("ascii").split()[-1:]
            old = self.came_from(first[0], place) if first else None
            if old is None:
                break
            found.append(old)
            place, commit = old, f"{first[0]}^"
        return tuple(found)

    def _left(self, commit: str) -> str | None:
        """Return the folder of the newest commit that lies here under today's name, and is not committed so yet."""
        start = len(os.fsencode(self.folder)) + 1
        here = {
            os.path.join(os.fsencode(folder), os.fsencode(name))[start:].replace(os.sep.encode(), b"/")
            for folder, _, names in os.walk(self.folder)
            for name in names
            if name.lower().endswith(SUFFIXES)
        }
        counts: Counter[bytes] = Counter()
        for path in _run(self._top, "ls-tree", "-r", "-z", "--name-only", commit).split(b"\0"):
            parts = path.split(b"/")
            for number in range(1, len(parts)):
                rest = b"/".join(parts[number:])
                if rest in here and not os.path.lexists(os.path.join(os.fsencode(self._top), path)):
                    counts[path[: len(path) - len(rest)]] += 1
        (most,) = counts.most_common(1) or [(b"", 0)]
        return os.fsdecode(most[0]) if 2 * most[1] > len(here) else None

    def came_from(self, commit: str, place: str) -> str | None:
        """Return where the folder ``place``, which is new in a commit, lay before: where most of its files came from.

        None: nowhere, or it was there before.
        """
        parent = self.commit(f"{commit}^")
        if parent is None or not place or self._has(parent, place):
            return None
        try:
            said = _run(self._top, *_RENAMES, parent, commit).split(b"\0")
        except GitFailed:  # in a partial clone, where files would have to be fetched to be compared
            return None
        start = os.fsencode(place)
        counts: Counter[bytes] = Counter()
        for old, new in zip(said[1::3], said[2::3], strict=False):
            path = new.removeprefix(start)
            if path != new and f"/{os.fsdecode(old)}".endswith(f"/{os.fsdecode(path)}"):
                counts[old[: len(old) - len(path)]] += 1
        (most,) = counts.most_common(1) or [(b"", 0)]
        files = _run(self._top, "ls-tree", "-r", "-z", "--name-only", f"{commit}:{place.rstrip('/')}").count(b"\0")
        return os.fsdecode(most[0]) if 2 * most[1] > files else None

    def changes(self, parent: str, old_place: str, commit: str, place: str) -> Iterator[bytes]:
        """Yield what a commit that renamed the goals folder changed within it, in the pieces of :meth:`log`."""
        trees = (f"{one}:{folder.rstrip('/')}" for one, folder in ((parent, old_place), (commit, place)))
        said = _run(self._top, "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "-M", "-l2000", *trees)
        yield from said.split(b"\0")

    def files(self, commit: str) -> list[Entry]:
        """Return the files of the goals folder in a commit; none where it had no such folder."""
        place = self.place(commit)
        if place == self.prefix:
            said = _run(self.folder, "ls-tree", "-r", "-z", commit)
        else:
            said = _run(self._top, "ls-tree", "-r", "-z", f"{commit}:{place.rstrip('/')}")
        found = []
        for line in said.split(b"\0"):
            head, _, path = line.partition(b"\t")
            if path:
                mode, _, blob = head.decode("ascii").split(" ")
                found.append(Entry(mode, blob, path))
        return found

    def tree(self, commit: str) -> str:
        """Return the id of the goals folder in a commit; empty where it had none."""
        try:
            tree = f"{commit}:{self.place(commit).rstrip('/')}"
            return _run(self.folder, "rev-parse", "--verify", "--quiet", tree).decode("ascii").strip()
        except GitFailed:
            return ""

    def landed(self, commit: str) -> str:
        """Return the newest commit of the main line up to ``commit`` that touched the goals; empty where none did."""
        place = self.place(commit) or "."
        said = _run(self._top, "log", "-1", "--first-parent", "--format=%H", commit, "--", place)
        return said.decode("ascii").strip()

    def authors(self, start: str, end: str) -> list[tuple[str, str]]:
        """Return the names and addresses of those who made the commits after ``start`` up to ``end``."""
        said = _run(self.folder, "log", "--format=%an%x00%ae%x00", f"{start}..{end}", "--")
        words = said.decode("utf-8", "replace").replace("\0\n", "\0").split("\0")
        return list(dict.fromkeys(zip(words[::2], words[1::2], strict=False)))

    def user(self) -> tuple[str, str]:
        """Return the name and address that a commit made here would bear."""
        found = []
        for name in ("user.name", "user.email"):
            try:
                found.append(_run(self.folder, "config", name).decode("utf-8", "replace").strip())
            except GitFailed:
                found.append("")
        return found[0], found[1]

    def log(self, *commits: str, place: str) -> Iterator[bytes]:
        """Yield the pieces, by NUL, of the log of the goals folder, newest first (see :mod:`.git_log`).

        Every commit that ``commits`` reach is there, whether it touches the folder or not; a merge is compared with
        its first parent. ``^id`` takes out what that reaches. ``place`` is the folder's path in those commits.
        """
        form = "%x01%x00%H%x00%P%x00%ct%x00%an%x00%ae%x00%s%x00"
        command = [
            *("log", "--topo-order", "--full-history", "--sparse", "--diff-merges=first-parent", "--raw", "-z"),
            *("--no-abbrev", "-M", "-l2000", "--no-ext-diff", "--no-textconv", "--no-mailmap"),
            *([f"--relative={place}"] if place else []),
            *("--encoding=UTF-8", "--no-color", "--no-notes", "--ignore-submodules=all", f"--format={form}"),
            *(*commits, "--", place or "."),
        ]
        with _started(self._top, command) as process:
            assert process.stdout is not None
            rest = b""
            while piece := process.stdout.read(1 << 20):
                *whole, rest = (rest + piece).split(b"\0")
                yield from whole
            if rest:
                yield rest
        if process.returncode:
            raise GitFailed(f"git log ended with {process.returncode}")

    def count(self, *commits: str) -> int:
        """Return how many commits :meth:`log` would tell of."""
        return int(_run(self.folder, "rev-list", "--count", *commits, "--").decode("ascii").strip() or 0)

    def blob(self, id_: str) -> bytes | None:
        """Return a blob's content, None where it is not here (in a partial clone)."""
        if self._batch is None or self._batch.poll() is not None:
            self._batch = _started(self.folder, ["cat-file", "--batch"], asks=True)
        process = self._batch
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(id_.encode("ascii") + b"\n")
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) != 3:
            return None
        content = process.stdout.read(int(head[2]))
        process.stdout.read(1)
        return content if head[1] == b"blob" else None

    def close(self) -> None:
        """End the program that hands out blobs; it starts again when one is asked for."""
        if self._batch is not None:
            assert self._batch.stdin is not None
            assert self._batch.stdout is not None
            self._batch.stdin.close()
            self._batch.wait()
            self._batch.stdout.close()
            self._batch = None


def _environment() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _UNWANTED} | _ENVIRONMENT


def _run(folder: Path, *words: str) -> bytes:
    done = subprocess.run(
        ["git", *_OPTIONS, *words],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise GitFailed(done.stderr.decode("utf-8", "replace").strip() or f"git ended with {done.returncode}")
    return done.stdout


def _started(folder: Path, words: list[str], *, asks: bool = False) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        ["git", *_OPTIONS, *words],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.PIPE if asks else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
