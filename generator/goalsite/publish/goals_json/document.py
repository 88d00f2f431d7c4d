"""All goals and figures as one JSON document (SPEC 11), for programs.

Keys of a file appear by their own names, with references followed (an id, or null where a reference leads nowhere),
beside what was computed from them. Unknown is null; numbers have at most six decimals. Words are English, whatever
the language in force.
"""

import json
from typing import TYPE_CHECKING

from goalsite.language import Message, speaking
from goalsite.publish.goals_json.frame import company_data, cycle_data, person_data, team_data
from goalsite.publish.goals_json.kpis import kpi_data
from goalsite.publish.goals_json.objectives import objective_data
from goalsite.publish.goals_json.parts import (
    Json,
)
from goalsite.publish.goals_json.schema import GOALS_SCHEMA
from goalsite.publish.shown import findings_shown, objectives_shown

if TYPE_CHECKING:
    from goalsite.findings import Finding
    from goalsite.publish.pipeline import Understood


SCHEMA_NAME = "goals.schema.json"


def goals_json(known: "Understood") -> bytes:
    """Return the document as UTF-8 with one object a line, so that two versions compare well."""
    document = goals_data(known)
    lines = []
    for name, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n".join(f"  {_dumped(item)}" for item in value)
            lines.append(f' "{name}": [\n{items}\n ]')
        else:
            lines.append(f' "{name}": {_dumped(value)}')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def goals_schema() -> bytes:
    """Return the JSON Schema of the document."""
    return (json.dumps(GOALS_SCHEMA, ensure_ascii=False, indent=1) + "\n").encode()


def goals_data(known: "Understood") -> Json:
    """Return the document as plain data."""
    with speaking("en"):
        return _data(known)


def _data(known: "Understood") -> Json:
    repository, settings = known.repository, known.settings
    return {
        "schema": SCHEMA_NAME,
        "as_of": known.as_of.isoformat(),
        "history": _no_history(known),
        "company": company_data(known, repository.company) if repository.company else None,
        "cycles": [cycle_data(cycle) for cycle in repository.cycles.values()],
        "teams": [team_data(known, team) for team in repository.teams.values()],
        "people": [person_data(person) for person in repository.people.values()] if settings.people else [],
        "objectives": [objective_data(known, objective) for objective in objectives_shown(known)],
        "kpis": [kpi_data(known, kpi) for kpi in repository.kpis.values()],
        "findings": [_finding(finding) for finding in findings_shown(known)],
    }


def _no_history(known: "Understood") -> str | None:
    if known.stories is not None:
        return None
    return str(known.no_history or Message("the setting `history` is false"))


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _finding(finding: "Finding") -> Json:
    return {
        "code": finding.code,
        "level": finding.level.value,
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "goal": finding.goal,
    }
