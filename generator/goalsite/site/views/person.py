"""People: the list of them, and a person's page."""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from goalsite.model.objects import Objective, Person
from goalsite.site.context import Named, SiteContext, Source
from goalsite.site.views.findings import FindingLine, finding_lines
from goalsite.site.views.kpi import WorkLine
from goalsite.site.views.lines import KpiRow, ObjectiveRow
from goalsite.site.views.rows import Rows


class PersonRow(NamedTuple):
    """One person in the list of people."""

    link: Named
    avatar: Markup
    role: str
    team: Named | None
    units: tuple[ObjectiveRow, ...]
    kpis: int


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything a person's page says."""

    name: str
    avatar: Markup
    role: str
    team: Named | None
    leads: tuple[Named, ...]
    objectives: tuple[ObjectiveRow, ...]
    earlier: tuple[ObjectiveRow, ...]
    key_results: tuple[WorkLine, ...]
    kpis: tuple[KpiRow, ...]
    body: Markup
    tags: tuple[str, ...]
    findings: tuple[FindingLine, ...]
    source: Source
    edit: str | None


def person_rows(site: SiteContext, rows: Rows) -> tuple[PersonRow, ...]:
    """Return all people by name."""
    lines = []
    for person in sorted(site.repository.people.values(), key=lambda p: (p.title.casefold(), p.id)):
        mine, _ = _objectives(site, rows, person)
        lines.append(
            PersonRow(
                site.person(person.id),
                site.avatar(person.id),
                person.record.role or "",
                site.team(person.team) if person.team is not None else None,
                tuple(rows.unit_row(list(mine))),
                len(site.kpis_by_person.get(person.id, ())),
            )
        )
    return tuple(lines)


def person_page(site: SiteContext, rows: Rows, person: Person, root: str) -> PersonPage:
    """Return what a person's page says."""
    now, earlier = _objectives(site, rows, person)
    return PersonPage(
        name=person.title or person.id,
        avatar=site.avatar(person.id),
        role=person.record.role or "",
        team=site.team(person.team) if person.team is not None else None,
        leads=tuple(site.team(team.id) for team in site.repository.teams.values() if team.lead == person.id),
        objectives=now,
        earlier=earlier,
        key_results=_key_results(site, rows, person),
        kpis=tuple(rows.kpi(kpi) for kpi in site.kpis_by_person.get(person.id, ())),
        body=site.render_text(person.file.body, person.file, root),
        tags=person.record.tags,
        findings=finding_lines(site, site.findings_about(person.file)),
        source=site.source(person.file.path),
        edit=site.forge.edit(person.file.path),
    )


def _objectives(
    site: SiteContext, rows: Rows, person: Person
) -> tuple[tuple[ObjectiveRow, ...], tuple[ObjectiveRow, ...]]:
    """Return a person's objectives of the current cycles, and the others, newest first."""
    current = {cycle.id for cycle in site.current_cycles}
    mine = site.by_person.get(person.id, ())
    now = [o for o in mine if o.cycle is None or o.cycle.id in current]
    others = [o for o in mine if o.cycle is not None and o.cycle.id not in current]
    others.sort(key=_newest_first)
    return tuple(rows.objective(o) for o in now), tuple(rows.objective(o) for o in others)


def _newest_first(objective: Objective) -> tuple[int, str]:
    assert objective.cycle is not None
    return -objective.cycle.span.last.toordinal(), objective.id


def _key_results(site: SiteContext, rows: Rows, person: Person) -> tuple[WorkLine, ...]:
    """Return the key results someone owns in objectives of others, of the current cycles."""
    current = {cycle.id for cycle in site.current_cycles}
    lines = []
    for objective, kr_id in site.key_results_by_person.get(person.id, ()):
        if objective.cycle is None or objective.cycle.id not in current:
            continue
        row = rows.objective(objective)
        line = next((line for line in row.key_results if line.id == kr_id), None)
        if line is not None:
            lines.append(WorkLine(row.title, f"{row.url}#{line.anchor}", row.team.title, line))
    return tuple(lines)
