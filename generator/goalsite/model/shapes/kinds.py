"""The shape of each kind of file."""

from collections.abc import Mapping

from goalsite.model.shape import Shape
from goalsite.model.shapes.check_ins import CHECK_IN_FILE
from goalsite.model.shapes.frame import COMPANY, CYCLE, PERSON, TEAM
from goalsite.model.shapes.kpi import KPI
from goalsite.model.shapes.objective import OBJECTIVE
from goalsite.model.values import Schema
from goalsite.vocabulary import Kind

SHAPES: Mapping[Kind, Shape] = {
    Kind.COMPANY: COMPANY,
    Kind.TEAM: TEAM,
    Kind.PERSON: PERSON,
    Kind.CYCLE: CYCLE,
    Kind.OBJECTIVE: OBJECTIVE,
    Kind.KPI: KPI,
    Kind.CHECK_IN: CHECK_IN_FILE,
}

ONLY_GOALS_HAVE = frozenset(
    (set(OBJECTIVE.keys) | set(KPI.keys) | set(TEAM.keys) | set(CHECK_IN_FILE.keys))
    - {"title", "tags", "links", "kind", "date", "type", "state", "source", "weight", "definition", "unit", "mission"}
)
"""Keys that show a file without ``kind`` to be a goal (G006)."""


def json_schema(kind: Kind) -> Schema:
    """Return the JSON Schema of the front matter of one kind of file, for editors."""
    schema = SHAPES[kind].schema()
    schema["properties"] = {**schema["properties"], "kind": {"const": kind.value, "description": "what the file is"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Goalsite {kind.value}",
        **schema,
    }
