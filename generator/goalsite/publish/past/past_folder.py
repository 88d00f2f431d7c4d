"""The goals folder of a commit, written out beside the repository for what reads folders, as MkDocs does.

What stands in a commit was written by others: links are not made but followed within the folder, submodules are left
out, and no path leads out of the place.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from goalsite.check.report import said
from goalsite.language import gettext
from goalsite.publish.past.committed import committed_files, followed
from goalsite.publish.past.git import Git
from goalsite.publish.past.git_log import path_of

log = logging.getLogger("mkdocs.plugins.goalsite")


@contextmanager
def past_folder(git: Git, commit: str) -> Iterator[Path]:
    """Yield a folder that holds the goals as they were in a commit; it is gone after the block, however that ends."""
    with TemporaryDirectory(prefix="goalsite-") as name:
        place = Path(os.path.realpath(name), "goals")
        place.mkdir()
        _write(git, commit, str(place))
        yield place


def _write(git: Git, commit: str, place: str) -> None:
    entries = committed_files(git, commit)
    with closing(git):
        for path, entry in entries.items():
            target = _below(place, path)
            file = followed(git, entry, entries)
            content = git.blob(file.blob) if file is not None else None
            if target is None or content is None:
                _leave_out(git, path)
                continue
            try:
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "xb") as out:
                    out.write(content)
            except (FileExistsError, NotADirectoryError):
                # A commit made by hand can hold two things of one name, and some file systems know no capitals.
                _leave_out(git, path)


def _below(place: str, path: bytes) -> str | None:
    """Return where a file goes, None where that is out of the place or in what git would take for a repository."""
    relative = os.fsdecode(path)
    target = os.path.abspath(os.path.join(place, relative))
    hidden = any(part.casefold() == ".git" for part in relative.split("/"))
    return target if target.startswith(place + os.sep) and not hidden else None


def _leave_out(git: Git, path: bytes) -> None:
    message = gettext(
        "{path} is a link out of the goals folder, or its content is not here; it is left out",
        path=said(git.prefix + path_of(path)),
    )
    log.warning("%s", message)
