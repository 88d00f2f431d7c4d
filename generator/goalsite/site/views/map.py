"""The small map of an objective: what it rolls up to, itself, and what supports it."""

from typing import NamedTuple

from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.measure.figures import ObjectiveFigures
from goalsite.model.objects import Objective
from goalsite.site.context import SiteContext
from goalsite.site.views.rows import MOST_SUPPORTERS, Rows, rows_of


class MapLine(NamedTuple):
    """One line of the small map: how deep, what it is, whether it is this objective."""

    depth: int
    kind: str
    title: str
    url: str | None
    bar: Markup
    percent: str
    here: bool


def map_of(site: SiteContext, rows: Rows, objective: Objective, figures: ObjectiveFigures) -> tuple[MapLine, ...]:
    """Return what the objective rolls up to, itself, and what supports it, as an indented list."""
    chain: list[MapLine] = []
    for goal in site.repository.chain(objective):
        link = site.goal(goal.id)
        if link is None:
            break
        above = site.repository.objectives.get(goal.id)
        if above is None:
            kpi_row = rows.kpi(site.repository.kpis[goal.id])
            chain.append(
                MapLine(
                    0,
                    _("{team}, KPI", team=link.note),
                    link.title,
                    link.url,
                    Markup(""),
                    kpi_row.completion,
                    here=False,
                )
            )
            continue
        row = rows.objective(above)
        if goal.key_result is not None:
            kr = next((line for line in row.key_results if line.id == goal.key_result), None)
            if kr is not None:
                url = f"{row.url}#{kr.anchor}"
                chain.append(MapLine(0, _("key result"), kr.title, url, kr.bar, kr.percent, here=False))
        chain.append(MapLine(0, link.note, row.title, row.url, row.bar, row.percent, here=False))
    chain.reverse()
    lines = [line._replace(depth=depth) for depth, line in enumerate(chain)]
    depth = len(lines)
    own = rows.objective(objective)
    lines.append(MapLine(depth, own.team.title, own.title, None, own.bar, own.percent, here=True))
    for row in rows_of(site, rows, figures.supporters[:MOST_SUPPORTERS]):
        lines.append(MapLine(depth + 1, row.team.title, row.title, row.url, row.bar, row.percent, here=False))
    return tuple(lines)
