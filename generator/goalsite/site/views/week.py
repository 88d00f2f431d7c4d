"""What changed in the seven days up to the day: the company's week on the home page."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from goalsite.change.stories import Event, Story, brings
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.measure import progress_on
from goalsite.measure.figures import KpiFigures, KpiValue
from goalsite.model.objects import Objective
from goalsite.site.context import Named, SiteContext
from goalsite.site.places import common_places
from goalsite.site.views.changes import by_commit, change_line, flag_of, shown
from goalsite.vocabulary import ChangeClass, Kind

_DAYS = 7
_MOST = 8
_MOST_FOLDED = 40
_MOST_COMPARED = 300
"""Check-ins whose moves are compared, the newest: of very many, most are only counted."""
_GOALS = frozenset((Kind.OBJECTIVE, Kind.KPI))
_RANKS = {
    ChangeClass.CLOSING: 2,
    ChangeClass.TARGET: 3,
    ChangeClass.SCOPE: 3,
    ChangeClass.ALIGNMENT: 4,
    ChangeClass.OWNERSHIP: 4,
}
_CHECK_IN = 5
"""The rank of a check-in, and of a KPI's values."""


class WeekLine(NamedTuple):
    """One thing that happened; ``place`` is where the progress it says unfolds on the goal's page, if it says one."""

    day: str
    goal: Named
    said: str
    flag: str
    place: str = ""


class Week(NamedTuple):
    """The week: what matters most of it, newest first, the ``rest``, and how many lines are ``left`` out.

    ``number`` is how much there was in all, beside goals that were ``added``.
    """

    lines: tuple[WeekLine, ...]
    rest: tuple[WeekLine, ...]
    left: int
    number: int
    added: str


class _Happened(NamedTuple):
    """What happened; ``before`` and ``after`` are where an objective stood, ``size`` is how far it moved; each where
    that is known.
    """

    rank: int
    day: date
    key: str
    about: Objective | KpiFigures | tuple[Story, tuple[Event, ...]]
    before: Fraction | None = None
    after: Fraction | None = None
    size: Fraction | None = None


def week(site: SiteContext) -> Week | None:
    """Return what the week brought, None where nothing is to be said: no history, no check-in and no value."""
    last = site.as_of
    first = last - timedelta(days=_DAYS - 1)
    happened = [*_check_ins(site, first, last), *_of_kpis(site, first, last)]
    changes, came = _changes(site, first, last)
    happened += changes
    if not happened and not came and site.chronicle.stories is None:
        return None
    happened.sort(key=lambda one: (one.rank, one.size is None, -(one.size or 0), -one.day.toordinal(), one.key))
    most, rest = happened[:_MOST], happened[_MOST : _MOST + _MOST_FOLDED]
    lines, more = (
        tuple(_line(site, one) for one in sorted(some, key=lambda one: (-one.day.toordinal(), one.rank, one.key)))
        for some in (most, rest)
    )
    added = ngettext("{n} goal was added.", "{n} goals were added.", came) if came else ""
    return Week(lines, more, len(happened) - len(most) - len(rest), len(happened), added)


def _check_ins(site: SiteContext, first: date, last: date) -> list[_Happened]:
    """Return the objectives that were checked in, with where the newest check-in found them and how far they had moved
    since the one before, as their own pages tell it.
    """
    found = [
        (days[-1], days[-2] if len(days) > 1 else None, objective)
        for objective in site.objectives
        if objective.usable
        and (days := sorted({one.date for one in objective.check_ins if one.date <= last}))
        and days[-1] >= first
    ]
    found.sort(key=lambda one: (-one[0].toordinal(), one[2].id))
    progress = _progress(site, found[:_MOST_COMPARED])
    happened = []
    for day, earlier, objective in found:
        old, new = progress.get((earlier, objective.id)), progress.get((day, objective.id))
        size = abs(new - old) if old is not None and new is not None else None
        happened.append(_Happened(_CHECK_IN, day, objective.id, objective, old, new, size))
    return happened


