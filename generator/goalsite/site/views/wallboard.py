"""The wallboard: the company on one screen in a hall, as few and as large words as tell how it is doing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from goalsite.site.views.home import HomePage, Timeline, UnitLine
from goalsite.site.views.lines import KpiRow, ObjectiveRow

WALLBOARD = "wallboard/index.html"
"""Where it lies on the site: a document of its own, without the theme around it."""

MOST_OBJECTIVES = 8
MOST_KPIS = 12

_URGENCY = {"broken": 1, "nodata": 2, "old": 3, "risk": 4, "off": 5}

Row = TypeVar("Row", ObjectiveRow, KpiRow)


@dataclass(frozen=True, slots=True)
class Wallboard:
    """What the wallboard shows; of more goals than there is room for, those that need someone."""

    title: str
    timeline: Timeline | None
    units: tuple[UnitLine, ...]
    objectives: tuple[ObjectiveRow, ...]
    more_objectives: int
    kpis: tuple[KpiRow, ...]
    more_kpis: int


def wallboard(home: HomePage) -> Wallboard:
    """Return the wallboard of what the home page shows, in the same order."""
    objectives = _most_urgent(home.objectives, MOST_OBJECTIVES, lambda row: row.rank)
    kpis = _most_urgent(home.kpis, MOST_KPIS, lambda row: _URGENCY.get(row.shape, 0))
    return Wallboard(
        title=home.title,
        timeline=home.timeline,
        units=home.units,
        objectives=objectives,
        more_objectives=len(home.objectives) - len(objectives),
        kpis=kpis,
        more_kpis=len(home.kpis) + home.more_kpis - len(kpis),
    )


def _most_urgent(rows: tuple[Row, ...], most: int, urgency: Callable[[Row], int]) -> tuple[Row, ...]:
    """Return at most so many rows, the most urgent ones, in the order they have."""
    if len(rows) <= most:
        return rows
    chosen = {row.id for row in sorted(rows, key=urgency, reverse=True)[:most]}
    return tuple(row for row in rows if row.id in chosen)
