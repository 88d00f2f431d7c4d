"""What happened lately, as an Atom feed (SPEC 11): check-ins and closings of objectives, newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from heapq import nlargest
from html import escape
from io import StringIO
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from feedgenerator import Atom1Feed

from goalsite.measure.recorded import active
from goalsite.publish.escaping import for_xml
from goalsite.publish.shown import addresses, objectives_shown, site_address, unit_of
from goalsite.site.format import Format
from goalsite.site.views.data import FEED_ENTRIES
from goalsite.vocabulary import State

if TYPE_CHECKING:
    from goalsite.model.objects import CheckIn, Objective
    from goalsite.publish.pipeline import Understood

NAME = "feed.xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; ``key`` tells it apart from every other of the site and never changes."""

    day: date
    key: str
    objective: "Objective"
    check_in: "CheckIn | None" = None


def feed(known: "Understood") -> bytes:
    """Return the newest entries as an Atom document; links are relative to it where the site has no address."""
    form = Format(known.settings.language, known.as_of)
    name = _line(known.repository.team_title(None)) or "Goals"
    site = site_address(known)
    space = space_of(known)
    urls = addresses(known)
    entries = nlargest(FEED_ENTRIES, happened(known), key=lambda entry: (entry.day, entry.key))
    made = _Atom(
        title=f"{name}: check-ins and closings",
        link=site or "../",
        description=f"What was recorded lately for the goals of {name}",
        language=known.settings.language,
        author_name=name,
        feed_url=f"{site}data/{NAME}" if site else NAME,
        feed_guid=space.urn,
        day=entries[0].day if entries else known.as_of,
    )
    for entry in entries:
        by = entry.check_in.by if entry.check_in is not None else entry.objective.owner
        made.add_item(
            title=_title(known, entry),
            link=f"{site or '../'}{urls[entry.objective.id]}",
            description=None,
            content=for_xml("".join(f"<p>{part}</p>" for part in _paragraphs(known, form, entry))),
            author_name=_line(known.repository.name_of(by)) if by else None,
            pubdate=_midnight(entry.day),
            unique_id=uuid5(space, entry.key).urn,
        )
    out = StringIO()
    made.write(out, "utf-8")
    return out.getvalue().encode()


def happened(known: "Understood") -> Iterator[Entry]:
    """Yield every check-in and closing, in no order.

    A file does not say when its objective was closed: a closing is dated by the newest that was recorded for it, or
    the first day of its cycle where nothing was.
    """
    for objective in objectives_shown(known):
        if not objective.usable or objective.state is State.DRAFT:
            continue
        days: dict[tuple[str, date], int] = {}
        for check_in in objective.check_ins:
            place = (check_in.path, check_in.date)
            days[place] = nth = days.get(place, 0) + 1
            file = check_in.path if check_in.path != objective.file.path else ""
            yield Entry(check_in.date, f"{objective.id} {check_in.date} {file} {nth}", objective, check_in)
        if objective.state in (State.CLOSED, State.ABANDONED) and objective.cycle is not None:
            figures = known.measured.objectives.get(objective.id)
            seen = [check_in.date for check_in in objective.check_ins]
            if figures is not None and figures.updated is not None:
                seen.append(figures.updated)
            first = min(objective.cycle.span.first, known.as_of)
            yield Entry(max(seen, default=first), f"{objective.id} closed", objective)


def space_of(known: "Understood") -> UUID:
    """Return what sets this site's ids apart from those of others: its address, else its company's name."""
    return uuid5(NAMESPACE_URL, site_address(known) or f"goalsite:{for_xml(known.repository.team_title(None))}")


def _title(known: "Understood", entry: Entry) -> str:
    title = _line(entry.objective.title or entry.objective.ref)
    if entry.check_in is not None:
        return f"Check-in: {title}"
    figures = known.measured.objectives.get(entry.objective.id)
    if entry.objective.state is State.ABANDONED:
        return f"Abandoned: {title}"
    return f"Closed: {title}" + (f" ({figures.grade.value})" if figures is not None and figures.grade else "")


def _paragraphs(known: "Understood", form: Format, entry: Entry) -> Iterator[str]:
    """Yield what an entry says as pieces of HTML; what people wrote is text in it."""
    check_in, objective = entry.check_in, entry.objective
    if check_in is None:
        figures = known.measured.objectives.get(objective.id)
        if figures is not None:
            if figures.progress_raw is not None:
                yield f"Progress {form.percent(figures.progress_raw)}"
            if figures.score is not None:
                yield f"Score {form.score(figures.score)}"
        yield from _text(objective.record.learned)
        return
    for key, value in check_in.record.values.items():
        key_result = objective.key_result(key)
        name = escape(key_result.title if key_result is not None and key_result.title else key)
        if isinstance(value, bool):
            said = "done" if value else "not done"
        elif isinstance(value, tuple):
            said = escape(", ".join(value))
        else:
            said = escape(form.value(value, unit_of(known, key_result) if key_result is not None else None))
        yield f"{name}: {said}"
    confidence = check_in.record.confidence
    if isinstance(confidence, Mapping):
        for key, sure in confidence.items():
            key_result = objective.key_result(key)
            if key_result is not None and active(key_result, check_in.date):
                yield f"Confidence in {escape(key_result.title or key)}: {form.score(sure)}"
    elif confidence is not None:
        yield f"Confidence {form.score(confidence)}"
    yield from _text(check_in.note)


def _text(text: str | None) -> Iterator[str]:
    for part in (text or "").split("\n\n"):
        if part.strip():
            yield "<br>".join(escape(line) for line in part.strip().splitlines())


def _line(text: str) -> str:
    return for_xml(" ".join(text.split()))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


class _Atom(Atom1Feed):  # type: ignore[misc]
    """An Atom feed whose day is given instead of taken from the clock."""

    def __init__(self, *, day: date, **about: str) -> None:
        super().__init__(**about)
        self._day = day

    def latest_post_date(self) -> datetime:
        """Return when the feed last changed."""
        return _midnight(self._day)
