"""The story of each goal: everything that changed about it, from whichever file, in order."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from goalsite.change.compare import Change
from goalsite.change.history import Commit, History, Lineage, Version
from goalsite.change.places import PastPlaces
from goalsite.model.periods import FiscalYear
from goalsite.model.sorting import LANGUAGE_SUFFIX
from goalsite.vocabulary import ChangeClass, Kind


@dataclass(frozen=True, slots=True)
class Event:
    """One change in a goal's story.

    ``commit`` made it; ``landed`` brought it to the main line, often the same one. ``day`` is the day it landed.
    ``before`` and ``after`` are the versions of the goal's own file on both sides, None where it was another file (a
    check-in, a CSV) or where there is none. What is gone, and could not be read before it went, has none before.
    """

    story: str
    landed: Commit
    commit: Commit
    place: int
    change: Change
    before: Version | None = None
    after: Version | None = None

    @property
    def day(self) -> date:
        """The day it was published."""
        return self.landed.day


def brings(events: Iterable[Event]) -> bool:
    """Tell whether what one commit did to a goal was to add it, with all that its file then said."""
    return any(not event.change.key and event.change.old is None for event in events)


@dataclass(frozen=True, slots=True)
class Story:
    """One goal, team, person, cycle or the company through its life, ``events`` oldest first.

    ``key`` is its path below the goals folder without ``.md``, the last one where it is gone (``alive`` is False).
    ``team`` and ``cycle`` are the last it had. ``versions`` are those of its own file that can be read, or gone.
    """

    key: str
    kind: Kind
    title: str
    team: str | None
    cycle: str | None
    person: str | None
    alive: bool
    versions: tuple[Version, ...] = field(repr=False)
    events: tuple[Event, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A past version of a file that could not be understood, and is passed over."""

    commit: Commit
    key: str


