"""Unfold the figures of KPIs and scorecards (SPEC 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from goalsite.language import gettext as _
from goalsite.measure.explain_values import from_value, is_made, why_value
from goalsite.measure.figures import KpiFigures, KpiValue, Measured, Projection
from goalsite.measure.projection import YEARS, months_between, years_before
from goalsite.measure.reasons import EXACT, Input, Why, Writing, filled_mean, from_reading, operand
from goalsite.measure.rollup import ZERO, clamp, exact
from goalsite.measure.targets import DEFAULT_WARN, passed_bound, place_in_force
from goalsite.model.objects import Kpi
from goalsite.model.records import Range, Target
from goalsite.vocabulary import Direction, Health
from goalsite.wording import word


def why_kpi(measured: Measured, kpi_id: str, write: Writing = EXACT) -> Mapping[str, Why]:
    """Unfold ``latest``, ``completion``, ``health``, ``trend`` and ``projection`` of a KPI, where it has
    them. What the newest value was made of is told by ``latest`` alone.
    """
    figures = measured.kpis[kpi_id]
    kpi, latest = figures.kpi, figures.latest
    if latest is None:
        return {}
    found = {"latest": why_value(measured, kpi, latest, write)}
    if latest.target is not None:
        inputs = _judged(kpi, latest, write)
        found["completion"] = _completion(kpi, latest, inputs, write)
        found["health"] = _health(kpi, latest, inputs, write)
    if figures.trend is not None:
        before = figures.values[-2]
        filled = f"{write.number(before.value)} → {write.number(latest.value)}"
        inputs = (from_value(measured, _("before"), kpi, before.reading), from_reading(_("value"), latest.reading))
        found["trend"] = Why(_("the newest against the one before"), filled, inputs, word(figures.trend))
    if figures.projection is not None:
        found["projection"] = _projection(measured, figures, figures.projection, latest, write)
    return found


def why_kpi_then(
    measured: Measured, kpi_id: str, value: KpiValue, before: KpiValue | None = None, write: Writing = EXACT
) -> Mapping[str, Why]:
    """Unfold one of a KPI's values: the ``value`` itself where nobody wrote it, its ``difference`` to the value
    ``before``, and its ``completion`` by the target of its own day; each only where it has one.
    """
    kpi = measured.kpis[kpi_id].kpi
    found = {}
    if is_made(kpi):
        found["value"] = why_value(measured, kpi, value, write)
    if before is not None:
        formula = _("value − value on {day}", day=write.day(before.date))
        filled = f"{write.number(value.value)} − {operand(write.number(before.value))}"
        inputs = (from_reading(_("value"), value.reading), from_reading(_("before"), before.reading))
        found["difference"] = Why(formula, filled, inputs, value.value - before.value)
    if value.target is not None:
        found["completion"] = _completion(kpi, value, _judged(kpi, value, write), write)
    return found


def why_scorecard(measured: Measured, team: str | None, write: Writing = EXACT) -> Why:
    """Unfold the total of a scorecard: of each KPI its completion, with the line of its newest value, and its weight
    with its line where it is written.
    """
    card = measured.scorecards[team]
    formula = _("Σ score ÷ Σ weight, a score is weight × completion held to 0…1")
    judged = [(row, measured.kpis[row.kpi]) for row in card.rows if row.score is not None]
    if not judged:
        return Why(formula, _("no completion"), (), card.total)
    inputs: list[Input] = []
    for row, figures in judged:
        assert row.completion is not None
        assert figures.latest is not None
        reading, record = figures.latest.reading, figures.kpi.record
        said = _("completion {share}", share=write.share(round(row.completion, 4)))
        inputs.append(replace(from_value(measured, row.kpi, figures.kpi, reading), value=said))
        if "weight" in record.at:
            weight = _("weight {weight}", weight=write.number(row.weight))
            inputs.append(Input(row.kpi, weight, figures.kpi.file.path, record.position("weight").line))
    filled = filled_mean([(row.weight, clamp(row.completion or ZERO)) for row, _figures in judged], write)
    return Why(formula, filled, tuple(inputs), card.total)


def target_text(target: Target | None, write: Writing = EXACT) -> str:
    """Write a target as in a formula: ``90``, ``95…105``, ``≥ 95``."""
    if target is None:
        return _("no target")
    if not isinstance(target, Range):
        return write.number(exact(target))
    if target.min is None or target.max is None:
        bound = target.min if target.max is None else target.max
        return _("any") if bound is None else f"{'≥' if target.max is None else '≤'} {write.number(exact(bound))}"
    return f"{write.number(exact(target.min))}…{write.number(exact(target.max))}"


def _target_input(
    kpi: Kpi, target: Target | None, day: date, write: Writing, key: Literal["target", "warn"] = "target"
) -> tuple[Input, ...]:
    """Return the target (or ``warn``) in force on ``day`` as an input."""
    if target is None:
        return ()
    value = target_text(target, write) if isinstance(target, Range) else exact(target)
    name = _("target") if key == "target" else _("warn")
    if len(kpi.record.target if key == "target" else kpi.record.warn) > 1:
        name = write.dated(name, day)
    return (Input(name, value, kpi.file.path, place_in_force(kpi.record, key, day).line),)


def _judged(kpi: Kpi, value: KpiValue, write: Writing) -> tuple[Input, ...]:
    """Return what a value's completion is made of: the value and the target in force on its day."""
    return (from_reading(_("value"), value.reading), *_target_input(kpi, value.target, value.date, write))


