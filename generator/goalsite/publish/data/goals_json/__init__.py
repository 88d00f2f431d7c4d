"""All goals and figures as one JSON document, with its schema."""

from goalsite.publish.data.goals_json.document import SCHEMA_NAME, goals_data, goals_json, goals_schema

__all__ = ["SCHEMA_NAME", "goals_data", "goals_json", "goals_schema"]
