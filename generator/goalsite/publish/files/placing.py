"""Files put in their places one by one: each is there in full or not at all, whenever the work is interrupted."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from goalsite.language import gettext as _
from goalsite.publish.files.replacing import umask
from goalsite.publish.understanding.inputs import Mistake

_DESK = ".goalsite-"
"""How the folders begin in which files are written before they are moved to their places."""

_NOTE = b"# Goalsite writes here for a moment. What is left of this folder may be removed.\n*\n"
"""Its ``.gitignore``: where the process is killed, git does not see the rest, and the next run clears it away."""

_LONG_AGO = 3600.0
"""Seconds after which nobody writes there any more."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One file to write. ``before`` is what it held when it was read; None for a file that must not be there yet."""

    path: Path
    content: bytes
    before: bytes | None = None


def put_in_place(files: Iterable[Placed], inside: Path) -> None:
    """Write files that lie below the folder ``inside``, all or none of them.

    Each is written in a hidden folder beside its place first and made durable, keeps the permissions of the one it
    replaces, and is then moved there in one step. Raises :class:`Mistake`, before anything is moved, where a new file's
    place is taken, a file has changed since it was read, or a symbolic link leads out of the folder. Where a move
    fails, those made before it are taken back; where the process is killed between two moves, every file is as it was
    or as it was to be.
    """
    files = [Placed(Path(os.path.realpath(one.path)), one.content, one.before) for one in files]
    top = Path(os.path.realpath(inside))
    for one in files:
        if not one.path.is_relative_to(top):
            where = {"path": repr(str(one.path)), "folder": repr(str(inside))}
            raise Mistake(_("{path} lies outside {folder}: a symbolic link leads there; nothing is written", **where))
        _check(one)
    made: list[Path] = []
    desks: dict[Path, Path] = {}
    try:
        try:
            for folder in dict.fromkeys(one.path.parent for one in files):
                made.extend(_folders(folder))
                desks[folder] = _desk(folder)
            _move(files, [_staged(one, desks) for one in files], desks)
        finally:
            for desk in desks.values():
                shutil.rmtree(desk, ignore_errors=True)
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _check(one: Placed) -> None:
    if one.before is None and os.path.lexists(one.path):
        raise Mistake(_("{path} is there already, and nothing is overwritten; name another", path=repr(str(one.path))))
    if one.before is not None and one.path.read_bytes() != one.before:
        raise Mistake(_("{path} was changed meanwhile; do it again", path=repr(str(one.path))))


def _folders(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return the new ones, the outermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _desk(folder: Path) -> Path:
    """Return a new folder to write in, and clear away those that killed processes have left."""
    for old in folder.glob(f"{_DESK}*/.gitignore"):
        with suppress(OSError):
            if old.read_bytes() == _NOTE and time.time() - old.stat().st_mtime > _LONG_AGO:
                shutil.rmtree(old.parent)
    desk = Path(tempfile.mkdtemp(prefix=_DESK, dir=folder))
    (desk / ".gitignore").write_bytes(_NOTE)
    return desk


def _staged(one: Placed, desks: Mapping[Path, Path]) -> Path:
    """Write the content on the desk beside its place, and return where."""
    descriptor, name = tempfile.mkstemp(dir=desks[one.path.parent])
    path = Path(name)
    with os.fdopen(descriptor, "wb") as file:
        file.write(one.content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(one.path.stat().st_mode & 0o7777 if one.before is not None else 0o666 & ~umask())
    return path


def _move(files: list[Placed], staged: list[Path], desks: Mapping[Path, Path]) -> None:
    moved: list[Placed] = []
    try:
        for one, path in zip(files, staged, strict=True):
            _check(one)
            path.replace(one.path)
            moved.append(one)
    except BaseException:
        for one in moved:
            if one.before is None:
                one.path.unlink(missing_ok=True)
            else:
                again = _staged(Placed(one.path, one.before, one.content), desks)
                again.replace(one.path)
        raise
    for folder in {one.path.parent for one in files}:
        _make_durable(folder)


def _make_durable(folder: Path) -> None:
    """Have the folder's new entries survive a loss of power; systems that cannot sync a folder do without."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