def _progress(
    site: SiteContext, found: Iterable[tuple[date, date | None, Objective]]
) -> dict[tuple[date | None, str], Fraction | None]:
    """Return the progress of objectives on each of their days, by day and id."""
    by_day: dict[date, list[str]] = {}
    for day, earlier, objective in found:
        by_day.setdefault(day, []).append(objective.id)
        if earlier is not None:
            by_day.setdefault(earlier, []).append(objective.id)
    return {
        (day, objective): progress
        for day, objectives in by_day.items()
        for objective, progress in progress_on(site.measured, objectives, day).items()
    }


def _of_kpis(site: SiteContext, first: date, last: date) -> list[_Happened]:
    """Return the KPIs that have a new value, with how far their completion moved."""
    happened = []
    for figures in site.measured.kpis.values():
        # What is made of its parts has no values of its own.
        if figures.kpi.record.combine is not None or not figures.values:
            continue
        newest = figures.values[-1]
        if not first <= newest.date <= last:
            continue
        before = _before(figures, first)
        old, new = before.completion if before is not None else None, newest.completion
        size = abs(new - old) if old is not None and new is not None else None
        happened.append(_Happened(_CHECK_IN, newest.date, figures.kpi.id, figures, size=size))
    return happened


def _before(figures: KpiFigures, day: date) -> KpiValue | None:
    return next((value for value in reversed(figures.values) if value.date < day), None)


def _changes(site: SiteContext, first: date, last: date) -> tuple[list[_Happened], int]:
    """Return what changed beside check-ins and wording, and how many goals came."""
    found: list[_Happened] = []
    came = 0
    stories = site.chronicle.stories
    for story in stories.values() if stories is not None else ():
        if story.kind not in _GOALS or not shown(site, story):
            continue
        within = [event for event in story.events if first <= event.day <= last]
        for events in by_commit(within):
            if brings(events):
                came += story.alive
                continue
            own = tuple(event for event in events if event.change.about in _RANKS)
            if own:
                flag = flag_of(site, story, own)
                rank = 0 if flag == "off" else 1 if flag else min(_RANKS[event.change.about] for event in own)
                found.append(_Happened(rank, own[0].day, story.key, (story, own)))
    return found, came


def _line(site: SiteContext, one: _Happened) -> WeekLine:
    if isinstance(one.about, Objective):
        link = site.goal(one.about.id)
        assert link is not None
        place = f"check-in-{one.day}" if one.after is not None else ""
        return WeekLine(site.format.day(one.day), link, _move(site, one.before, one.after), "", place)
    if isinstance(one.about, KpiFigures):
        link = site.goal(one.about.kpi.id)
        assert link is not None
        return WeekLine(site.format.day(one.day), link, _values(site, one.about), "")
    story, events = one.about
    line = change_line(site, story, events)
    said = site.format.listed(line.told[:2])
    return WeekLine(line.day, line.goal, said, line.flag)


def _move(site: SiteContext, before: Fraction | None, after: Fraction | None) -> str:
    """Say from where to where progress went with the week's newest check-in."""
    if after is None:
        return _("check-in")
    share = site.format.percent(after)
    if before is None:
        return _("check-in: {share}", share=share)
    old = site.format.percent(before)
    if old == share:
        return _("check-in: still {share}", share=share)
    return _("check-in: {old} → {share}", old=old, share=share)


def _values(site: SiteContext, figures: KpiFigures) -> str:
    """Say from which value to which a KPI went with the week's values."""
    unit, newest = figures.kpi.record.unit, figures.values[-1]
    before = _before(figures, site.as_of - timedelta(days=_DAYS - 1))
    if before is None:
        return _("value: {value}", value=site.format.value(newest.value, unit))
    places = common_places(before.value, newest.value)
    old, new = (site.format.value(one.value, unit, places) for one in (before, newest))
    if old == new:
        return _("value: still {value}", value=new)
    return _("value: {old} → {value}", old=old, value=new)
