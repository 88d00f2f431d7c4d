"""Cycles as a list: when each is, where it stands, and how its objectives do."""

from typing import NamedTuple

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure.figures import TeamFigures
from goalsite.model.objects import Cycle
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.lines import ObjectiveRow
from goalsite.site.views.rows import Rows
from goalsite.vocabulary import CycleState

_STATES = {
    "draft": (Message("draft"), Message("Draft")),
    "closed": (Message("closed"), Message("Closed")),
    "to come": (Message("to come"), Message("To come")),
    "over": (Message("over"), Message("Over")),
    "current": (Message("current"), Message("Current")),
    "running": (Message("running"), Message("Running")),
}
"""Where a cycle stands, as a word in a table and as a fact of its own."""


class CycleLine(NamedTuple):
    """One cycle in the list of cycles."""

    link: Named
    dates: str
    theme: str
    state: str
    objectives: int
    percent: str
    all_percent: str
    units: tuple[ObjectiveRow, ...]


def cycle_lines(site: SiteContext, rows: Rows) -> tuple[CycleLine, ...]:
    """Return all cycles, the newest first."""
    by_cycle = site.by_cycle
    lines = []
    for cycle in site.cycles:
        figures = site.measured.teams.get((None, cycle.id), TeamFigures())
        objectives = by_cycle.get(cycle.id, ())
        record = cycle.record
        lines.append(
            CycleLine(
                link=site.cycle(cycle),
                dates=dates_of(site, cycle),
                theme=(record.theme or "") if record is not None else "",
                state=str(state_words(site, cycle)[0]),
                objectives=len(objectives),
                percent=site.format.percent(figures.progress),
                all_percent=site.format.percent(figures.with_subteams),
                units=tuple(rows.unit_row([rows.objective(o) for o in objectives])) if len(objectives) <= 60 else (),
            )
        )
    return tuple(lines)


def state_words(site: SiteContext, cycle: Cycle) -> tuple[Message, Message]:
    """Return where a cycle stands, as a word in a table and as a fact of its own."""
    if cycle.state is not CycleState.ACTIVE:
        return _STATES[cycle.state]
    if site.as_of < cycle.span.first:
        return _STATES["to come"]
    if site.as_of > cycle.span.last:
        return _STATES["over"]
    return _STATES["current" if cycle is site.current_cycle else "running"]


def dates_of(site: SiteContext, cycle: Cycle) -> str:
    """Return the first and the last day of a cycle."""
    write = site.format.long_day
    return _("{first} to {last}", first=write(cycle.span.first), last=write(cycle.span.last))
