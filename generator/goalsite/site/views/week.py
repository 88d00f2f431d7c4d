"""What changed in the seven days up to the day: the company's week on the home page."""

from datetime import date, timedelta
from typing import NamedTuple

from goalsite.change.stories import Event, Story, brings
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.measure import over_time
from goalsite.measure.figures import KpiFigures, Point
from goalsite.model.objects import Objective
from goalsite.site.context import Named, SiteContext
from goalsite.site.format import common_places
from goalsite.site.views.changes import by_commit, change_line, flag_of, shown
from goalsite.vocabulary import ChangeClass, Kind

_DAYS = 7
_MOST = 10
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
    """One thing that happened."""

    day: str
    goal: Named
    said: str
    flag: str


class Week(NamedTuple):
    """The week: what matters most of it, newest first, how much there was in all, and goals that came."""

    lines: tuple[WeekLine, ...]
    number: int
    added: str


class _Happened(NamedTuple):
    rank: int
    day: date
    key: str
    about: Objective | KpiFigures | tuple[Story, tuple[Event, ...]]


def week(site: SiteContext) -> Week | None:
    """Return what the week brought, None where nothing is to be said: no history, no check-in and no value."""
    last = site.as_of
    first = last - timedelta(days=_DAYS - 1)
    happened = [
        _Happened(_CHECK_IN, check_ins[-1], objective.id, objective)
        for objective in site.objectives
        if objective.usable and (check_ins := [one.date for one in objective.check_ins if first <= one.date <= last])
    ]
    happened += [
        _Happened(_CHECK_IN, figures.values[-1].date, figures.kpi.id, figures)
        for figures in site.measured.kpis.values()
        # What is made of its parts has no values of its own.
        if figures.kpi.record.combine is None and figures.values and first <= figures.values[-1].date <= last
    ]
    changes, came = _changes(site, first, last)
    happened += changes
    if not happened and not came and site.chronicle.stories is None:
        return None
    happened.sort(key=lambda one: (one.rank, -one.day.toordinal(), one.key))
    most = sorted(happened[:_MOST], key=lambda one: (-one.day.toordinal(), one.rank, one.key))
    lines = tuple(_line(site, one) for one in most)
    added = ngettext("{n} goal was added.", "{n} goals were added.", came) if came else ""
    return Week(lines, len(happened) + came, added)


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
        return WeekLine(site.format.day(one.day), link, _move(site, one.about), "")
    if isinstance(one.about, KpiFigures):
        link = site.goal(one.about.kpi.id)
        assert link is not None
        return WeekLine(site.format.day(one.day), link, _values(site, one.about), "")
    story, events = one.about
    line = change_line(site, story, events)
    said = site.format.listed(line.told[:2])
    return WeekLine(line.day, line.goal, said, line.flag)


def _move(site: SiteContext, objective: Objective) -> str:
    """Say from where to where progress went with the week's check-ins."""
    points = over_time(site.measured, objective.id)
    start = site.as_of - timedelta(days=_DAYS)
    before = _newest(points, start)
    after = _newest(points, site.as_of)
    if after is None or after.progress is None:
        return _("check-in")
    share = site.format.percent(after.progress)
    if before is None or before.progress is None:
        return _("check-in: {share}", share=share)
    return _("check-in: {old} → {share}", old=site.format.percent(before.progress), share=share)


def _values(site: SiteContext, figures: KpiFigures) -> str:
    """Say from which value to which a KPI went with the week's values."""
    start = site.as_of - timedelta(days=_DAYS)
    unit, newest = figures.kpi.record.unit, figures.values[-1]
    before = next((value for value in reversed(figures.values) if value.date <= start), None)
    if before is None:
        return _("value: {value}", value=site.format.value(newest.value, unit))
    places = common_places(before.value, newest.value)
    old, new = (site.format.value(one.value, unit, places) for one in (before, newest))
    return _("value: {old} → {value}", old=old, value=new)


def _newest(points: tuple[Point, ...], day: date) -> Point | None:
    return next((point for point in reversed(points) if point.date <= day), None)
