"""How to read this site: every status, measure and formula in words, with this site's own settings; and the rules."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from goalsite.check.rule import Rule
from goalsite.site.context import SiteContext
from goalsite.site.views.sentences import STALE_AFTER, points
from goalsite.site.views.status import SHAPES
from goalsite.vocabulary import Level, Status

_GROUPS = {
    "G0": "Reading the files",
    "G1": "References",
    "G2": "Quality of objectives and key results",
    "G3": "Alignment",
    "G4": "OKRs and KPIs together",
    "G5": "Time",
    "G6": "Text",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class StatusLine(NamedTuple):
    """One status with what it means."""

    pill: Markup
    meaning: str


class BarLine(NamedTuple):
    """One state of the progress bar."""

    bar: Markup
    said: str


class RuleLine(NamedTuple):
    """One rule."""

    code: str
    title: str
    level: str
    mark: Markup
    bounds: str
    changed: bool
    documentation: tuple[tuple[Markup, "Passage"], ...]


class Passage(NamedTuple):
    """A part of a rule's documentation: prose, or an example as it stands."""

    text: str
    example: bool


class RuleGroup(NamedTuple):
    """The rules of one group."""

    code: str
    title: str
    rules: tuple[RuleLine, ...]


class ReadingPage(NamedTuple):
    """Everything "how to read this" says."""

    statuses: tuple[StatusLine, ...]
    health: tuple[StatusLine, ...]
    grades: tuple[StatusLine, ...]
    bars: tuple[BarLine, ...]
    on_track: str
    at_risk: str
    quiet: str
    confident: str
    doubtful: str
    outdated: str
    stale: tuple[tuple[str, int], ...]
    rhythm: str
    people: bool
    groups: tuple[RuleGroup, ...]
    rules_url: str
    attention_url: str


def reading_page(site: SiteContext) -> ReadingPage:
    """Return the page with the site's own settings filled in."""
    settings, write, marks = site.settings, site.format, site.marks
    pace, confidence = settings.pace, settings.confidence
    on_track, at_risk, quiet = points(site, pace.on_track), points(site, pace.at_risk), write.percent(pace.quiet)
    confident, doubtful = write.score(confidence.on_track), write.score(confidence.at_risk)
    outdated = settings.outdated_after
    days = f"{outdated.quarter} days"
    if len({outdated.month, outdated.quarter, outdated.year}) > 1:
        days = (
            f"{outdated.month} days (monthly), {outdated.quarter} (quarterly and half-yearly), {outdated.year} (yearly)"
        )
    meanings = {
        Status.ON_TRACK: f"at most {on_track} points behind, and confidence at least {confident}",
        Status.AT_RISK: f"more than {on_track} and at most {at_risk} points behind, or confidence below {confident}",
        Status.OFF_TRACK: f"more than {at_risk} points behind, or confidence below {doubtful}",
        Status.REACHED: "progress is 100% or more",
        Status.OUTDATED: f"no figure for more than {days}; the status it had then is said below the word",
        Status.OVERDUE: "its cycle is over and it is still open",
        Status.NO_DATA: f"nothing is measured, and {quiet} of the cycle has gone",
        Status.STARTING: f"within the first {quiet} of the cycle, in which pace is not judged",
        Status.NOT_STARTED: "its cycle has not begun",
        Status.DRAFT: "not agreed yet; counts nowhere",
        Status.ABANDONED: "given up; counts nowhere",
        Status.RETIRED: "a key result that left; it stays on the page and counts no more from its day on",
    }
    statuses = [
        StatusLine(marks.pill(SHAPES[status], str(status), ground=status in (Status.OFF_TRACK, Status.OVERDUE)), said)
        for status, said in meanings.items()
    ]
    return ReadingPage(
        statuses=tuple(statuses),
        health=(
            StatusLine(
                marks.pill("ok", "healthy"), "meets the target in force on the value's own day; the bound counts as met"
            ),
            StatusLine(
                marks.pill("risk", "warning"),
                "misses the target but meets the warning bound: by default a completion of 90% or more",
            ),
            StatusLine(marks.pill("off", "unhealthy", ground=True), "misses both"),
            StatusLine(
                marks.pill("old", "stale", "was warning"),
                "the newest value is older than its rhythm allows; the older health is said below",
            ),
            StatusLine(marks.pill("wait", "no target"), "no target was in force; never judged healthy"),
            StatusLine(marks.pill("nodata", "no data"), "no value yet; never judged healthy"),
        ),
        grades=(
            StatusLine(marks.pill("met", "closed, met"), "aspirational: score 0.70 or more; committed: 1.00"),
            StatusLine(marks.pill("partly", "closed, partly"), "aspirational: 0.40 or more; committed: 0.70 or more"),
            StatusLine(marks.pill("missed", "closed, missed"), "below that"),
        ),
        bars=_bars(site),
        on_track=on_track,
        at_risk=at_risk,
        quiet=quiet,
        confident=confident,
        doubtful=doubtful,
        outdated=days,
        stale=tuple((str(cadence), days_) for cadence, days_ in STALE_AFTER.items()),
        rhythm=_rhythm(site),
        people=settings.people,
        groups=rule_groups(site),
        rules_url=site.addresses.hub("rules.md"),
        attention_url=site.addresses.hub("attention.md"),
    )


