"""What the search index is told of each goal's page."""

from collections import defaultdict
from typing import TYPE_CHECKING

from goalsite.model.objects import Kpi, Objective
from goalsite.publish.website.search_index import Entry
from goalsite.site import PageKind
from goalsite.site.addresses import path_of, url_of
from goalsite.site.format import Format
from goalsite.vocabulary import CycleState, State

if TYPE_CHECKING:
    from datetime import date

    from goalsite.publish.understanding.understood import Understood

_GOALS = frozenset((PageKind.OBJECTIVE, PageKind.KPI))
_RUNNING = 2
_PAST = 1


def search_entries(known: "Understood") -> dict[str, Entry]:
    """Return the entries of pages that search finds, by their address from the site's root."""
    pages = [page for page in known.pages_by_url.values() if page.search_text and not page.hub]
    titles: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        titles[page.url_in_language].append(page.title)
    past = _past(known)
    cycles = {edition.folder: _cycles(edition) for edition in known.editions}
    entries = {}
    for page in pages:
        place = page.url_in_language
        rank = 0 if page.kind not in _GOALS else _PAST if place in past else _RUNNING
        cycle = cycles[page.folder].get(place, "") if page.kind is PageKind.OBJECTIVE else ""
        also = tuple(dict.fromkeys(title for title in titles[place] if title != page.title))
        names, _, text = page.search_text.partition("\n") if page.search_text != page.title else ("", "", "")
        entries[page.url] = Entry(names, text, tuple(filter(None, (page.tag, cycle))), also, rank)
    return entries


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
    objectives = (one for one in edition.repository.objectives.values() if one.cycle is not None)
    return {url_of(path_of(one)): names[one.cycle.id] for one in objectives if one.cycle is not None}
