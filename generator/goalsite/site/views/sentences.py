"""One sentence that says why a goal has the status it has, naming the rule that decided."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from goalsite.measure.figures import KpiFigures, KpiValue, ObjectiveFigures, Pace
from goalsite.model.records import Range, Target
from goalsite.site.context import SiteContext
from goalsite.site.environment import counted as count
from goalsite.site.format import common_places
from goalsite.site.views.rows import days_ago
from goalsite.vocabulary import Cadence, Direction, Health, ProgressFrom, Status

STALE_AFTER = {
    Cadence.DAILY: 4,
    Cadence.WEEKLY: 9,
    Cadence.MONTHLY: 38,
    Cadence.QUARTERLY: 111,
    Cadence.YEARLY: 440,
}
"""Days after which a KPI's newest value is stale (SPEC 6.1); irregular ones never are."""


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
        rest.append(f"Last recorded {days_ago(site, figures.updated)}.")
    if status in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK):
        verdict, other = _decided(site, figures)
        return Sentence(verdict, " ".join(filter(None, (other, *rest))))
    if status is Status.CLOSED:
        if figures.grade is None:
            return Sentence("Closed.", _measured(figures))
        by = (
            f"score {write.score(figures.score)}"
            if figures.score is not None
            else "final progress, as no score was given"
        )
        kind = objective.record.type
        return Sentence(f"Closed, {figures.grade}: by its {by}, read as {kind}.", _measured(figures))
    if status is Status.OUTDATED:
        after = _outdated_after(site, span.days)
        newest = (
            f"the newest figure is of {write.day(figures.updated)}" if figures.updated else "nothing was recorded yet"
        )
        was = f" It was {figures.last_status} then." if figures.last_status is not None else ""
        return Sentence(f"Outdated: {newest}, more than {after} days ago.{was}", rest[0])
    words = {
        Status.DRAFT: "Draft: not agreed yet, so it counts nowhere.",
        Status.ABANDONED: "Abandoned: it counts nowhere.",
        Status.NOT_STARTED: f"Not started: its cycle begins on {write.day(span.first)}.",
        Status.REACHED: "Reached: its progress is 100% or more.",
        Status.OVERDUE: f"Overdue: its cycle ended on {write.day(span.last)} and it is still open.",
        Status.NO_DATA: f"No data: nothing is measured, and {quiet} of the cycle has gone.",
        Status.STARTING: f"Starting: the first {quiet} of a cycle are not judged.",
    }
    return Sentence(words.get(status, f"{status}."), " ".join(rest))


def _decided(site: SiteContext, figures: ObjectiveFigures) -> tuple[str, str]:
    """Return the verdict by what decided it, and what the other signal says."""
    status = str(figures.status)
    pace, confidence = _pace(site, figures), _confidence(site, figures)
    head = status[0].upper() + status[1:]
    if figures.decided_by is Pace.PACE:
        return (
            f"{head} because it is {pace}.",
            f"Confidence alone: {confidence}." if confidence else "No confidence given.",
        )
    if figures.decided_by is Pace.CONFIDENCE:
        quiet = figures.objective.cycle is not None and site.quiet(figures.objective.cycle.span)
        return f"{head} because confidence is {confidence}.", "" if quiet else f"Pace alone: {pace}."
    if figures.decided_by is Pace.BOTH:
        return f"{head} because it is {pace}, and confidence is {confidence}.", ""
    return f"{head}.", ""


def _pace(site: SiteContext, figures: ObjectiveFigures) -> str:
    """Say how far it is ahead or behind: as of the days of its figures, which it says where today's line differs."""
    bounds = site.settings.pace
    behind = figures.behind
    then = "" if behind == figures.expected - (figures.progress or 0) else " on the days of its newest figures"
    if behind <= 0:
        return f"exactly where it should be{then}" if behind == 0 else f"{in_points(site, -behind)} ahead{then}"
    near, far = Fraction(bounds.on_track), Fraction(bounds.at_risk)
    bound, side = (near, "within") if behind <= near else (near, "more than") if behind <= far else (far, "more than")
    return f"{in_points(site, behind, bound)} behind{then}, {side} {points(site, bound)}"


