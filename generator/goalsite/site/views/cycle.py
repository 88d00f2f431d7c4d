"""A cycle's page with its score table."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup, escape

from goalsite.language import gettext as _
from goalsite.measure import why_team
from goalsite.measure.figures import ObjectiveFigures, Scores, TeamFigures
from goalsite.model.objects import Cycle, Objective
from goalsite.site.context import LeftOut, Named, SiteContext, Source
from goalsite.site.views.cycles import dates_of, state_words
from goalsite.site.views.findings import FindingLine, finding_lines
from goalsite.site.views.levels import MOST_TEAMS, levels
from goalsite.site.views.lines import ObjectiveRow
from goalsite.site.views.rows import Rows
from goalsite.site.views.team import expected_of
from goalsite.site.views.why import WhyLine, why_id, why_lines
from goalsite.vocabulary import CycleState, Status
from goalsite.wording import word

_MOST_LISTED = 160
"""Objectives a cycle's page lists one by one; with more, it lists teams."""


class ScoreCellLine(NamedTuple):
    """One objective of a cycle with how it ended, or stands."""

    row: ObjectiveRow
    score: Markup
    learned: str


class Compared(NamedTuple):
    """A figure of another cycle and its mean score, empty where there is none; it unfolds at ``url`` and ``anchor``."""

    share: str
    score: str
    cycle: str
    url: str
    anchor: str


class MeanScore(NamedTuple):
    """The mean of the scores of closed objectives, and how many of them were scored."""

    score: str
    scored: int
    closed: int


class TeamBlock(NamedTuple):
    """One team's objectives of a cycle; ``below`` is how many its sub-teams have that are not listed.

    ``score`` is set where it says more than the objectives' own scores. ``url`` and ``anchor`` are where the figures
    unfold.
    """

    team: Named
    percent: str
    url: str | None
    anchor: str
    score: MeanScore | None
    others: tuple[Compared, ...]
    bar: Markup
    number: int
    lines: tuple[ScoreCellLine, ...]
    below: int = 0


@dataclass(frozen=True, slots=True)
class CyclePage:
    """Everything a cycle's page says."""

    title: str
    theme: str
    dates: str
    state: str
    running: bool
    over: bool
    before: Named | None
    after: Named | None
    within: tuple[Named, ...]
    holds: tuple[Named, ...]
    percent: str
    expected: str
    others: tuple[Compared, ...]
    all_percent: str
    all_others: tuple[Compared, ...]
    score: MeanScore | None
    all_score: MeanScore | None
    coverage: str
    left_out: LeftOut
    why: tuple[WhyLine, ...]
    blocks: tuple[TeamBlock, ...]
    objectives: int
    listed: bool
    scored: bool
    body: Markup
    tags: tuple[str, ...]
    findings: tuple[FindingLine, ...]
    source: Source | None
    edit: str | None


def cycle_page(site: SiteContext, rows: Rows, cycle: Cycle, root: str) -> CyclePage:
    """Return what a cycle's page says, compared with those before and after it of the same length."""
    write = site.format
    before, after = _neighbours(site, cycle)
    known = site.measured.teams.get((None, cycle.id))
    figures = known or TeamFigures()
    expected = expected_of(site, figures, cycle)
    neighbours = tuple(c for c in (before, after) if c is not None)
    objectives = site.by_cycle.get(cycle.id, ())
    record, file = cycle.record, cycle.file
    return CyclePage(
        title=site.cycle(cycle).title,
        theme=(record.theme or "") if record is not None else "",
        dates=dates_of(site, cycle),
        state=str(state_words(site, cycle)[1]),
        running=site.as_of in cycle.span,
        over=cycle.state is CycleState.CLOSED or site.as_of > cycle.span.last,
        before=site.cycle(before) if before is not None else None,
        after=site.cycle(after) if after is not None else None,
        within=tuple(site.cycle(c) for c in site.cycles if c is not cycle and c.span.contains(cycle.span)),
        holds=tuple(site.cycle(c) for c in reversed(site.cycles) if c is not cycle and cycle.span.contains(c.span)),
        percent=write.percent(figures.progress),
        expected=write.percent(expected) if expected is not None else "",
        others=_others(site, None, neighbours),
        all_percent=write.percent(figures.with_subteams),
        all_others=_others(site, None, neighbours, pooled=True),
        score=_mean_score(site, figures.scores),
        all_score=_mean_score(site, figures.pooled_scores),
        coverage=_coverage(site, figures),
        left_out=site.left_out(figures.left_out, len(figures.items)),
        why=why_lines(site, why_team(site.measured, None, cycle.id, site.formulas)) if known is not None else (),
        blocks=_blocks(site, rows, cycle, neighbours, objectives),
        objectives=len(objectives),
        listed=len(objectives) <= _MOST_LISTED,
        scored=any(_score(site, objective) is not None for objective in objectives),
        body=site.render_text(file.body, file, root) if file is not None else Markup(""),
        tags=record.tags if record is not None else (),
        findings=finding_lines(site, site.findings_about(file)) if file is not None else (),
        source=site.source(file.path) if file is not None else None,
        edit=site.forge.edit(file.path) if file is not None else None,
    )


