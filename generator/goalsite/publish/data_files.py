"""The data the site carries beside its pages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goalsite.publish.goals_json import SCHEMA_NAME, goals_json, goals_schema
from goalsite.publish.tables import tables

if TYPE_CHECKING:
    from goalsite.publish.pipeline import Understood

FOLDER = "data"


def data_files(known: "Understood") -> Mapping[str, bytes]:
    """Return ``data/goals.json`` with its schema, and ``data/*.csv``, by path on the site."""
    files = {"goals.json": goals_json(known), SCHEMA_NAME: goals_schema(), **tables(known)}
    return {f"{FOLDER}/{name}": content for name, content in files.items()}
