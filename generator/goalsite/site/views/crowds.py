"""The lists of teams and of people where a company has too many for one page: by team, in numbers."""

from typing import NamedTuple

from goalsite.site.context import Named, SiteContext
from goalsite.site.views.levels import MOST_TEAMS, levels
from goalsite.site.views.rows import Rows
from goalsite.site.views.team import TeamLine, team_lines

MOST_PEOPLE = 120
"""People one page lists by name."""


class TeamsPage(NamedTuple):
    """The upper levels of the teams, and how many teams there are."""

    number: int
    lines: tuple[TeamLine, ...]


class PeopleOfTeam(NamedTuple):
    """How many people are in a team, and how many in its sub-teams that are not listed."""

    depth: int
    team: Named
    number: int
    below: int


class PeoplePage(NamedTuple):
    """People by team; those in no team are named, save the last ``more``."""

    number: int
    teams: tuple[PeopleOfTeam, ...]
    alone: tuple[Named, ...]
    more: int


def teams_page(site: SiteContext, rows: Rows) -> TeamsPage | None:
    """Return the teams as far as there is room; None where there is room for all."""
    teams = tuple(site.repository.below(None))
    if len(teams) <= MOST_TEAMS:
        return None
    listed = {level.team for level in levels(site, dict.fromkeys(teams, 1))}
    lines = zip(teams, team_lines(site, rows), strict=True)
    return TeamsPage(len(teams), tuple(line for team, line in lines if team in listed))


def people_page(site: SiteContext) -> PeoplePage | None:
    """Return the people by team; None where there is room for all of them by name."""
    people, teams = site.repository.people, site.repository.teams
    if len(people) <= MOST_PEOPLE:
        return None
    members = {id_: {*team.members, *filter(None, (team.lead,))} for id_, team in teams.items()}
    placed = set().union(*members.values())
    alone = sorted((person for person in people.values() if person.id not in placed), key=lambda p: (p.title, p.id))
    return PeoplePage(
        number=len(people),
        teams=tuple(
            PeopleOfTeam(
                level.depth, site.team(level.team)._replace(anchor="people"), len(members[level.team]), level.below
            )
            for level in levels(site, {id_: len(found) for id_, found in members.items()})
        ),
        alone=tuple(site.person(person.id) for person in alone[:MOST_PEOPLE]),
        more=max(len(alone) - MOST_PEOPLE, 0),
    )
