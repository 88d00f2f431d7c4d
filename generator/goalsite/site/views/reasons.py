"""Recorded changes: adjustments and retired key results, with their reasons."""

from typing import TYPE_CHECKING, NamedTuple

from goalsite.change.reasons import said_reason
from goalsite.language import gettext as _
from goalsite.model.objects import Kpi, Objective
from goalsite.model.records import Adjustment
from goalsite.site.context import Named, SiteContext

if TYPE_CHECKING:
    from datetime import date


class ReasonLine(NamedTuple):
    """One recorded adjustment, or a retired key result."""

    day: str
    what: str
    why: str
    approved_by: Named | None
    replaced_by: str


def objective_reasons(site: SiteContext, objective: Objective) -> tuple[ReasonLine, ...]:
    """Return adjustments and retirements as recorded, oldest first."""
    found: list[tuple[date, ReasonLine]] = []
    titles = {kr.id: kr.title or kr.id for kr in objective.key_results}
    told: set[int] = set()
    for kr in objective.key_results:
        if kr.retired is not None and kr.record.retired is not None:
            retired, approved = kr.record.retired, None
            for number, change in enumerate(objective.adjustments):
                if change.what == kr.id and change.why == retired.why:  # said twice, of one move
                    told.add(number)
                    approved = _approved(site, change) or approved
            successor = retired.replaced_by.text.rpartition("#")[2] if retired.replaced_by is not None else ""
            what = _("{what} retired", what=titles[kr.id])
            line = ReasonLine(
                site.format.long_day(kr.retired),
                what,
                said_reason(retired.why),
                approved,
                titles.get(successor, successor),
            )
            found.append((kr.retired, line))
    for number, change in enumerate(objective.adjustments):
        if number not in told:
            what = titles.get(change.what or "", change.what or "")
            approved = _approved(site, change)
            line = ReasonLine(site.format.long_day(change.date), what, said_reason(change.why), approved, "")
            found.append((change.date, line))
    return tuple(line for _, line in sorted(found, key=lambda pair: pair[0]))


def kpi_reasons(site: SiteContext, kpi: Kpi) -> tuple[ReasonLine, ...]:
    """Return a KPI's adjustments as recorded."""
    return tuple(
        ReasonLine(
            site.format.long_day(change.date), change.what or "", said_reason(change.why), _approved(site, change), ""
        )
        for change in kpi.adjustments
    )


def _approved(site: SiteContext, change: Adjustment) -> Named | None:
    by = person_key(site, change.approved_by.text) if change.approved_by is not None else None
    return site.person(by) if by is not None else None


def person_key(site: SiteContext, written: str | None) -> str | None:
    """Return the person a reference as written means: an id, or exactly the name of one person (SPEC 1)."""
    if written is None or written in site.repository.people:
        return written
    return site.person_by_name.get(written, written)
