"""Which events of a goal's story move its goalposts (SPEC 8.2), those of a rest among them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from goalsite.change.compare import Change
from goalsite.change.running import Rest, Running
from goalsite.change.stories import Event, Story
from goalsite.measure.targets import in_force
from goalsite.vocabulary import ChangeClass, Kind

if TYPE_CHECKING:
    from goalsite.model.records import Schedule

MOVING = frozenset((ChangeClass.TARGET, ChangeClass.SCOPE))
"""The classes of change that may move a goalpost."""


class Moving(NamedTuple):
    """An event that moves a goalpost, and all days near which a reason may be given for it."""

    event: Event
    days: frozenset[date]


def moving(story: Story, running: Running) -> list[Moving]:
    """Return what moves a story's goalposts, in its order.

    What changes while a goal rests (as a draft, or closed) after it ran has moved once it runs again: on that day, and
    as the difference from how it last ran.
    """
    found: list[Moving] = []
    resting: list[Event] = []
    for event in story.events:
        if event.before is None or not _may_move(story, event):
            continue
        if story.kind is Kind.KPI or running.judged(event.before, event.place - 1, event.day):
            found.append(Moving(event, frozenset((event.day, event.commit.day)) | running.brought(event)))
        elif event.change.key:
            resting.append(event)
    if resting:
        for rest in running.rests(story):
            found.extend(_after_rest(story, [one for one in resting if _is_of(rest, one, running)], rest, running))
    return sorted(found, key=lambda one: one.event.place)


def _is_of(rest: Rest, event: Event, running: Running) -> bool:
    """Tell whether an event is of a rest: all are where that led back home, else those in a cycle it had run in."""
    within = rest.since < event.place <= rest.back
    return within and event.before is not None and (rest.home or running.cycle_id(event.before) in rest.cycles)


def _may_move(story: Story, event: Event) -> bool:
    change = event.change
    if change.about not in MOVING:
        return False
    if story.kind is Kind.KPI:
        return _moves_target(change, event.day)
    came = not change.key and change.old is None
    return not (came or change.key.endswith(".added"))


def _moves_target(change: Change, day: date) -> bool:
    """Tell whether a KPI's target moves that was already in force on ``day`` (SPEC 8.2)."""
    if change.key != "target" or change.old is None:
        return False
    old = cast("Schedule", change.old)
    new = cast("Schedule", change.new or ())
    days = {day, *(since for since, _ in (*old, *new) if since <= day)}
    return any((was := in_force(old, one)) is not None and was != in_force(new, one) for one in days)


def _after_rest(story: Story, events: Iterable[Event], rest: Rest, running: Running) -> Iterator[Moving]:
    """Yield what a rest came to, key by key, as if the commit that ended it had done it; what came to nothing is none.

    What lies within a thing that came or went in it goes without saying.
    """
    by_key: dict[str, list[Event]] = {}
    for event in events:
        by_key.setdefault(event.change.key, []).append(event)
    changes = {key: some[0].change._replace(new=some[-1].change.new) for key, some in by_key.items()}
    changes = {key: change for key, change in changes.items() if change.old != change.new}
    wholes = tuple(f"{key}." for key, change in changes.items() if change.old is None or change.new is None)
    landed = running.commit(rest.back)
    own = (event.commit for event in story.events if event.place == rest.back and event.after is not None)
    commit = next(own, landed)
    for key, change in changes.items():
        if not key.startswith(wholes):
            some = by_key[key]
            days = {landed.day, commit.day, *(day for one in some for day in (one.day, one.commit.day))}
            event = replace(some[0], landed=landed, commit=commit, place=rest.back, change=change)
            yield Moving(event, frozenset(days))
