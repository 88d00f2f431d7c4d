"""The company, teams, people and cycles in the document."""

from typing import TYPE_CHECKING

from goalsite.measure import why_team
from goalsite.publish.data.goals_json.parts import Json, keys_of_all, links_data, why_data
from goalsite.publish.data.numbers import json_number
from goalsite.site.addresses import path_of, url_of

if TYPE_CHECKING:
    from goalsite.model.objects import Company, Cycle, Person, Team
    from goalsite.publish.understanding.understood import Understood


def company_data(known: "Understood", company: "Company") -> Json:
    """Return the company."""
    record = company.record
    return {
        "id": company.id,
        **keys_of_all(company.file, record, company.usable),
        "mission": record.mission,
        "fiscal_year_starts": record.fiscal_year_starts,
        "fiscal_year_named_by": record.fiscal_year_named_by,
        "links": links_data(record.links),
        "figures": figures_data(known, None),
        "url": "",
    }


def team_data(known: "Understood", team: "Team") -> Json:
    """Return a team."""
    record = team.record
    return {
        "id": team.id,
        **keys_of_all(team.file, record, team.usable),
        "lead": team.lead,
        "members": list(team.members),
        "part_of": team.parent,
        "mission": record.mission,
        "links": links_data(record.links),
        "figures": figures_data(known, team.id),
        "url": url_of(path_of(team)),
    }


def person_data(person: "Person") -> Json:
    """Return a person."""
    record = person.record
    return {
        "id": person.id,
        **keys_of_all(person.file, record, person.usable),
        "team": person.team,
        "role": record.role,
        "account": record.account,
        "emails": list(record.emails),
        "url": url_of(path_of(person)),
    }


def cycle_data(cycle: "Cycle") -> Json:
    """Return a cycle."""
    record = cycle.record
    if record is not None and cycle.file is not None:
        common = keys_of_all(cycle.file, record, cycle.usable)
    else:
        common = {"title": None, "tags": [], "ignore": {}, "usable": cycle.usable, "x": {}, "source": None}
    return {
        "id": cycle.id,
        **common,
        "starts": cycle.span.first.isoformat(),
        "ends": cycle.span.last.isoformat(),
        "state": cycle.state.value,
        "theme": record.theme if record else None,
        "url": url_of(path_of(cycle)),
    }


def figures_data(known: "Understood", team: str | None) -> Json:
    """Return a team's figures by cycle; None is the company."""
    return {
        cycle: {
            "progress": json_number(figures.progress),
            "expected": json_number(figures.expected),
            "with_subteams": json_number(figures.with_subteams),
            "coverage": json_number(figures.coverage),
            "score": json_number(figures.scores.mean),
            "score_with_subteams": json_number(figures.pooled_scores.mean),
            "why": why_data(known, why_team(known.measured, team, cycle)),
        }
        for cycle in known.repository.cycles
        if (figures := known.measured.teams.get((team, cycle))) is not None
    }
