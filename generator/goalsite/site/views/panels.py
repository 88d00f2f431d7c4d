"""What unfolds under a key result: its formulas, its periods or milestones, its place."""

from typing import NamedTuple

from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.measure import why_key_result
from goalsite.measure.figures import KeyResultFigures, ObjectiveFigures, Period
from goalsite.measure.keeping import kept_word
from goalsite.model.objects import KeyResult, Objective
from goalsite.site.context import LeftOut, Named, SiteContext, Source
from goalsite.site.views.lines import KeyResultRow, ObjectiveRow
from goalsite.site.views.rows import MOST_SUPPORTERS, Rows, rows_of
from goalsite.site.views.why import WhyLine, why_lines
from goalsite.vocabulary import Measure


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


def panel_of(
    site: SiteContext, rows: Rows, objective: Objective, row: KeyResultRow, figures: ObjectiveFigures
) -> Panel:
    """Return what unfolds under a key result's row."""
    kr = objective.key_result(row.id)
    assert kr is not None
    own = figures.key_results[kr.id]
    write = site.format
    facts = []
    if kr.owner is not None and kr.owner != objective.owner:
        facts.append((_("owner"), site.repository.name_of(kr.owner)))
    facts.append((_("from – due"), write.days(kr.span)))
    facts.append((_("weight"), write.number(kr.weight)))
    if kr.record.score is not None:
        facts.append((_("score"), write.score(kr.record.score)))
    if own.updated is not None:
        facts.append((_("updated"), write.day(own.updated)))
    return Panel(
        row=row,
        why=why_lines(site, why_key_result(site.measured, objective.id, kr.id, site.formulas)),
        facts=tuple(facts),
        unmeasured=_unmeasured(own),
        kpi=site.goal(kr.kpi) if kr.kpi is not None else None,
        cells=tuple(_cell(site, period) for period in own.periods),
        milestones=_milestones(site, kr),
        supporters=rows_of(site, rows, own.supporters[:MOST_SUPPORTERS]) if kr.measure is Measure.SUPPORTERS else (),
        left_out=site.left_out(own.left_out, len(own.supporters)),
        source=site.source(objective.file.path, objective.record.position(f"key_results.{kr.id}").line, short=True),
    )


def _unmeasured(figures: KeyResultFigures) -> str:
    if figures.measured:
        return ""
    return str(figures.why_unmeasured or _("No value yet, so it counts as 0."))


def _cell(site: SiteContext, period: Period) -> KeptCell:
    write = site.format
    span = period.span
    said = [kept_word(period.kept)]
    if period.reading is not None:
        said.append(write.number(period.reading.value))
    if period.running:
        said.append(_("running"))
    when = write.day(span.first) if span.first == span.last else write.days(span)
    title = _("{when}: {what}", when=when, what=write.listed(said))
    return KeptCell(str(period.kept).replace(" ", "-"), period.running, title)


def _milestones(site: SiteContext, kr: KeyResult) -> tuple[MilestoneLine, ...]:
    if kr.record.milestones is None:
        return ()
    write = site.format
    lines = []
    for milestone, done in zip(kr.record.milestones, kr.milestones_done, strict=True):
        due = milestone.due or kr.span.last
        late = (done or site.as_of) > due
        days = ((done or site.as_of) - due).days
        day = write.day(due)
        if done is not None:
            note = ngettext("due {day}, {n} day late", "due {day}, {n} days late", days, day=day) if late else ""
        else:
            note = ngettext("{n} day over", "{n} days over", days) if late else _("due {day}", day=day)
        shape = "done" if done is not None else "late" if late else "wait"
        weight = "" if milestone.weight == 1 else write.number(milestone.weight)
        lines.append(MilestoneLine(write.day(done or due), milestone.title, note, late and done is None, shape, weight))
    return tuple(lines)
