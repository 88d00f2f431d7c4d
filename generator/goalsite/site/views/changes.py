"""What changed, by day and team: who changed what of which goal, and why."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from goalsite.change.diary import diary
from goalsite.change.stories import Event, Story, brings
from goalsite.language import gettext as _
from goalsite.model.objects import Objective
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.commits import commit_link
from goalsite.site.views.goalposts import no_history
from goalsite.site.views.told_together import ChangeLine, Together, said_alike, told_together
from goalsite.vocabulary import ChangeClass, Kind

_ROOM = 70_000
"""Characters of HTML that lines may fill; around one stand about :data:`_AROUND`, around one more name of its goals
:data:`_AROUND_NAME`."""

_AROUND = 550
_AROUND_NAME = 160
_MOST_TOLD = 6
_MOST_OF_A_GOAL = 40


class TeamChanges(NamedTuple):
    """What changed in one team on a day, what one commit did to several goals alike told together."""

    team: Named
    together: tuple[Together, ...]


class DayChanges(NamedTuple):
    """What changed on a day."""

    day: str
    number: int
    teams: tuple[TeamChanges, ...]


class ChangesPage(NamedTuple):
    """The page of all changes; ``no_history`` says why nothing is known of them, ``by`` up to which day it tells."""

    days: tuple[DayChanges, ...]
    number: int
    more: int
    skipped: int
    no_history: str
    by: str = ""


def changes_page(site: SiteContext) -> ChangesPage:
    """Return what changed, newest first, as much as fits on a page."""
    stories = site.chronicle.stories
    if stories is None:
        return ChangesPage((), 0, 0, 0, no_history(site))
    days, number, listed, room = [], 0, 0, _ROOM
    for day in diary(stories):
        teams, here = [], 0
        for team in day.teams:
            commits = [
                (told.story, some) for told in team.told if shown(site, told.story) for some in by_commit(told.events)
            ]
            here += len(commits)
            lines = []
            said = set()
            for story, some in commits if room > 0 else ():
                line = change_line(site, story, some)
                room -= len(line.goal.title)
                if said_alike(line) in said:
                    room -= _AROUND_NAME
                else:
                    room -= _AROUND + sum(len(one) + 30 for one in line.told)
                    said.add(said_alike(line))
                if room <= 0:
                    break
                lines.append(line)
            if lines:
                listed += len(lines)
                known = team.team is None or team.team in site.repository.teams
                link = site.team(team.team) if known else Named(team.team or "", None)
                teams.append(TeamChanges(link, tuple(told_together(lines))))
        number += here
        if teams:
            days.append(DayChanges(site.format.long_day(day.day), here, tuple(teams)))
    by = site.format.long_day(stories.last) if stories.last < date.max else ""
    return ChangesPage(tuple(days), number, number - listed, len(stories.skipped), "", by)


def changes_of(site: SiteContext, objective: Objective) -> tuple[tuple[ChangeLine, ...], int]:
    """Return what changed lately about an objective beside its check-ins, newest first, and how much did before."""
    stories = site.chronicle.stories
    story = stories.get(objective.id) if stories is not None else None
    if story is None:
        return (), 0
    events = [event for event in story.events if event.change.about is not ChangeClass.CHECK_IN]
    events.sort(key=lambda event: -event.place)
    commits = list(by_commit(events))
    lines = tuple(change_line(site, story, some) for some in commits[:_MOST_OF_A_GOAL])
    return lines, len(commits) - len(lines)


def by_commit(events: Iterable[Event]) -> Iterator[tuple[Event, ...]]:
    """Yield events that one commit brought together."""
    for _key, some in groupby(events, key=lambda event: (event.place, event.commit.id)):
        yield tuple(some)


def shown(site: SiteContext, story: Story) -> bool:
    """Tell whether a story may be told: nothing of persons and their own goals where the settings hide them."""
    if site.settings.people:
        return True
    objective = site.repository.objectives.get(story.key)
    return story.kind is not Kind.PERSON and story.person is None and (objective is None or site.visible(objective))


def change_line(site: SiteContext, story: Story, events: tuple[Event, ...]) -> ChangeLine:
    """Return what one commit changed about a goal."""
    # What took a retired key result's place says so itself: it was added.
    events = tuple(event for event in events if not event.change.key.endswith(".retired.replaced_by")) or events
    came = brings(events)
    if came:
        # A new goal brings its values and check-ins; the page of the goal tells them.
        events = tuple(event for event in events if event.change.about is not ChangeClass.CHECK_IN)
    told = tuple(dict.fromkeys(site.telling(story.key, event.change) for event in events))
    cycle = site.repository.cycles.get(story.cycle) if story.cycle is not None else None
    return ChangeLine(
        date=events[0].day,
        day=site.format.day(events[0].day),
        goal=named(site, story),
        commit=commit_link(site, events[0].commit),
        told=told[:_MOST_TOLD],
        more=max(len(told) - _MOST_TOLD, 0),
        flag=flag_of(site, story, events),
        added=came,
        kind=story.kind,
        cycle=site.cycle(cycle).title if cycle is not None else "",
    )


def flag_of(site: SiteContext, story: Story, events: tuple[Event, ...]) -> str:
    """Return ``off`` where a goalpost moved without a reason, ``flag`` where with one, else nothing."""
    posts = site.chronicle.goalposts.get(story.key)
    if posts is None:
        return ""
    here = {(event.place, event.change.key) for event in events}
    moves = [move for move in posts.moved.moves if (move.place, move.change.key) in here and move.through is None]
    if not moves:
        return ""
    return "off" if any(move.unexplained for move in moves) else "flag"


def named(site: SiteContext, story: Story) -> Named:
    """Return the link to what a story is about, its bare title where it is gone."""
    repository = site.repository
    stem = story.key.rpartition("/")[2]
    if story.alive:
        goal = site.goal(story.key)
        if goal is not None:
            return goal
        if story.kind is Kind.TEAM:
            for team in repository.teams.values():
                if team.file.key == story.key:
                    return site.team(team.id)
        if story.kind is Kind.PERSON and stem in repository.people:
            return site.person(stem)
        if story.kind is Kind.CYCLE and stem in repository.cycles:
            return site.cycle(repository.cycles[stem])
        if story.kind is Kind.COMPANY:
            return site.team(None)
    return Named(" ".join(story.title.split()), None, "" if story.alive else _("removed"))
