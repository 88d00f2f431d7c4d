"""An objective's page."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from markupsafe import Markup

from goalsite.change.originals import original_line
from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure import expected_line, over_time, why_objective
from goalsite.measure.figures import ObjectiveFigures, Point
from goalsite.model.objects import Objective
from goalsite.site.charts import ProgressChart, compact, progress_chart
from goalsite.site.context import LeftOut, Named, SiteContext, Source
from goalsite.site.views.changes import changes_of
from goalsite.site.views.check_in import CheckInLink, objective_check_in
from goalsite.site.views.findings import FindingLine, finding_lines
from goalsite.site.views.initiatives import InitiativeLine, initiative_line
from goalsite.site.views.lines import ObjectiveRow
from goalsite.site.views.map import MapLine, map_of
from goalsite.site.views.moved import MovedView, moved_view, under_original, without
from goalsite.site.views.panels import Panel, panel_of
from goalsite.site.views.reasons import ReasonLine, objective_reasons
from goalsite.site.views.rows import MOST_SUPPORTERS, NO_TICK, Rows, rows_of
from goalsite.site.views.sentences import Sentence, why_objective_status
from goalsite.site.views.status import objective_words
from goalsite.site.views.stories import Story, stories_of
from goalsite.site.views.told_together import ChangeLine
from goalsite.site.views.why import WhyLine, why_lines
from goalsite.site.widths import widest
from goalsite.vocabulary import Grade, ObjectiveType, ProgressFrom
from goalsite.wording import word

_SIZE, _BOLD = 14, 1.06
"""The size of figures in tables, and how much wider bold ones are."""

_KINDS = {
    ObjectiveType.ASPIRATIONAL: Message("Aspirational"),
    ObjectiveType.COMMITTED: Message("Committed"),
}


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """Everything an objective's page says."""

    row: ObjectiveRow
    ref: str
    owner: Named | None
    kind: str
    dates: str
    cycle: Named | None
    weight: str
    pill: Markup
    bar: Markup
    percent: str
    expected: str
    tick: str
    sentence: Sentence
    other_mean: str
    differ: bool
    left_out: LeftOut
    why: tuple[WhyLine, ...]
    panels: tuple[Panel, ...]
    room: tuple[int, int, int]
    retired: int
    equal_weights: bool
    supporters: tuple[ObjectiveRow, ...]
    more_supporters: int
    from_supporters: bool
    chart: ProgressChart | None
    moved: MovedView | None
    under_original: str
    reasons: tuple[ReasonLine, ...]
    stories: tuple[Story | ChangeLine, ...]
    earlier: int
    earlier_changes: int
    all_check_ins: int
    initiatives: tuple[InitiativeLine, ...]
    map: tuple[MapLine, ...]
    also_supports: tuple[Named, ...]
    also_supported_by: tuple[Named, ...]
    depends_on: tuple[Named, ...]
    needed_by: tuple[Named, ...]
    with_teams: tuple[Named, ...]
    carries_on: Named | None
    continued_by: tuple[Named, ...]
    becomes_kpi: Named | None
    score: Markup
    learned: str
    body: Markup
    links: tuple[Named, ...]
    tags: tuple[str, ...]
    findings: tuple[FindingLine, ...]
    source: Source
    edit: str | None
    check_in: CheckInLink | None


def objective_page(site: SiteContext, rows: Rows, objective: Objective, root: str) -> ObjectivePage:
    """Return what the page of a usable objective says; ``root`` is the way from it to the site's root."""
    figures = site.measured.objectives[objective.id]
    record, cycle = objective.record, objective.cycle
    assert cycle is not None
    write = site.format
    row = rows.objective(objective)
    shape, said, was = objective_words(figures)
    panels = tuple(panel_of(site, rows, objective, line, figures) for line in row.key_results)
    history = over_time(site.measured, objective.id)
    stories, earlier = stories_of(site, objective, history, root)
    changes, earlier_changes = changes_of(site, objective)
    moved = moved_view(site, rows, objective)
    weights = {kr.weight for kr in objective.key_results if kr.retired is None}
    grade = figures.grade or Grade.MISSED
    return ObjectivePage(
        row=row,
        ref=objective.ref,
        owner=site.person(objective.owner) if objective.owner is not None else None,
        kind=str(_KINDS[record.type]),
        dates=write.days(cycle.span),
        cycle=site.cycle(cycle),
        weight="" if record.weight == 1 else write.number(record.weight),
        pill=site.marks.pill(shape, said, was, head=True),
        bar=rows.objective_bar(figures, "h"),
        percent=row.percent,
        expected="" if figures.status in NO_TICK else write.percent(figures.expected),
        tick=compact(float(figures.expected) * 100),
        sentence=why_objective_status(site, figures),
        other_mean=_other_mean(site, figures),
        differ=figures.disagree,
        left_out=site.left_out(figures.left_out, len(figures.items)),
        why=why_lines(site, why_objective(site.measured, objective.id, site.formulas)),
        panels=panels,
        room=_room(panels),
        retired=sum(kr.retired is not None for kr in objective.key_results),
        equal_weights=len(weights) <= 1,
        supporters=rows_of(site, rows, figures.supporters[:MOST_SUPPORTERS]),
        more_supporters=max(len(figures.supporters) - MOST_SUPPORTERS, 0),
        from_supporters=record.progress_from is ProgressFrom.SUPPORTERS,
        chart=progress_chart(
            history,
            _expected(site, objective, history),
            cycle.span,
            site.as_of,
            write,
            moved.flags if moved is not None else (),
            _original(site, objective, history, moved),
            _swaps(objective),
        ),
        moved=moved,
        under_original=under_original(moved),
        reasons=without(objective_reasons(site, objective), moved),
        stories=_told(objective, stories, changes),
        earlier=earlier,
        earlier_changes=earlier_changes,
        all_check_ins=len(objective.check_ins),
        initiatives=tuple(initiative_line(site, objective, work) for work in record.initiatives),
        map=map_of(site, rows, objective, figures),
        also_supports=site.helped(objective.also_supports),
        also_supported_by=site.goals(site.repository.beside.get(objective.id, ())),
        depends_on=site.goals(objective.depends_on),
        needed_by=site.goals(site.repository.needed_by.get(objective.id, ())),
        with_teams=tuple(site.team(team) for team in objective.with_teams),
        carries_on=_of_cycle(site, objective.carries_on) if objective.carries_on is not None else None,
        continued_by=tuple(
            link for later in site.continued_by.get(objective.id, ()) if (link := _of_cycle(site, later.id)) is not None
        ),
        becomes_kpi=site.goal(objective.becomes_kpi) if objective.becomes_kpi is not None else None,
        score=site.marks.score(figures.score, *_grade(grade)) if figures.score is not None else Markup(""),
        learned=record.learned or "",
        body=site.render_text(objective.file.body, objective.file, root),
        links=tuple(site.outside(link.title, link.url) for link in record.links),
        tags=record.tags,
        findings=finding_lines(site, site.findings_about(objective.file)),
        source=site.source(objective.file.path),
        edit=site.forge.edit(objective.file.path),
        check_in=objective_check_in(site, objective),
    )


