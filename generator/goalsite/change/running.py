"""When a goal ran: the stretches of its story in which its targets counted, and the version they are compared with."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from goalsite.change.history import UNCOMMITTED, Commit, Version
from goalsite.change.stories import Event, Stories, Story
from goalsite.measure.lines import linear
from goalsite.measure.rollup import exact
from goalsite.model.objects import Cycle
from goalsite.model.periods import Span, span_of
from goalsite.model.repository import Repository
from goalsite.settings import Settings
from goalsite.vocabulary import CycleState, Kind, State

if TYPE_CHECKING:
    from collections.abc import Sequence


class Stretch(NamedTuple):
    """A version of a goal and a time in which its state and its cycle's stood still.

    ``since`` is the place in the order of commits at which it begins, ``until`` the one that ended it, None where it
    has not ended.
    """

    version: Version
    since: int
    until: int | None


class Rest(NamedTuple):
    """A time in which a goal did not run, as places in the order of commits: it stopped at ``since``, ran at ``back``.

    ``cycles`` are those in which it had run before, when targets that move were judged. ``home`` tells that it stopped
    in one of them and ran again in one, wherever it was planned for in between.
    """

    since: int
    back: int
    cycles: frozenset[str | None]
    home: bool


class Running:
    """Says when goals ran, and from when on moving their targets counts; what stories share is looked up once."""

    def __init__(self, stories: Stories, repository: Repository, settings: Settings) -> None:
        self._history = stories.history
        self._places = stories.places
        self._repository = repository
        self._quiet = exact(settings.pace.quiet)

    def judged(self, version: Version, place: int, day: date) -> bool:
        """Tell whether a version was active after the commit at ``place``, and by ``day`` its cycle well begun."""
        return self._is_active(version, place) and self.is_well_begun(self.span_of(version), day)

    def is_well_begun(self, span: Span | None, day: date) -> bool:
        """Tell whether so much of a cycle has gone by a day that targets may no longer move in silence."""
        return span is not None and linear(span, day) >= self._quiet

    def original(self, story: Story) -> tuple[Version, int] | None:
        """Return the version of an objective that its moves are compared with (SPEC 8.2), None where there is none.

        With it goes the last place in the order of commits at which nothing had moved yet.
        """
        if story.kind is not Kind.OBJECTIVE:
            return None
        for version, since, until in self._stretches(story):
            # It holds until the commit that ends it; if the beginning is over by then, it is what stood at first.
            if self.judged(version, since, self.commit(until).day if until is not None else date.max):
                return version, self._last_quiet(version, since, len(self._ids) if until is None else until)
        return None

    def _last_quiet(self, version: Version, since: int, end: int) -> int:
        """Return the last place from ``since`` on and before ``end`` by whose day targets might still move in silence.

        It is ``since`` where the beginning was over by then.
        """
        span = self.span_of(version)
        later = range(since + 1, end)
        return since + bisect_left(later, True, key=lambda place: self.is_well_begun(span, self.commit(place).day))

    def rests(self, story: Story) -> Iterator[Rest]:
        """Yield the times in which an objective rested after it ran when it counted, and until it ran again."""
        ran: set[str | None] = set()
        since: int | None = None
        left: str | None = None
        for version, first, until in self._stretches(story):
            if not self._is_active(version, first):
                since = first if since is None else since
                continue
            cycle = self._places.cycle(version)
            if since is not None and ran:
                yield Rest(since, first, frozenset(ran), home=left in ran and cycle in ran)
            since, left = None, cycle
            if until is not None and self.judged(version, first, self.commit(until).day):
                ran.add(cycle)

    def brought(self, event: Event) -> frozenset[date]:
        """Return the days of the commits that an event stands for, beside its own; none where it is of one commit."""
        if event.landed.id != UNCOMMITTED or event.after is None:
            return frozenset()
        return self._history.brought.get(event.after.key, frozenset())

    def cycle_id(self, version: Version) -> str | None:
        """Return the id of a version's cycle."""
        return self._places.cycle(version)

    def commit(self, place: int) -> Commit:
        """Return the commit of the main line at a place in its order."""
        return self._history.commits[self._ids[place]]

    def cycle(self, version: Version | None) -> Cycle | None:
        """Return the cycle of a version, as it is known today."""
        id_ = self._places.cycle(version) if version is not None else None
        span = self._span(id_)
        if id_ is None or span is None:
            return None
        return self._repository.cycles.get(id_) or Cycle(id_, span)

    def span_of(self, version: Version) -> Span | None:
        """Return the days of a version's cycle, None where nothing says them."""
        return self._span(self._places.cycle(version))

    def _span(self, cycle: str | None) -> Span | None:
        if cycle is None:
            return None
        known = self._repository.cycles.get(cycle)
        return known.span if known is not None else span_of(cycle, self._repository.fiscal)

    @cached_property
    def _ids(self) -> "Sequence[str]":
        return sorted(self._history.order, key=self._history.order.__getitem__)

    def _is_active(self, version: Version, place: int) -> bool:
        """Tell whether a goal's file and its cycle's both said after the commit at ``place`` that it runs."""
        if version.state is not State.ACTIVE or version.blob is None:
            return False
        cycle = self._places.cycle(version)
        return cycle is not None and self._places.cycle_state(cycle, place) is CycleState.ACTIVE

    def _stretches(self, story: Story) -> Iterator[Stretch]:
        """Yield the stretches of a story, oldest first; one in which its file was gone has a version without blob."""
        order = self._history.order
        for version, after in zip(story.versions, [*story.versions[1:], None], strict=True):
            since = order[version.landed]
            end = order[after.landed] if after is not None else None
            turns = self._places.cycle_changes(self._places.cycle(version) or "")
            places = [since, *(place for place in turns if since < place < (len(order) if end is None else end))]
            for first, until in zip(places, [*places[1:], end], strict=True):
                yield Stretch(version, first, until)
