"""A KPI on the day: completion, health, staleness, trend and projection (SPEC 6.1)."""

from collections.abc import Sequence

from goalsite.measure.figures import KpiFigures, KpiValue
from goalsite.measure.projection import project
from goalsite.measure.series import Effective, Series
from goalsite.measure.targets import completion, distance, health, in_force
from goalsite.model.objects import Kpi
from goalsite.model.records import Range
from goalsite.model.repository import Repository
from goalsite.vocabulary import Direction, Health, Trend


def measure_kpi(repository: Repository, series: Series, kpi: Kpi) -> KpiFigures:
    """Return the figures of a usable KPI; its health is that of its newest value."""
    record = kpi.record
    direction = record.direction or Direction.UP
    values = tuple(judge(kpi, direction, value) for value in series.until(kpi.id, repository.as_of).values)
    latest = values[-1] if values else None
    projection = None
    if kpi.superseded_by is None:
        target_by = record.target_by or repository.fiscal.around(repository.as_of).last
        readings = [value.reading for value in values]
        projection = project(direction, record.target, target_by, repository.as_of, readings)
    whole = record.combine is not None
    parts = [part for part_id in kpi.parts if (part := repository.kpis.get(part_id)) is not None] if whole else []
    return KpiFigures(
        kpi=kpi,
        values=values,
        latest=latest,
        target_now=in_force(record.target, repository.as_of),
        completion=latest.completion if latest else None,
        health=latest.health if latest else Health.NO_DATA,
        stale=latest is not None and kpi.superseded_by is None and series.silent(kpi.id, repository.as_of),
        trend=trend(direction, values),
        projection=projection,
        parts=tuple(part.id for part in parts if part.usable),
        left_out=tuple(part.file.path for part in parts if not part.usable),
        raters=(len(latest.by), len(record.raters)) if latest and record.raters else None,
    )


def judge(kpi: Kpi, direction: Direction, effective: Effective) -> KpiValue:
    """Judge a value by the target and the ``warn`` in force on its own day (SPEC 3.6)."""
    reading = effective.reading
    assert reading.date is not None
    target = in_force(kpi.record.target, reading.date)
    warn = in_force(kpi.record.warn, reading.date)
    share = completion(direction, target, reading.value)
    colour = health(direction, target, warn, reading.value, share)
    return KpiValue(reading, target, warn, share, colour, effective.note, effective.by)


def trend(direction: Direction, values: Sequence[KpiValue]) -> Trend | None:
    """Compare the newest value with the one before; None with fewer than two, or a ``within`` without
    targets.
    """
    if len(values) < 2:
        return None
    before, now = values[-2], values[-1]
    if direction is Direction.WITHIN:
        if not isinstance(before.target, Range) or not isinstance(now.target, Range):
            return None
        gain = distance(before.target, before.value) - distance(now.target, now.value)
    else:
        gain = now.value - before.value if direction is Direction.UP else before.value - now.value
    if gain == 0:
        return Trend.FLAT
    return Trend.IMPROVING if gain > 0 else Trend.WORSENING
