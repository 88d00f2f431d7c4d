"""The words that a JSON Schema is written with."""

from enum import StrEnum
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
NULL: Schema = {"type": "null"}
WHOLE: Schema = {"type": "integer", "minimum": 1}
DAY: Schema = {"type": "string", "format": "date"}
TEXTS: Schema = {"type": "array", "items": TEXT}


def or_null(schema: Schema, description: str = "") -> Schema:
    """Return a schema that null fits, too."""
    known = schema | {"type": [schema["type"], "null"]} if "type" in schema else any_of(schema, NULL)
    return said(known, description) if description else known


def any_of(*schemas: Schema) -> Schema:
    """Return a schema for what fits any of these."""
    return {"anyOf": list(schemas)}


def one_of(words: type[StrEnum]) -> Schema:
    """Return a schema for a closed vocabulary."""
    return {"enum": [word.value for word in words]}


def said(schema: Schema, description: str) -> Schema:
    """Return a schema with what a reader is told of it."""
    return schema | {"description": description}


def fixed(**properties: Schema) -> Schema:
    """Return a schema for an object whose keys are always there, and no others; what is unknown is null."""
    named = {name.rstrip("_"): schema for name, schema in properties.items()}
    return {"type": "object", "properties": named, "required": list(named), "additionalProperties": False}


def list_of(items: Schema) -> Schema:
    """Return a schema for a list of such items."""
    return {"type": "array", "items": items}


def map_of(values: Schema) -> Schema:
    """Return a schema for such values under any keys."""
    return {"type": "object", "additionalProperties": values}