def _health(kpi: Kpi, latest: KpiValue, inputs: tuple[Input, ...], write: Writing) -> Why:
    """Unfold a health: the target where it is met, else also what divides amber from red (SPEC 6.1)."""
    value, target = write.number(latest.value), target_text(latest.target, write)
    formula = _("the value against the target of its day")
    filled = _("{value} against {target}", value=value, target=target)
    if latest.health is not Health.HEALTHY and latest.warn is not None:
        warn = target_text(latest.warn, write)
        formula = _("the value against the target of its day and its warn")
        filled = _("{value} against {target}, warn {warn}", value=value, target=target, warn=warn)
        inputs = (*inputs, *_target_input(kpi, latest.warn, latest.date, write, "warn"))
    elif latest.health is not Health.HEALTHY and latest.completion is not None:
        share, amber = write.share(latest.completion), write.share(DEFAULT_WARN)
        formula = _("the value against the target of its day; amber from a completion of {share}", share=amber)
        filled = _("{value} against {target}, completion {share}", value=value, target=target, share=share)
    return Why(formula, filled, inputs, word(latest.health))


def _completion(kpi: Kpi, latest: KpiValue, inputs: tuple[Input, ...], write: Writing) -> Why:
    target, value = latest.target, latest.value
    if isinstance(target, Range):
        bound = passed_bound(target, value)
        formula = _("1 inside, else 1 − distance to the nearer bound ÷ that bound")
        if bound is None:
            filled = _("{value} is inside {target}", value=write.number(value), target=target_text(target, write))
        else:
            filled = f"1 − {write.number(abs(bound - value))} ÷ {operand(write.number(bound))}"
    else:
        assert target is not None
        goal = operand(write.number(exact(target)))
        if kpi.record.direction is Direction.DOWN:
            formula = _("(2 × target − value) ÷ target")
            filled = f"(2 × {goal} − {operand(write.number(value))}) ÷ {goal}"
        else:
            formula, filled = _("value ÷ target"), f"{write.number(value)} ÷ {goal}"
    if latest.completion is None:
        filled = _("none: the target is not above 0")
    return Why(formula, filled, inputs, latest.completion)


def _projection(
    measured: Measured, figures: KpiFigures, projection: Projection, latest: KpiValue, write: Writing
) -> Why:
    since = years_before(latest.date, YEARS)
    oldest = next(value for value in figures.values if value.date >= since)
    inputs: Sequence[Input] = (
        from_value(measured, _("oldest"), figures.kpi, oldest.reading),
        from_reading(_("newest"), latest.reading),
        *_target_input(figures.kpi, projection.target, projection.day, write),
    )
    months = months_between(latest.date, projection.day)
    filled = f"{write.number(latest.value)} + {operand(write.number(projection.change_per_year))} × {months} ÷ 12"
    formula = _("newest + change per year × months to the target's day ÷ 12")
    return Why(formula, filled, tuple(inputs), projection.value)
