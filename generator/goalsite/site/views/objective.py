"""An objective's page."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from goalsite.measure import over_time, why_key_result, why_objective
from goalsite.measure.figures import KeyResultFigures, ObjectiveFigures, Period, Point
from goalsite.model.objects import CheckIn, KeyResult, Objective
from goalsite.model.records import CheckInValue, Initiative
from goalsite.site.charts import ProgressChart, progress_chart
from goalsite.site.context import LeftOut, Named, SiteContext, Source
from goalsite.site.environment import counted as count
from goalsite.site.format import common_places
from goalsite.site.markdown import plain, safe_url
from goalsite.site.views.findings import FindingLine, finding_lines
from goalsite.site.views.rows import NO_TICK, KeyResultRow, ObjectiveRow, Rows
from goalsite.site.views.sentences import Sentence, why_objective_status
from goalsite.site.views.status import objective_words
from goalsite.site.views.why import WhyLine, why_lines
from goalsite.vocabulary import Grade, InitiativeStatus, Measure, ProgressFrom

if TYPE_CHECKING:
    from datetime import date

_MOST_CHECK_INS = 60
_MOST_SUPPORTERS = 40


class MilestoneLine(NamedTuple):
    """One milestone: its day, its title, how it stands."""

    day: str
    title: str
    note: str
    late: bool
    shape: str
    weight: str


class KeptCell(NamedTuple):
    """One period of a keep, as a cell."""

    shape: str
    running: bool
    title: str


class Panel(NamedTuple):
    """What unfolds under a key result."""

    row: KeyResultRow
    why: tuple[WhyLine, ...]
    facts: tuple[tuple[str, str], ...]
    unmeasured: str
    kpi: Named | None
    cells: tuple[KeptCell, ...]
    milestones: tuple[MilestoneLine, ...]
    supporters: tuple[ObjectiveRow, ...]
    left_out: LeftOut
    source: Source


class ValueChange(NamedTuple):
    """What a check-in says of one key result."""

    title: str
    before: str
    after: str


class Story(NamedTuple):
    """One check-in."""

    day: str
    by: Named | None
    avatar: Markup
    percent: str
    change: str
    expected: str
    confidence: Markup
    note: Markup
    values: tuple[ValueChange, ...]
    source: Source


class InitiativeLine(NamedTuple):
    """One piece of work."""

    status: str
    dropped: bool
    title: str
    url: str | None
    link: str
    due: str
    late: bool
    for_: str
    owner: Markup


class MapLine(NamedTuple):
    """One line of the small map: how deep, what it is, whether it is this objective."""

    depth: int
    kind: str
    title: str
    url: str | None
    bar: Markup
    percent: str
    here: bool


class ReasonLine(NamedTuple):
    """One recorded adjustment, or a retired key result."""

    day: str
    what: str
    why: str
    approved_by: Named | None
    replaced_by: str


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
    sentence: Sentence
    other_mean: str
    differ: bool
    left_out: LeftOut
    why: tuple[WhyLine, ...]
    panels: tuple[Panel, ...]
    retired: int
    equal_weights: bool
    supporters: tuple[ObjectiveRow, ...]
    more_supporters: int
    from_supporters: bool
    chart: ProgressChart | None
    reasons: tuple[ReasonLine, ...]
    stories: tuple[Story, ...]
    earlier: int
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


def objective_page(site: SiteContext, rows: Rows, objective: Objective, root: str) -> ObjectivePage:
    """Return what the page of a usable objective says; ``root`` is the way from it to the site's root."""
    figures = site.measured.objectives[objective.id]
    record, cycle = objective.record, objective.cycle
    assert cycle is not None
    write = site.format
    row = rows.objective(objective)
    shape, word, was = objective_words(figures)
    panels = tuple(_panel(site, rows, objective, line, figures) for line in row.key_results)
    history = over_time(site.measured, objective.id)
    stories, earlier = _stories(site, objective, history, root)
    weights = {kr.weight for kr in objective.key_results if kr.retired is None}
    grade = figures.grade or Grade.MISSED
    return ObjectivePage(
        row=row,
        ref=objective.ref,
        owner=site.person(objective.owner) if objective.owner is not None else None,
        kind=str(record.type),
        dates=f"{write.day(cycle.span.first)} to {write.day(cycle.span.last)}",
        cycle=site.cycle(cycle),
        weight="" if record.weight == 1 else write.number(record.weight),
        pill=site.marks.pill(shape, word, was, head=True),
        bar=rows.objective_bar(figures, "h"),
        percent=row.percent,
        expected="" if figures.status in NO_TICK else write.percent(figures.expected),
        sentence=why_objective_status(site, figures),
        other_mean=_other_mean(site, figures),
        differ=_differ(figures),
        left_out=site.left_out(figures.left_out, len(figures.items)),
        why=why_lines(site, why_objective(site.measured, objective.id)),
        panels=panels,
        retired=sum(kr.retired is not None for kr in objective.key_results),
        equal_weights=len(weights) <= 1,
        supporters=_rows_of(site, rows, figures.supporters[:_MOST_SUPPORTERS]),
        more_supporters=max(len(figures.supporters) - _MOST_SUPPORTERS, 0),
        from_supporters=record.progress_from is ProgressFrom.SUPPORTERS,
        chart=progress_chart(history, cycle.span, site.as_of, write),
        reasons=_reasons(site, objective),
        stories=stories,
        earlier=earlier,
        all_check_ins=len(objective.check_ins),
        initiatives=tuple(_initiative(site, objective, work) for work in record.initiatives),
        map=_map(site, rows, objective, figures),
        also_supports=site.goals(objective.also_supports),
        also_supported_by=site.goals(site.repository.beside.get(objective.id, ())),
        depends_on=site.goals(objective.depends_on),
        needed_by=site.goals(site.repository.needed_by.get(objective.id, ())),
        with_teams=tuple(site.team(team) for team in objective.with_teams),
        carries_on=site.goal(objective.carries_on) if objective.carries_on is not None else None,
        continued_by=site.goals(later.id for later in site.continued_by.get(objective.id, ())),
        becomes_kpi=site.goal(objective.becomes_kpi) if objective.becomes_kpi is not None else None,
        score=site.marks.score(figures.score, *_grade(grade)) if figures.score is not None else Markup(""),
        learned=record.learned or "",
        body=site.render_text(objective.file.body, objective.file, root),
        links=tuple(site.outside(link.title, link.url) for link in record.links),
        tags=record.tags,
        findings=finding_lines(site, site.findings_about(objective.file)),
        source=site.source(objective.file.path),
        edit=site.forge.edit(objective.file.path),
    )


