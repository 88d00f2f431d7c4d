"""What earlier runs worked out, kept in the user's cache directory.

A cache changes how long a command takes, never what it says: everything in it is found by the digest of what it was
made from, files of another version of the program are not looked at, and one that cannot be read is an empty one.

It is pickled, and reading a pickle runs what its author wrote. So it is never looked for inside the repository, where
a pull request could plant one, and a file is read only if it belongs to the user who runs the command and nobody else
may write to it.
"""

import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path

import platformdirs

import goalsite
from goalsite.model.parse import Parsed

VARIABLE = "GOALSITE_CACHE_DIR"
"""Names another directory; set and empty, nothing is kept."""

_DIGEST = len(sha256().digest())
_ENDING = ".goalsite-"
_UNFINISHED = ".new-goalsite-"
_MOST_PAST = 4
_FEW = 1_000
_LIBRARIES = ("Babel", "Jinja2", "Markdown", "MarkupSafe", "nh3", "PyYAML")
"""What readers and pages are made with; which of them does not matter: a new one begins all anew."""

_UNUSED_AFTER = 90 * 24 * 3600


class Store:
    """One file of the cache: a mapping from digests to bytes, written whole.

    ``repo_dir`` is the repository it speaks of, ``name`` what is kept of it.
    """

    def __init__(self, repo_dir: Path, name: str) -> None:
        self._path = _file_for(repo_dir, name)

    @property
    def is_off(self) -> bool:
        """Whether there is no place to keep anything."""
        return self._path is None

    def read(self) -> dict[bytes, bytes]:
        """Return what is kept; nothing where that is unsafe, of another version, or broken."""
        if self._path is None:
            return {}
        try:
            with self._path.open("rb") as file:
                if not _is_safe(os.fstat(file.fileno())):
                    return {}
                content = file.read()
        except OSError:
            return {}
        head, body = content[: 2 * _DIGEST], content[2 * _DIGEST :]
        if head != _maker() + sha256(body).digest():
            return {}
        kept: dict[bytes, bytes] = pickle.loads(body)  # noqa: S301 - our own file, see above
        return kept

    def write(self, kept: dict[bytes, bytes]) -> None:
        """Keep this instead, all or nothing; where it cannot be written nothing is kept, which only costs time."""
        if self._path is None:
            return
        body = pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)
        folder = self._path.parent
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder, prefix=_UNFINISHED)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_maker() + sha256(body).digest())
                    file.write(body)
                os.replace(name, self._path)
            except BaseException:
                os.unlink(name)
                raise
            _forget_unused(folder, self._path.stat().st_mtime)


class ParsedFiles(MutableMapping[bytes, Parsed]):
    """Parsed files by their content, for :func:`goalsite.model.load`; each is unpickled when it is first asked for."""

    def __init__(self, kept: dict[bytes, bytes]) -> None:
        self._kept = kept
        self._used: dict[bytes, bytes] = {}
        self._new: dict[bytes, Parsed] = {}
        self._read: dict[bytes, Parsed] = {}

    @property
    def used(self) -> dict[bytes, bytes]:
        """What was asked for or put in, ready to be kept."""
        new = {digest: pickle.dumps(parsed, pickle.HIGHEST_PROTOCOL) for digest, parsed in self._new.items()}
        return {**self._used, **new}

    @property
    def changed(self) -> bool:
        """Whether keeping it again would make a difference."""
        return bool(self._new) or len(self._used) < len(self._kept)

    def __getitem__(self, digest: bytes) -> Parsed:
        if digest in self._new:
            return self._new[digest]
        if digest in self._read:
            return self._read[digest]
        packed = self._kept[digest]
        try:
            parsed = pickle.loads(packed)  # noqa: S301 - our own file, see above
        except Exception as error:
            # A pickle can fail in any way there is; what cannot be read was not kept.
            raise KeyError(digest) from error
        if not isinstance(parsed, Parsed):
            raise KeyError(digest)
        self._used[digest] = packed
        self._read[digest] = parsed
        return parsed

    def __setitem__(self, digest: bytes, parsed: Parsed) -> None:
        self._new[digest] = parsed

    def __delitem__(self, digest: bytes) -> None:
        if digest not in self._kept and digest not in self._new:
            raise KeyError(digest)
        self._kept.pop(digest, None)
        self._used.pop(digest, None)
        self._read.pop(digest, None)
        self._new.pop(digest, None)

    def __iter__(self) -> Iterator[bytes]:
        return iter({**self._kept, **self._new})

    def __len__(self) -> int:
        return len({**self._kept, **self._new})


@contextmanager
def parsed_files(repo_dir: Path, *, past: bool = False) -> Iterator[ParsedFiles]:
    """Give what is known of a repository's files, and keep what the block used of it.

    Files of the ``past`` are kept beside those that lie there, as long as they are not far more.
    """
    store = Store(repo_dir, "parsed")
    kept = store.read()
    files = ParsedFiles(kept)
    yield files
    if store.is_off:
        return
    if past:
        both = {**kept, **files.used}
        if len(both) > len(kept):
            store.write(both if len(both) <= _MOST_PAST * len(files.used) + _FEW else files.used)
    elif files.changed:
        store.write(files.used)


def _file_for(repo_dir: Path, name: str) -> Path | None:
    asked = os.environ.get(VARIABLE)
    if asked == "":
        return None
    folder = Path(asked or platformdirs.user_cache_dir("goalsite")).resolve()
    repo_dir = repo_dir.resolve()
    if any(folder.is_relative_to(place) for place in _pulled(repo_dir)):
        return None
    return folder / f"{sha256(os.fsencode(repo_dir)).hexdigest()[:24]}{_ENDING}{name}"


def _pulled(repo_dir: Path) -> Iterator[Path]:
    """Yield the folders that a pull request can write to: the repository, and git's work tree it is a part of."""
    yield repo_dir
    yield from islice((folder for folder in (repo_dir, *repo_dir.parents) if (folder / ".git").exists()), 1)


def _is_safe(status: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _forget_unused(folder: Path, now: float) -> None:
    """Delete files that no run has written for a long time: those of repositories that are gone."""
    for entry in os.scandir(folder):
        ours = _ENDING in entry.name or entry.name.startswith(_UNFINISHED)
        if ours and now - entry.stat(follow_symlinks=False).st_mtime > _UNUSED_AFTER:
            os.unlink(entry.path)


@cache
def _maker() -> bytes:
    """Return the digest of everything but its input that a result depends on: this program, its libraries, Python."""
    versions = (goalsite.__version__, sys.version, *map(_version, _LIBRARIES))
    return sha256(repr((versions, fingerprint(Path(goalsite.__file__).parent))).encode()).digest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def fingerprint(package: Path) -> list[tuple[str, int, int]]:
    """Return what tells one state of a package's files from another: their paths, sizes and times.

    It is all of them, catalogs too: whatever a result may come to depend on, nobody has to remember to name it. To
    read them all would take longer than most that is kept.
    """
    found = []
    waiting = [str(package)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.extend([entry.path] if entry.name != "__pycache__" else [])
                else:
                    status = entry.stat()
                    found.append((os.path.relpath(entry.path, package), status.st_size, status.st_mtime_ns))
    return sorted(found)
