"""One sentence that says why a goal has the status it has, naming the rule that decided."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.measure.figures import KpiFigures, KpiValue, ObjectiveFigures, Pace
from goalsite.measure.series import STALE_AFTER
from goalsite.model.periods import Span
from goalsite.model.records import Range
from goalsite.site.charts import projected_scale
from goalsite.site.charts.targets import exact_bounds
from goalsite.site.context import SiteContext
from goalsite.site.views.rows import days_ago
from goalsite.site.views.status import HEALTH_HEADS, STATUS_HEADS
from goalsite.vocabulary import Direction, Health, ProgressFrom, Status
from goalsite.wording import word


class Sentence(NamedTuple):
    """What decided, and what else is worth knowing."""

    verdict: str
    rest: str = ""


def why_objective_status(site: SiteContext, figures: ObjectiveFigures) -> Sentence:
    """Say why an objective has its status (SPEC 5)."""
    write = site.format
    objective, status = figures.objective, figures.status
    assert objective.cycle is not None
    span = objective.cycle.span
    quiet = write.percent(site.settings.pace.quiet)
    rest = [_measured(figures)]
    if figures.updated is not None:
        rest.append(_("Last recorded {when}.", when=days_ago(site, figures.updated)))
    if status in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK):
        verdict, other = _decided(site, figures)
        return Sentence(verdict, joined(other, *rest))
    if status is Status.CLOSED:
        return Sentence(_closed(site, figures), _measured(figures))
    if status is Status.OUTDATED:
        return Sentence(_outdated(site, figures, span.days), rest[0])
    words = {
        Status.DRAFT: _("Draft: not agreed yet, so it counts nowhere."),
        Status.ABANDONED: _("Abandoned: it counts nowhere."),
        Status.NOT_STARTED: _("Not started: its cycle begins on {day}.", day=write.day(span.first)),
        Status.REACHED: _("Reached: its progress is 100% or more."),
        Status.OVERDUE: _("Overdue: its cycle ended on {day} and it is still open.", day=write.day(span.last)),
        Status.NO_DATA: _("No data: nothing is measured, and {share} of the cycle has gone.", share=quiet),
        Status.STARTING: _("Starting: the first {share} of a cycle are not judged.", share=quiet),
    }
    return Sentence(words[status], joined(*rest))


def _decided(site: SiteContext, figures: ObjectiveFigures) -> tuple[str, str]:
    """Return the verdict by what decided it, and what the other signal says."""
    pace, confidence, when = _pace(site, figures), _confidence(site, figures), _when(site, figures)
    head = STATUS_HEADS[figures.status]
    if figures.decided_by is Pace.PACE:
        other = _("Confidence alone: {confidence}.", confidence=confidence)
        verdict = _("{status} because it is {pace}.", status=head, pace=pace)
        if when:
            verdict = _("{status}: {when}, it was {pace}.", status=head, when=when, pace=pace)
        return verdict, other if confidence else _("No confidence given.")
    if figures.decided_by is Pace.CONFIDENCE:
        quiet = figures.objective.cycle is not None and site.quiet(figures.objective.cycle.span)
        verdict = _("{status} because confidence is {confidence}.", status=head, confidence=confidence)
        alone = _("Pace alone, {when}: {pace}.", when=when, pace=pace) if when else _("Pace alone: {pace}.", pace=pace)
        return verdict, "" if quiet else alone
    if figures.decided_by is Pace.BOTH:
        known = {"status": head, "pace": pace, "confidence": confidence}
        if when:
            said = _("{status}: {when}, it was {pace}, and confidence is {confidence}.", when=when, **known)
        else:
            said = _("{status} because it is {pace}, and confidence is {confidence}.", **known)
        return said, ""
    return _("{status}.", status=head), ""


def _when(site: SiteContext, figures: ObjectiveFigures) -> str:
    """Say when what it is made of was last measured; nothing where its pace is that of the day itself.

    The bar's tick is of the day, pace of the days of the figures (SPEC 5), so the two may tell of different gaps.
    """
    if figures.behind == figures.expected - (figures.progress or 0):
        return ""
    if figures.objective.record.progress_from is ProgressFrom.SUPPORTERS:
        days = [site.measured.objectives[item.ref].figure_day for item in figures.items]
    else:
        days = [part.pace_day for part in figures.key_results.values() if part.active]
    first, last = min(days), max(days)
    if first == site.as_of:
        return ""
    if first == last:
        return _("on {day}, when last measured", day=site.format.day(first))
    return _("when last measured, {days}", days=site.format.days(Span(first, last)))


def _closed(site: SiteContext, figures: ObjectiveFigures) -> str:
    if figures.grade is None:
        return _("Closed.")
    grade, kind = word(figures.grade), word(figures.objective.record.type)
    if figures.score is None:
        return _(
            "Closed, {grade}: by its final progress, as no score was given, read as {kind}.", grade=grade, kind=kind
        )
    score = site.format.score(figures.score)
    return _("Closed, {grade}: by its score {score}, read as {kind}.", grade=grade, score=score, kind=kind)


def _outdated(site: SiteContext, figures: ObjectiveFigures, days: int) -> str:
    after = _outdated_after(site, days)
    if figures.updated is None:
        said = _("Outdated: nothing was recorded yet, more than {days} days ago.", days=after)
    else:
        day = site.format.day(figures.updated)
        said = _("Outdated: the newest figure is of {day}, more than {days} days ago.", day=day, days=after)
    if figures.last_status is None:
        return said
    return joined(said, _("It was {status} then.", status=word(figures.last_status)))


def _pace(site: SiteContext, figures: ObjectiveFigures) -> str:
    """Say how far it is ahead or behind, as of the days of its figures."""
    bounds = site.settings.pace
    behind = figures.behind
    if behind == 0:
        return _("exactly where it should be")
    if behind < 0:
        return _("{points} ahead", points=in_points(site, -behind))
    near, far = Fraction(bounds.on_track), Fraction(bounds.at_risk)
    bound = near if behind <= far else far
    late, allowed = in_points(site, behind, bound), points(site, bound)
    if behind <= near:
        return _("{points} behind, within {bound}", points=late, bound=allowed)
    return _("{points} behind, more than {bound}", points=late, bound=allowed)


def _confidence(site: SiteContext, figures: ObjectiveFigures) -> str:
    bounds, value = site.settings.confidence, figures.confidence
    if value is None:
        return ""
    write = site.format
    if value >= bounds.on_track:
        return _("{value}, at least {bound}", value=write.score(value), bound=write.score(bounds.on_track))
    bound = bounds.on_track if value >= bounds.at_risk else bounds.at_risk
    shown = write.score(value)
    if shown == write.score(bound):
        shown = write.number(value, 4)
    return _("{value}, below {bound}", value=shown, bound=write.score(bound))


def points(site: SiteContext, share: Fraction | Decimal, bound: Fraction | None = None) -> str:
    """Write a share in points; finer where rounding would make it look like ``bound``."""
    hundred = Fraction(share) * 100
    for places in (0, 1, 2):
        text = site.format.number(hundred, places)
        if bound is None or Fraction(share) == bound or text != site.format.number(bound * 100, places):
            break
    return text if bound is not None or hundred.denominator == 1 else site.format.number(hundred, 0)


def in_points(site: SiteContext, share: Fraction | Decimal, bound: Fraction | None = None) -> str:
    """Write a share in points, with the word."""
    text = points(site, share, bound)
    return ngettext("{n} point", "{n} points", 1 if text == "1" else 2, n=text)


def _measured(figures: ObjectiveFigures) -> str:
    n, of = figures.measured
    supporters = figures.objective.record.progress_from is ProgressFrom.SUPPORTERS
    if not of:
        return _("Nothing to measure yet.")
    if supporters:
        return ngettext("{some} of {n} supporter measured.", "{some} of {n} supporters measured.", of, some=n)
    return ngettext("{some} of {n} key result measured.", "{some} of {n} key results measured.", of, some=n)


def joined(*sentences: str) -> str:
    """Put sentences after each other, with what the language has between them."""
    said = ""
    for sentence in filter(None, sentences):
        said = _("{before} {after}", before=said, after=sentence) if said else sentence
    return said


def _outdated_after(site: SiteContext, days: int) -> int:
    after = site.settings.outdated_after
    return after.month if days <= 45 else after.quarter if days <= 200 else after.year


def why_kpi_health(site: SiteContext, figures: KpiFigures) -> Sentence:
    """Say why a KPI has its health, and where it leads (SPEC 6.1)."""
    write, kpi, latest = site.format, figures.kpi, figures.latest
    if latest is None:
        return Sentence(_("No data: no value has been recorded yet."))
    if figures.health is Health.NO_TARGET:
        verdict = _("No target: no target was in force on the day of the newest value, so it is not judged.")
    else:
        head = HEALTH_HEADS[figures.health]
        verdict = _("{health}: {where}.", health=head, where=_where(site, figures, latest))
    day = write.long_day(latest.date)
    rest = [_("Value of {day}.", day=day)]
    if figures.stale:
        days = STALE_AFTER.get(kpi.record.cadence)
        old = _("Stale: that value is of {day}, more than {days} days old.", day=day, days=days)
        rest = [old if days else _("Stale: a part is.")]
    if figures.raters is not None:
        rated, raters = figures.raters
        rest.append(ngettext("{some} of {n} rater.", "{some} of {n} raters.", raters, some=rated))
    rest.append(_projected(site, figures))
    return Sentence(verdict, joined(*rest))


def _where(site: SiteContext, figures: KpiFigures, value: KpiValue) -> str:
    """Say where a value lies by its target and, where it misses that, by what divides amber from red."""
    place, amber = _place(site, figures, value), _amber(site, figures, value)
    if value.target is None or value.health is Health.HEALTHY or not amber:
        return place
    return _("{place}, {amber}", place=place, amber=amber)


def _place(site: SiteContext, figures: KpiFigures, value: KpiValue) -> str:
    record, target = figures.kpi.record, value.target
    write, unit = site.format, figures.kpi.record.unit
    scale = write.scale(unit, value.value, *exact_bounds(target), short=False)
    if isinstance(target, Range):
        bounds = write.range(target, unit, scale)
        if value.health is Health.HEALTHY:
            return _("inside {bounds}", bounds=bounds)
        return _("outside {bounds}", bounds=bounds)
    if target is None:
        return _("no target")
    bound, up = write.value(target, unit, scale.places), record.direction is Direction.UP
    if value.health is not Health.HEALTHY:
        return (
            _("below the target of {target}", target=bound) if up else _("above the target of {target}", target=bound)
        )
    if value.value == target:
        return _("exactly on the target of {target}", target=bound)
    return _("at least {target}, the target", target=bound) if up else _("at most {target}, the target", target=bound)


def _amber(site: SiteContext, figures: KpiFigures, value: KpiValue) -> str:
    write, unit = site.format, figures.kpi.record.unit
    within = value.health is Health.WARNING
    if figures.kpi.record.warn and value.warn is not None:
        scale = write.scale(unit, value.value, *exact_bounds(value.target), *exact_bounds(value.warn), short=False)
        if isinstance(value.warn, Range):
            bound = write.range(value.warn, unit, scale)
        else:
            bound = write.value(value.warn, unit, scale.places)
        if within:
            return _("within the warning bound of {bound}", bound=bound)
        return _("beyond the warning bound of {bound}", bound=bound)
    if value.completion is None:
        return ""
    share = write.percent(value.completion)
    return (
        _("completion {share}, at least 90%", share=share)
        if within
        else _("completion {share}, below 90%", share=share)
    )


def _projected(site: SiteContext, figures: KpiFigures) -> str:
    projection = figures.projection
    if projection is None:
        return ""
    write, unit = site.format, figures.kpi.record.unit
    scale = projected_scale(write, figures, short=False)
    at = write.value(projection.value, unit, scale.places)
    change = write.change(projection.change_per_year, unit=unit, scale=scale)
    known = {"change": change, "value": at, "day": write.long_day(projection.day)}
    if projection.reached:
        return _("At the mean yearly change of {change} it stands at {value} on {day} and reaches the target.", **known)
    if projection.missed_by is None:
        return _("At the mean yearly change of {change} it stands at {value} on {day} and misses the target.", **known)
    return _(
        "At the mean yearly change of {change} it stands at {value} on {day} and misses the target by {share} of the "
        "distance.",
        **known,
        share=write.percent(projection.missed_by),
    )
