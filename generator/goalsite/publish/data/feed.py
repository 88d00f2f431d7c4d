"""What happened lately, as Atom feeds (SPEC 11), newest first.

One feed tells of the whole company, and one of each team with its sub-teams.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from heapq import nlargest
from html import escape
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid5

from feedgenerator import Atom1Feed

from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.measure.figures import KpiFigures, KpiValue
from goalsite.measure.recorded import active
from goalsite.model.objects import CheckIn, Objective
from goalsite.publish.data.feed_entries import Added, AddedTogether, Changed, Entry, happened
from goalsite.publish.data.shown import site_address, space_of
from goalsite.publish.escaping import for_xml
from goalsite.site.addresses import Addresses, path_of, url_of
from goalsite.site.context import HUBS
from goalsite.site.format import Format
from goalsite.site.views.data import FEED_ENTRIES
from goalsite.vocabulary import State
from goalsite.wording import word

if TYPE_CHECKING:
    from goalsite.publish.understanding.understood import Understood

NAME = "feed.xml"
FOLDER = "feeds"
_MOST_TOLD = 12
_LISTED = "changes.md"
_ALL = "feed"
_FROM_HISTORY = (Changed, Added, AddedTogether)


@dataclass(frozen=True, slots=True)
class About:
    """Whom a feed is about: a team, or the company; its path below the data, and the way from there to the site."""

    name: str
    path: str
    page: str
    root: str
    key: str = ""


def feeds(known: "Understood") -> Mapping[str, bytes]:
    """Return every feed by its path below the data: the company's, and one of each team with its sub-teams."""
    repository = known.repository
    company = _line(repository.team_title(None)) or _("Goals")
    entries: dict[str | None, list[Entry]] = {None: [], **{team: [] for team in repository.teams}}
    for entry in happened(known):
        for team in repository.above(entry.subject.team):
            if team in entries:
                entries[team].append(entry)
    listed = Addresses(repository, HUBS).hub(_LISTED)
    whole = About(company, NAME, "", "../")
    made = {NAME: _written(known, whole, _together(whole, entries[None], listed))}
    for one in repository.teams.values():
        name = _("{team}, {company}", team=_line(one.title), company=company)
        about = About(name, f"{FOLDER}/{one.id}.xml", url_of(path_of(one)), "../../", f"feed {one.id}")
        made[about.path] = _written(known, about, _together(about, entries[one.id], listed))
    return made


def _together(about: About, happened: Iterable[Entry], listed: str) -> Iterator[Entry]:
    """Yield entries of a feed, goals that one commit brought to it as one: an import must not hide all else.

    ``listed`` is the address of the page that lists them.
    """
    added: dict[str, list[Entry]] = defaultdict(list)
    for entry in happened:
        if isinstance(entry.said, Added):
            added[entry.said.commit].append(entry)
        else:
            yield entry
    for commit, entries in added.items():
        first = entries[0]
        assert isinstance(first.said, Added)
        if len(entries) == 1:
            yield first
            continue
        titles = tuple(_name(entry) for entry in entries)
        key = f"{about.key or _ALL} {commit} added"
        yield Entry(first.day, key, first.goal, AddedTogether(titles, first.said.by, first.said.why, listed))


def _name(entry: Entry) -> str:
    return _line(entry.subject.title or entry.subject.ref)


def _written(known: "Understood", about: About, happened: Iterable[Entry]) -> bytes:
    form = Format(known.settings.language, known.as_of)
    site = site_address(known)
    space = space_of(known)
    entries = nlargest(FEED_ENTRIES, happened, key=lambda entry: (entry.day, entry.key))
    made = _Atom(
        title=_("{name}: check-ins, KPI values, changes and closings", name=about.name),
        link=f"{site or about.root}{about.page}",
        description=_("What was recorded lately for the goals of {name}", name=about.name),
        language=known.settings.language,
        author_name=about.name,
        feed_url=f"{site}data/{quote(about.path)}" if site else quote(about.path.rpartition("/")[2]),
        feed_guid=(uuid5(space, about.key) if about.key else space).urn,
        day=entries[0].day if entries else known.as_of,
    )
    for entry in entries:
        url = entry.said.url if isinstance(entry.said, AddedTogether) else url_of(path_of(entry.subject))
        made.add_item(
            title=_title(known, entry),
            link=f"{site or about.root}{url}",
            description=None,
            content=for_xml("".join(f"<p>{part}</p>" for part in _paragraphs(known, form, entry))),
            author_name=_line(_author(known, entry)) or None,
            pubdate=_midnight(entry.day),
            unique_id=uuid5(space, entry.key).urn,
        )
    out = StringIO()
    made.write(out, "utf-8")
    return out.getvalue().encode()


