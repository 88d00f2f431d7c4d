"""Recorded more than one day after today.

What has been recorded cannot lie in the future; most often the year or the month is wrong. One
day is allowed for, as it may already be tomorrow elsewhere. Where the day is set (`--as-of`),
later records are simply left out.

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    values:
      - {date: 2062-10-31, value: 63}
    ---

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    values:
      - {date: 2026-10-31, value: 63}
    ---
"""

from collections.abc import Iterator
from datetime import date, timedelta

from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.model.objects import Kpi, Objective
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look at every recorded day, where the day of the run comes from the clock."""
    if view.repository.day_is_set:
        return
    today = view.repository.as_of
    last = today + timedelta(days=1)
    for objective in view.repository.objectives.values():
        if not objective.usable:
            continue
        for check_in in objective.later:
            if check_in.date > last:
                yield view.check_in_finding(objective, check_in, "date", _message(_CHECK_IN, check_in.date, today))
        for key, what, day in _days(objective):
            if day > last:
                yield view.finding(objective, key, _message(what, day, today))
    for kpi in view.repository.kpis.values():
        if not kpi.usable:
            continue
        for value in kpi.later:
            if value.date > last:
                path = value.path or kpi.file.path
                message = _message(_VALUE, value.date, today)
                yield view.placed(kpi.file.key, path, value.at, "values", message)
        for key, what, day in _adjusted(kpi):
            if day > last:
                yield view.finding(kpi, key, _message(what, day, today))


_CHECK_IN, _VALUE, _ADJUSTMENT = Message("check-in"), Message("value"), Message("adjustment")
_ADDED, _DONE, _RETIRED = Message("added"), Message("done"), Message("retired")


def _days(objective: Objective) -> Iterator[tuple[str, Message, date]]:
    for record in objective.record.key_results:
        key = f"key_results.{record.id}"
        if isinstance(record.done, date):
            yield f"{key}.done", _DONE, record.done
        if record.added is not None:
            yield f"{key}.added", _ADDED, record.added
        if record.retired is not None:
            yield f"{key}.retired.date", _RETIRED, record.retired.date
        for index, milestone in enumerate(record.milestones or ()):
            if milestone.done is not None:
                yield f"{key}.milestones.{index}.done", _DONE, milestone.done
    yield from _adjusted(objective)


def _adjusted(goal: Objective | Kpi) -> Iterator[tuple[str, Message, date]]:
    for index, adjustment in enumerate(goal.record.adjustments):
        yield f"adjustments.{index}.date", _ADJUSTMENT, adjustment.date


def _message(what: Message, day: date, today: date) -> Message:
    return Message(
        "{what} on {day}, but today is {today}; what is recorded cannot lie in the future",
        what=what,
        day=day,
        today=today,
    )


RULE = rule("G503", Level.ERROR, __doc__, look)
