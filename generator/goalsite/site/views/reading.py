"""How to read this site: every status, measure and formula in words, with this site's own settings."""

from fractions import Fraction
from typing import NamedTuple

from babel.dates import get_day_names
from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.language import ngettext, pgettext
from goalsite.measure.series import STALE_AFTER
from goalsite.site.context import SiteContext
from goalsite.site.views.rules import RuleGroup, rule_groups
from goalsite.site.views.sentences import points
from goalsite.site.views.status import SHAPES
from goalsite.vocabulary import Grade, Health, Status
from goalsite.wording import word


class StatusLine(NamedTuple):
    """One status with what it means."""

    pill: Markup
    meaning: str


class BarLine(NamedTuple):
    """One state of the progress bar."""

    bar: Markup
    said: str


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
    stale: str
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
    days = ngettext("{n} day", "{n} days", outdated.quarter)
    if len({outdated.month, outdated.quarter, outdated.year}) > 1:
        days = _(
            "{month} days (monthly), {quarter} (quarterly and half-yearly), {year} (yearly)",
            month=outdated.month, quarter=outdated.quarter, year=outdated.year,
        )  # fmt: skip
    meanings = {
        Status.ON_TRACK: _(
            "at most {points} points behind, and confidence at least {score}", points=on_track, score=confident
        ),
        Status.AT_RISK: _(
            "more than {near} and at most {far} points behind, or confidence below {score}",
            near=on_track, far=at_risk, score=confident,
        ),
        Status.OFF_TRACK: _(
            "more than {points} points behind, or confidence below {score}", points=at_risk, score=doubtful
        ),
        Status.REACHED: _("progress is 100% or more"),
        Status.OUTDATED: _("no figure for more than {days}; the status it had then is said below the word", days=days),
        Status.OVERDUE: _("its cycle is over and it is still open"),
        Status.NO_DATA: _("nothing is measured, and {share} of the cycle has gone", share=quiet),
        Status.STARTING: _("within the first {share} of the cycle, in which pace is not judged", share=quiet),
        Status.NOT_STARTED: _("its cycle has not begun"),
        Status.DRAFT: _("not agreed yet; counts nowhere"),
        Status.ABANDONED: _("given up; counts nowhere"),
        Status.RETIRED: _("a key result that left; it stays on the page and counts no more from its day on"),
    }  # fmt: skip
    statuses = [
        StatusLine(marks.pill(SHAPES[status], word(status), ground=status in (Status.OFF_TRACK, Status.OVERDUE)), said)
        for status, said in meanings.items()
    ]
    return ReadingPage(
        statuses=tuple(statuses),
        health=_health(site),
        grades=(
            StatusLine(
                marks.pill("met", _("closed, {grade}", grade=word(Grade.MET))),
                _("aspirational: score 0.70 or more; committed: 1.00"),
            ),
            StatusLine(
                marks.pill("partly", _("closed, {grade}", grade=word(Grade.PARTLY))),
                _("aspirational: 0.40 or more; committed: 0.70 or more"),
            ),
            StatusLine(marks.pill("missed", _("closed, {grade}", grade=word(Grade.MISSED))), _("below that")),
        ),
        bars=_bars(site),
        on_track=on_track,
        at_risk=at_risk,
        quiet=quiet,
        confident=confident,
        doubtful=doubtful,
        outdated=days,
        stale=pgettext("between items of a list", ", ").join(
            _("{number} days ({rhythm})", number=number, rhythm=word(cadence))
            for cadence, number in STALE_AFTER.items()
        ),
        rhythm=_rhythm(site),
        people=settings.people,
        groups=rule_groups(site),
        rules_url=site.addresses.hub("rules.md"),
        attention_url=site.addresses.hub("attention.md"),
    )


def _health(site: SiteContext) -> tuple[StatusLine, ...]:
    pill = site.marks.pill
    was = _("was {status}", status=word(Health.WARNING))
    return (
        StatusLine(
            pill("ok", word(Health.HEALTHY)),
            _("meets the target in force on the value's own day; the bound counts as met"),
        ),
        StatusLine(
            pill("risk", word(Health.WARNING)),
            _("misses the target but meets the warning bound: by default a completion of 90% or more"),
        ),
        StatusLine(pill("off", word(Health.UNHEALTHY), ground=True), _("misses both")),
        StatusLine(
            pill("old", _("stale"), was),
            _("the newest value is older than its rhythm allows; the older health is said below"),
        ),
        StatusLine(pill("wait", word(Health.NO_TARGET)), _("no target was in force; never judged healthy")),
        StatusLine(pill("nodata", word(Health.NO_DATA)), _("no value yet; never judged healthy")),
    )


def _rhythm(site: SiteContext) -> str:
    rhythm = site.settings.check_in
    day = get_day_names("wide", locale=site.format.language)[rhythm.on]
    if rhythm.every == 1:
        return _("Check-ins are due every {day}.", day=day)
    return _("Check-ins are due every {number} weeks on {day}.", number=rhythm.every, day=day)


def _bars(site: SiteContext) -> tuple[BarLine, ...]:
    bar = site.marks.bar
    tick = Fraction(55, 100)
    pace = site.settings.pace
    on_track, at_risk = points(site, pace.on_track), points(site, pace.at_risk)
    near, far = Fraction(50, 100), Fraction(38, 100)
    return (
        BarLine(bar(Fraction(70, 100), tick, ""), _("ahead: the tick, where it should be today, lies on the fill")),
        BarLine(bar(near, tick, ""), _("behind by at most {points} points: nothing more is drawn", points=on_track)),
        BarLine(
            bar(far, tick, "risk"), _("behind by at most {points} points: a dashed line up to the tick", points=at_risk)
        ),
        BarLine(
            bar(Fraction(22, 100), tick, "off"),
            _("behind by more than {points} points: a solid line up to the tick", points=at_risk),
        ),
        BarLine(bar(Fraction(1), tick, "over"), _("more than 100%: an arrowhead; the number says how much")),
        BarLine(bar(Fraction(0), tick, "off under"), _("below its start: a hollow arrowhead; it counts as 0")),
        BarLine(bar(None, tick, "none"), _("nothing measured yet; it counts as 0")),
        BarLine(bar(Fraction(25, 100), tick, "old"), _("outdated: last known, not now")),
        BarLine(bar(Fraction(74, 100), None, "closed"), _("closed: final")),
        BarLine(bar(Fraction(20, 100), None, "gone"), _("retired: counts no more")),
    )
