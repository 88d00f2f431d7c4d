"""Check-ins in their order, and what they say was done (SPEC 3.5)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

from goalsite.findings import Names
from goalsite.language import Message
from goalsite.model.objects import CheckIn
from goalsite.model.records import CheckInRecord, CheckInValue, KeyResultRecord, ValueRecord
from goalsite.model.sorting import DATED, Sheet
from goalsite.model.values import no_day, shown, to_day
from goalsite.source.problems import Problem
from goalsite.vocabulary import Measure

_MOST_NAMES = 12


def measure_of(record: KeyResultRecord) -> Measure:
    """Return how a key result is measured."""
    if record.keep is not None:
        return Measure.KEEP
    if record.kpi is not None or record.from_ is not None or record.to is not None:
        return Measure.METRIC
    if record.milestones is not None:
        return Measure.MILESTONES
    if record.done is not None:
        return Measure.YES_NO
    if record.from_supporters:
        return Measure.SUPPORTERS
    return Measure.NONE


def file_date(sheet: Sheet) -> tuple[date | None, Problem | None]:
    """Return the day of a check-in file: its name's, with which ``date`` must agree; None where it does not."""
    record = sheet.parsed.record
    assert isinstance(record, CheckInRecord)
    named = DATED.fullmatch(sheet.stem)
    if named is None:
        message = Message(
            "a check-in's file is named by its day, like 2026-10-12.md; '{name}' is not", name=shown(sheet.stem)
        )
        return record.date, Problem("G008", message, record.position(""))
    day = to_day(named[1])
    if day is None:
        return None, Problem("G003", no_day(Message("the file name"), named[1]), record.position(""))
    if record.date is not None and record.date != day:
        message = Message("'date' says {date} and the file name {day}; make them agree", date=record.date, day=day)
        return None, Problem("G003", message, record.position("date"), "date")
    return day, None


class KnownKeyResults:
    """The key results of an objective by id, looked up once for all its check-ins."""

    def __init__(self, key_results: Iterable[KeyResultRecord]) -> None:
        self.by_id = {one.id: one for one in key_results}
        self._milestones: dict[str, frozenset[str]] = {}

    def milestones(self, id_: str) -> frozenset[str]:
        """Return the titles of a key result's milestones."""
        if id_ not in self._milestones:
            self._milestones[id_] = frozenset(one.title for one in self.by_id[id_].milestones or ())
        return self._milestones[id_]


def check_values(
    record: CheckInRecord, key_results: KnownKeyResults, *, complete: bool
) -> tuple[CheckInRecord, list[Problem]]:
    """Return a check-in without the values that are wrong, and what is wrong with those.

    Unknown names are a G107, values of the wrong type a G003, values of a key result that is measured elsewhere a
    G402. ``complete`` is False where the objective could not be read whole, so that an unknown name may well be known
    and a key result may have another measure than it seems.
    Values stand in the entry itself or, for the entries of a list, in the objective's file: their places are found in
    ``record.at`` by the entry's ``key``.
    """
    known = key_results.by_id
    problems: list[Problem] = []
    good: dict[str, CheckInValue] = {}
    dot = f"{record.key}." if record.key else ""
    for id_, value in record.values.items():
        key = f"{dot}values.{id_}"
        one = known.get(id_)
        if one is None:
            if complete:
                problems.append(_unknown(id_, known, record, key))
        elif (wrong := _wrong_value(one, value, key_results)) is not None:
            if complete:
                problems.append(Problem(*wrong, record.position(key), key))
        else:
            good[id_] = value
    if isinstance(record.confidence, dict) and complete:
        for id_ in record.confidence:
            if id_ not in known:
                problems.append(_unknown(id_, known, record, f"{dot}confidence.{id_}"))
    return (replace(record, values=good) if len(good) < len(record.values) else record), problems


def _unknown(id_: str, known: Iterable[str], record: CheckInRecord, key: str) -> Problem:
    message = Message("no key result '{name}'; there are {names}", name=shown(id_), names=few(known))
    return Problem("G107", message, record.position(key), key)


def few(names: Iterable[str]) -> Message:
    """Return the first dozen names: all of hundreds, said again for each of hundreds of mistakes, help nobody."""
    few = list(islice(names, _MOST_NAMES + 1))
    if not few:
        return Message("none")
    return Names([*map(shown, few[:_MOST_NAMES]), *(["…"] if len(few) > _MOST_NAMES else [])])


def _wrong_value(one: KeyResultRecord, value: object, known: KnownKeyResults) -> tuple[str, Message] | None:
    measure, name = measure_of(one), one.id
    if one.kpi is not None:
        return "G402", Message(
            "'{name}' reads the KPI {kpi}; add the value there, one number has one source", name=name, kpi=one.kpi.text
        )
    if measure is Measure.SUPPORTERS:
        return "G402", Message(
            "'{name}' is measured by its supporters; delete the value, one number has one source", name=name
        )
    if measure is Measure.YES_NO:
        return (
            None if value is True else ("G003", Message("'{name}' is a yes/no; write true once it is done", name=name))
        )
    if measure is Measure.MILESTONES:
        if not isinstance(value, tuple):
            return "G003", Message("'{name}' has milestones; write the list of those now done", name=name)
        titles = known.milestones(one.id)
        for title in value:
            if title not in titles:
                return "G107", Message(
                    "'{name}' has no milestone '{title}'; there are {titles}",
                    name=name,
                    title=shown(title),
                    titles=few(sorted(titles)),
                )
        return None
    if isinstance(value, Decimal):
        return None
    return "G003", Message("'{name}' is a number; write its value", name=name)


def done_day(record: KeyResultRecord, check_ins: Sequence[CheckIn], as_of: date) -> date | None:
    """Return the day a yes/no was done: the earlier of ``done`` and its check-ins."""
    days = [one.date for one in check_ins if one.record.values.get(record.id) is True]
    if isinstance(record.done, date) and record.done <= as_of:
        days.append(record.done)
    return min(days, default=None)


def milestone_days(record: KeyResultRecord, check_ins: Sequence[CheckIn], as_of: date) -> tuple[date | None, ...]:
    """Return the day each milestone was done, None where it is not."""
    if record.milestones is None:
        return ()
    told: dict[str, date] = {}
    for one in check_ins:
        titles = one.record.values.get(record.id)
        if isinstance(titles, tuple):
            for title in titles:
                told.setdefault(title, one.date)
    days: list[date | None] = []
    for milestone in record.milestones:
        found = [told[milestone.title]] if milestone.title in told else []
        if milestone.done is not None and milestone.done <= as_of:
            found.append(milestone.done)
        days.append(min(found, default=None))
    return tuple(days)


def merge_values(own: Sequence[ValueRecord], files: Sequence[ValueRecord], *, rated: bool) -> tuple[ValueRecord, ...]:
    """Return a KPI's values by date; on the same day a check-in file's value holds, the later file's last."""
    ordered = sorted([*own, *files], key=lambda value: value.date)
    if rated:
        return tuple(ordered)
    by_day = {value.date: value for value in ordered}
    return tuple(by_day.values())
