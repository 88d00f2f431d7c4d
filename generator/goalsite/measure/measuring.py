"""Measure a repository: the one way into this room."""

from goalsite.measure.alignment import aligned, alignments, unsupported
from goalsite.measure.cycles import current_cycle
from goalsite.measure.figures import Measured
from goalsite.measure.kpis import measure_kpi
from goalsite.measure.ledger import Ledger
from goalsite.measure.objectives import measure_objective
from goalsite.measure.scorecards import measure_scorecards
from goalsite.measure.sheet import Sheets
from goalsite.measure.teams import measure_teams
from goalsite.model.repository import Repository
from goalsite.settings import Settings


def measure(repository: Repository, settings: Settings) -> Measured:
    """Return all figures of a repository as of its day; objects whose files cannot be used have none."""
    day = repository.as_of
    ledger = Ledger(repository, settings)
    sheets = Sheets(ledger)
    known = alignments(repository)
    kpis = {kpi.id: measure_kpi(repository, ledger.series, kpi) for kpi in repository.kpis.values() if kpi.usable}
    objectives = {
        objective.id: measure_objective(sheets, objective, day, aligned(known, objective))
        for objective in repository.objectives.values()
        if objective.usable
    }
    return Measured(
        repository=repository,
        settings=settings,
        as_of=day,
        objectives=objectives,
        kpis=kpis,
        teams=measure_teams(repository, objectives),
        scorecards=measure_scorecards(repository, kpis),
        unsupported=unsupported(repository),
        current_cycle=current_cycle(repository),
        ledger=ledger,
    )
