"""Targets and warning bands of a KPI, as they follow each other over time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure import KpiFigures, Sides, amber, in_force, sides
from goalsite.model.records import Range, Target
from goalsite.site.charts.axes import Tick, path
from goalsite.site.format import Format
from goalsite.site.places import Number, Scale
from goalsite.vocabulary import Direction

_ENDS, _TARGET = (Message("min {value}"), Message("max {value}")), (Message("target {value}"),)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of time with one target and the bounds of amber that go with it."""

    first: date
    last: date
    target: Target | None
    bounds: Sides
    amber: Sides


def exact_bounds(target: Target | None) -> tuple[Decimal, ...]:
    """Return the numbers a target consists of, exactly."""
    if target is None:
        return ()
    return tuple(bound for bound in target if bound is not None) if isinstance(target, Range) else (target,)


def runs_of(figures: KpiFigures, first: date, last: date) -> list[Run]:
    """Return how targets and warning bounds follow each other from ``first`` to ``last``."""
    record = figures.kpi.record
    direction = record.direction or Direction.UP
    days = {day for day, _ in (*record.target, *record.warn) if first < day < last}
    edges = [first, *sorted(days), last]
    runs = []
    for start, end in pairwise(edges):
        target, warn = in_force(record.target, start), in_force(record.warn, start)
        runs.append(Run(start, end, target, sides(direction, target), amber(direction, target, warn)))
    return runs


def target_lines(
    runs: list[Run],
    figures: KpiFigures,
    x: Callable[[date], str],
    y: Callable[[Number | float], str],
    format: Format,  # noqa: A002 - the noun
    scale: Scale,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Tick, ...], tuple[Tick, ...]]:
    """Return target lines, warning bands and their labels, stepping where the target changes."""
    lines: list[str] = []
    bands: list[str] = []
    for side in range(max(len(exact_bounds(run.target)) for run in runs)):
        line: list[tuple[str, str]] = []
        for run in runs:
            bounds = exact_bounds(run.target)
            if side < len(bounds):
                line += [(x(run.first), y(bounds[side])), (x(run.last), y(bounds[side]))]
            elif line:
                lines.append(path(line))
                line = []
        if line:
            lines.append(path(line))
    for run in runs:
        for target, warn in zip(run.bounds, run.amber, strict=True):
            if target is not None and warn is not None and target != warn:
                left, right, top, bottom = x(run.first), x(run.last), y(target), y(warn)
                bands.append(f"M{left} {top}H{right}V{bottom}H{left}Z")
    newest = runs[-1]
    unit = figures.kpi.record.unit
    bounds = exact_bounds(newest.target)
    names = _ENDS if isinstance(newest.target, Range) and len(bounds) == 2 else _TARGET
    later = names is _TARGET and newest.target != figures.target_shown

    def said(name: Message, bound: Decimal) -> str:
        what = str(format.cell(bound, unit, scale))
        return _("{when}: {what}", when=format.day(newest.last), what=what) if later else _(name.text, value=what)

    target_labels = tuple(Tick(y(bound), said(name, bound)) for name, bound in zip(names, bounds, strict=False))
    finer = format.scale(unit, *newest.amber, *bounds)
    finer = Scale(max(scale.places, finer.places), scale.power) if finer.power == scale.power else scale
    warn_labels = tuple(
        Tick(y(bound), _("warn {value}", value=str(format.cell(bound, unit, finer))))
        for bound in newest.amber
        if bound is not None and bound not in bounds
    )
    return tuple(lines), tuple(bands), target_labels, warn_labels
