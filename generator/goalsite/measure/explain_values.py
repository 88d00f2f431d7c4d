"""Unfold values of KPIs: as recorded, made of parts, or made of ratings (SPEC 3.6, 6.3)."""

from dataclasses import replace
from datetime import date

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure.figures import KpiValue, Measured, Reading
from goalsite.measure.ledger import ledger_of
from goalsite.measure.ratings import rated_then
from goalsite.measure.reasons import Input, Why, Writing, added, filled_mean, from_reading, operand
from goalsite.measure.rollup import ONE, exact
from goalsite.model.objects import Kpi
from goalsite.model.records import ValueRecord
from goalsite.vocabulary import Combine
from goalsite.wording import word

_COMBINED = {
    Combine.SUM: Message("the sum of its parts"),
    Combine.MEAN: Message("the mean of its parts"),
    Combine.WEIGHTED_MEAN: Message("Σ weight × part ÷ Σ weight"),
    Combine.MIN: Message("the least of its parts"),
    Combine.MAX: Message("the greatest of its parts"),
}


def is_made(kpi: Kpi) -> bool:
    """Tell whether nobody wrote a KPI's values: they are made of its parts, or of ratings."""
    return kpi.record.combine is not None or bool(kpi.record.raters)


def why_value(measured: Measured, kpi: Kpi, value: KpiValue, write: Writing) -> Why:
    """Unfold the newest value, or an earlier one that was made, to what was written."""
    if kpi.record.combine is not None:
        return _combined(measured, kpi, kpi.record.combine, value, write)
    if kpi.record.raters:
        return _rated(kpi, value, write)
    filled = _("{value} on {day}", value=write.number(value.value), day=write.day(value.date))
    return Why(_("the newest value"), filled, (from_reading(_("value"), value.reading),), value.value)


def from_value(measured: Measured, ref: str, kpi: Kpi | None, reading: Reading, until: date | None = None) -> Input:
    """Return a KPI's value as an input, with what it was made of where nobody wrote it.

    Nothing after ``until`` was known then; by default nothing after the day measured. None is no KPI at all.
    """
    given = from_reading(ref, reading)
    if kpi is None or reading.date is None or not is_made(kpi):
        return given
    return replace(given, made_of=_made_of(measured, kpi, reading.date, until or measured.as_of))


def _made_of(measured: Measured, kpi: Kpi, day: date, until: date) -> tuple[Input, ...]:
    if kpi.record.combine is None:
        return tuple(_rating(kpi, rating) for rating in rated_then(kpi, day))
    parts = ledger_of(measured).series.parts_then(kpi, day, until)
    return tuple(from_reading(part.id, reading) for part, reading in parts)


def _combined(measured: Measured, kpi: Kpi, how: Combine, value: KpiValue, write: Writing) -> Why:
    """Unfold a whole to the parts that count on the value's day."""
    parts = ledger_of(measured).series.parts_then(kpi, value.date, measured.as_of)
    inputs = tuple(from_value(measured, part.id, part, reading) for part, reading in parts)
    values = [reading.value for _part, reading in parts]
    if how is Combine.SUM:
        filled = added(operand(write.number(one)) for one in values)
    elif how is Combine.MEAN:
        filled = filled_mean([(ONE, one) for one in values], write, write.number)
    elif how is Combine.WEIGHTED_MEAN:
        weighed = [(exact(part.record.weight), reading.value) for part, reading in parts]
        filled = filled_mean(weighed, write, write.number)
    else:
        filled = _("{how} of {values}", how=word(how), values=", ".join(map(write.number, values)))
    return Why(str(_COMBINED[how]), filled, inputs, value.value)


def _rated(kpi: Kpi, value: KpiValue, write: Writing) -> Why:
    ratings = rated_then(kpi, value.date)
    terms: list[str] = []
    for role in value.by:
        given = [exact(rating.value) for rating in ratings if rating.by is not None and rating.by.text == role]
        said = [write.number(one) for one in given]
        mean = said[0] if len(said) == 1 else f"{added(said)} ÷ {len(said)}"
        terms.append(f"{mean} × {write.number(exact(kpi.record.raters[role]))}")
    weights = added(write.number(exact(kpi.record.raters[role])) for role in value.by)
    inputs = tuple(_rating(kpi, rating) for rating in ratings)
    return Why(_("Σ mean of the role × its weight ÷ Σ weight"), f"{added(terms)} ÷ {weights}", inputs, value.value)


def _rating(kpi: Kpi, rating: ValueRecord) -> Input:
    role = rating.by.text if rating.by is not None else ""
    return Input(role, exact(rating.value), rating.path or kpi.file.path, rating.at.line)
