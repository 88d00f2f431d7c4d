"""The data the site carries beside its pages."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from goalsite.language import speaking
from goalsite.publish.data.goals_json import SCHEMA_NAME, goals_json, goals_schema
from goalsite.publish.data.tables import tables
from goalsite.publish.extras import can_make_workbook
from goalsite.publish.workers import shared_out

if TYPE_CHECKING:
    from goalsite.publish.understanding.understood import Understood

FOLDER = "data"


def data_files(known: "Understood") -> Mapping[str, bytes]:
    """Return all the site's data by path on it: JSON with its schema, tables, workbook, feed and calendar (SPEC 11),
    and what pages read in the browser.

    Data is told once, in the site's own language, whatever the terminal speaks; what pages read, for the pages of each.
    Without the library that writes workbooks there is none.
    """
    # Pages come first: they find out of which goals nothing has changed, before the work is shared out.
    of_pages = {path: content for page in known.pages_by_url.values() for path, content in page.files}
    kinds = ["json", "xlsx", "csv"] if can_make_workbook() else ["json", "csv"]
    makers: list[Callable[[], dict[str, bytes]]] = [partial(exported, known, kind) for kind in kinds]
    makers.append(partial(_subscriptions, known))
    files: dict[str, bytes] = {}
    for made in shared_out(makers, worth=known.large):
        files |= made
    return {f"{FOLDER}/{name}": content for name, content in files.items()} | of_pages


def _subscriptions(known: "Understood") -> dict[str, bytes]:
    from goalsite.publish.data import calendar, feed

    with speaking(known.language):
        return {**feed.feeds(known), calendar.NAME: calendar.calendar(known)}


def exported(known: "Understood", what: str) -> dict[str, bytes]:
    """Return the files of ``json``, ``csv`` or ``xlsx`` by name; the last needs a library that may be missing."""
    if what in ("xlsx", "csv"):
        with speaking(known.settings.language):
            if what == "csv":
                return dict(tables(known))
            from goalsite.publish.data.workbook import NAME, workbook

            return {NAME: workbook(known)}
    return {"goals.json": goals_json(known), SCHEMA_NAME: goals_schema()}
