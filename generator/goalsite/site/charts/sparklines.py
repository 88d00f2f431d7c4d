"""Sparklines: the newest values of a KPI on a line of text."""

from dataclasses import dataclass

from goalsite.measure import KpiFigures
from goalsite.site.charts.targets import exact_bounds

_SPARK_VALUES = 12
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 84.0, 20.0, 3.0


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small line: points in an 84 × 20 box, heights of dotted target lines, and the newest value's place."""

    points: str
    targets: tuple[str, ...]
    x: str
    y: str


def sparkline(figures: KpiFigures) -> Sparkline | None:
    """Return the sparkline of the newest twelve values; None with fewer than two."""
    values = figures.values[-_SPARK_VALUES:]
    if len(values) < 2:
        return None
    numbers = [float(value.value) for value in values]
    targets = tuple(map(float, exact_bounds(values[-1].target)))
    low, high = min(*numbers, *targets), max(*numbers, *targets)
    room = _SPARK_HEIGHT - 2 * _SPARK_EDGE
    step = (_SPARK_WIDTH - 2 * _SPARK_EDGE) / (_SPARK_VALUES - 1)
    first = _SPARK_VALUES - len(values)

    def height(number: float) -> str:
        share = 0.5 if high == low else (high - number) / (high - low)
        return f"{_SPARK_EDGE + share * room:.1f}"

    places = [(f"{_SPARK_EDGE + (first + i) * step:.1f}", height(number)) for i, number in enumerate(numbers)]
    return Sparkline(
        points=" ".join(f"{x},{y}" for x, y in places),
        targets=tuple(height(target) for target in targets),
        x=places[-1][0],
        y=places[-1][1],
    )