def _author(known: "Understood", entry: Entry) -> str:
    """Return the name of who said it: of whoever recorded it, else of the goal's owner; empty where there is none."""
    if isinstance(entry.said, _FROM_HISTORY):
        return entry.said.by
    if isinstance(entry.goal, Objective):
        by = entry.said.by if isinstance(entry.said, CheckIn) else entry.goal.owner
    else:
        raters = entry.said.by if isinstance(entry.said, KpiValue) else ()
        by = raters[0] if len(raters) == 1 else entry.goal.kpi.owner
    return known.repository.name_of(by) if by else ""


def _title(known: "Understood", entry: Entry) -> str:
    goal = entry.goal
    title = _name(entry)
    if isinstance(entry.said, AddedTogether):
        return ngettext("Added: {n} goal", "Added: {n} goals", len(entry.said.titles))
    if isinstance(entry.said, Added):
        return _("Added: {title}", title=title)
    if isinstance(entry.said, Changed):
        return _("Goalpost moved: {title}", title=title) if entry.said.moved else _("Changed: {title}", title=title)
    if not isinstance(goal, Objective):
        return _("KPI value: {title}", title=title)
    if entry.said is not None:
        return _("Check-in: {title}", title=title)
    if goal.state is State.ABANDONED:
        return _("Abandoned: {title}", title=title)
    figures = known.measured.objectives.get(goal.id)
    if figures is None or figures.grade is None:
        return _("Closed: {title}", title=title)
    return _("Closed: {title} ({grade})", title=title, grade=word(figures.grade))


def _paragraphs(known: "Understood", form: Format, entry: Entry) -> Iterator[str]:
    """Yield what an entry says as pieces of HTML; what people wrote is text in it."""
    if isinstance(entry.said, AddedTogether):
        titles = entry.said.titles
        yield from map(escape, titles[:_MOST_TOLD])
        if len(titles) > _MOST_TOLD:
            yield _("and {n} more", n=len(titles) - _MOST_TOLD)
    if isinstance(entry.said, Added | AddedTogether):
        yield from _text(entry.said.why)
    elif isinstance(entry.said, Changed):
        yield from (escape(one) for one in entry.said.told)
        yield from (_("Reason: {why}", why=escape(one)) for one in entry.said.reasons)
        yield from _text(entry.said.why)
    elif not isinstance(entry.goal, Objective):
        if isinstance(entry.said, KpiValue):
            yield from _of_value(entry.goal, entry.said, form)
    elif isinstance(entry.said, CheckIn):
        yield from _of_check_in(known, entry.goal, entry.said, form)
    else:
        yield from _of_closing(known, entry.goal, form)


def _of_value(figures: KpiFigures, value: KpiValue, form: Format) -> Iterator[str]:
    record = figures.kpi.record
    yield escape(form.value(value.reading.value, record.unit))
    if value.target is not None:
        target = form.target(record.direction, value.target, record.unit)
        yield _("Target {target}: {health}", target=escape(target), health=word(value.health))
    yield from _text(value.note)


def _of_closing(known: "Understood", objective: Objective, form: Format) -> Iterator[str]:
    figures = known.measured.objectives.get(objective.id)
    if figures is not None:
        if figures.progress_raw is not None:
            yield _("Progress {percent}", percent=form.percent(figures.progress_raw))
        if figures.score is not None:
            yield _("Score {score}", score=form.score(figures.score))
    yield from _text(objective.record.learned)


def _of_check_in(known: "Understood", objective: Objective, check_in: CheckIn, form: Format) -> Iterator[str]:
    for key, value in check_in.record.values.items():
        key_result = objective.key_result(key)
        name = escape(key_result.title if key_result is not None and key_result.title else key)
        if isinstance(value, bool):
            said = _("done") if value else _("not done")
        elif isinstance(value, tuple):
            said = escape(_(", ").join(value))
        else:
            said = escape(form.value(value, known.repository.unit_of(key_result) if key_result is not None else None))
        yield _("{name}: {value}", name=name, value=said)
    confidence = check_in.record.confidence
    if isinstance(confidence, Mapping):
        for key, sure in confidence.items():
            key_result = objective.key_result(key)
            if key_result is not None and active(key_result, check_in.date):
                title = escape(key_result.title or key)
                yield _("Confidence in {title}: {confidence}", title=title, confidence=form.score(sure))
    elif confidence is not None:
        yield _("Confidence {confidence}", confidence=form.score(confidence))
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
