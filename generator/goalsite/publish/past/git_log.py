"""What ``git log`` says, as commits: hostile names, messages and dates included, nothing raises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from sys import intern
from unicodedata import normalize

from goalsite.model.periods import FIRST_YEAR, LAST_YEAR
from goalsite.source.problems import UNSHOWABLE

MOST = 300
"""Characters of a name or of a subject that are kept."""

_START = b"\x01"
_LINK = "120000"
_MODULE = "160000"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit touched; paths are below the goals folder, ``blob`` is None where it is gone.

    ``old_path`` differs from ``path`` where it was renamed. Of a symbolic link, ``is_link`` is True.
    """

    old_path: str
    path: str
    old_blob: str | None
    blob: str | None
    is_link: bool


@dataclass(frozen=True, slots=True)
class LogCommit:
    """A commit as it was written; ``day`` is what it says of itself, which may be anything."""

    id: str
    parents: tuple[str, ...]
    day: date
    author: str
    email: str
    subject: str
    changes: tuple[FileChange, ...]


def read_log(pieces: Iterable[bytes]) -> Iterator[LogCommit]:
    """Yield the commits of :meth:`goalsite.publish.past.git.Git.log`, in its order."""
    waiting = iter(pieces)
    head: list[str] | None = None
    changes: list[FileChange] = []
    for piece in waiting:
        if piece == _START:
            if head is not None:
                yield _commit(head, changes)
            head = [next(waiting, b"").decode("utf-8", "replace") for _ in range(6)]
            changes = []
        elif piece.lstrip(b"\n").startswith(b":"):
            change = _change(piece.lstrip(b"\n").decode("ascii", "replace").split(), waiting)
            if change is not None:
                changes.append(change)
    if head is not None:
        yield _commit(head, changes)


def read_changes(pieces: Iterable[bytes]) -> tuple[FileChange, ...]:
    """Return the changes of :meth:`goalsite.publish.past.git.Git.changes`."""
    waiting = iter(pieces)
    found = (_change(piece.decode("ascii", "replace").split(), waiting) for piece in waiting if piece.startswith(b":"))
    return tuple(change for change in found if change is not None)


def _commit(head: list[str], changes: list[FileChange]) -> LogCommit:
    id_, parents, seconds, author, email, subject = head
    names = (clean(author), clean(email), clean(subject))
    return LogCommit(intern(id_), tuple(parents.split()), day_of(seconds), *names, tuple(changes))


def _change(words: list[str], waiting: Iterator[bytes]) -> FileChange | None:
    old_mode, mode, old_blob, blob, status = words
    old_path = path = path_of(next(waiting, b""))
    if status[0] in "RC":
        path = path_of(next(waiting, b""))
    if _MODULE in (old_mode.lstrip(":"), mode):
        return None
    return FileChange(old_path, path, _blob(old_blob), _blob(blob), mode == _LINK)


def _blob(id_: str) -> str | None:
    return intern(id_) if id_.strip("0") else None


def path_of(raw: bytes) -> str:
    """Return a path as text; what is not UTF-8 can be seen, as in :mod:`goalsite.source.files`."""
    return UNSHOWABLE.sub("\ufffd", normalize("NFC", raw.decode("utf-8", "replace")))


def clean(text: str) -> str:
    """Return a name or a subject as one line of bounded length, without characters that steer a reader's screen."""
    line = UNSHOWABLE.sub("\ufffd", " ".join(text[: 4 * MOST].split()))
    return line if len(line) <= MOST else line[: MOST - 1] + "…"


def day_of(seconds: str) -> date:
    """Return the day (UTC) of a commit's time, held to the years there are."""
    try:
        day = datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        return date(LAST_YEAR if seconds.strip().isdigit() else FIRST_YEAR, 1, 1)
    return min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))
