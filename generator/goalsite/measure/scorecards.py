"""Scorecards: a team's KPIs with their weights and scores (SPEC 6.2)."""

from collections.abc import Iterable, Mapping

from goalsite.measure.figures import KpiFigures, Scorecard, ScoreRow
from goalsite.measure.rollup import ZERO, clamp, exact
from goalsite.model.objects import Kpi
from goalsite.model.repository import Repository


def measure_scorecards(repository: Repository, figures: Mapping[str, KpiFigures]) -> Mapping[str | None, Scorecard]:
    """Return a scorecard for the company (None) and each team that has KPIs; superseded ones are left out."""
    by_team: dict[str | None, list[Kpi]] = {}
    for kpi in repository.kpis.values():
        if kpi.superseded_by is None:
            by_team.setdefault(kpi.team, []).append(kpi)
    return {team: scorecard(by_team[team], figures) for team in sorted(by_team, key=lambda team: team or "")}


def scorecard(kpis: Iterable[Kpi], figures: Mapping[str, KpiFigures]) -> Scorecard:
    """Return one scorecard; its total is Σ score ÷ Σ weight over the KPIs that have a completion."""
    rows = [row(found) for kpi in kpis if (found := figures.get(kpi.id)) is not None]
    judged = [row for row in rows if row.score is not None]
    weights = sum((row.weight for row in judged), ZERO)
    scores = sum((row.score for row in judged if row.score is not None), ZERO)
    return Scorecard(tuple(rows), scores / weights if weights else None, len(judged))


def row(figures: KpiFigures) -> ScoreRow:
    """Return a KPI's line; its remark is the newest note."""
    weight, completion = exact(figures.kpi.record.weight), figures.completion
    score = None if completion is None else weight * clamp(completion)
    return ScoreRow(figures.kpi.id, weight, completion, score, figures.remark)
