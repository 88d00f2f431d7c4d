"""Explore as a page, which works without JavaScript: today's goals by team, up to a number that keeps it small."""

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.model.objects import Kpi, Objective
from goalsite.site.context import Named, SiteContext
from goalsite.site.days import UNKNOWN
from goalsite.site.views.explore_terms import EXPLORE_DATA, Teams, is_current, value_said
from goalsite.site.views.rows import Rows

MOST_LISTED = 80
"""Goals the page lists without JavaScript, so that it stays small."""


class ExploreLine(NamedTuple):
    """A goal as listed without JavaScript; ``said`` stands in the place of the bar of a KPI.

    ``unfolds`` tells that it leads to where that unfolds, as no completion beside it does.
    """

    title: str
    url: str
    unit: str
    bar: Markup
    said: str
    percent: str
    pill: Markup
    owner: Markup
    unfolds: bool = False


class ExploreGroup(NamedTuple):
    """The goals of a team, of the company or of people in the current cycle, and how many are not listed."""

    link: Named
    number: int
    lines: tuple[ExploreLine, ...]


@dataclass(frozen=True, slots=True)
class ExplorePage:
    """Everything the page says without JavaScript, and where its data lies."""

    number: str
    cycle: Named | None
    shown: int
    groups: tuple[ExploreGroup, ...]
    left: int
    data: str


def explore_page(site: SiteContext, rows: Rows) -> ExplorePage:
    """Return the page: the goals of the current cycle and all KPIs by team, up to a number that keeps it small."""
    teams = Teams(site)
    goals: list[Objective | Kpi] = [o for o in site.objectives if is_current(site, o)]
    goals += site.repository.kpis.values()
    goals.sort(key=lambda goal: (_is_personal(goal), teams.place(goal)))
    room, groups = MOST_LISTED, []
    for (personal, _place), own in groupby(goals, key=lambda goal: (_is_personal(goal), teams.place(goal))):
        mine = tuple(own)
        link = Named(_("Personal objectives"), None) if personal else site.team(mine[0].team)
        if room:
            groups.append(ExploreGroup(link, len(mine), tuple(_line(rows, goal) for goal in mine[:room])))
        room = max(room - len(mine), 0)
    listed = sum(len(group.lines) for group in groups)
    return ExplorePage(
        number=_goals(site, len(site.objectives) + len(site.repository.kpis)),
        cycle=site.cycle(site.current_cycle) if site.current_cycle is not None else None,
        shown=len(goals),
        groups=tuple(groups),
        left=len(goals) - listed,
        data=EXPLORE_DATA,
    )


def _goals(site: SiteContext, number: int) -> str:
    return ngettext("{number} goal", "{number} goals", number, number=site.format.number(number))


def _is_personal(goal: Objective | Kpi) -> bool:
    return isinstance(goal, Objective) and goal.person is not None


def _line(rows: Rows, goal: Objective | Kpi) -> ExploreLine:
    if isinstance(goal, Objective):
        row = rows.objective(goal)
        return ExploreLine(row.title, row.url, "", row.bar, "", row.percent, row.pill, row.owner)
    kpi = rows.kpi(goal)
    alone = kpi.completion == UNKNOWN != kpi.now
    return ExploreLine(
        kpi.title, kpi.url, kpi.unit, Markup(""), value_said(kpi), kpi.completion, kpi.pill, kpi.owner, alone
    )
