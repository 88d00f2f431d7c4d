"""Dates outside the cycle.

`planned`, `added` and `retired` lie within the cycle, since the objective lives nowhere else; a
`due` before the cycle, or before the key result was `added`, could never be met. Most often a
year or a month is wrong.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    planned: {2025-10-31: 0.3}
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25, added: 2026-11-02, due: 2026-10-31}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    planned: {2026-10-31: 0.3}
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25, added: 2026-11-02, due: 2026-11-30}
    ---
"""

from collections.abc import Iterator
from datetime import date

from goalsite.check.rule import View, rule
from goalsite.check.words import short
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.model.objects import Objective
from goalsite.model.periods import Span
from goalsite.model.records import KeyResultRecord
from goalsite.vocabulary import Level

_Date = tuple[str, Message]


def look(view: View) -> Iterator[Finding]:
    """Compare the dates of objectives in cycles not over with their cycle."""
    for objective in view.repository.objectives.values():
        cycle = objective.cycle
        if cycle is None or not cycle.usable or not objective.usable or view.facts.over(cycle):
            continue
        for key, said in _outside(objective, cycle.span):
            message = Message(
                "{problem} ({cycle}: {first} to {last}); correct the date",
                problem=said,
                cycle=cycle.id,
                first=cycle.span.first,
                last=cycle.span.last,
            )
            yield view.finding(objective, key, message)


def _outside(objective: Objective, span: Span) -> Iterator[_Date]:
    for day, _ in objective.record.planned:
        if day not in span:
            yield f"planned.{day}", Message("planned for {day}, outside the cycle", day=day)
    for record in objective.record.key_results:
        if record.planned or record.due or record.added or record.retired or record.milestones:
            yield from _of_key_result(record, span)


def _of_key_result(record: KeyResultRecord, span: Span) -> Iterator[_Date]:
    key, title = f"key_results.{record.id}", short(record.title)
    for day, _ in record.planned:
        if day not in span:
            said = Message("'{title}' planned for {day}, outside the cycle", title=title, day=day)
            yield f"{key}.planned.{day}", said
    if record.added is not None and record.added not in span:
        yield f"{key}.added", Message("'{title}' added on {day}, outside the cycle", title=title, day=record.added)
    if record.retired is not None and record.retired.date not in span:
        said = Message("'{title}' retired on {day}, outside the cycle", title=title, day=record.retired.date)
        yield f"{key}.retired.date", said
    for at, due in ((f"{key}.due", record.due), *_milestones(record, key)):
        if due is None:
            continue
        if due < span.first:
            yield at, Message("due on {day}, before the cycle begins", day=due)
        elif record.added is not None and due < record.added:
            yield at, Message("due on {day}, before it was added on {added}", day=due, added=record.added)


def _milestones(record: KeyResultRecord, key: str) -> Iterator[tuple[str, date | None]]:
    for index, milestone in enumerate(record.milestones or ()):
        yield f"{key}.milestones.{index}.due", milestone.due


RULE = rule("G507", Level.ERROR, __doc__, look)
