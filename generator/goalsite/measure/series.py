"""The effective values of every KPI: as recorded, made from ratings, or made from parts (SPEC 3.6, 6.3)."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from goalsite.measure.figures import Reading
from goalsite.measure.parts import Part, whole_values
from goalsite.measure.ratings import combined_rating, grouped
from goalsite.measure.rollup import exact
from goalsite.model.objects import Kpi
from goalsite.model.records import ValueRecord
from goalsite.model.repository import Repository
from goalsite.vocabulary import Cadence

STALE_AFTER = {
    Cadence.DAILY: 4,
    Cadence.WEEKLY: 9,
    Cadence.MONTHLY: 38,
    Cadence.QUARTERLY: 111,
    Cadence.YEARLY: 440,
}
"""Days after which a newest value is stale, by cadence; an irregular one never is (SPEC 6.1)."""


class Effective(NamedTuple):
    """One effective value; ``by`` names the roles that rated."""

    reading: Reading
    note: str | None
    by: tuple[str, ...]


class Values(NamedTuple):
    """A KPI's effective values, oldest first, with their days beside them for looking one up."""

    days: list[date]
    values: list[Effective]

    def newest(self, day: date) -> Effective | None:
        """Return the newest on or before ``day``."""
        at = bisect_right(self.days, day)
        return self.values[at - 1] if at else None


NOTHING = Values([], [])


