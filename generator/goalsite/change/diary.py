"""Changes by day and team, for pages and feeds that tell what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goalsite.change.stories import Event, Stories, Story


@dataclass(frozen=True, slots=True)
class Told:
    """What changed about one goal, team or person on a day, newest first."""

    story: Story
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class TeamDay:
    """What changed in one team (the company for None) on a day, by the story's key."""

    team: str | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What changed on a day, the company first, then teams by their id."""

    day: date
    teams: tuple[TeamDay, ...]

    @property
    def count(self) -> int:
        """How many changes there were."""
        return sum(len(told.events) for team in self.teams for told in team.told)


def diary(stories: Stories) -> tuple[Day, ...]:
    """Return the days on which something changed, newest first.

    A change stands under the team its goal has now, or had last.
    """
    days: dict[date, dict[str | None, dict[str, list[Event]]]] = {}
    for event in stories.events:
        story = stories[event.story]
        days.setdefault(event.day, {}).setdefault(story.team, {}).setdefault(event.story, []).append(event)
    return tuple(Day(day, tuple(_teams(stories, days[day]))) for day in sorted(days, reverse=True))


def _teams(stories: Stories, teams: dict[str | None, dict[str, list[Event]]]) -> Iterable[TeamDay]:
    for team in sorted(teams, key=lambda one: (one is not None, one or "")):
        yield TeamDay(team, tuple(Told(stories[key], tuple(teams[team][key])) for key in sorted(teams[team])))