def _room(panels: tuple[Panel, ...]) -> tuple[int, int, int]:
    """Return how many pixels From, Now (which is bold) and Target need: rows that unfold are no table."""
    rows = [panel.row for panel in panels]
    start, now, target = (widest([getattr(row, name) for row in rows]) for name in ("start", "now", "target"))
    return ceil(start * _SIZE), ceil(now * _SIZE * _BOLD), ceil(target * _SIZE)


def _of_cycle(site: SiteContext, id_: str) -> Named | None:
    """Return the link to an objective of another cycle, which often has the same title, with the cycle beside it."""
    link, other = site.goal(id_), site.repository.objectives.get(id_)
    if link is None or other is None or other.cycle is None:
        return link
    return link._replace(note=site.cycle(other.cycle).title)


def _grade(grade: Grade) -> tuple[str, str]:
    return str(grade), word(grade)


def _expected(site: SiteContext, objective: Objective, history: tuple[Point, ...]) -> list[tuple[date, Fraction]]:
    """Return the expected line of an objective's chart, through what was expected on each recorded day.

    On days from which something else is expected it steps: there are two points of such a day.
    """
    line = dict(expected_line(site.measured, objective.id))
    line.update((point.date, point.expected) for point in history)
    recorded, steps = {point.date for point in history}, _swaps(objective)
    found = []
    for day, share in sorted(line.items()):
        eve = day - timedelta(days=1)
        if day + timedelta(days=1) in steps and day not in recorded:
            continue  # it stands at the step itself
        if day in steps and eve in line:
            found.append((day, line[eve]))
        found.append((day, share))
    return found


def _swaps(objective: Objective) -> set[date]:
    """Return the days on which key results came or went."""
    days = {day for kr in objective.key_results for day in (kr.retired, kr.record.added) if day is not None}
    return days - ({objective.cycle.span.first} if objective.cycle is not None else set())


def _original(
    site: SiteContext, objective: Objective, history: tuple[Point, ...], moved: MovedView | None
) -> tuple[Point, ...]:
    """Return how an objective would have stood under its original, from its first move to the end of its cycle."""
    posts = moved.posts if moved is not None else None
    if posts is None or moved is None or moved.then is None or not moved.flags or objective.cycle is None:
        return ()
    first, span = moved.flags[0], objective.cycle.span
    today = min(site.as_of, span.last)
    days = {point.date for point in history if first <= point.date <= today}
    return original_line(site.measured, posts, sorted({*days, max(first, span.first), today, span.last}))


def _told(
    objective: Objective, stories: tuple[Story, ...], changes: tuple[ChangeLine, ...]
) -> tuple[Story | ChangeLine, ...]:
    """Join check-ins and changes by day, newest first; on one day the check-in comes first.

    That the goal was added begins its story, so it is left out where it was checked in before: a file brought in from
    elsewhere.
    """
    first = min((check_in.date for check_in in objective.check_ins), default=date.max)
    both: list[Story | ChangeLine] = [*stories, *(line for line in changes if not line.added or line.date <= first)]
    return tuple(sorted(both, key=lambda one: one.date, reverse=True))


def _other_mean(site: SiteContext, figures: ObjectiveFigures) -> str:
    """Say what progress is a mean of, with the other mean beside it where both exist (SPEC 4)."""
    by_supporters = figures.objective.record.progress_from is ProgressFrom.SUPPORTERS
    other = figures.by_key_results if by_supporters else figures.by_supporters
    if other is None:
        return _("Mean of its supporters.") if by_supporters else _("Mean of its key results.")
    share = site.format.percent(other)
    if by_supporters:
        return _("Mean of its supporters; its key results say {share}.", share=share)
    return _("Mean of its key results; its supporters say {share}.", share=share)
