"""The data page: every file of data the site carries, what it holds, and how much of it."""

from collections.abc import Mapping
from typing import NamedTuple

from goalsite.language import Message, ngettext
from goalsite.language import gettext as _
from goalsite.site.context import SiteContext
from goalsite.site.views.explore_terms import EXPLORE_DATA

SCHEMA = "data/goals.schema.json"
WORKBOOK = "data/goals.xlsx"
FOLDER = "data"
FEED_ENTRIES = 50
"""How many entries the feed has at most."""
_MOST_FEEDS = 40
"""Feeds of teams that are listed; more are folded."""


class DataFile(NamedTuple):
    """One file: its path on the site, its kind in a word, what it holds and how many; ``schema`` describes it."""

    path: str
    kind: str
    holds: str
    amount: str
    schema: str | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.rpartition("/")[2]


class FeedsOfTeam(NamedTuple):
    """The feeds of an uppermost team and of all teams below it."""

    title: str
    files: tuple[DataFile, ...]


class DataGroup(NamedTuple):
    """Files for one use; ``missing`` says what is not made here, and how to have it.

    The feeds of many teams are not listed but ``folded``, by uppermost team.
    """

    id: str
    title: str
    said: str
    files: tuple[DataFile, ...]
    missing: str = ""
    folded: tuple[FeedsOfTeam, ...] = ()

    @property
    def number(self) -> int:
        """How many files there are, folded or not."""
        return len(self.files) + sum(len(one.files) for one in self.folded)


class DataPage(NamedTuple):
    """Everything the page says."""

    number: int
    groups: tuple[DataGroup, ...]


def data_page(site: SiteContext, *, workbook: bool = True) -> DataPage:
    """Return the page; ``workbook`` tells whether the site carries one."""
    rows = table_rows(site)
    number = sum(rows.values())
    goals = len(site.objectives) + len(site.repository.kpis)
    sheets = DataFile(WORKBOOK, "XLSX", _("all tables below, one a sheet, with real numbers and dates"), _rows(number))
    groups = (
        DataGroup(
            "tables", _("For spreadsheets"),
            _("The same columns in the workbook as in the CSV files (UTF-8)."),
            (
                *((sheets,) if workbook else ()),
                *(
                    DataFile(f"{FOLDER}/{name}.csv", "CSV", str(_TABLES[name]), _rows(count))
                    for name, count in rows.items()
                ),
            ),
            "" if workbook
            else _("The workbook goals.xlsx is made where the extra goalsite[xlsx] is installed."),
        ),
        DataGroup(
            "programs", _("For programs"),
            _("Every goal and figure, with its formula, its inputs and their source lines."),
            (
                DataFile(f"{FOLDER}/goals.json", "JSON", _("objectives, KPIs, teams, people, cycles and findings"),
                         _goals(goals), SCHEMA),
                DataFile(SCHEMA, "JSON Schema", _("what goals.json looks like"), ""),
                DataFile(EXPLORE_DATA, "JSON", _("what the page Explore shows, as text; made for that page alone"),
                         _goals(goals)),
            ),
        ),
        DataGroup(
            "subscriptions", _("To subscribe to"),
            _("Give the address of a file to your feed reader or your calendar."),
            (
                DataFile(f"{FOLDER}/feed.xml", "Atom", _("the newest check-ins, KPI values, changes and closings"),
                         _("up to {number}", number=FEED_ENTRIES)),
                DataFile(f"{FOLDER}/calendar.ics", "iCalendar", _("days to check in, and last days of cycles"), ""),
            ),
        ),
        *_team_feeds(site),
    )  # fmt: skip
    return DataPage(sum(group.number for group in groups), groups)


def _rows(number: int) -> str:
    return ngettext("{n} row", "{n} rows", number)


def _goals(number: int) -> str:
    return ngettext("{n} goal", "{n} goals", number)


def _team_feeds(site: SiteContext) -> "tuple[DataGroup, ...]":
    repository = site.repository
    amount = _("up to {number}", number=FEED_ENTRIES)
    files = {
        id_: DataFile(f"{FOLDER}/feeds/{id_}.xml", "Atom", site.team(id_).title, amount) for id_ in repository.teams
    }
    if not files:
        return ()
    title, said = _("Feeds of the teams"), _("What was recorded lately for one team and its sub-teams.")
    if len(files) <= _MOST_FEEDS:
        return (DataGroup("team-feeds", title, said, tuple(files.values())),)
    by_top: dict[str, list[DataFile]] = {}
    for id_ in dict.fromkeys((*repository.below(None), *files)):
        top = [team for team in repository.above(id_) if team is not None][-1]
        by_top.setdefault(top, []).append(files[id_])
    folded = tuple(FeedsOfTeam(site.team(top).title, tuple(mine)) for top, mine in by_top.items())
    return (DataGroup("team-feeds", title, said, (), folded=folded),)


def table_rows(site: SiteContext) -> dict[str, int]:
    """Return how many rows each table has, its header apart."""
    measured, objectives = site.measured, site.objectives
    cards = [len(card.rows) for card in measured.scorecards.values()]
    return {
        "objectives": len(objectives),
        "key-results": sum(len(objective.key_results) for objective in objectives),
        "kpis": len(site.repository.kpis),
        "kpi-values": sum(len(kpi.values) for kpi in measured.kpis.values()),
        "check-ins": sum(
            max(1, len({*check_in.record.values, *_named(check_in.record.confidence)}))
            for objective in objectives
            for check_in in objective.check_ins
        ),
        "scorecards": sum(rows + 1 for rows in cards if rows),
        "findings": len(site.findings),
    }


def _named(confidence: object) -> tuple[str, ...]:
    return tuple(confidence) if isinstance(confidence, Mapping) else ()


_TABLES = {
    "objectives": Message("each objective with its progress, status, confidence and grade"),
    "key-results": Message("each key result with its ends, its newest value and its status"),
    "kpis": Message("each KPI with its target, newest value, health, trend and projection"),
    "kpi-values": Message("each value of each KPI, judged by the target of its day"),
    "check-ins": Message("each check-in, a row for each key result it speaks of"),
    "scorecards": Message("each team's scorecard with its total"),
    "findings": Message("everything there is to mend, by file and line"),
}
