"""A KPI's page."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup

from goalsite.language import Message, ngettext
from goalsite.language import gettext as _
from goalsite.measure import is_made, why_kpi, why_kpi_then
from goalsite.measure.figures import KpiFigures, KpiValue
from goalsite.model.objects import Kpi, Objective
from goalsite.site.charts import KpiChart, kpi_chart, kpi_scale, projected_scale
from goalsite.site.context import LeftOut, Named, SiteContext, Source
from goalsite.site.markdown import safe_url
from goalsite.site.views.check_in import CheckInLink, kpi_check_in
from goalsite.site.views.findings import FindingLine, finding_lines
from goalsite.site.views.lines import KeyResultRow, KpiRow
from goalsite.site.views.moved import MovedView, moved_view, under_original, without
from goalsite.site.views.reasons import ReasonLine, kpi_reasons
from goalsite.site.views.rows import Rows
from goalsite.site.views.sentences import Sentence, why_kpi_health
from goalsite.site.views.status import HEALTH_SHAPES, kpi_words
from goalsite.site.views.why import WhyLine, why_lines
from goalsite.vocabulary import Cadence, Combine, Direction, Health
from goalsite.wording import word

_OPEN_VALUES, _MOST_VALUES = 12, 72
_MOST_INPUTS = 8
"""Parts or ratings that the unfolded value of a past day names; of more, the rest is counted."""

_DIRECTIONS = {
    Direction.UP: Message("Higher is better"),
    Direction.DOWN: Message("Lower is better"),
    Direction.WITHIN: Message("Best within a range"),
}
_COMBINED = {
    Combine.SUM: Message("Sum"),
    Combine.MEAN: Message("Mean"),
    Combine.WEIGHTED_MEAN: Message("Weighted mean"),
    Combine.MIN: Message("Min"),
    Combine.MAX: Message("Max"),
}
_CADENCES = {
    Cadence.DAILY: Message("Daily"),
    Cadence.WEEKLY: Message("Weekly"),
    Cadence.MONTHLY: Message("Monthly"),
    Cadence.QUARTERLY: Message("Quarterly"),
    Cadence.YEARLY: Message("Yearly"),
    Cadence.IRREGULAR: Message("Irregular"),
}


class WorkLine(NamedTuple):
    """A key result that reads the KPI, with its objective."""

    title: str
    url: str
    team: str
    key_result: KeyResultRow | None


class ValueLine(NamedTuple):
    """One value; ``anchor`` is where its figures unfold, empty where it has none that was worked out."""

    date: str
    value: str
    change: str
    target: str
    completion: str
    pill: Markup
    note: str
    by: str
    source: Source
    anchor: str


class PartLine(NamedTuple):
    """One part of a whole."""

    row: KpiRow
    weight: str


@dataclass(frozen=True, slots=True)
class KpiPage:
    """Everything a KPI's page says."""

    row: KpiRow
    ref: str
    owner: Named | None
    direction: str
    cadence: str
    core: bool
    unit: str
    value: str
    pill: Markup
    target: str
    target_on: str
    targets_after: tuple[str, ...]
    completion: str
    trend: str
    projected: str
    projected_on: str
    sentence: Sentence
    why: tuple[WhyLine, ...]
    chart: KpiChart | None
    working_on: tuple[WorkLine, ...]
    values: tuple[ValueLine, ...]
    more_values: tuple[ValueLine, ...]
    why_values: tuple[WhyLine, ...]
    unlisted: int
    all_values: int
    part_of: Named | None
    parts: tuple[PartLine, ...]
    combine: str
    combined: str
    left_out: LeftOut
    definition: Markup
    source_said: str
    source_url: str | None
    weight: str
    rubric: tuple[tuple[str, str], ...]
    raters: tuple[tuple[str, str], ...]
    superseded_by: Named | None
    approved_by: Named | None
    supported_by: tuple[Named, ...]
    becomes: tuple[Named, ...]
    moved: MovedView | None
    under_original: str
    reasons: tuple[ReasonLine, ...]
    body: Markup
    links: tuple[Named, ...]
    tags: tuple[str, ...]
    findings: tuple[FindingLine, ...]
    source: Source
    edit: str | None
    check_in: CheckInLink | None


