"""The home page: how the company is doing, on one screen."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.measure import why_team
from goalsite.model.objects import Cycle
from goalsite.site.charts import compact
from goalsite.site.context import LeftOut, Named, SiteContext, Source
from goalsite.site.views.findings import FindingLine, finding_lines
from goalsite.site.views.lines import KpiRow, ObjectiveRow
from goalsite.site.views.rows import Rows, days_ago
from goalsite.site.views.urgent import UrgentLine, urgent_lines
from goalsite.site.views.week import Week, week
from goalsite.site.views.why import WhyLine, why_lines
from goalsite.wording import word

_MOST_ATTENTION = 12
_MOST_UNITS = 60
_MOST_COMPANY_KPIS = 40


class Timeline(NamedTuple):
    """Where the day stands in its cycle."""

    cycle: Named
    said: str
    left: str
    first: str
    last: str
    today: str
    share: str
    running: bool


class UnitLine(NamedTuple):
    """One line of the answer in five seconds; units are empty where there are too many to draw."""

    title: str
    url: str | None
    number: int
    fine: tuple[object, ...]
    risk: tuple[object, ...]
    off: tuple[object, ...]
    draw: bool
    other: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the home page says."""

    title: str
    mission: str
    timeline: Timeline | None
    units: tuple[UnitLine, ...]
    objectives: tuple[ObjectiveRow, ...]
    cycle_groups: tuple[tuple[Named, tuple[ObjectiveRow, ...]], ...]
    left_out: LeftOut
    kpis: tuple[KpiRow, ...]
    more_kpis: int
    attention: tuple[UrgentLine, ...]
    all_attention: int
    week: Week | None
    percent: str
    all_percent: str
    measured: bool
    why: tuple[WhyLine, ...]
    aligned: int
    alignable: int
    coverage_percent: str
    unaligned: tuple[Named, ...]
    findings: int
    body: Markup
    links: tuple[Named, ...]
    problems: tuple[FindingLine, ...]
    source: Source | None


def home_page(site: SiteContext, rows: Rows) -> HomePage:
    """Return what the home page says."""
    repository = site.repository
    company = repository.company
    cycle = site.current_cycle
    groups = []
    for here in site.current_cycles:
        own = [o for o in site.by_team_and_cycle.get((None, here.id), ()) if o.is_company]
        if own:
            groups.append((site.cycle(here), tuple(rows.objective(o) for o in own)))
    current = {here.id for here in site.current_cycles}
    everyone = [rows.objective(o) for o in site.objectives if o.cycle is not None and o.cycle.id in current]
    kpis = tuple(rows.kpi(kpi) for kpi in site.kpis_by_team.get(None, ()) if kpi.superseded_by is None)
    figures = site.measured.teams.get((None, cycle.id)) if cycle is not None else None
    attention = urgent_lines(site, rows)
    return HomePage(
        title=repository.team_title(None) or _("Company"),
        mission=(company.record.mission or "") if company is not None else "",
        timeline=_timeline(site, cycle) if cycle is not None else None,
        units=_units(site, [row for _, own in groups for row in own], everyone, kpis),
        objectives=tuple(row for _, own in groups for row in own),
        cycle_groups=tuple(groups),
        left_out=site.left_out(figures.left_out, len(figures.items)) if figures is not None else LeftOut((), 0),
        kpis=kpis[:_MOST_COMPANY_KPIS],
        more_kpis=max(len(kpis) - _MOST_COMPANY_KPIS, 0),
        attention=attention[:_MOST_ATTENTION],
        all_attention=len(attention),
        week=week(site),
        percent=site.format.percent(figures.progress if figures is not None else None),
        all_percent=site.format.percent(figures.with_subteams if figures is not None else None),
        measured=figures is not None and (figures.progress, figures.with_subteams) != (None, None),
        why=why_lines(site, why_team(site.measured, None, cycle.id, site.formulas))
        if figures is not None and cycle is not None
        else (),
        aligned=figures.aligned if figures is not None else 0,
        alignable=figures.alignable if figures is not None else 0,
        coverage_percent=site.format.percent(figures.coverage if figures is not None else None),
        unaligned=_unaligned(site, cycle),
        findings=len(site.findings),
        body=site.render_text(company.file.body, company.file, "") if company is not None else Markup(""),
        links=tuple(site.outside(link.title, link.url) for link in company.record.links) if company is not None else (),
        problems=finding_lines(site, site.findings_about(company.file)) if company is not None else (),
        source=site.source(company.file.path) if company is not None else None,
    )


def _timeline(site: SiteContext, cycle: Cycle) -> Timeline:
    write, span = site.format, cycle.span
    day = (site.as_of - span.first).days + 1
    share = Fraction(max(min(day - 1, span.days - 1), 0), max(span.days - 1, 1))
    left = (span.last - site.as_of).days
    if left < 0:
        said, over = _("over"), _("ended {when}", when=days_ago(site, span.last))
    elif day < 1:
        said, over = _("not begun"), ngettext("begins in {n} day", "begins in {n} days", 1 - day)
    else:
        said = _("day {day} of {days}", day=day, days=span.days)
        over = ngettext("{n} day left", "{n} days left", left)
    gone = _("{day}: {share} gone", day=write.day(site.as_of), share=write.percent(share))
    return Timeline(
        site.cycle(cycle), said, over, write.day(span.first), write.day(span.last),
        gone, compact(float(share) * 100), site.as_of in span,
    )  # fmt: skip


def _units(
    site: SiteContext, own: list[ObjectiveRow], everyone: list[ObjectiveRow], kpis: tuple[KpiRow, ...]
) -> tuple[UnitLine, ...]:
    alignment, scorecards = site.addresses.hub("alignment.md"), site.addresses.hub("scorecards.md")
    return (
        _unit_line(_("Company objectives"), None, own),
        _unit_line(_("All objectives"), alignment, everyone),
        _unit_line(_("Company KPIs"), scorecards, list(kpis)),
    )


def _unit_line(title: str, url: str | None, rows: "list[ObjectiveRow] | list[KpiRow]") -> UnitLine:
    fine, risk, off = [], [], []
    other: dict[str, int] = {}
    for row in sorted(rows, key=_rank):
        if row.shape in ("ok", "done", "met"):
            fine.append(row)
        elif row.shape == "risk":
            risk.append(row)
        elif row.shape in ("off", "late"):
            off.append(row)
        else:
            status = _status(row)
            other[status] = other.get(status, 0) + 1
    said = " · ".join(_("{number} {status}", number=number, status=status) for status, number in other.items())
    return UnitLine(title, url, len(rows), tuple(fine), tuple(risk), tuple(off), len(rows) <= _MOST_UNITS, said)


def _rank(row: "ObjectiveRow | KpiRow") -> tuple[int, str]:
    return (row.rank if isinstance(row, ObjectiveRow) else 0, row.id)


def _status(row: "ObjectiveRow | KpiRow") -> str:
    known = row.status if isinstance(row, ObjectiveRow) else row.health
    if known is None:
        return _("not readable")
    return _("stale") if isinstance(row, KpiRow) and row.shape == "old" else word(known)


def _unaligned(site: SiteContext, cycle: Cycle | None) -> tuple[Named, ...]:
    if cycle is None:
        return ()
    found = []
    for objective in site.objectives:
        figures = site.measured.objectives.get(objective.id)
        if (
            figures is not None
            and figures.aligned is False
            and objective.counted
            and objective.cycle is not None
            and objective.cycle.id == cycle.id
        ):
            link = site.goal(objective.id)
            if link is not None:
                found.append(link)
    return tuple(found)
