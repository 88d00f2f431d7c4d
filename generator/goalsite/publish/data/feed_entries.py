"""What happened lately to goals, as entries of feeds (SPEC 11).

Check-ins and closings of objectives and values of KPIs come from the files, changes and moved goalposts from history.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from goalsite.change.authors import Authors
from goalsite.change.moves import Move
from goalsite.change.stories import Event, brings
from goalsite.language import gettext as _
from goalsite.measure.figures import KpiFigures, KpiValue
from goalsite.model.objects import CheckIn, Kpi, Objective
from goalsite.publish.data.shown import objectives_shown
from goalsite.site.change_names import RepositoryNames
from goalsite.site.changes import MOST, Telling
from goalsite.site.format import Format
from goalsite.site.views.data import FEED_ENTRIES
from goalsite.vocabulary import ChangeClass, State

if TYPE_CHECKING:
    from goalsite.publish.understanding.understood import Understood

_MOST_TOLD = 12
_TOLD = frozenset((ChangeClass.TARGET, ChangeClass.SCOPE, ChangeClass.ALIGNMENT, ChangeClass.OWNERSHIP))


@dataclass(frozen=True, slots=True)
class Changed:
    """What a commit changed about a goal in sentences; ``reasons`` say why goalposts moved, "no reason" too."""

    told: tuple[str, ...]
    moved: bool
    reasons: tuple[str, ...]
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Added:
    """That a commit brought the goal, which says nothing else of it; ``commit`` tells it apart from others."""

    commit: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class AddedTogether:
    """Goals that one commit brought, by their titles; they are listed at ``url``."""

    titles: tuple[str, ...]
    by: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; ``key`` tells it apart from every other of the site and never changes."""

    day: date
    key: str
    goal: Objective | KpiFigures
    said: CheckIn | KpiValue | Changed | Added | AddedTogether | None = None

    @property
    def subject(self) -> Objective | Kpi:
        """The goal it is about, without figures."""
        return self.goal if isinstance(self.goal, Objective) else self.goal.kpi


def happened(known: "Understood") -> Iterator[Entry]:
    """Yield every check-in and closing, and the newest values of KPIs, in no order.

    A KPI that is made of its parts has no values of its own, and what raters said is one value a period.

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
    for kpi in known.measured.kpis.values():
        if kpi.kpi.record.combine is None:
            for value in kpi.values[-FEED_ENTRIES:]:
                yield Entry(value.date, f"{kpi.kpi.id} {value.date} value", kpi, value)
    yield from _changes(known)


def _changes(known: "Understood") -> Iterator[Entry]:
    """Yield what commits changed about the goals that are there, beside what is recorded and worded.

    What is not committed yet is none of it, nor what was committed after the day.
    """
    if known.stories is None:
        return
    telling = Telling(RepositoryNames(known.repository), Format(known.settings.language, known.as_of))
    authors = Authors(known.repository)
    goals: dict[str, Objective | KpiFigures] = {one.id: one for one in objectives_shown(known) if one.usable}
    goals |= known.measured.kpis
    for id_, goal in goals.items():
        story = known.stories.get(id_)
        if story is None:
            continue
        events = [
            event
            for event in story.events
            if event.change.about in _TOLD and event.landed.id and event.day <= known.as_of
        ]
        for (landed, id_of_commit), some in groupby(events, key=lambda event: (event.landed.id, event.commit.id)):
            own = tuple(some)
            commit = own[0].commit
            who = authors.of(commit)
            by = known.repository.name_of(who) if who is not None else commit.author[:MOST]
            why = commit.subject[: 2 * MOST]
            key = f"{id_} {landed} {id_of_commit}"
            if brings(own):
                yield Entry(own[0].day, key, goal, Added(f"{landed} {id_of_commit}", by, why))
                continue
            moves = _moves(known, id_, own)
            said = Changed(
                told=tuple(dict.fromkeys(telling(id_, event.change) for event in own))[:_MOST_TOLD],
                moved=bool(moves),
                reasons=tuple(dict.fromkeys(_reason(move) for move in moves if not move.undone)),
                by=by,
                why=why,
            )
            yield Entry(own[0].day, key, goal, said)


def _moves(known: "Understood", goal: str, events: tuple[Event, ...]) -> list[Move]:
    moved = (known.moved or {}).get(goal)
    here = {(event.place, event.change.key) for event in events}
    return [move for move in (moved.moves if moved else ()) if (move.place, move.change.key) in here]


def _reason(move: Move) -> str:
    return move.reason.why if move.reason is not None else _("no reason given")