def kpi_page(site: SiteContext, rows: Rows, kpi: Kpi, root: str) -> KpiPage:
    """Return what the page of a usable KPI says; ``root`` is the way from it to the site's root."""
    figures = site.measured.kpis[kpi.id]
    record, write = kpi.record, site.format
    row = rows.kpi(kpi)
    shape, said, was = kpi_words(figures)
    values = _values(site, figures)
    moved = moved_view(site, rows, kpi)
    projection = figures.projection
    return KpiPage(
        row=row,
        ref=kpi.ref,
        owner=site.person(kpi.owner) if kpi.owner is not None else None,
        direction=str(_DIRECTIONS[record.direction]) if record.direction is not None else "",
        cadence=str(_CADENCES[record.cadence]),
        core=record.core,
        unit=record.unit or "",
        value=_value(site, figures),
        pill=site.marks.pill(shape, said, was, head=True),
        target=row.target,
        target_on=_target_on(site, figures),
        targets_after=_targets_after(site, figures),
        completion=row.completion,
        trend=_trend(site, figures),
        projected=write.cell(projection.value, record.unit, projected_scale(write, figures))
        if projection is not None
        else "–",
        projected_on=write.day(projection.day) if projection is not None else "",
        sentence=why_kpi_health(site, figures),
        why=why_lines(site, why_kpi(site.measured, kpi.id, site.formulas)),
        chart=kpi_chart(figures, write, HEALTH_SHAPES, moved.flags if moved is not None else ()),
        working_on=_working_on(site, rows, kpi),
        values=values[:_OPEN_VALUES],
        more_values=values[_OPEN_VALUES:_MOST_VALUES],
        why_values=_why_values(site, figures),
        unlisted=max(len(values) - _MOST_VALUES, 0),
        all_values=len(values),
        part_of=site.goal(kpi.part_of) if kpi.part_of is not None else None,
        parts=_parts(site, rows, kpi),
        combine=word(record.combine).replace("_", " ") if record.combine is not None else "",
        combined=str(_COMBINED[record.combine]) if record.combine is not None else "",
        left_out=site.left_out(figures.left_out, len(figures.parts)),
        definition=site.render_text(record.definition, kpi.file, root),
        source_said=record.source or "",
        source_url=safe_url(record.source) if record.source else None,
        weight=write.number(record.weight),
        rubric=tuple(record.rubric.items()),
        raters=tuple((role, write.number(weight)) for role, weight in record.raters.items()),
        superseded_by=site.goal(kpi.superseded_by) if kpi.superseded_by is not None else None,
        approved_by=site.person(kpi.approved_by) if kpi.approved_by is not None else None,
        supported_by=site.goals(o.id for o in site.supporting_kpi.get(kpi.id, ())),
        becomes=site.goals(o.id for o in site.becoming_kpi.get(kpi.id, ())),
        moved=moved,
        under_original=under_original(moved),
        reasons=without(kpi_reasons(site, kpi), moved),
        body=site.render_text(kpi.file.body, kpi.file, root),
        links=tuple(site.outside(link.title, link.url) for link in record.links),
        tags=record.tags,
        findings=finding_lines(site, site.findings_about(kpi.file)),
        source=site.source(kpi.file.path),
        edit=site.forge.edit(kpi.file.path),
        check_in=kpi_check_in(site, kpi),
    )


def _value(site: SiteContext, figures: KpiFigures) -> str:
    """Return the newest value with its unit."""
    write, unit, latest = site.format, figures.kpi.record.unit, figures.latest
    if latest is None:
        return write.value(None)
    figure = write.cell(latest.value, unit, kpi_scale(write, figures))
    return write.with_unit(figure, write.unit_after_name(unit))


def _target_on(site: SiteContext, figures: KpiFigures) -> str:
    """Return the day of the target shown, that of the newest value; empty where one target holds for all time."""
    if figures.latest is None or len(figures.kpi.record.target) < 2:
        return ""
    return site.format.day(figures.latest.date)


def _targets_after(site: SiteContext, figures: KpiFigures) -> tuple[str, ...]:
    """Say which targets hold today and on the day the KPI aims at, where they are others than the one shown."""
    record, write = figures.kpi.record, site.format
    scale = kpi_scale(write, figures)
    shown, said = figures.target_shown, []
    if figures.target_now != shown:
        target = write.target(record.direction, figures.target_now, record.unit, scale)
        said.append(_("{when}: {what}", when=_("today"), what=target))
    projection = figures.projection
    if projection is not None and projection.target not in (shown, figures.target_now):
        target = write.target(record.direction, projection.target, record.unit, scale)
        said.append(_("{when}: {what}", when=write.day(projection.day), what=target))
    return tuple(said)


def _trend(site: SiteContext, figures: KpiFigures) -> str:
    if figures.trend is None or len(figures.values) < 2:
        return "–"
    unit, newest, before = figures.kpi.record.unit, figures.values[-1].value, figures.values[-2].value
    scale = site.format.scale(unit, newest - before)
    if not scale.power:
        scale = kpi_scale(site.format, figures)._replace(power=0)
    change = site.format.change(newest - before, unit=unit, scale=scale)
    return _("{trend}, {change}", trend=word(figures.trend), change=change)


