"""The names that sentences of changes are told with."""

from typing import Protocol

from goalsite.model.objects import Kpi, Objective
from goalsite.model.repository import Repository


class Names(Protocol):
    """What changes are told with: the names of people and teams, titles and units of key results."""

    def person(self, person: str) -> str:
        """Return the name of a person key."""

    def team(self, team: str | None) -> str:
        """Return the name of a team, of the company for None."""

    def key_result(self, goal: str, key_result: str) -> str:
        """Return the title of a key result, empty where it is not known."""

    def unit(self, goal: str, key_result: str | None) -> str | None:
        """Return the unit of a KPI, or of a key result."""


class RepositoryNames:
    """Names as a repository has them."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def person(self, person: str) -> str:
        """Return the name of a person key."""
        return self._repository.name_of(person)

    def team(self, team: str | None) -> str:
        """Return the name of a team, of the company for None."""
        return self._repository.team_title(team)

    def key_result(self, goal: str, key_result: str) -> str:
        """Return the title of a key result, empty where it is not known."""
        known = self._repository.objectives.get(goal)
        found = known.key_result(key_result) if known is not None else None
        return found.title if found is not None else ""

    def unit(self, goal: str, key_result: str | None) -> str | None:
        """Return the unit of a KPI, or of a key result."""
        known = self._repository.goal(goal)
        if isinstance(known, Kpi):
            return known.record.unit
        found = known.key_result(key_result) if isinstance(known, Objective) and key_result else None
        return self._repository.unit_of(found) if found is not None else None