def _confidence(site: SiteContext, figures: ObjectiveFigures) -> str:
    bounds, value = site.settings.confidence, figures.confidence
    if value is None:
        return ""
    write = site.format
    if value >= bounds.on_track:
        return f"{write.score(value)}, at least {write.score(bounds.on_track)}"
    bound = bounds.on_track if value >= bounds.at_risk else bounds.at_risk
    shown = write.score(value)
    if shown == write.score(bound):
        shown = write.number(value, 4)
    return f"{shown}, below {write.score(bound)}"


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
    return f"{text} {'point' if text == '1' else 'points'}"


def _measured(figures: ObjectiveFigures) -> str:
    n, of = figures.measured
    supporters = figures.objective.record.progress_from is ProgressFrom.SUPPORTERS
    return (
        f"{n} of {count(of, 'supporter' if supporters else 'key result')} measured."
        if of
        else "Nothing to measure yet."
    )


def _outdated_after(site: SiteContext, days: int) -> int:
    after = site.settings.outdated_after
    return after.month if days <= 45 else after.quarter if days <= 200 else after.year


def why_kpi_health(site: SiteContext, figures: KpiFigures) -> Sentence:
    """Say why a KPI has its health, and where it leads (SPEC 6.1)."""
    write, kpi, latest = site.format, figures.kpi, figures.latest
    if latest is None:
        return Sentence("No data: no value has been recorded yet.")
    if figures.health is Health.NO_TARGET:
        verdict = "No target: no target was in force on the day of the newest value, so it is not judged."
    else:
        health = str(figures.health)
        verdict = f"{health[0].upper() + health[1:]}: {_where(site, figures, latest)}."
    rest = [f"Value of {write.long_day(latest.date)}."]
    if figures.stale:
        days = STALE_AFTER.get(kpi.record.cadence)
        rest = [
            f"Stale: that value is of {write.long_day(latest.date)}, more than {days} days old."
            if days
            else "Stale: a part is."
        ]
    if figures.raters is not None:
        rest.append(f"{figures.raters[0]} of {count(figures.raters[1], 'rater')}.")
    rest.append(_projected(site, figures))
    return Sentence(verdict, " ".join(filter(None, rest)))


def _where(site: SiteContext, figures: KpiFigures, value: KpiValue) -> str:
    record, target = figures.kpi.record, value.target
    write, unit = site.format, figures.kpi.record.unit
    places = common_places(value.value, *(bound for bound in _bounds(target)))
    if isinstance(target, Range):
        inside = value.health is Health.HEALTHY
        where = f"{'inside' if inside else 'outside'} {write.range(target, unit, places)}"
        return where if inside else where + _amber(site, figures, value)
    if target is None:
        return "no target"
    bound = write.value(target, unit, places)
    if value.health is Health.HEALTHY:
        edge = "exactly on" if value.value == target else "at least" if record.direction is Direction.UP else "at most"
        return f"{edge} the target of {bound}" if edge == "exactly on" else f"{edge} {bound}, the target"
    side = "below" if record.direction is Direction.UP else "above"
    return f"{side} the target of {bound}" + _amber(site, figures, value)


def _amber(site: SiteContext, figures: KpiFigures, value: KpiValue) -> str:
    write, unit = site.format, figures.kpi.record.unit
    within = value.health is Health.WARNING
    if figures.kpi.record.warn and value.warn is not None:
        bound = write.range(value.warn, unit) if isinstance(value.warn, Range) else write.value(value.warn, unit)
        return f", {'within' if within else 'beyond'} the warning bound of {bound}"
    if value.completion is None:
        return ""
    return f", completion {write.percent(value.completion)}, {'at least' if within else 'below'} 90%"


def _projected(site: SiteContext, figures: KpiFigures) -> str:
    projection = figures.projection
    if projection is None:
        return ""
    write, unit = site.format, figures.kpi.record.unit
    latest = figures.latest
    places = max(common_places(latest.value if latest is not None else None), 1)
    at = write.value(projection.value, unit, places)
    change = write.change(projection.change_per_year, places)
    head = f"At the mean yearly change of {change} it stands at {at} on {write.long_day(projection.day)}"
    if projection.reached:
        return f"{head} and reaches the target."
    missed = "" if projection.missed_by is None else f" by {write.percent(projection.missed_by)} of the distance"
    return f"{head} and misses the target{missed}."


def _bounds(target: Target | None) -> tuple[Decimal, ...]:
    if target is None:
        return ()
    return tuple(bound for bound in target if bound is not None) if isinstance(target, Range) else (target,)
