"""What is known of a past, and what of it is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from goalsite.change.history import Commit, Lineage


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run read: the newest commit it saw, every commit named, the main line's, and all lineages.

    ``line`` is the main line's commits that touched the goals, oldest first; the days of ``commits`` are as written.
    Where ``lineages`` are those alone that were needed, ``gone`` are the paths of all files that are no more, and
    ``made_from`` are the digests of what each lineage was made from.
    """

    head: str
    commits: Mapping[str, Commit]
    line: tuple[str, ...]
    lineages: tuple[Lineage, ...]
    gone: frozenset[str] = frozenset()
    made_from: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Needed:
    """What moved goalposts are looked for in: files by their path, with the day since which they may have moved.

    ``places`` are the files that say what a path means: teams and cycles. Of those in ``whole`` all of the past is
    needed. ``fresh`` are files that are not in the commit: one may be a file that went, now or long ago.
    """

    since: Mapping[str, date]
    places: frozenset[str]
    whole: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()

    @cached_property
    def keys(self) -> frozenset[str]:
        """The paths of the files whose past is needed in any case."""
        return frozenset(self.since) | self.places | self.whole

    def __or__(self, other: "Needed") -> "Needed":
        """Return what either needs."""
        since = {
            key: min(day for day in (self.since.get(key), other.since.get(key)) if day is not None)
            for key in sorted({*self.since, *other.since})
        }
        return Needed(since, self.places | other.places, self.whole | other.whole, self.fresh | other.fresh)
