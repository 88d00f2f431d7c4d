"""What key results aimed at through KPIs at any time, as the stories of both tell it, back from today."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, cast

from goalsite.change.facts import Value
from goalsite.change.reasons import key_result_of
from goalsite.change.stories import Event, Stories
from goalsite.model.records import as_written
from goalsite.model.repository import Repository

if TYPE_CHECKING:
    from goalsite.model.records import Schedule


class Aims:
    """Tells which key results followed which KPI, and what targets KPIs had; places are those in the order of commits.

    A key result that is gone is not known any more.
    """

    def __init__(self, stories: Stories, repository: Repository) -> None:
        self._stories = stories
        self._repository = repository

    @cached_property
    def readers(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The key results (objective id, key result id) by the KPI that they read, today or ever."""
        found = {kpi: dict.fromkeys(readers) for kpi, readers in self._repository.working_on.items()}
        for objective in self._repository.objectives.values():
            story = self._stories.get(objective.id)
            for event in story.events if story is not None else ():
                key_result = event.change.key_result
                if key_result is None or event.change.key != f"key_results.{key_result}.kpi":
                    continue
                for text in (event.change.old, event.change.new):
                    kpi = self._kpi(objective.id, key_result, text)
                    if kpi is not None:
                        found.setdefault(kpi, {})[objective.id, key_result] = None
        return {kpi: tuple(readers) for kpi, readers in found.items()}

    def follows(self, objective: str, key_result: str, kpi: str, place: int) -> bool:
        """Tell whether, after the commit at ``place``, a key result read a KPI and had no end of its own."""
        goal = self._repository.objectives[objective]
        record = key_result_of(goal, key_result)
        own = f"key_results.{key_result}"
        later = [event for event in self._stories[objective].events if event.place > place]
        if record is None or any(event.change.key == own for event in later):
            return False
        text = _then(later, f"{own}.kpi", as_written(record.kpi))
        return self._kpi(objective, key_result, text) == kpi and _then(later, f"{own}.to", record.to) is None

    def targets_since(self, place: int) -> "Mapping[str, Schedule]":
        """Return the targets of KPIs after the commit at ``place``, of those whose targets changed since."""
        found: dict[str, Schedule] = {}
        for kpi, events in self._changes.items():
            later = [event for event in events if event.place > place]
            if later:
                found[kpi] = cast("Schedule", later[0].change.old or ())
        return found

    @cached_property
    def _changes(self) -> Mapping[str, list[Event]]:
        """The changes of targets by KPI, of those that had any."""
        told = {
            kpi: [event for event in self._stories[kpi].events if event.change.key == "target"]
            for kpi in self._repository.kpis
            if kpi in self._stories
        }
        return {kpi: events for kpi, events in told.items() if events}

    def _kpi(self, objective: str, key_result: str, text: Value) -> str | None:
        """Return the KPI that a key result's ``kpi`` means: today's where it is written alike, else what it names."""
        if not isinstance(text, str):
            return None
        today = self._repository.objectives[objective].key_result(key_result)
        if today is not None and today.kpi is not None and as_written(today.record.kpi) == text:
            return today.kpi
        return named_kpi(self._repository, text)


def named_kpi(repository: Repository, text: str) -> str | None:
    """Return the only KPI that a text names, by its id or the end of it."""
    named = [id_ for id_ in repository.kpis if id_ == text or id_.endswith(f"/{text}")]
    return named[0] if len(named) == 1 else None


def _then(later: list[Event], key: str, today: Value) -> Value:
    """Return what a key said before some events, the first of which about it tells."""
    return next((event.change.old for event in later if event.change.key == key), today)
