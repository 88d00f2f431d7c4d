"""Teams: the list of them, and a team's page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure import why_team
from goalsite.measure.figures import TeamFigures
from goalsite.model.objects import Cycle, Objective, Team
from goalsite.site.charts import compact
from goalsite.site.context import LeftOut, Named, SiteContext, Source
from goalsite.site.views.findings import FindingLine, finding_lines
from goalsite.site.views.kpi import kpi_counts
from goalsite.site.views.lines import ObjectiveRow
from goalsite.site.views.rows import Rows
from goalsite.site.views.scorecard import ScorecardView, scorecard
from goalsite.site.views.sentences import joined
from goalsite.site.views.why import WhyLine, why_id, why_lines
from goalsite.wording import word

if TYPE_CHECKING:
    from goalsite.vocabulary import Status


_MOST_DRAWN = 60
"""Goals of a list of teams that are drawn one by one; of more, each shape is counted."""
_MOST_RELATED = 24
"""Goals of others that a team's page names."""
_MOST_BELOW = 24
"""Teams below another that its page lists; of more, those right below it."""

_SUPPORTS, _HELPS, _SUPPORTED = Message("Supports"), Message("Also helps"), Message("Supported by")
_NEEDS, _NEEDED, _WORKS_ON = Message("Needs"), Message("Needed by"), Message("Works on")


class PersonLine(NamedTuple):
    """Someone of a team."""

    avatar: Markup
    link: Named
    role: str


class RelationLine(NamedTuple):
    """Another team's goal this team has to do with."""

    how: str
    row: ObjectiveRow


class CycleBlock(NamedTuple):
    """A team's objectives of one cycle, with its figures."""

    cycle: Named
    number: int
    percent: str
    bar: Markup
    expected: str
    tick: str
    with_subteams: str
    coverage: str
    rows: tuple[ObjectiveRow, ...]
    left_out: LeftOut
    why: tuple[WhyLine, ...]
    why_id: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Everything a team's page says."""

    title: str
    mission: str
    crumbs: tuple[Named, ...]
    head: CycleBlock | None
    said: str
    blocks: tuple[CycleBlock, ...]
    earlier: tuple[CycleBlock, ...]
    scorecard: ScorecardView | None
    relations: tuple[RelationLine, ...]
    all_relations: int
    subteams: tuple["TeamLine", ...]
    all_subteams: int
    people: tuple[PersonLine, ...]
    body: Markup
    links: tuple[Named, ...]
    tags: tuple[str, ...]
    findings: tuple[FindingLine, ...]
    source: Source
    edit: str | None


class TeamLine(NamedTuple):
    """One team in the list of teams."""

    depth: int
    title: str
    url: str
    lead: Markup
    objectives: int
    bar: Markup
    percent: str
    with_subteams: str
    why: str
    units: tuple[ObjectiveRow, ...]
    counts: tuple[tuple[str, int], ...]
    kpis: str
    usable: bool


def team_lines(site: SiteContext, rows: Rows, above: str | None = None, *, deep: bool = True) -> tuple[TeamLine, ...]:
    """Return the teams below ``above``, each followed by its own sub-teams."""
    teams = tuple(site.repository.below(above) if deep else site.repository.subteams.get(above, ()))
    top = site.depths[above] + 1 if above is not None else 0
    cycle = site.current_cycle
    goals = sum(len(site.by_team_and_cycle.get((id_, cycle.id), ())) for id_ in teams) if cycle is not None else 0
    return tuple(
        _team_line(site, rows, site.repository.teams[id_], site.depths[id_] - top, draw=goals <= _MOST_DRAWN)
        for id_ in teams
    )


def _team_line(site: SiteContext, rows: Rows, team: Team, depth: int, *, draw: bool) -> TeamLine:
    cycle = site.current_cycle
    objectives = site.by_team_and_cycle.get((team.id, cycle.id), ()) if cycle is not None else ()
    figures = site.measured.teams.get((team.id, cycle.id)) if cycle is not None else None
    card = scorecard(site, rows, team.id)
    units = rows.unit_row([rows.objective(o) for o in objectives])
    return TeamLine(
        depth=depth,
        title=team.title or team.id,
        url=site.addresses.teams[team.id],
        lead=site.avatar(team.lead),
        objectives=len(objectives),
        bar=_bar(site, figures, expected_of(site, figures, cycle) if cycle is not None else None, ""),
        percent=site.format.percent(figures.progress if figures is not None else None),
        with_subteams=_with_subteams(site, figures),
        why=why_id(cycle) if cycle is not None else "",
        units=tuple(units) if draw else (),
        counts=() if draw else tuple(sorted(Counter(row.shape for row in units).items())),
        kpis=kpi_counts(tuple(line.row for line in card.lines)) if card is not None else "",
        usable=team.usable,
    )


def team_page(site: SiteContext, rows: Rows, team: Team, root: str) -> TeamPage:
    """Return what a team's page says; ``root`` is the way from it to the site's root."""
    others = (cycle for cycle in site.cycles if cycle not in site.current_cycles)
    now = _blocks(site, rows, team, site.current_cycles)
    card = scorecard(site, rows, team.id)
    below = len(tuple(site.repository.below(team.id)))
    own = [o for cycle in site.current_cycles for o in site.by_team_and_cycle.get((team.id, cycle.id), ())]
    relations = _relations(site, rows, team, own)
    crumbs = [site.team(above) for above in site.repository.above(team.parent) if above is not None]
    return TeamPage(
        title=team.title or team.id,
        mission=team.record.mission or "",
        crumbs=(Named(_("Teams"), site.addresses.hub("teams/index.md")), *reversed(crumbs)),
        head=now[0] if now else None,
        said=_said(site, rows, own, card),
        blocks=now,
        earlier=_blocks(site, rows, team, others),
        scorecard=card,
        relations=relations[:_MOST_RELATED],
        all_relations=len(relations),
        subteams=team_lines(site, rows, team.id, deep=below <= _MOST_BELOW),
        all_subteams=below,
        people=_people(site, team),
        body=site.render_text(team.file.body, team.file, root),
        links=tuple(site.outside(link.title, link.url) for link in team.record.links),
        tags=team.record.tags,
        findings=finding_lines(site, site.findings_about(team.file)),
        source=site.source(team.file.path),
        edit=site.forge.edit(team.file.path),
    )


