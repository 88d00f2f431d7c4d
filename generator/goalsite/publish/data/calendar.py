"""When to check in and when cycles end, as an iCalendar that people subscribe to (SPEC 11)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid5

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from goalsite.language import gettext as _
from goalsite.publish.data.shown import site_address, space_of
from goalsite.publish.escaping import for_xml
from goalsite.site.addresses import Addresses, path_of, url_of
from goalsite.site.context import HUBS
from goalsite.site.format import Format
from goalsite.vocabulary import CycleState

if TYPE_CHECKING:
    from uuid import UUID

    from goalsite.model.objects import Cycle
    from goalsite.model.periods import Span
    from goalsite.publish.understanding.understood import Understood

NAME = "calendar.ics"
AHEAD = 732
"""How many days from the day on check-in days are listed: cycles may be of any length."""


def calendar(known: "Understood") -> bytes:
    """Return check-in days and cycle ends as events of whole days, in their order.

    Without a running or coming cycle it holds no event, but a time zone: a calendar may not be wholly empty (RFC 5545).
    """
    name = _line(known.repository.team_title(None)) or _("Goals")
    site, space = site_address(known), space_of(known)
    stamp = datetime.combine(known.as_of, time(), UTC)
    form = Format(known.settings.language, known.as_of)
    attention = url_of(Addresses(known.repository, HUBS).hubs["attention.md"])
    events = [
        _event(space, stamp, day, f"check-in {day}", _("Check in: {name}", name=name), site and f"{site}{attention}")
        for day in check_in_days(known)
    ]
    events += [
        _event(
            space,
            stamp,
            cycle.span.last,
            f"end {cycle.id}",
            _("Last day of {cycle}: {name}", cycle=_line(form.cycle(cycle)), name=name),
            site and f"{site}{url_of(path_of(cycle))}",
        )
        for cycle in cycles_shown(known)
    ]
    made = Calendar()
    made.add("prodid", "-//Goalsite//Goals//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("{name}: check-ins and cycles", name=name))
    for event in sorted(events, key=lambda one: (one.start, str(one["summary"]), str(one["uid"]))):
        made.add_component(event)
    if not events:
        made.add_component(_time_zone())
    content: bytes = made.to_ical()
    return content


def cycles_shown(known: "Understood") -> "list[Cycle]":
    """Return the cycles that have not ended yet, closed ones as well, the shortest first."""
    cycles = (cycle for cycle in known.repository.cycles.values() if cycle.usable and cycle.span.last >= known.as_of)
    return sorted(cycles, key=lambda cycle: (cycle.span.days, cycle.id))


def check_in_days(known: "Understood") -> list[date]:
    """Return the days to check in from the day on, by the setting ``check_in``, oldest first.

    Each cycle counts its weeks from the first such weekday in it. Where cycles overlap the shortest one's days hold,
    so that a year does not ask twice for what its quarter asks. Closed cycles ask for nothing, and stand in no
    other's way.
    """
    asking = [cycle for cycle in cycles_shown(known) if cycle.state is not CycleState.CLOSED]
    found: set[date] = set()
    for at, cycle in enumerate(asking):
        shorter = [one.span for one in asking[:at]]
        found.update(day for day in _days(known, cycle.span) if not any(day in span for span in shorter))
    return sorted(found)


def _days(known: "Understood", span: "Span") -> Iterator[date]:
    """Yield the check-in days of a cycle from the day on, at most ``AHEAD`` days."""
    rhythm, today = known.settings.check_in, known.as_of.toordinal()
    step = 7 * rhythm.every
    day = span.first.toordinal() + (rhythm.on - span.first.weekday()) % 7
    if day < today:
        day += step * -(-(today - day) // step)
    for one in range(day, min(span.last.toordinal(), today + AHEAD) + 1, step):
        yield date.fromordinal(one)


def _event(space: "UUID", stamp: datetime, day: date, key: str, summary: str, url: str) -> Event:
    event = Event()
    event.add("uid", str(uuid5(space, key)))
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    if url:
        event.add("url", url)
    return event


def _time_zone() -> Timezone:
    """Return the zone without any offset, which changes nothing for whole days."""
    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    always.add("dtstart", datetime(1970, 1, 1))
    always.add("tzoffsetfrom", timedelta(0))
    always.add("tzoffsetto", timedelta(0))
    zone.add_component(always)
    return zone


def _line(text: str) -> str:
    """Return text on one line, without what no calendar may hold."""
    return "".join(letter for letter in for_xml(" ".join(text.split())) if letter != "\x7f")
