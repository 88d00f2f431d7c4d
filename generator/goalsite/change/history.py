"""The history of the goals as it was published: the commits of the main line, and what each changed, file by file.

The *main line* is the chain of first parents: what a branch did counts when it is merged, as what it came to in the
end, and keeps the name of the commit of the branch that did it. Order is that of the main line, whatever days commits
bear.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from goalsite.change.compare import Change
from goalsite.vocabulary import CycleState, Kind, State

UNCOMMITTED = ""
"""The id of what lies in the folder and is not committed yet."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full id, its author as written, the day (UTC) it was committed, and the first line of its message.

    ``id`` is empty for what is not committed yet. ``day`` is put right where it cannot be: a commit of the main line
    is of no earlier day than those before it.
    """

    id: str
    author: str
    email: str
    day: date
    subject: str


class Version(NamedTuple):
    """A file after a commit of the main line (``landed``); ``commit`` made it. ``blob`` is None where it is gone.

    ``key`` is its path below the goals folder. ``readable`` is False where it could not be understood in full; such a
    version is passed over.
    ``state``, ``cycle`` and ``team`` are what the file itself says. A symbolic link is not followed.
    """

    landed: str
    commit: str
    key: str
    blob: str | None
    kind: Kind | None = None
    readable: bool = True
    title: str = ""
    state: State | CycleState | None = None
    cycle: str | None = None
    team: str | None = None
    person: str | None = None
    is_link: bool = False


class Entry(NamedTuple):
    """A change of a file: the commit of the main line that brought it, and the one that made it."""

    landed: str
    commit: str
    change: Change


@dataclass(frozen=True, slots=True)
class Lineage:
    """One file through all its names, oldest first; one that was deleted and came back is the same file."""

    versions: tuple[Version, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class History:
    """All files' lineages.

    ``commits`` holds every commit that is named, by id; ``order`` places those of the main line, oldest first.
    ``head`` is the newest commit; what is not committed yet comes after it, under the id ``UNCOMMITTED``. Where that
    stands for several commits, ``brought`` are the days on which these changed each file, by its path.
    """

    head: str
    commits: Mapping[str, Commit]
    order: Mapping[str, int]
    lineages: tuple[Lineage, ...] = field(repr=False)
    brought: Mapping[str, frozenset[date]] = field(default_factory=dict, repr=False)