def _values(site: SiteContext, figures: KpiFigures) -> tuple[ValueLine, ...]:
    """Return all values, newest first."""
    write, record = site.format, figures.kpi.record
    newest = figures.values[-_MOST_VALUES:]
    known, unit = kpi_scale(write, figures), record.unit
    scale = write.scale(unit, *(value.value for value in newest))
    if scale.power == known.power:
        scale = known._replace(places=max(scale.places, known.places))
    lines = []
    before: KpiValue | None = None
    for value in figures.values:
        unfolds = value.target is not None or is_made(figures.kpi)
        lines.append(
            ValueLine(
                date=write.long_day(value.date),
                value=write.cell(value.value, unit, scale),
                change=write.change(value.value - before.value, unit=unit, scale=scale) if before is not None else "",
                target=write.target(record.direction, value.target, unit, scale),
                completion=write.percent(value.completion),
                pill=site.marks.pill(HEALTH_SHAPES[value.health], word(value.health)),
                note=value.note or "",
                by=write.listed(value.by),
                source=_source(site, figures, value),
                anchor=_anchor(value) if unfolds or before is not None else "",
            )
        )
        before = value
    lines.reverse()
    return tuple(lines)


def _anchor(value: KpiValue) -> str:
    return f"value-{value.date}"


def _why_values(site: SiteContext, figures: KpiFigures) -> tuple[WhyLine, ...]:
    """Unfold the completions and changes of the values shown, newest first; and the values, where nobody wrote them."""
    lines: list[WhyLine] = []
    values = list(zip(figures.values, (None, *figures.values), strict=False))
    for value, before in reversed(values[-_MOST_VALUES:]):
        day = site.format.long_day(value.date)
        found = dict(why_kpi_then(site.measured, figures.kpi.id, value, before, site.formulas))
        if "difference" in found:  # both values stand in the table, each with its line: said again, pages grow too long
            found["difference"] = replace(found["difference"], inputs=())
        whys = why_lines(site, found, _MOST_INPUTS)
        for at, why in enumerate(whys):
            name = day if len(whys) == 1 else _("{when}: {what}", when=day, what=why.name)
            lines.append(why._replace(name=name, anchor="" if at else _anchor(value)))
    return tuple(lines)


def _source(site: SiteContext, figures: KpiFigures, value: KpiValue) -> Source:
    """Return where a value was written; of the KPI's own files, which its name would repeat, the ending alone."""
    path, line = value.reading.path, value.reading.at.line
    own = figures.kpi.file.path.removesuffix("md")
    source = site.source(path, line, short=True)
    return source._replace(text=f"{path.removeprefix(own)}:{line}") if path.startswith(own) else source


def _working_on(site: SiteContext, rows: Rows, kpi: Kpi) -> tuple[WorkLine, ...]:
    """Return the key results that read the KPI: of current cycles first, then the newest."""
    current = {cycle.id for cycle in site.current_cycles}

    def order(objective: Objective) -> tuple[bool, int, str]:
        cycle = objective.cycle
        return cycle is None or cycle.id not in current, -cycle.span.last.toordinal() if cycle else 0, objective.id

    lines = []
    for objective, kr in sorted(rows.working_on(kpi), key=lambda pair: order(pair[0])):
        row = rows.objective(objective)
        line = next((line for line in row.key_results if line.id == kr.id), None)
        where = _("{team}, {cycle}", team=row.team.title, cycle=row.cycle) if row.cycle else row.team.title
        url = f"{row.url}#{line.anchor}" if line is not None else row.url
        lines.append(WorkLine(row.title, url, where, line))
    return tuple(lines)


def _parts(site: SiteContext, rows: Rows, kpi: Kpi) -> tuple[PartLine, ...]:
    found = (site.repository.kpis.get(part) for part in kpi.parts)
    return tuple(PartLine(rows.kpi(part), site.format.number(part.record.weight)) for part in found if part is not None)


def kpi_counts(rows: tuple[KpiRow, ...]) -> str:
    """Say how a list of KPIs stands: "1 of 7 healthy, 2 unhealthy"."""
    live = [row for row in rows if not row.superseded]
    healthy = sum(row.shape == "ok" for row in live)
    unhealthy = sum(row.health is Health.UNHEALTHY for row in live)
    if not unhealthy:
        return ngettext("{some} of {n} indicator healthy", "{some} of {n} indicators healthy", len(live), some=healthy)
    return ngettext(
        "{some} of {n} indicator healthy, {bad} unhealthy",
        "{some} of {n} indicators healthy, {bad} unhealthy",
        len(live),
        some=healthy,
        bad=unhealthy,
    )