def expected_of(site: SiteContext, figures: TeamFigures | None, cycle: Cycle) -> Fraction | None:
    """Return where the tick of a team's bar belongs: nowhere before its cycle, after it, or without a figure."""
    if figures is None or figures.progress is None or site.as_of not in cycle.span:
        return None
    return figures.expected


def _bar(site: SiteContext, figures: TeamFigures | None, tick: Fraction | None, size: str) -> Markup:
    if figures is None:
        return Markup("")
    return site.marks.bar(figures.progress, tick, "none" if figures.progress is None else "", size)


def _with_subteams(site: SiteContext, figures: TeamFigures | None) -> str:
    if figures is None or len(figures.pooled) == len(figures.items):
        return ""
    return site.format.percent(figures.with_subteams)


def _blocks(site: SiteContext, rows: Rows, team: Team, cycles: Iterable[Cycle]) -> tuple[CycleBlock, ...]:
    return tuple(block for cycle in cycles if (block := _block(site, rows, team.id, cycle)) is not None)


def _block(site: SiteContext, rows: Rows, team: str, cycle: Cycle) -> CycleBlock | None:
    objectives = site.by_team_and_cycle.get((team, cycle.id), ())
    figures = site.measured.teams.get((team, cycle.id))
    if not objectives and (figures is None or not figures.pooled):
        return None
    write = site.format
    current = cycle in site.current_cycles
    tick = expected_of(site, figures, cycle)
    coverage = ""
    if figures is not None and figures.coverage is not None:
        coverage = _("{some} of {all} reach a company goal", some=figures.aligned, all=figures.alignable)
    return CycleBlock(
        cycle=site.cycle(cycle),
        number=len(figures.items) if figures is not None else 0,
        percent=write.percent(figures.progress if figures is not None else None),
        bar=_bar(site, figures, tick, "h"),
        expected="" if tick is None else write.percent(tick),
        tick="" if tick is None else compact(float(tick) * 100),
        with_subteams=_with_subteams(site, figures),
        coverage=coverage,
        rows=tuple(rows.objective(o) for o in objectives),
        left_out=site.left_out(figures.left_out, len(figures.items)) if figures is not None else LeftOut((), 0),
        why=_why(site, team, cycle, current=current) if figures is not None else (),
        why_id=why_id(cycle),
    )


def _why(site: SiteContext, team: str, cycle: Cycle, *, current: bool) -> tuple[WhyLine, ...]:
    """Unfold a team's figures; those of other cycles only as far as pages show them, so that many stay small."""
    whys = why_team(site.measured, team, cycle.id, site.formulas)
    return why_lines(site, whys if current else {name: whys[name] for name in ("progress", "score") if name in whys})


def _said(site: SiteContext, rows: Rows, objectives: list[Objective], card: ScorecardView | None) -> str:
    """Say how the team's objectives and indicators stand."""
    counts: dict[Status, int] = {}
    for objective in objectives:
        status = rows.objective(objective).status
        if status is not None:
            counts[status] = counts.get(status, 0) + 1
    said = site.format.listed([_("{n} {status}", n=number, status=word(status)) for status, number in counts.items()])
    parts = [_("{counts}.", counts=said)] if said else []
    if card is not None:
        indicators = kpi_counts(tuple(line.row for line in card.lines))
        parts.append(_("Scorecard {total}: {indicators}.", total=card.total, indicators=indicators))
    return joined(*parts)


def _relations(site: SiteContext, rows: Rows, team: Team, own: list[Objective]) -> tuple[RelationLine, ...]:
    """Return the goals of others the team's current objectives have to do with."""
    repository = site.repository
    found: dict[tuple[str, str], RelationLine] = {}

    def add(how: Message, id_: str) -> None:
        other = repository.objectives.get(id_)
        if other is not None and site.visible(other) and (other.team != team.id or other.person is not None):
            found.setdefault((how.text, id_), RelationLine(str(how), rows.objective(other)))

    for objective in own:
        if objective.supports is not None:
            add(_SUPPORTS, objective.supports.id)
    for objective in own:
        for goal in objective.also_supports:
            add(_HELPS, goal.id)
    for objective in own:
        for id_ in repository.supporters.get(objective.id, ()):
            add(_SUPPORTED, id_)
    for objective in own:
        for goal in objective.depends_on:
            add(_NEEDS, goal.id)
    for objective in own:
        for id_ in repository.needed_by.get(objective.id, ()):
            add(_NEEDED, id_)
    current = {cycle.id for cycle in site.current_cycles}
    for objective in site.with_team.get(team.id, ()):
        if objective.cycle is not None and objective.cycle.id in current:
            add(_WORKS_ON, objective.id)
    return tuple(found.values())


def _people(site: SiteContext, team: Team) -> tuple[PersonLine, ...]:
    lines = []
    members = team.members if team.lead is None or team.lead in team.members else (team.lead, *team.members)
    for key in members:
        person = site.repository.people.get(key)
        role = person.record.role or "" if person is not None else ""
        if key == team.lead:
            role = _("lead, {role}", role=role) if role else _("lead")
        lines.append(PersonLine(site.avatar(key), site.person(key), role))
    return tuple(lines)
