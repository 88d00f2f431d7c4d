"""What the search index is told of each goal's page."""

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING

from goalsite.model.objects import Kpi, Objective
from goalsite.publish.website.search_index import Entry
from goalsite.site import PageKind
from goalsite.site.addresses import path_of, url_of
from goalsite.site.format import Format
from goalsite.site.views.search_texts import BETWEEN
from goalsite.vocabulary import CycleState, State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from goalsite.publish.understanding.understood import Understood
    from goalsite.site import SitePage

_GOALS = frozenset((PageKind.OBJECTIVE, PageKind.KPI))
_RUNNING = 2
_PAST = 1


def search_entries(known: "Understood") -> dict[str, Entry]:
    """Return the entries of pages that search finds, by their address from the site's root."""
    pages = [page for page in known.pages_by_url.values() if page.search_text]
    titles: dict[str, list[str]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        titles[page.url_in_language].append(page.title)
        for part in page.parts:
            titles[page.url_in_language + part.address].append(part.title)
        names[page.url_in_language] += _names(page)[0].split(BETWEEN)
    past = _past(known)
    cycles = {edition.folder: _cycles(edition) for edition in known.editions}
    ids = _cycle_ids(known)
    entries = {}
    for page in pages:
        place = page.url_in_language
        rank = 0 if page.kind not in _GOALS else _PAST if place in past else _RUNNING
        cycle = cycles[page.folder].get(place, "") if page.kind is PageKind.OBJECTIVE else ""
        own, text = _names(page)
        entries[page.url] = Entry(
            names=own,
            text=text,
            tags=tuple(filter(None, (page.tag, cycle))),
            also=_others(titles[place], (page.title,)),
            others=_others(
                (ids.get(place, ""), *(one.get(place, "") for one in cycles.values()), *names[place]),
                (page.title, cycle, *own.split(BETWEEN)),
            ),
            rank=rank,
        )
        for part in page.parts:
            also = _others(titles[place + part.address], (part.title,))
            entries[page.url + part.address] = Entry(text=part.text, also=also)
    return entries


def search_parts(known: "Understood") -> list[dict[str, str]]:
    """Return what search finds below pages, as documents of the search plugin, which has seen the pages alone."""
    return [
        {"location": page.url + part.address, "title": escape(part.title), "text": escape(part.text)}
        for page in known.pages_by_url.values()
        for part in page.parts
    ]


def _names(page: "SitePage") -> tuple[str, str]:
    """Return the names a page is found by beside its title, in one line, and how its text begins."""
    names, _, text = page.search_text.partition("\n") if page.search_text != page.title else ("", "", "")
    return names, text


def _others(names: "Iterable[str]", known: "Iterable[str]") -> tuple[str, ...]:
    """Return names of which none is known, each once; ``2026-q4`` is known where ``2026 Q4`` is."""
    left = {_alike(name): name for name in names if name}
    for name in known:
        left.pop(_alike(name), None)
    return tuple(left.values())


def _alike(name: str) -> str:
    return name.casefold().replace("-", " ")


def _past(known: "Understood") -> frozenset[str]:
    """Return the addresses of goals that are closed, of a cycle that is over, or superseded."""
    repository = known.repository
    goals: list[Objective | Kpi] = [*repository.objectives.values(), *repository.kpis.values()]
    return frozenset(url_of(path_of(goal)) for goal in goals if _is_past(goal, known.as_of))


def _is_past(goal: Objective | Kpi, day: "date") -> bool:
    if isinstance(goal, Kpi):
        return goal.superseded_by is not None
    if goal.state in (State.CLOSED, State.ABANDONED):
        return True
    return goal.cycle is not None and (goal.cycle.state is CycleState.CLOSED or goal.cycle.span.last < day)


def _cycles(edition: "Understood") -> dict[str, str]:
    """Return the name of each objective's cycle in a language, by the objective's address."""
    write = Format(edition.language, edition.as_of)
    names = {id_: write.cycle(cycle) for id_, cycle in edition.repository.cycles.items()}
    return {place: names[id_] for place, id_ in _cycle_ids(edition).items()}


def _cycle_ids(known: "Understood") -> dict[str, str]:
    """Return the id of each objective's cycle, by the objective's address, and of each cycle by its own."""
    repository = known.repository
    ids = {url_of(path_of(cycle)): id_ for id_, cycle in repository.cycles.items()}
    objectives = repository.objectives.values()
    return ids | {url_of(path_of(one)): one.cycle.id for one in objectives if one.cycle is not None}
