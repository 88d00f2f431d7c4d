"""What charts share: labelled places, marks, and how coordinates and axes are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import NamedTuple

from goalsite.model.periods import Span
from goalsite.site.format import Format


class Tick(NamedTuple):
    """A labelled place on an axis."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of a chart: its place, its shape's name and what it says when pointed at."""

    x: str
    y: str
    shape: str
    title: str


def compact(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def path(places: Sequence[tuple[str, str]]) -> str:
    """Return a line through places, as SVG path data."""
    return "M" + "L".join(f"{x} {y}" for x, y in places)


def nice_ticks(low: float, high: float) -> tuple[float, ...]:
    """Return three to seven round numbers that enclose ``low`` and ``high``."""
    if high <= low:
        spread = abs(low) * 0.1 or 1.0
        low, high = low - spread, high + spread
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next((power * factor for factor in (1, 2, 2.5, 5) if power * factor >= rough), power * 10)
    start = floor(low / step + 1e-9)
    ticks = [start * step]
    while ticks[-1] < high - step * 1e-9:
        ticks.append((start + len(ticks)) * step)
    return tuple(round(tick, 10) for tick in ticks)


def months(span: Span, format: Format) -> tuple[Tick, ...]:  # noqa: A002 - the noun
    """Return the labels of a time axis: months, every third month, or years."""
    days = max((span.last - span.first).days, 1)
    every = 1 if days <= 130 else 3 if days <= 500 else 6 if days <= 1000 else 12
    ticks: list[Tick] = []
    year, month = span.first.year, span.first.month
    while year <= date.max.year:
        day = date(year, month, 1)
        if day > span.last:
            break
        if day >= span.first and (month - 1) % every == 0:
            label = format.year(day) if month == 1 else format.month(day)
            ticks.append(Tick(compact((day - span.first).days / days * 100), label))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if days > 12 * 370:
        step = len(ticks) // 8 + 1
        ticks = ticks[::step]
    if not ticks and days > 3:
        ticks = [Tick("0", format.day(span.first)), Tick("100", format.day(span.last))]
    return tuple(ticks)
