"""Which team and cycle a path has given a goal at any time, though folders move."""

from collections.abc import Mapping
from functools import cached_property

from goalsite.change.history import History, Version
from goalsite.model.periods import FiscalYear, span_of
from goalsite.vocabulary import CycleState, Kind


class PastPlaces:
    """Teams and cycles by path, through the whole history.

    A team whose folder was renamed is the same team: it is known by the newest id it had.
    """

    def __init__(self, history: History, fiscal: FiscalYear) -> None:
        self._history = history
        self._fiscal = fiscal

    @cached_property
    def _teams(self) -> Mapping[str, str]:
        """The newest id of the team that each folder was ever the team of."""
        found: dict[str, str] = {}
        for lineage in self._history.lineages:
            if lineage.versions[-1].kind is Kind.TEAM or lineage.versions[0].kind is Kind.TEAM:
                keys = [version.key for version in lineage.versions]
                if keys[-1].endswith("/team.md"):
                    newest = keys[-1].split("/")[-2]
                    found.update({key.rpartition("/")[0]: newest for key in keys})
        return found

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """The newest id of a team by every id it had."""
        return {folder.rpartition("/")[2]: newest for folder, newest in self._teams.items()}

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
            return self._ids.get(version.team, version.team)
        folder = version.key.rpartition("/")[0]
        while folder:
            if folder in self._teams:
                return self._teams[folder]
            folder = folder.rpartition("/")[0]
        return None

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
