"""Folders written all or nothing: made beside their place, then swapped in; and never over what is not ours."""

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from goalsite.language import gettext as _
from goalsite.publish.understanding.inputs import Mistake

MARKER = ".goalsite"
"""The file that tells which files of a folder are ours."""


@contextmanager
def replacing(target: Path, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield an empty folder that takes the place of ``target`` if the block ends well.

    What already stands there must be absent, empty, or ``is_ours``; anything else is a :class:`Mistake`, before
    anything is written. Hidden entries at the top of the old folder (a ``.git``) move over to the new one.
    """
    target = Path(os.path.abspath(target))
    check_place(target, is_ours)
    made = _beside(target)
    try:
        yield made
        made.chmod(0o777 & ~umask())
        _swap(made, target)
    finally:
        if made.exists():
            shutil.rmtree(made, ignore_errors=True)


def check_place(target: Path, is_ours: Callable[[Path], bool]) -> None:
    """Raise :class:`Mistake` where ``target`` holds something that Goalsite did not make."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Mistake(_("{place!r} is not a folder; name another, or remove it", place=str(target)))
    if target.is_dir() and any(not entry.name.startswith(".") for entry in target.iterdir()) and not is_ours(target):
        raise Mistake(
            _("{place!r} holds files that Goalsite did not make; name another folder, or remove it", place=str(target))
        )


def put_files(target: Path, files: Mapping[str, bytes], *, whole: bool = False) -> int:
    """Put ``files`` into ``target``, by relative path, and return how many of them changed.

    Which files of the folder are ours is kept in ``.goalsite``; one of the same name that is not ours is a
    :class:`Mistake`, before anything is written. With ``whole`` the folder must be new, empty or ours, and our files
    of an earlier run that are no longer among ``files`` are taken out. A file whose bytes are the same is not touched,
    so that whoever watches the folder sees only real changes; what changed is written in full elsewhere first.
    """
    target = Path(os.path.abspath(target))
    marker = target / MARKER
    check_place(target, (lambda _: marker.is_file()) if whole else (lambda _: True))
    if marker.is_symlink():
        raise Mistake(_("{place!r} is a symbolic link; remove it", place=str(marker)))
    ours = _listed(marker)
    for name in files:
        if (link := _link_on_the_way(target, name)) is not None:
            raise Mistake(
                _("{place!r} is a symbolic link, through which nothing is written; remove it", place=str(link))
            )
        if os.path.lexists(target / name) and name not in ours:
            raise Mistake(
                _("{place!r} was not made by Goalsite; name another folder, or move it away", place=str(target / name))
            )
    changed = {name: content for name, content in files.items() if not _holds(target / name, content)}
    staged = _beside(target)
    try:
        for number, content in enumerate(changed.values()):
            (staged / str(number)).write_bytes(content)
        target.mkdir(exist_ok=True)
        _list(marker, ours | set(files))
        for number, name in enumerate(changed):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / str(number)).replace(target / name)
        if whole:
            for name in ours - set(files):
                _take_out(target, name)
            _list(marker, set(files))
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return len(changed)


def _beside(target: Path) -> Path:
    """Return a new folder beside ``target``; raise :class:`Mistake` where none can be made."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise Mistake(
            _(
                "no folder can be made beside {place!r}: {error}; name another, or see to its permissions",
                place=str(target),
                error=_(error.strerror or str(error)),
            )
        ) from error


def _listed(marker: Path) -> set[str]:
    return set(filter(None, os.fsdecode(marker.read_bytes()).split("\n"))) if marker.is_file() else set()


def _list(marker: Path, names: set[str]) -> None:
    text = os.fsencode("".join(f"{name}\n" for name in sorted(names) if "\n" not in name))
    if not _holds(marker, text):
        marker.write_bytes(text)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _take_out(target: Path, name: str) -> None:
    """Remove a file of ours and the folders it leaves empty; a name that leads out of the folder is none of ours."""
    place = Path(os.path.normpath(target / name))
    if not place.is_relative_to(target) or _link_on_the_way(target, name) is not None:
        return
    place.unlink(missing_ok=True)
    for folder in place.parents:
        if folder == target or any(folder.iterdir()):
            break
        folder.rmdir()


def _link_on_the_way(target: Path, name: str) -> Path | None:
    """Return the symbolic link among the folders between ``target`` and a file in it, None where there is none."""
    between = Path(os.path.normpath(target / name)).relative_to(target).parents
    return next((target / folder for folder in between if folder.name and (target / folder).is_symlink()), None)


def _swap(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    with undisturbed():
        _exchange(made, target)


def _exchange(made: Path, target: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(aside / target.name)
    try:
        made.rename(target)
    except OSError:
        (aside / target.name).rename(target)
        raise
    # Only now: what is moved into a folder that then cannot take its place would be deleted with it.
    for entry in list((aside / target.name).iterdir()):
        if entry.name.startswith(".") and not os.path.lexists(target / entry.name):
            entry.rename(target / entry.name)
    shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put off what would interrupt the block until it has ended; only the main thread is ever interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    numbers = [
        number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None
    ]
    before = {number: signal.signal(number, lambda got, _frame: came.append(got)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        for number in came:
            signal.raise_signal(number)


def umask() -> int:
    """Return the permissions that this process withholds from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
