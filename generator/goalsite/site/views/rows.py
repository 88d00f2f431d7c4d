"""One line of a table: an objective, a key result, a KPI. Each is made once and shown on many pages."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.measure.figures import Kept, KeyResultFigures, ObjectiveFigures
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.periods import Span
from goalsite.site.charts import kpi_scale, sparkline
from goalsite.site.context import SiteContext, anchor_of
from goalsite.site.days import UNKNOWN
from goalsite.site.marks import BarParts, PillParts
from goalsite.site.views.lines import KeyResultRow, KpiRow, ObjectiveRow
from goalsite.site.views.status import ALARMS, RANK, SHAPES, kpi_words, objective_words, was_then
from goalsite.vocabulary import Health, Measure, Status
from goalsite.wording import word

_ENDED = {"partly": 1, "missed": 2}

NO_TICK = frozenset({Status.DRAFT, Status.NOT_STARTED, Status.CLOSED, Status.ABANDONED, Status.RETIRED})
"""Statuses in which nothing is expected today."""

_STATES = {
    Status.DRAFT: "none",
    Status.NOT_STARTED: "",
    Status.CLOSED: "closed",
    Status.ABANDONED: "closed",
    Status.RETIRED: "gone",
}


MOST_SUPPORTERS = 40
"""Supporters an objective's page lists."""


