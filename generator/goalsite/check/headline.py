"""The one line on what matters most."""

from collections import Counter
from collections.abc import Callable, Sequence

from goalsite.check.registry import RULES
from goalsite.check.words import listing
from goalsite.findings import Finding
from goalsite.language import Message, Plural
from goalsite.measure.figures import Measured
from goalsite.vocabulary import Health, Level, Status


def headline(findings: Sequence[Finding], measured: Measured) -> Message:
    """Return one sentence on what matters most: what is broken, then what goes badly, then what is neglected.

    It names the file or the goal to begin with. With nothing to say it says how the goals stand.
    """
    for say in _IN_ORDER:
        if said := say(findings, measured):
            return said
    return _standing(measured)


def _errors(findings: Sequence[Finding], _: Measured) -> Message | None:
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if not errors:
        return None
    # What is not read at all spoils most: codes rise from reading to wording.
    first = min(errors, key=lambda finding: (finding.code, finding.order))
    return Plural(
        "Mend {n} error first, beginning with {place} ({code} {message})",
        "Mend {n} errors first, beginning with {place} ({code} {message})",
        len(errors),
        place=f"{first.path}:{first.line}",
        code=first.code,
        message=first.said,
    )


def _off_track(_: Sequence[Finding], measured: Measured) -> Message | None:
    off = [
        figures.objective.title
        for figures in measured.objectives.values()
        if figures.objective.is_company and figures.status is Status.OFF_TRACK
    ]
    if not off:
        return None
    return Plural(
        "{n} company objective is off track: {titles}",
        "{n} company objectives are off track: {titles}",
        len(off),
        titles=listing([f"“{title}”" for title in off]),
    )


def _red_alone(findings: Sequence[Finding], measured: Measured) -> Message | None:
    alone = _titles("G401", findings, measured)
    if not alone:
        return None
    return Plural(
        "{n} KPI is unhealthy and nobody works on it: {titles}",
        "{n} KPIs are unhealthy and nobody works on them: {titles}",
        len(alone),
        titles=listing(alone),
    )


def _overdue(findings: Sequence[Finding], measured: Measured) -> Message | None:
    open_ones = _titles("G505", findings, measured)
    if not open_ones:
        return None
    return Plural(
        "{n} objective of cycles that are over is still open; close them: {titles}",
        "{n} objectives of cycles that are over are still open; close them: {titles}",
        len(open_ones),
        titles=listing(open_ones),
    )


def _silent(findings: Sequence[Finding], measured: Measured) -> Message | None:
    late = {finding.goal for finding in findings if finding.code == "G501"}
    going = sum(figures.objective.counted for figures in measured.objectives.values() if _goes_on(figures.status))
    if not late:
        return None
    return Plural(
        "{n} of {objectives} is outdated; ask for check-ins",
        "{n} of {objectives} are outdated; ask for check-ins",
        len(late),
        objectives=_objectives(going),
    )


def _most_frequent(findings: Sequence[Finding], _: Measured) -> Message | None:
    codes = Counter(finding.code for finding in findings if finding.level is Level.WARNING)
    if not codes:
        return None
    code, many = min(codes.items(), key=lambda item: (-item[1], item[0]))
    return Plural(
        "Nothing is broken; begin with {n} finding of {code}: {title}",
        "Nothing is broken; begin with {n} findings of {code}: {title}",
        many,
        code=code,
        title=Message(RULES[code].title) if code in RULES else code,
    )


def _standing(measured: Measured) -> Message:
    going = [figures.status for figures in measured.objectives.values() if _goes_on(figures.status)]
    well = sum(status in (Status.ON_TRACK, Status.REACHED) for status in going)
    kpis = [figures.health for figures in measured.kpis.values() if figures.health is not Health.NO_DATA]
    healthy = sum(health is Health.HEALTHY for health in kpis)
    if not going and not kpis:
        return Message("Nothing to mend, and no goals yet: write the first objective")
    return Message(
        "Nothing to mend: {well} of {objectives} on track or reached, {healthy} of {kpis} healthy",
        well=well,
        objectives=_objectives(len(going)),
        healthy=healthy,
        kpis=Plural("{n} KPI", "{n} KPIs", len(kpis)),
    )


def _objectives(many: int) -> Message:
    return Plural("{n} running objective", "{n} running objectives", many)


def _goes_on(status: Status) -> bool:
    return status not in (Status.DRAFT, Status.ABANDONED, Status.CLOSED, Status.NOT_STARTED)


def _titles(code: str, findings: Sequence[Finding], measured: Measured) -> list[str]:
    goals = list(dict.fromkeys(finding.goal for finding in findings if finding.code == code and finding.goal))
    known = [measured.repository.goal(goal) for goal in goals]
    return [f"“{goal.title}”" for goal in known if goal is not None]


_IN_ORDER: tuple[Callable[[Sequence[Finding], Measured], Message | None], ...] = (
    _errors,
    _off_track,
    _red_alone,
    _overdue,
    _silent,
    _most_frequent,
)
