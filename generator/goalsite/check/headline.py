"""The one line on what matters most."""

from collections import Counter
from collections.abc import Callable, Sequence

from goalsite.check.registry import RULES
from goalsite.check.words import count, listing
from goalsite.findings import Finding
from goalsite.measure.figures import Measured
from goalsite.vocabulary import Health, Level, Status


def headline(findings: Sequence[Finding], measured: Measured) -> str:
    """Return one sentence on what matters most: what is broken, then what goes badly, then what is neglected.

    It names the file or the goal to begin with. With nothing to say it says how the goals stand.
    """
    for say in _IN_ORDER:
        if said := say(findings, measured):
            return said
    return _standing(measured)


def _errors(findings: Sequence[Finding], _: Measured) -> str | None:
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    if not errors:
        return None
    # What is not read at all spoils most: codes rise from reading to wording.
    first = min(errors, key=lambda finding: (finding.code, finding.order))
    many = count(len(errors), "error")
    return f"Mend {many} first, beginning with {first.path}:{first.line} ({first.code} {first.message})"


def _off_track(_: Sequence[Finding], measured: Measured) -> str | None:
    off = [
        figures.objective.title
        for figures in measured.objectives.values()
        if figures.objective.is_company and figures.status is Status.OFF_TRACK
    ]
    if not off:
        return None
    verb = "is" if len(off) == 1 else "are"
    return f"{count(len(off), 'company objective')} {verb} off track: {listing([f'“{title}”' for title in off])}"


def _red_alone(findings: Sequence[Finding], measured: Measured) -> str | None:
    alone = _titles("G401", findings, measured)
    if not alone:
        return None
    verb, them = ("is", "it") if len(alone) == 1 else ("are", "them")
    return f"{count(len(alone), 'KPI')} {verb} unhealthy and nobody works on {them}: {listing(alone)}"


def _overdue(findings: Sequence[Finding], measured: Measured) -> str | None:
    open_ones = _titles("G505", findings, measured)
    if not open_ones:
        return None
    verb = "is" if len(open_ones) == 1 else "are"
    many = count(len(open_ones), "objective")
    return f"{many} of cycles that are over {verb} still open; close them: {listing(open_ones)}"


def _silent(findings: Sequence[Finding], measured: Measured) -> str | None:
    late = {finding.goal for finding in findings if finding.code == "G501"}
    going = sum(figures.objective.counted for figures in measured.objectives.values() if _goes_on(figures.status))
    if not late:
        return None
    verb = "is" if len(late) == 1 else "are"
    return f"{len(late)} of {count(going, 'running objective')} {verb} outdated; ask for check-ins"


def _most_frequent(findings: Sequence[Finding], _: Measured) -> str | None:
    codes = Counter(finding.code for finding in findings if finding.level is Level.WARNING)
    if not codes:
        return None
    code, many = min(codes.items(), key=lambda item: (-item[1], item[0]))
    title = RULES[code].title if code in RULES else code
    return f"Nothing is broken; begin with {count(many, 'finding')} of {code}: {title}"


def _standing(measured: Measured) -> str:
    going = [figures.status for figures in measured.objectives.values() if _goes_on(figures.status)]
    well = sum(status in (Status.ON_TRACK, Status.REACHED) for status in going)
    kpis = [figures.health for figures in measured.kpis.values() if figures.health is not Health.NO_DATA]
    healthy = sum(health is Health.HEALTHY for health in kpis)
    if not going and not kpis:
        return "Nothing to mend, and no goals yet: write the first objective"
    said = f"{well} of {count(len(going), 'running objective')} on track or reached"
    return f"Nothing to mend: {said}, {healthy} of {count(len(kpis), 'KPI')} healthy"


def _goes_on(status: Status) -> bool:
    return status not in (Status.DRAFT, Status.ABANDONED, Status.CLOSED, Status.NOT_STARTED)


def _titles(code: str, findings: Sequence[Finding], measured: Measured) -> list[str]:
    goals = list(dict.fromkeys(finding.goal for finding in findings if finding.code == code and finding.goal))
    known = [measured.repository.goal(goal) for goal in goals]
    return [f"“{goal.title}”" for goal in known if goal is not None]


_IN_ORDER: tuple[Callable[[Sequence[Finding], Measured], str | None], ...] = (
    _errors,
    _off_track,
    _red_alone,
    _overdue,
    _silent,
    _most_frequent,
)
