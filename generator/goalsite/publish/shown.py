"""What data outputs share: which objects they show, and where their pages lie."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from goalsite.site.addresses import path_of, url_of

if TYPE_CHECKING:
    from goalsite.findings import Finding
    from goalsite.measure.figures import Scorecard
    from goalsite.model.objects import Objective
    from goalsite.publish.pipeline import Understood


def objectives_shown(known: "Understood") -> "Iterator[Objective]":
    """Yield the objectives; without those of persons where the settings say so (SPEC 14, ``people``)."""
    for objective in known.repository.objectives.values():
        if known.settings.people or objective.person is None:
            yield objective


def findings_shown(known: "Understood") -> "list[Finding]":
    """Return the findings, without those about persons where the settings say so."""
    if known.settings.people:
        return list(known.findings)
    people = {person.file.path for person in known.repository.people.values()}
    people |= {goal.file.path for goal in known.repository.objectives.values() if goal.person is not None}
    return [finding for finding in known.findings if finding.path not in people]


def addresses(known: "Understood") -> Mapping[str, str]:
    """Return the address of each objective's and KPI's page below the site, by id."""
    repository = known.repository
    urls = {objective.id: url_of(path_of(objective)) for objective in repository.objectives.values()}
    return urls | {kpi.id: url_of(path_of(kpi)) for kpi in repository.kpis.values()}


def weighted_score(card: "Scorecard") -> tuple[Fraction, Fraction | None]:
    """Return the weights and the scores of a scorecard's rows that have a completion, added up (SPEC 6.2)."""
    rows = [row for row in card.rows if row.score is not None]
    weight = sum((row.weight for row in rows), Fraction())
    return weight, sum((row.score for row in rows if row.score is not None), Fraction()) if rows else None
