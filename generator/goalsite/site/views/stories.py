"""Check-ins as a story, newest first."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from posixpath import dirname
from typing import NamedTuple

from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.measure import Point, why_then
from goalsite.model.objects import CheckIn, Objective
from goalsite.model.records import CheckInValue
from goalsite.site.context import SiteContext, Source
from goalsite.site.views.why import WhyLine, why_lines

_MOST_CHECK_INS = 60
_MOST_INPUTS = 4
"""Key results that the unfolded figures of a past day name; of more, the rest is counted."""


class ValueChange(NamedTuple):
    """What a check-in says of one key result."""

    title: str
    before: str
    after: str


class Story(NamedTuple):
    """One check-in; ``change`` is since the one before it; ``why`` unfolds its figures, and bears the id ``anchor``,
    the first of its day.
    """

    day: str
    avatar: Markup
    percent: str
    change: str
    expected: str
    confidence: Markup
    note: Markup
    values: tuple[ValueChange, ...]
    source: Source
    date: date
    why: tuple[WhyLine, ...] = ()
    anchor: str = ""

    @property
    def is_change(self) -> bool:
        """Whether it is a change rather than a check-in: a story holds both."""
        return False


def stories_of(
    site: SiteContext, objective: Objective, history: tuple[Point, ...], root: str
) -> tuple[tuple[Story, ...], int]:
    """Return the newest check-ins, newest first, and how many earlier ones are left out."""
    write = site.format
    by_day: dict[date, Point] = {point.date: point for point in history}
    before = _points_before(objective, by_day)
    titles = {kr.id: kr.title or kr.id for kr in objective.key_results}
    units = {kr.id: kr.record.unit for kr in objective.key_results}
    seen: dict[str, CheckInValue] = {}
    stories: list[Story] = []
    for check_in in objective.check_ins:
        here = by_day.get(check_in.date)
        earlier = before.get(check_in.date)
        change = ""
        if here is not None and here.progress is not None and earlier is not None and earlier.progress is not None:
            moved = write.points(here.progress - earlier.progress)
            change = _("{points} since {day}", points=moved, day=write.day(earlier.date))
        values = []
        for kr_id, value in check_in.record.values.items():
            values.append(_change(site, titles.get(kr_id, kr_id), units.get(kr_id), seen.get(kr_id), value))
            seen[kr_id] = value
        stories.append(
            Story(
                day=write.day(check_in.date),
                avatar=site.avatar(check_in.by),
                percent=write.percent(here.progress) if here is not None else "",
                change=change,
                expected=write.percent(here.expected) if here is not None else "",
                confidence=site.marks.confidence(here.confidence) if here is not None else Markup(),
                note=site.markdown.render(check_in.note, _folder(objective, check_in), root),
                values=tuple(values),
                source=site.source(check_in.path, _line(objective, check_in), short=True),
                date=check_in.date,
            )
        )
    stories.reverse()
    shown = stories[:_MOST_CHECK_INS]
    told: set[date] = set()
    for at, story in enumerate(shown):
        if (here := by_day.get(story.date)) is not None:
            why = why_then(site.measured, objective, here, before.get(story.date), site.formulas)
            anchor = "" if story.date in told else f"check-in-{story.date}"
            shown[at] = story._replace(why=why_lines(site, why, _MOST_INPUTS), anchor=anchor)
            told.add(story.date)
    return tuple(shown), len(stories) - len(shown)


def _points_before(objective: Objective, by_day: Mapping[date, Point]) -> dict[date, Point]:
    """Return, for each day that was checked in on, where the objective stood on the one before it: the next line
    below on the page, so that a change is the difference of two figures shown.
    """
    days = sorted({check_in.date for check_in in objective.check_ins})
    return {day: by_day[earlier] for earlier, day in pairwise(days) if earlier in by_day}


def _folder(objective: Objective, check_in: CheckIn) -> str:
    """Return the folder, below the goals, in which a check-in's note was written."""
    if check_in.path == objective.file.path:
        return dirname(objective.file.key)
    root = objective.file.path.removesuffix(f"{objective.file.key}.md")
    return dirname(check_in.path.removeprefix(root))


def _line(objective: Objective, check_in: CheckIn) -> int:
    record = check_in.record
    return objective.record.position(record.key).line if record.key else record.position("date").line


def _change(
    site: SiteContext, title: str, unit: str | None, old: CheckInValue | None, new: CheckInValue
) -> ValueChange:
    if isinstance(new, bool):
        return ValueChange(title, "", _("done") if new else _("not done"))
    if isinstance(new, tuple):
        return ValueChange(title, "", site.format.listed(new))
    earlier = old if isinstance(old, Decimal) and not isinstance(old, bool) else None
    scale = site.format.scale(unit, earlier, new)
    before = site.format.cell(earlier, unit, scale) if earlier is not None else ""
    return ValueChange(title, before, site.format.cell(new, unit, scale))