def objective_search_text(site: SiteContext, objective: Objective, body: Markup) -> str:
    """Return the plain text an objective is found by."""
    record = objective.record
    parts = [
        *(kr.title for kr in objective.key_results),
        site.repository.name_of(objective.owner) if objective.owner is not None else "",
        site.team_of(objective),
        *(work.title for work in record.initiatives),
        *(check_in.note or "" for check_in in objective.check_ins[-5:]),
        record.learned or "",
        plain(body),
        *record.tags,
    ]
    return " ".join(" ".join(parts).split())


def _grade(grade: Grade) -> tuple[str, str]:
    return str(grade), str(grade)


def _rows_of(site: SiteContext, rows: Rows, ids: tuple[str, ...]) -> tuple[ObjectiveRow, ...]:
    found = (site.repository.objectives.get(id_) for id_ in ids)
    return tuple(rows.objective(o) for o in found if o is not None and site.visible(o))


def _other_mean(site: SiteContext, figures: ObjectiveFigures) -> str:
    """Say what progress is a mean of, with the other mean beside it where both exist (SPEC 4)."""
    by_supporters = figures.objective.record.progress_from is ProgressFrom.SUPPORTERS
    said = "Mean of its supporters" if by_supporters else "Mean of its key results"
    other = figures.by_key_results if by_supporters else figures.by_supporters
    if other is None:
        return f"{said}."
    return f"{said}; {'its key results say' if by_supporters else 'its supporters say'} {site.format.percent(other)}."


def _differ(figures: ObjectiveFigures) -> bool:
    one, other = figures.by_key_results, figures.by_supporters
    return one is not None and other is not None and abs(one - other) > Fraction(1, 4)


