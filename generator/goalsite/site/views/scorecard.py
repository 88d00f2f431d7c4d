"""A scorecard: a team's KPIs in the table every KPI sheet has (SPEC 6.2)."""

from typing import NamedTuple

from goalsite.language import gettext as _
from goalsite.measure import why_scorecard
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.lines import KpiRow
from goalsite.site.views.rows import Rows
from goalsite.site.views.why import WhyLine, why_lines


class ScoreLine(NamedTuple):
    """One indicator with its score."""

    row: KpiRow
    score: str


class ScorecardView(NamedTuple):
    """A scorecard as a table; ``superseded`` ones stand below it and count nowhere."""

    team: Named
    lines: tuple[ScoreLine, ...]
    weights: str
    total: str
    why: tuple[WhyLine, ...]
    with_completion: str
    left_out: tuple[KpiRow, ...]
    superseded: tuple[KpiRow, ...]


def scorecard(site: SiteContext, rows: Rows, team: str | None) -> ScorecardView | None:
    """Return a team's or the company's scorecard, None where it has no KPI."""
    card = site.measured.scorecards.get(team)
    mine = site.kpis_by_team.get(team, ())
    if not mine:
        return None
    listed = {row.kpi for row in card.rows} if card is not None else set()
    lines = tuple(
        ScoreLine(rows.kpi(site.repository.kpis[row.kpi]), site.format.score(row.score))
        for row in (card.rows if card is not None else ())
    )
    return ScorecardView(
        team=site.team(team),
        lines=lines,
        weights=site.format.number(card.weight if card is not None else 0),
        total=site.format.percent(card.total if card is not None else None),
        why=why_lines(site, {"score_total": why_scorecard(site.measured, team, site.formulas)} if listed else {}),
        with_completion=_(
            "{some} of {all} with a completion", some=card.with_completion if card is not None else 0, all=len(lines)
        ),
        left_out=tuple(rows.kpi(kpi) for kpi in mine if not kpi.usable),
        superseded=tuple(rows.kpi(kpi) for kpi in mine if kpi.usable and kpi.id not in listed),
    )


def scorecards(site: SiteContext, rows: Rows) -> tuple[ScorecardView, ...]:
    """Return all scorecards: the company's first, then the teams in their order."""
    found = (scorecard(site, rows, team) for team in (None, *site.repository.below(None)))
    return tuple(card for card in found if card is not None)