def score_mark(site: SiteContext, figures: ObjectiveFigures) -> Markup:
    """Draw a closed objective's score; nothing for open ones, words where it was not scored."""
    if figures.status is not Status.CLOSED:
        return Markup("")
    if figures.score is None or figures.grade is None:
        return escape(_("not scored"))
    return site.marks.score(figures.score, str(figures.grade), word(figures.grade))


def _score(site: SiteContext, objective: Objective) -> Fraction | None:
    """Return how an objective was scored at closing, be it by its key results' scores (SPEC 3.3)."""
    figures = site.measured.objectives.get(objective.id)
    return figures.score if figures is not None else None


def _coverage(site: SiteContext, figures: TeamFigures) -> str:
    if figures.coverage is None:
        return ""
    share = site.format.percent(figures.coverage)
    return _("{aligned} of {number} ({share})", aligned=figures.aligned, number=figures.alignable, share=share)


def _neighbours(site: SiteContext, cycle: Cycle) -> tuple[Cycle | None, Cycle | None]:
    """Return the nearest cycles of about the same length before and after."""
    alike = [c for c in site.cycles if c is not cycle and abs(c.span.days - cycle.span.days) * 5 <= cycle.span.days]
    before = [c for c in alike if c.span.last < cycle.span.first]
    after = [c for c in alike if c.span.first > cycle.span.last]
    return (
        max(before, key=lambda c: (c.span.last, c.id), default=None),
        min(after, key=lambda c: (c.span.first, c.id), default=None),
    )


def _unfolds(site: SiteContext, team: str | None, cycle: Cycle) -> tuple[str, str]:
    """Return the page and the place on it where a team's figures of a cycle unfold; the company's on the cycle's."""
    if team is None:
        return site.addresses.cycles[cycle.id], "why"
    return site.addresses.teams[team], why_id(cycle)


def _others(
    site: SiteContext, team: str | None, cycles: tuple[Cycle, ...], *, pooled: bool = False
) -> tuple[Compared, ...]:
    """Return the same figure of other cycles, of those that have objectives."""
    found = []
    for cycle in cycles:
        figures = site.measured.teams.get((team, cycle.id))
        if figures is None or not (figures.pooled if pooled else figures.items):
            continue
        share = site.format.percent(figures.with_subteams if pooled else figures.progress)
        score = _mean_score(site, figures.pooled_scores if pooled else figures.scores)
        said = score.score if score is not None else ""
        found.append(Compared(share, said, site.cycle(cycle).title, *_unfolds(site, team, cycle)))
    return tuple(found)


def _mean_score(site: SiteContext, scores: Scores) -> MeanScore | None:
    if not scores.items:
        return None
    return MeanScore(site.format.score(scores.mean), len(scores.items), scores.closed)


def _blocks(
    site: SiteContext, rows: Rows, cycle: Cycle, neighbours: tuple[Cycle, ...], objectives: tuple[Objective, ...]
) -> tuple[TeamBlock, ...]:
    by_team: dict[str | None, list[Objective]] = {}
    personal: list[Objective] = []
    for objective in objectives:
        if objective.person is not None:
            personal.append(objective)
        else:
            by_team.setdefault(objective.team, []).append(objective)
    listed = len(objectives) <= _MOST_LISTED
    blocks = []
    shown: dict[str | None, int] = {team: 0 for team in (None, *site.repository.below(None)) if team in by_team}
    if not listed and len(shown) > MOST_TEAMS:
        upper = levels(site, {team: len(mine) for team, mine in by_team.items() if team is not None})
        shown = {None: 0} | {level.team: level.below for level in upper}
    for team, below in shown.items():
        mine = by_team.get(team, [])
        if not mine and not below:
            continue
        figures = site.measured.teams.get((team, cycle.id))
        url, anchor = _unfolds(site, team, cycle)
        scores = figures.scores if figures is not None else Scores()
        if team is None or (listed and scores.closed < 2):
            scores = Scores()  # said above the table, or by its one objective
        blocks.append(
            TeamBlock(
                team=site.team(team),
                percent=site.format.percent(figures.progress if figures is not None else None),
                url=url,
                anchor=anchor,
                score=_mean_score(site, scores),
                others=_others(site, team, neighbours) if listed else (),
                bar=_team_bar(site, figures, cycle),
                number=len(mine),
                lines=_lines(site, rows, mine) if listed else (),
                below=below,
            )
        )
    if personal:
        lines = _lines(site, rows, personal) if listed else ()
        blocks.append(TeamBlock(Named(_("Personal"), None), "", None, "", None, (), Markup(""), len(personal), lines))
    return tuple(blocks)


def _team_bar(site: SiteContext, figures: TeamFigures | None, cycle: Cycle) -> Markup:
    """Draw how far a team is: grey like its objectives once the cycle is closed."""
    if figures is None:
        return Markup("")
    closed = "closed" if cycle.state is CycleState.CLOSED else ""
    state = "none" if figures.progress is None else closed
    return site.marks.bar(figures.progress, expected_of(site, figures, cycle), state)


def _lines(site: SiteContext, rows: Rows, objectives: list[Objective]) -> tuple[ScoreCellLine, ...]:
    lines = []
    for objective in objectives:
        figures = site.measured.objectives.get(objective.id)
        score = score_mark(site, figures) if figures is not None else Markup("")
        lines.append(ScoreCellLine(rows.objective(objective), score, objective.record.learned or ""))
    return tuple(lines)