class Series:
    """Effective values, each KPI's made once.

    Only ratings depend on how far one looks: those of a period that a cycle's end cuts through make another
    value than all of the period, and a past cycle must not see what came later (SPEC 4). KPIs resting on
    ratings are therefore made anew for each such day; for all others an earlier view is a beginning of the
    full list.
    """

    def __init__(self, repository: Repository) -> None:
        self._kpis = repository.kpis
        self._end = repository.as_of
        self._made: dict[tuple[str, date], Values] = {}
        self._rated: dict[str, bool] = {}
        self._sources: dict[str, tuple[Kpi, ...]] = {}

    def usable_parts(self, kpi: Kpi) -> list[Kpi]:
        """Return the parts a whole can be made of."""
        parts = (self._kpis.get(part) for part in kpi.parts)
        return [part for part in parts if part is not None and part.usable]

    def until(self, kpi_id: str, day: date) -> Values:
        """Return the values of a KPI as they stood when nothing after ``day`` was known; none if it is
        unusable.
        """
        kpi = self._kpis.get(kpi_id)
        if kpi is None or not kpi.usable:
            return NOTHING
        made = self._make(kpi, self._seen(kpi, day))
        if not made.days or made.days[-1] <= day:
            return made
        at = bisect_right(made.days, day)
        return Values(made.days[:at], made.values[:at])

    def newest(self, kpi_id: str, day: date) -> Reading | None:
        """Return a KPI's newest value when nothing after ``day`` was known."""
        kpi = self._kpis.get(kpi_id)
        if kpi is None or not kpi.usable:
            return None
        found = self._make(kpi, self._seen(kpi, day)).newest(day)
        return found.reading if found else None

    def silent(self, kpi_id: str, day: date, until: date | None = None) -> bool:
        """Tell whether the newest recorded value on ``day`` is too old for its cadence; a whole's: any
        part's.

        A superseded part does not make its whole silent. False where nothing was recorded yet. Values after
        ``until`` are not looked at, so that a past cycle stands still whatever a KPI does later (SPEC 4).
        """
        kpi = self._kpis.get(kpi_id)
        if kpi is None or not kpi.usable:
            return False
        return any(_too_old(source, day, until or day) for source in self._recorded(kpi))

    def _recorded(self, kpi: Kpi) -> tuple[Kpi, ...]:
        """Return the KPIs with values of their own that a KPI's values come from."""
        found = self._sources.get(kpi.id)
        if found is None:
            found = tuple(source for source in self._below(kpi) if source.record.combine is None)
            self._sources[kpi.id] = found
        return found

    def _below(self, kpi: Kpi) -> Iterator[Kpi]:
        waiting, seen = [kpi], {kpi.id}
        while waiting:
            here = waiting.pop()
            yield here
            if here.record.combine is not None:
                for part in self.usable_parts(here):
                    if part.id not in seen and part.superseded_by is None:
                        seen.add(part.id)
                        waiting.append(part)

    def _seen(self, kpi: Kpi, day: date) -> date:
        """Return the day up to which values are looked at, where nothing after ``day`` is to be known."""
        return day if day < self._end and self._rests_on_ratings(kpi) else self._end

    def _rests_on_ratings(self, kpi: Kpi) -> bool:
        found = self._rated.get(kpi.id)
        if found is None:
            found = self._rated[kpi.id] = any(source.record.raters for source in self._below_all(kpi))
        return found

    def _below_all(self, kpi: Kpi) -> Iterator[Kpi]:
        waiting, seen = [kpi], {kpi.id}
        while waiting:
            here = waiting.pop()
            yield here
            if here.record.combine is not None:
                fresh = [part for part in self.usable_parts(here) if part.id not in seen]
                seen.update(part.id for part in fresh)
                waiting.extend(fresh)

    def _make(self, kpi: Kpi, end: date) -> Values:
        """Make the values of a KPI and of the parts it needs, parts first and without recursion."""
        made = self._made.get((kpi.id, end))
        if made is not None:
            return made
        waiting, begun = [kpi], set[str]()
        while waiting:
            here = waiting[-1]
            if (here.id, end) in self._made:
                waiting.pop()
            elif here.id in begun or here.record.combine is None:
                self._made[here.id, end] = self._values_of(here, end)
                waiting.pop()
            else:
                begun.add(here.id)
                waiting.extend(part for part in self.usable_parts(here) if part.id not in begun)
        return self._made[kpi.id, end]

    def _values_of(self, kpi: Kpi, end: date) -> Values:
        if kpi.record.combine is not None:
            return self._whole(kpi, end)
        recorded = kpi.values
        if recorded and recorded[-1].date > end:
            recorded = tuple(value for value in recorded if value.date <= end)
        if kpi.record.raters:
            return _rated_values(kpi, recorded)
        effective = [
            Effective(Reading(exact(value.value), value.date, value.path or kpi.file.path, value.at), value.note, ())
            for value in recorded
        ]
        return Values([value.date for value in recorded], effective)

    def parts_then(self, kpi: Kpi, day: date, until: date) -> list[tuple[Kpi, Reading]]:
        """Return the parts whose values made a whole's value of ``day``, with these (SPEC 6.3).

        Nothing after ``until`` was known then, as for :meth:`until`.
        """
        end = self._seen(kpi, until)
        self._make(kpi, end)
        counting = [part for part, values in self._parts(kpi, end) if values.counts_on(day)]
        newest = ((part, self._made[part.id, end].newest(day)) for part in counting)
        return [(part, value.reading) for part, value in newest if value is not None]

    def _parts(self, kpi: Kpi, end: date) -> list[tuple[Kpi, Part]]:
        """Return the parts of a whole with their values; those are made already."""
        parts = self.usable_parts(kpi)
        ends: dict[str, date] = {}
        series = {part.id: self._made.get((part.id, end), NOTHING) for part in parts}
        for part in parts:
            days = series[part.id].days
            if part.superseded_by is not None and part.superseded_by in series and days:
                ends[part.superseded_by] = max(ends.get(part.superseded_by, days[-1]), days[-1])
        return [
            (
                part,
                Part(
                    exact(part.record.weight),
                    series[part.id].days,
                    [value.reading.value for value in series[part.id].values],
                    part.superseded_by is not None,
                    ends.get(part.id),
                ),
            )
            for part in parts
        ]

    def _whole(self, kpi: Kpi, end: date) -> Values:
        assert kpi.record.combine is not None
        made = whole_values(kpi.record.combine, [part for _, part in self._parts(kpi, end)])
        at = kpi.record.position("combine")
        return Values(
            [day for day, _ in made],
            [Effective(Reading(value, day, kpi.file.path, at), None, ()) for day, value in made],
        )


def _rated_values(kpi: Kpi, recorded: tuple[ValueRecord, ...]) -> Values:
    found = NOTHING._replace(days=[], values=[])
    for group in grouped(recorded, kpi.record.cadence):
        rating = combined_rating(group, kpi.record.raters)
        if rating is None:
            continue
        newest = next(v for v in reversed(group) if v.by is not None and v.by.text in kpi.record.raters)
        note = next((value.note for value in reversed(group) if value.note), None)
        reading = Reading(rating[0], newest.date, newest.path or kpi.file.path, newest.at)
        found.days.append(newest.date)
        found.values.append(Effective(reading, note, rating[1]))
    return found


def _too_old(kpi: Kpi, day: date, until: date) -> bool:
    limit = STALE_AFTER.get(kpi.record.cadence)
    if limit is None:
        return False
    newest = next((value.date for value in reversed(kpi.values) if value.date <= until), None)
    return newest is not None and (day - newest).days > limit