class Rows:
    """Makes rows and remembers them."""

    def __init__(self, site: SiteContext) -> None:
        self._site = site
        self._near, self._far = Fraction(site.settings.pace.on_track), Fraction(site.settings.pace.at_risk)
        self._objectives: dict[str, ObjectiveRow] = {}
        self._kpis: dict[str, KpiRow] = {}

    def objective(self, objective: Objective) -> ObjectiveRow:
        """Return an objective's row."""
        row = self._objectives.get(objective.id)
        if row is None:
            row = self._objectives[objective.id] = self._objective(objective)
        return row

    def kpi(self, kpi: Kpi) -> KpiRow:
        """Return a KPI's row."""
        row = self._kpis.get(kpi.id)
        if row is None:
            row = self._kpis[kpi.id] = self._kpi(kpi)
        return row

    def _objective(self, objective: Objective) -> ObjectiveRow:
        site = self._site
        figures = site.measured.objectives.get(objective.id)
        title = objective.title or objective.ref
        url = site.addresses.goals[objective.id]
        team = site.team(objective.team) if objective.person is None else site.person(objective.person)
        cycle = site.cycle(objective.cycle).title if objective.cycle is not None else ""
        supports = site.goal(objective.supports.id, objective.supports.key_result) if objective.supports else None
        by_kpi = objective.supports is not None and objective.supports.id in site.repository.kpis
        owner = site.avatar(objective.owner)
        if figures is None:
            none, parts, broken = Markup(""), site.marks.bar_parts(None, None, "none"), _broken()
            return ObjectiveRow(
                objective.id, title, url, team, cycle, site.marks.drawn(parts, "o"), UNKNOWN, UNKNOWN, "",
                none, site.marks.pill(*broken[:3]), None, "broken", len(RANK), owner, supports, by_kpi, (),
                usable=False, bar_parts=parts, words=broken, team_id=objective.team,
            )  # fmt: skip
        shape, said, was = objective_words(figures)
        words = PillParts(shape, said, was, figures.status in ALARMS)
        parts = self._bar_parts(figures)
        closed = figures.status is Status.CLOSED
        return ObjectiveRow(
            id=objective.id,
            title=title,
            url=url,
            team=team,
            cycle=cycle,
            bar=site.marks.drawn(parts, "o"),
            percent=site.format.percent(figures.progress),
            pace=self._pace(figures),
            pace_class=self._band(figures),
            confidence=site.marks.confidence(figures.confidence),
            pill=site.marks.pill(shape, said, was, ground=words.ground),
            status=figures.status,
            shape=shape,
            rank=RANK[figures.status],
            owner=owner,
            supports=supports,
            supports_kpi=by_kpi,
            key_results=tuple(self._key_result(kr, figures) for kr in objective.key_results),
            usable=True,
            bar_parts=parts,
            words=words,
            score=site.format.score(figures.score) if closed and figures.score is not None else "",
            personal=objective.person is not None,
            team_id=objective.team,
        )

    def objective_bar(self, figures: ObjectiveFigures, size: str) -> Markup:
        """Draw an objective's bar."""
        return self._bar(figures, size)

    def bar_of_mean(self, figures: ObjectiveFigures, mean: Fraction) -> Markup:
        """Draw the bar an objective has by one of its means: its own by the one that counts, its status and all."""
        if mean == figures.progress:
            return self._bar(figures, "")
        return self._bar(replace(figures, progress=mean, behind=figures.expected - mean), "")

    def _pace(self, figures: ObjectiveFigures | KeyResultFigures) -> str:
        if figures.progress is None or figures.status in NO_TICK:
            return UNKNOWN
        return self._site.format.points(-figures.behind)

    def _band(self, figures: ObjectiveFigures | KeyResultFigures) -> str:
        """Return the colour of pace: none within the first bound, or where pace is not judged."""
        span = _span(figures)
        if figures.progress is None or figures.status in NO_TICK or span is None:
            return ""
        if figures.status in (Status.OUTDATED, Status.REACHED) or self._site.quiet(span):
            return ""
        return "" if figures.behind <= self._near else "risk" if figures.behind <= self._far else "off"

    def _bar(self, figures: ObjectiveFigures | KeyResultFigures, size: str) -> Markup:
        return self._site.marks.drawn(self._bar_parts(figures), size)

    def _bar_parts(self, figures: ObjectiveFigures | KeyResultFigures) -> BarParts:
        status = figures.status
        tick = None if status in NO_TICK else figures.expected
        if status in _STATES:
            state = _STATES[status]
        elif figures.progress is None:
            state = "none"
        elif status is Status.OUTDATED:
            state = "old"
        else:
            state = self._band(figures)
        raw = figures.progress_raw if isinstance(figures, KeyResultFigures) else None
        if raw is not None and (raw > 1 or raw < 0):
            state = f"{state} {'over' if raw > 1 else 'under'}".strip()
        return self._site.marks.bar_parts(figures.progress, tick, state)

    def _key_result(self, kr: KeyResult, objective: ObjectiveFigures) -> KeyResultRow:
        site = self._site
        figures = objective.key_results[kr.id]
        record = kr.record
        start, now, target, unit = self._ends(kr, figures)
        status = figures.status
        was = was_then(status, figures.last_status)
        shape = SHAPES[status]
        note = ""
        if kr.retired is not None:
            note = _("retired {day}", day=site.format.day(kr.retired))
        elif record.added is not None:
            note = _("added {day}", day=site.format.day(record.added))
        confidence = figures.confidence.value if figures.confidence is not None else None
        return KeyResultRow(
            id=kr.id,
            anchor=anchor_of(kr.id),
            title=kr.title or kr.id,
            unit=unit,
            start=start,
            now=now,
            target=target,
            bar=self._bar(figures, ""),
            percent=percent(site, figures.progress, figures.progress_raw),
            pace=self._pace(figures),
            pace_class=self._band(figures),
            confidence=site.marks.confidence(confidence),
            pill=site.marks.pill(shape, word(status), was),
            owner=site.avatar(kr.owner),
            note=note,
            active=figures.active,
        )

    def _ends(self, kr: KeyResult, figures: KeyResultFigures) -> tuple[str, str, str, str]:
        """Return from, now, target and unit as a key result's row shows them."""
        write = self._site.format
        record = kr.record
        unit = self._site.repository.unit_of(kr)
        if kr.measure is Measure.METRIC:
            start, end, now = figures.start, figures.end, figures.current
            first, last = start.value if start else record.from_, end.value if end else record.to
            current = now.value if now else None
            scale = write.scale(unit, first, current, last, first)
            return (
                write.cell(first, unit, scale),
                write.cell(current, unit, scale),
                write.cell(last, unit, scale),
                write.unit_after_name(unit),
            )
        if kr.measure is Measure.KEEP and record.keep is not None:
            held = sum(period.kept is Kept.HELD for period in figures.periods)
            bounds = write.range(record.keep, unit, write.scale(unit, record.keep.min, record.keep.max))
            kept = write.with_unit(bounds, write.unit_after_name(unit))
            return "", str(held) if figures.measured else UNKNOWN, _("of {n}", n=len(figures.periods)), kept
        if kr.measure is Measure.MILESTONES and record.milestones is not None:
            done = sum(day is not None for day in kr.milestones_done)
            return "", str(done), _("of {n}", n=len(record.milestones)), _("milestones")
        if kr.measure is Measure.YES_NO:
            return "", _("yes") if kr.done is not None else _("no"), _("yes"), ""
        if kr.measure is Measure.SUPPORTERS:
            return "", "", "", _("from supporters")
        return "", "", _("no measure"), ""

    def _kpi(self, kpi: Kpi) -> KpiRow:
        site = self._site
        write = site.format
        figures = site.measured.kpis.get(kpi.id)
        title, url, unit = kpi.title or kpi.ref, site.addresses.goals[kpi.id], kpi.record.unit
        owner, team = site.avatar(kpi.owner), site.team(kpi.team)
        objectives, readers = site.repository.objectives, site.repository.working_on.get(kpi.id, ())
        working = sum(site.visible(objectives[objective]) for objective, _kr in readers)
        if figures is None:
            broken = _broken()
            pill = site.marks.pill(*broken[:3])
            return KpiRow(
                kpi.id, title, url, write.unit_after_name(unit), team, Markup(""), UNKNOWN, UNKNOWN, UNKNOWN, pill,
                "broken", None, UNKNOWN, working, owner, UNKNOWN, "", usable=False, superseded=False, words=broken,
            )  # fmt: skip
        latest = figures.latest
        target = figures.target_shown
        scale = kpi_scale(write, figures)
        shape, said, was = kpi_words(figures)
        ground = figures.health is Health.UNHEALTHY and shape == "off"
        return KpiRow(
            id=kpi.id,
            title=title,
            url=url,
            unit=write.unit_after_name(unit),
            team=team,
            sparkline=site.marks.sparkline(sparkline(figures)),
            target=write.target(kpi.record.direction, target, unit, scale),
            now=write.cell(latest.value if latest is not None else None, unit, scale),
            completion=write.percent(figures.completion),
            pill=site.marks.pill(shape, said, was, ground=ground),
            shape=shape,
            health=figures.health,
            updated=write.day(latest.date if latest is not None else None),
            key_results=working,
            owner=owner,
            weight=write.number(kpi.record.weight),
            remark=figures.remark or "",
            usable=True,
            superseded=kpi.superseded_by is not None,
            words=PillParts(shape, said, was, ground),
        )

    def working_on(self, kpi: Kpi) -> tuple[tuple[Objective, KeyResult], ...]:
        """Return the key results that read a KPI, of objectives that are shown."""
        found = []
        for objective_id, kr_id in self._site.repository.working_on.get(kpi.id, ()):
            objective = self._site.repository.objectives.get(objective_id)
            kr = objective.key_result(kr_id) if objective is not None else None
            if objective is not None and kr is not None and self._site.visible(objective):
                found.append((objective, kr))
        return tuple(found)

    def unit_row(self, rows: "list[ObjectiveRow]") -> "list[ObjectiveRow]":
        """Return rows sorted for a unit row: worst last, closed ones by how they ended."""
        return sorted(rows, key=lambda row: (row.rank, _ENDED.get(row.shape, 0), row.id))


def _broken() -> PillParts:
    return PillParts("broken", _("could not be read"))


def percent(site: SiteContext, progress: Fraction | None, raw: Fraction | None) -> str:
    """Write the progress of a key result: the raw figure where it differs from the one held to 0…1 (SPEC 4)."""
    return site.format.percent(raw if progress is not None and raw is not None else progress)


def _span(figures: ObjectiveFigures | KeyResultFigures) -> Span | None:
    if isinstance(figures, KeyResultFigures):
        return figures.key_result.span
    return figures.objective.cycle.span if figures.objective.cycle is not None else None


def days_ago(site: SiteContext, day: date) -> str:
    """Say how long ago a day was."""
    days = (site.as_of - day).days
    if days <= 0:
        return _("today")
    return _("yesterday") if days == 1 else _("{days} days ago", days=days)


def rows_of(site: SiteContext, rows: Rows, ids: tuple[str, ...]) -> tuple[ObjectiveRow, ...]:
    """Return the rows of objectives that are shown."""
    found = (site.repository.objectives.get(id_) for id_ in ids)
    return tuple(rows.objective(o) for o in found if o is not None and site.visible(o))