def _panel(site: SiteContext, rows: Rows, objective: Objective, row: KeyResultRow, figures: ObjectiveFigures) -> Panel:
    kr = objective.key_result(row.id)
    assert kr is not None
    own = figures.key_results[kr.id]
    write = site.format
    facts = []
    if kr.owner is not None and kr.owner != objective.owner:
        facts.append(("owner", site.repository.name_of(kr.owner)))
    facts.append(("from – due", f"{write.day(kr.span.first)} to {write.day(kr.span.last)}"))
    facts.append(("weight", write.number(kr.weight)))
    if kr.record.score is not None:
        facts.append(("score", write.score(kr.record.score)))
    if own.updated is not None:
        facts.append(("updated", write.day(own.updated)))
    return Panel(
        row=row,
        why=why_lines(site, why_key_result(site.measured, objective.id, kr.id)),
        facts=tuple(facts),
        unmeasured=_unmeasured(own),
        kpi=site.goal(kr.kpi) if kr.kpi is not None else None,
        cells=tuple(_cell(site, period) for period in own.periods),
        milestones=_milestones(site, kr),
        supporters=_rows_of(site, rows, own.supporters[:_MOST_SUPPORTERS]) if kr.measure is Measure.SUPPORTERS else (),
        left_out=site.left_out(own.left_out, len(own.supporters)),
        source=site.source(objective.file.path, objective.record.position(f"key_results.{kr.id}").line, short=True),
    )


def _unmeasured(figures: KeyResultFigures) -> str:
    if figures.measured:
        return ""
    return figures.why_unmeasured or "No value yet, so it counts as 0."


def _cell(site: SiteContext, period: Period) -> KeptCell:
    write = site.format
    span = period.span
    when = write.day(span.first) if span.first == span.last else f"{write.day(span.first)} to {write.day(span.last)}"
    value = f", {write.number(period.reading.value)}" if period.reading is not None else ""
    now = ", running" if period.running else ""
    return KeptCell(str(period.kept).replace(" ", "-"), period.running, f"{when}: {period.kept}{value}{now}")


def _milestones(site: SiteContext, kr: KeyResult) -> tuple[MilestoneLine, ...]:
    if kr.record.milestones is None:
        return ()
    write = site.format
    lines = []
    for milestone, done in zip(kr.record.milestones, kr.milestones_done, strict=True):
        due = milestone.due or kr.span.last
        late = (done or site.as_of) > due
        by = count(((done or site.as_of) - due).days, "day")
        if done is not None:
            note, shape = (f"due {write.day(due)}, {by} late" if late else ""), "done"
        else:
            note, shape = (f"{by} over", "late") if late else (f"due {write.day(due)}", "wait")
        weight = "" if milestone.weight == 1 else write.number(milestone.weight)
        lines.append(MilestoneLine(write.day(done or due), milestone.title, note, late and done is None, shape, weight))
    return tuple(lines)


def _stories(
    site: SiteContext, objective: Objective, history: tuple[Point, ...], root: str
) -> tuple[tuple[Story, ...], int]:
    """Return the newest check-ins, newest first, and how many earlier ones are left out."""
    write = site.format
    by_day: dict[date, Point] = {point.date: point for point in history}
    before: dict[date, Point | None] = {}
    last: Point | None = None
    for point in history:
        before[point.date] = last
        last = point
    titles = {kr.id: kr.title or kr.id for kr in objective.key_results}
    seen: dict[str, CheckInValue] = {}
    stories: list[Story] = []
    for check_in in objective.check_ins:
        here = by_day.get(check_in.date)
        earlier = before.get(check_in.date)
        change = ""
        if here is not None and here.progress is not None and earlier is not None and earlier.progress is not None:
            change = write.points(here.progress - earlier.progress)
        values = []
        for kr_id, value in check_in.record.values.items():
            values.append(_change(site, titles.get(kr_id, kr_id), seen.get(kr_id), value))
            seen[kr_id] = value
        by = check_in.by
        stories.append(
            Story(
                day=write.day(check_in.date),
                by=site.person(by) if by is not None else None,
                avatar=site.avatar(by),
                percent=write.percent(here.progress) if here is not None else "",
                change=change,
                expected=write.percent(here.expected) if here is not None else "",
                confidence=site.marks.confidence(_confidence(check_in)),
                note=site.markdown.render(check_in.note, _folder(objective, check_in), root),
                values=tuple(values),
                source=site.source(check_in.path, _line(objective, check_in), short=True),
            )
        )
    stories.reverse()
    return tuple(stories[:_MOST_CHECK_INS]), max(len(stories) - _MOST_CHECK_INS, 0)


def _folder(objective: Objective, check_in: CheckIn) -> str:
    """Return the folder, below the goals, in which a check-in's note was written."""
    if check_in.path == objective.file.path:
        return dirname(objective.file.key)
    root = objective.file.path.removesuffix(f"{objective.file.key}.md")
    return dirname(check_in.path.removeprefix(root))


def _line(objective: Objective, check_in: CheckIn) -> int:
    record = check_in.record
    return objective.record.position(record.key).line if record.key else record.position("date").line


