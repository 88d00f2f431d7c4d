"""Which team and cycle a path has given a goal at any time, though folders move."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from goalsite.change.history import History, Version
from goalsite.model.periods import FiscalYear, span_of
from goalsite.vocabulary import CycleState, Kind


class PastPlaces:
    """Teams and cycles by path, through the whole history.

    A team whose folder was renamed is the same team: it is known by the newest id it had. A folder, or an id, that was
    one team's and then another's means whose it was at the time.
    """

    def __init__(self, history: History, fiscal: FiscalYear) -> None:
        self._history = history
        self._fiscal = fiscal

    @cached_property
    def _teams(self) -> Mapping[str, list[tuple[int, str]]]:
        """The newest ids of the teams that each folder was ever the team of, from which commit on."""
        found: dict[str, list[tuple[int, str]]] = {}
        for lineage in self._history.lineages:
            if lineage.versions[-1].kind is Kind.TEAM or lineage.versions[0].kind is Kind.TEAM:
                last = lineage.versions[-1].key
                if last.endswith("/team.md"):
                    newest = last.split("/")[-2]
                    for version in lineage.versions:
                        if version.blob is not None:
                            place = self._history.order[version.landed]
                            found.setdefault(version.key.rpartition("/")[0], []).append((place, newest))
        for teams in found.values():
            teams.sort()
        return found

    @cached_property
    def _ids(self) -> Mapping[str, list[tuple[int, str]]]:
        """The newest ids of the teams that ever had each id, from which commit on."""
        found: dict[str, list[tuple[int, str]]] = {}
        for folder, teams in self._teams.items():
            found.setdefault(folder.rpartition("/")[2], []).extend(teams)
        for teams in found.values():
            teams.sort()
        return found

    @cached_property
    def _cycle_states(self) -> Mapping[str, list[tuple[int, CycleState]]]:
        """What each cycle's file said of its goals, from which commit on."""
        found: dict[str, list[tuple[int, CycleState]]] = {}
        for lineage in self._history.lineages:
            for version in lineage.versions:
                if isinstance(version.state, CycleState) and version.readable:
                    stem = version.key.rpartition("/")[2].removesuffix(".md")
                    found.setdefault(stem, []).append((self._history.order[version.landed], version.state))
        for states in found.values():
            states.sort()
        return found

    def team(self, version: Version) -> str | None:
        """Return the team a version is of, None for the company."""
        if version.team is not None:
            return self._at(self._ids.get(version.team, ()), version) or version.team
        folder = version.key.rpartition("/")[0]
        while folder:
            if folder in self._teams:
                return self._at(self._teams[folder], version)
            folder = folder.rpartition("/")[0]
        return None

    def _at(self, teams: Sequence[tuple[int, str]], version: Version) -> str | None:
        """Return the team of those that were in one place, one after the other, as a version came; else the first."""
        place = self._history.order[version.landed]
        before = [team for since, team in teams if since <= place]
        return before[-1] if before else teams[0][1] if teams else None

    def cycle(self, version: Version) -> str | None:
        """Return the cycle a version is of, None where nothing says it."""
        if version.cycle is not None:
            return version.cycle
        for name in reversed(version.key.split("/")[:-1]):
            if name in self._cycle_states or span_of(name, self._fiscal) is not None:
                return name
        return None

    def cycle_changes(self, cycle: str) -> list[int]:
        """Return the places in the order of commits where a cycle's file changed."""
        return [place for place, _ in self._cycle_states.get(cycle, ())]

    def cycle_state(self, cycle: str, place: int) -> CycleState:
        """Return what a cycle's file said of its goals at a place in the order of commits, that commit included."""
        state = CycleState.ACTIVE
        for since, said in self._cycle_states.get(cycle, ()):
            if since > place:
                break
            state = said
        return state
