"""The data the site carries beside its pages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from goalsite.language import speaking
from goalsite.publish.extras import can_make_workbook
from goalsite.publish.goals_json import SCHEMA_NAME, goals_json, goals_schema
from goalsite.publish.tables import tables

if TYPE_CHECKING:
    from goalsite.publish.pipeline import Understood

FOLDER = "data"


def data_files(known: "Understood") -> Mapping[str, bytes]:
    """Return all the site's data by path on it: JSON with its schema, tables, workbook, feed and calendar (SPEC 11),
    and what pages read in the browser.

    Data is told once, in the site's own language, whatever the terminal speaks; what pages read, for the pages of each.
    Without the library that writes workbooks there is none.
    """
    from goalsite.publish import calendar, feed

    files = {**exported(known, "json"), **exported(known, "csv")}
    with speaking(known.language):
        files |= {**feed.feeds(known), calendar.NAME: calendar.calendar(known)}
    if can_make_workbook():
        files |= exported(known, "xlsx")
    return {f"{FOLDER}/{name}": content for name, content in files.items()} | {
        path: content for page in known.pages_by_url.values() for path, content in page.files
    }


def exported(known: "Understood", what: str) -> dict[str, bytes]:
    """Return the files of ``json``, ``csv`` or ``xlsx`` by name; the last needs a library that may be missing."""
    if what in ("xlsx", "csv"):
        with speaking(known.settings.language):
            if what == "csv":
                return dict(tables(known))
            from goalsite.publish.workbook import NAME, workbook

            return {NAME: workbook(known)}
    return {"goals.json": goals_json(known), SCHEMA_NAME: goals_schema()}