def _confidence(check_in: CheckIn) -> Decimal | Fraction | None:
    given = check_in.record.confidence
    if isinstance(given, Mapping):
        return Fraction(sum(map(Fraction, given.values())), len(given)) if given else None
    return given


def _change(site: SiteContext, title: str, old: CheckInValue | None, new: CheckInValue) -> ValueChange:
    if isinstance(new, bool):
        return ValueChange(title, "", "done" if new else "not done")
    if isinstance(new, tuple):
        return ValueChange(title, "", ", ".join(new))
    places = common_places(new, old if isinstance(old, Decimal) else None)
    before = site.format.number(old, places) if isinstance(old, Decimal) and not isinstance(old, bool) else ""
    return ValueChange(title, before, site.format.number(new, places))


def _initiative(site: SiteContext, objective: Objective, work: Initiative) -> InitiativeLine:
    open_ = work.status in (InitiativeStatus.TODO, InitiativeStatus.DOING)
    kr = objective.key_result(work.for_.text.rpartition("#")[2]) if work.for_ is not None else None
    link = work.link or ""
    owner = work.owner.text if work.owner is not None else None
    return InitiativeLine(
        status=str(work.status),
        dropped=work.status is InitiativeStatus.DROPPED,
        title=work.title,
        url=safe_url(link) if link else None,
        link=link,
        due=f"due {site.format.day(work.due)}" if work.due is not None else "",
        late=open_ and work.due is not None and work.due < site.as_of,
        for_=kr.title if kr is not None else "",
        owner=site.avatar(person_key(site, owner)),
    )


def person_key(site: SiteContext, written: str | None) -> str | None:
    """Return the person a reference as written means: an id, or exactly the name of one person (SPEC 1)."""
    if written is None or written in site.repository.people:
        return written
    return site.person_by_name.get(written, written)


def _reasons(site: SiteContext, objective: Objective) -> tuple[ReasonLine, ...]:
    """Return adjustments and retirements as recorded, oldest first."""
    found: list[tuple[date, ReasonLine]] = []
    titles = {kr.id: kr.title or kr.id for kr in objective.key_results}
    for change in objective.adjustments:
        what = titles.get(change.what or "", change.what or "")
        by = person_key(site, change.approved_by.text) if change.approved_by is not None else None
        approved = site.person(by) if by is not None else None
        found.append((change.date, ReasonLine(site.format.long_day(change.date), what, change.why or "", approved, "")))
    for kr in objective.key_results:
        if kr.retired is not None and kr.record.retired is not None:
            retired = kr.record.retired
            successor = retired.replaced_by.text.rpartition("#")[2] if retired.replaced_by is not None else ""
            what = f"{titles[kr.id]} retired"
            line = ReasonLine(
                site.format.long_day(kr.retired), what, retired.why or "", None, titles.get(successor, successor)
            )
            found.append((kr.retired, line))
    return tuple(line for _, line in sorted(found, key=lambda pair: pair[0]))


def _map(site: SiteContext, rows: Rows, objective: Objective, figures: ObjectiveFigures) -> tuple[MapLine, ...]:
    """Return what the objective rolls up to, itself, and what supports it, as an indented list."""
    chain: list[MapLine] = []
    for goal in site.repository.chain(objective):
        link = site.goal(goal.id)
        if link is None:
            break
        above = site.repository.objectives.get(goal.id)
        if above is None:
            kpi_row = rows.kpi(site.repository.kpis[goal.id])
            chain.append(
                MapLine(0, f"{link.note}, KPI", link.title, link.url, Markup(""), kpi_row.completion, here=False)
            )
            continue
        row = rows.objective(above)
        if goal.key_result is not None:
            kr = next((line for line in row.key_results if line.id == goal.key_result), None)
            if kr is not None:
                url = f"{row.url}#{kr.anchor}"
                chain.append(MapLine(0, "key result", kr.title, url, kr.bar, kr.percent, here=False))
        chain.append(MapLine(0, link.note, row.title, row.url, row.bar, row.percent, here=False))
    chain.reverse()
    lines = [line._replace(depth=depth) for depth, line in enumerate(chain)]
    depth = len(lines)
    own = rows.objective(objective)
    lines.append(MapLine(depth, own.team.title, own.title, None, own.bar, own.percent, here=True))
    for row in _rows_of(site, rows, figures.supporters[:_MOST_SUPPORTERS]):
        lines.append(MapLine(depth + 1, row.team.title, row.title, row.url, row.bar, row.percent, here=False))
    return tuple(lines)