def rule_groups(site: SiteContext) -> tuple[RuleGroup, ...]:
    """Return every rule by group, with the level and bounds it has on this site."""
    return tuple(
        RuleGroup(group, title, tuple(_rule(site, rule) for rule in _of(site.rules.values(), group)))
        for group, title in _GROUPS.items()
    )


def _of(rules: Iterable[Rule], group: str) -> list[Rule]:
    return [rule for rule in rules if rule.code.startswith(group)]


def _rule(site: SiteContext, rule: Rule) -> RuleLine:
    setting = site.settings.rules.get(rule.code)
    level = setting.level if setting is not None and setting.level is not None else rule.level
    bounds = {**rule.bounds, **(setting.bounds if setting is not None else {})}
    shape = {Level.ERROR: "off", Level.WARNING: "risk", Level.INFO: "info", Level.OFF: "gone"}[level]
    return RuleLine(
        code=rule.code,
        title=rule.heading.replace("`", ""),
        level=str(level),
        mark=site.marks.pill(shape, str(level)),
        bounds=", ".join(f"{name} {site.format.number(bound)}" for name, bound in bounds.items()),
        changed=level is not rule.level or bounds != dict(rule.bounds),
        documentation=tuple((site.markdown.render(part.text), part) for part in passages(rule.told())),
    )


def passages(documentation: str) -> tuple[Passage, ...]:
    """Split a rule's documentation, after its title, into prose and indented examples."""
    found: list[Passage] = []
    lines: list[str] = []
    example = False

    def close() -> None:
        if example:
            text = "\n".join(line[4:] for line in lines).strip("\n")
        else:
            text = " ".join(line.strip() for line in lines).strip()
        if text.strip():
            found.append(Passage(text, example))
        lines.clear()

    for line in documentation.partition("\n")[2].split("\n"):
        indented = line.startswith("    ")
        if example and not line.strip():
            lines.append("")
            continue
        if indented != example or not line.strip():
            close()
            example = indented
        lines.append(line)
    close()
    return tuple(found)


def _rhythm(site: SiteContext) -> str:
    rhythm = site.settings.check_in
    day = _DAYS[rhythm.on]
    return f"every {day}" if rhythm.every == 1 else f"every {rhythm.every} weeks on {day}"


def _bars(site: SiteContext) -> tuple[BarLine, ...]:
    bar = site.marks.bar
    tick = Fraction(55, 100)
    pace = site.settings.pace
    on_track, at_risk = points(site, pace.on_track), points(site, pace.at_risk)
    return (
        BarLine(bar(Fraction(70, 100), tick, ""), "ahead: the tick, where it should be today, lies on the fill"),
        BarLine(bar(Fraction(50, 100), tick, ""), f"behind by at most {on_track} points: nothing more is drawn"),
        BarLine(
            bar(Fraction(38, 100), tick, "risk"), f"behind by at most {at_risk} points: a dashed line up to the tick"
        ),
        BarLine(
            bar(Fraction(22, 100), tick, "off"), f"behind by more than {at_risk} points: a solid line up to the tick"
        ),
        BarLine(bar(Fraction(1), tick, "over"), "more than 100%: an arrowhead; the number says how much"),
        BarLine(bar(Fraction(0), tick, "off under"), "below its start: a hollow arrowhead; it counts as 0"),
        BarLine(bar(None, tick, "none"), "nothing measured yet; it counts as 0"),
        BarLine(bar(Fraction(25, 100), tick, "old"), "outdated: last known, not now"),
        BarLine(bar(Fraction(74, 100), None, "closed"), "closed: final"),
        BarLine(bar(Fraction(20, 100), None, "gone"), "retired: counts no more"),
    )