class Stories(Mapping[str, Story]):
    """All stories by key, up to the day ``last``; ``skipped`` are the versions that could not be read."""

    def __init__(self, history: History, fiscal: FiscalYear | None = None) -> None:
        self.history = history
        self.last = date.max
        self.places = PastPlaces(history, fiscal or FiscalYear())
        self._owners: dict[str, list[tuple[int, str]]] = {}
        self._own: dict[str, tuple[Lineage, list[Version]]] = {}
        for lineage in history.lineages:
            self._lay(lineage)
        beside: dict[str, list[Event]] = {}
        for lineage in history.lineages:
            for event in self._of_other_files(lineage):
                beside.setdefault(event.story, []).append(event)
        self._stories = {
            key: self._story(key, lineage, versions, beside.get(key, ()))
            for key, (lineage, versions) in sorted(self._own.items())
        }

    def __getitem__(self, key: str) -> Story:
        return self._stories[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stories)

    def __len__(self) -> int:
        return len(self._stories)

    def up_to(self, day: date) -> "Stories":
        """Return the stories as they were told on a day: without what was published later."""
        told = copy(self)
        told.last = day
        told._stories = {
            key: story
            if all(event.day <= day for event in story.events)
            else replace(story, events=tuple(event for event in story.events if event.day <= day))
            for key, story in self._stories.items()
        }
        return told

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The past versions that could not be read, oldest first; not those of the newest commit's own files."""
        history = self.history
        found = [
            (history.order[version.landed], Skipped(history.commits[version.landed], version.key))
            for lineage in history.lineages
            for version in lineage.versions
            if not version.readable and history.commits[version.landed].day <= self.last
        ]
        return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].key)))

    @property
    def events(self) -> list[Event]:
        """All events, newest first; those of one commit in the order of their stories."""
        found = [event for story in self._stories.values() for event in story.events]
        return sorted(found, key=lambda event: -event.place)

    def _lay(self, lineage: Lineage) -> None:
        """Note whose file a lineage is, under every path it had."""
        readable = [version for version in lineage.versions if version.readable]
        kind = next((version.kind for version in reversed(readable) if version.kind is not None), None)
        if kind is None or kind is Kind.CHECK_IN:
            return
        key = _stem(readable[-1].key)
        known = self._own.get(key)
        if known is not None:
            there, here = known[1][-1].blob is not None, readable[-1].blob is not None
            if there or not here:
                key = f"{key}~{len(self._owners)}"
            else:
                self._own[f"{key}~{len(self._owners)}"] = known
        self._own[key] = (lineage, readable)
        for version in lineage.versions:
            self._owners.setdefault(_stem(version.key), []).append((self.history.order[version.landed], key))

    def _owner(self, stem: str, place: int) -> str | None:
        """Return the story whose file had this path at a place in the order of commits, or has it later."""
        owners = sorted(self._owners.get(stem, ()))
        before = [key for since, key in owners if since <= place]
        return before[-1] if before else owners[0][1] if owners else None

    def _of_other_files(self, lineage: Lineage) -> Iterator[Event]:
        """Yield the events of a check-in's file, a CSV or a translation, as its goal's while that is there."""
        for entry in lineage.entries:
            place = self.history.order[entry.landed]
            key = self._key_at(lineage, place)
            name = key.rpartition("/")[2]
            change = entry.change
            if key.lower().endswith(".csv"):
                stem = key[:-4]
            elif (translation := LANGUAGE_SUFFIX.fullmatch(_stem(key))) is not None:
                stem = translation[1]
                change = change._replace(key=f"translations.{translation[2]}")
            elif change.key in ("check_in", "value"):
                stem = key.rpartition("/")[0]
                change = change._replace(key=f"{'values' if change.key == 'value' else 'check_ins'}.{_stem(name)}")
            else:
                continue
            owner = self._owner(stem, place)
            if owner is not None and not self._is_gone(owner, place):
                yield self._event(owner, entry.landed, entry.commit, change)

    def _is_gone(self, story: str, place: int) -> bool:
        """Tell whether a story's own file was taken away by then: what is left beside it says nothing of it."""
        own = [one for one in self._own[story][0].versions if self.history.order[one.landed] <= place]
        return bool(own) and own[-1].blob is None

    def _key_at(self, lineage: Lineage, place: int) -> str:
        key = lineage.versions[0].key
        for version in lineage.versions:
            if self.history.order[version.landed] > place:
                break
            key = version.key
        return key

    def _event(
        self,
        story: str,
        landed: str,
        commit: str,
        change: Change,
        before: Version | None = None,
        after: Version | None = None,
    ) -> Event:
        history = self.history
        own = history.commits.get(commit) or history.commits[landed]
        return Event(story, history.commits[landed], own, history.order[landed], change, before, after)

    def _story(self, key: str, lineage: Lineage, versions: list[Version], beside: Iterable[Event]) -> Story:
        last = next((version for version in reversed(versions) if version.blob is not None), versions[-1])
        events = list(self._own_events(key, lineage, versions))
        came = {event.place for event in events if not event.change.key and event.change.old is None}
        # What comes with a new goal is a part of its coming.
        events += [event for event in beside if event.place not in came or event.change.about is ChangeClass.CHECK_IN]
        events.sort(key=lambda event: event.place)
        return Story(
            key=key,
            kind=last.kind or Kind.OBJECTIVE,
            title=last.title or _stem(last.key).rpartition("/")[2],
            team=self.places.team(last),
            cycle=self.places.cycle(last) if last.kind is Kind.OBJECTIVE else None,
            person=last.person,
            alive=lineage.versions[-1].blob is not None,
            versions=tuple(versions),
            events=tuple(events),
        )

    def _own_events(self, key: str, lineage: Lineage, versions: list[Version]) -> Iterator[Event]:
        around: dict[str, tuple[Version | None, Version]] = {}
        last: Version | None = None
        unread = _gone_unread(lineage)
        for version in versions:
            around[version.landed] = (None if version in unread else last, version)
            if last is not None and version.blob is not None and _placed(last) != _placed(version):
                for change in self._moved(last, version):
                    yield self._event(key, version.landed, version.commit, change, last, version)
            if version.blob is not None:
                last = version
        for entry in lineage.entries:
            before, after = around.get(entry.landed, (None, None))
            yield self._event(key, entry.landed, entry.commit, entry.change, before, after)

    def _moved(self, before: Version, after: Version) -> Iterator[Change]:
        """Yield what a new path, or another team or cycle written in the file, means (SPEC 8.1, scope)."""
        found = False
        if after.kind in (Kind.OBJECTIVE, Kind.KPI):
            old, new = self.places.team(before), self.places.team(after)
            if old != new:
                found = True
                yield Change(ChangeClass.SCOPE, "team", old, new)
        if after.kind is Kind.OBJECTIVE:
            old, new = self.places.cycle(before), self.places.cycle(after)
            if old != new:
                found = True
                yield Change(ChangeClass.SCOPE, "cycle", old, new)
        if not found and before.key != after.key:
            yield Change(ChangeClass.WORDING, "path", _stem(before.key), _stem(after.key))


def _gone_unread(lineage: Lineage) -> frozenset[Version]:
    """Return the versions in which a file is gone that could not be read before: nobody knows what went with it."""
    pairs = pairwise(lineage.versions)
    return frozenset(after for before, after in pairs if after.blob is None and not before.readable)


def _placed(version: Version) -> tuple[str | None, ...]:
    return version.key, version.team, version.cycle


def _stem(key: str) -> str:
    return key[:-3] if key.lower().endswith(".md") else key
