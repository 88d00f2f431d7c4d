"""Folders written all or nothing: made beside their place, then swapped in; and never over what is not ours."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from goalsite.publish.pipeline import Mistake

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
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield made
        made.chmod(0o777 & ~_umask())
        _swap(made, target)
    finally:
        if made.exists():
            shutil.rmtree(made, ignore_errors=True)


def check_place(target: Path, is_ours: Callable[[Path], bool]) -> None:
    """Raise :class:`Mistake` where ``target`` holds something that Goalsite did not make."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise Mistake(f"{str(target)!r} is not a folder; name another, or remove it")
    if target.is_dir() and any(not entry.name.startswith(".") for entry in target.iterdir()) and not is_ours(target):
        raise Mistake(f"{str(target)!r} holds files that Goalsite did not make; name another folder, or remove it")


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
    ours = _listed(marker)
    for name in files:
        if os.path.lexists(target / name) and name not in ours:
            raise Mistake(f"{str(target / name)!r} was not made by Goalsite; name another folder, or move it away")
    changed = {name: content for name, content in files.items() if not _holds(target / name, content)}
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
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


def _listed(marker: Path) -> set[str]:
    return set(marker.read_text("utf-8").splitlines()) if marker.is_file() else set()


def _list(marker: Path, names: set[str]) -> None:
    text = "".join(f"{name}\n" for name in sorted(names)).encode()
    if not _holds(marker, text):
        marker.write_bytes(text)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _take_out(target: Path, name: str) -> None:
    """Remove a file of ours and the folders it leaves empty; a name that leads out of the folder is none of ours."""
    place = Path(os.path.normpath(target / name))
    if not place.is_relative_to(target):
        return
    place.unlink(missing_ok=True)
    for folder in place.parents:
        if folder == target or any(folder.iterdir()):
            break
        folder.rmdir()


def _swap(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    for entry in list(target.iterdir()):
        if entry.name.startswith(".") and not (made / entry.name).exists():
            entry.rename(made / entry.name)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(aside / target.name)
    try:
        made.rename(target)
    except OSError:
        (aside / target.name).rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
