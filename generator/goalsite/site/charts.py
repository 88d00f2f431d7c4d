"""Charts as numbers: where lines, marks and labels lie. Templates draw them.

Coordinates of charts are per cents of the plot, from its top left; those of sparklines are pixels.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor, log10

from goalsite.measure import KpiFigures, KpiValue, Point, in_force
from goalsite.measure.targets import DEFAULT_WARN
from goalsite.model.periods import Span
from goalsite.model.records import Range, Target
from goalsite.site.format import Format, Number, common_places
from goalsite.vocabulary import Cadence, Direction, Health

_SPARK_VALUES = 12
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 84.0, 20.0, 3.0
_CHART_VALUES = 130
_CHART_YEARS = 2


@dataclass(frozen=True, slots=True)
class Tick:
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


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """Progress over time against the expected line; paths are SVG path data in a 100 × 100 box."""

    progress: str
    expected: str
    marks: tuple[Mark, ...]
    today: str | None
    today_y: str | None
    now: Mark | None
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class KpiChart:
    """A KPI's values with its targets and warning bounds.

    ``bands`` are closed paths; ``targets`` open ones; labels stand at the right end.
    """

    line: str
    marks: tuple[Mark, ...]
    targets: tuple[str, ...]
    bands: tuple[str, ...]
    target_labels: tuple[Tick, ...]
    warn_labels: tuple[Tick, ...]
    projection: str | None
    projected: Mark | None
    newest: Mark | None
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    summary: str
    earlier: int


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small line: points in an 84 × 20 box, heights of dotted target lines, and the newest value's place."""

    points: str
    targets: tuple[str, ...]
    x: str
    y: str


def compact(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def bounds_of(target: Target | None) -> tuple[float, ...]:
    """Return the numbers a target consists of."""
    if target is None:
        return ()
    if isinstance(target, Range):
        return tuple(float(bound) for bound in target if bound is not None)
    return (float(target),)


def sparkline(figures: KpiFigures) -> Sparkline | None:
    """Return the sparkline of the newest twelve values; None with fewer than two."""
    values = figures.values[-_SPARK_VALUES:]
    if len(values) < 2:
        return None
    numbers = [float(value.value) for value in values]
    targets = bounds_of(values[-1].target)
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


def progress_chart(points: Sequence[Point], span: Span, as_of: date, format: Format) -> ProgressChart | None:  # noqa: A002 - the noun
    """Return the chart of an objective's progress; None where no point has progress or the cycle is one day."""
    days = (span.last - span.first).days
    known = [point for point in points if point.progress is not None and point.date >= span.first]
    if not known or days <= 0:
        return None

    def x(day: date) -> str:
        return compact(min(max((day - span.first).days / days, 0.0), 1.0) * 100)

    def y(share: Fraction) -> str:
        return compact(100 - min(max(float(share), 0.0), 1.0) * 100)

    expected = [(x(point.date), y(point.expected)) for point in points if point.date >= span.first]
    if points[-1].date < span.last:
        expected.append(("100", "0"))
    marks = tuple(
        Mark(
            x(point.date),
            y(point.progress or Fraction(0)),
            "check",
            f"{format.day(point.date)}: {format.percent(point.progress)}, expected {format.percent(point.expected)}",
        )
        for point in known
    )
    newest = known[-1]
    running = as_of in span
    return ProgressChart(
        progress=_path([(mark.x, mark.y) for mark in marks]),
        expected=_path(expected),
        marks=marks[:-1],
        today=x(as_of) if running else None,
        today_y=y(points[-1].expected) if running else None,
        now=Mark(marks[-1].x, marks[-1].y, "now", format.percent(newest.progress)),
        x=_months(span, format),
        y=tuple(Tick(str(100 - share), f"{share}%" if share == 100 else str(share)) for share in (0, 25, 50, 75, 100)),
        summary=(
            f"Progress from {format.percent(known[0].progress)} on {format.day(known[0].date)} to "
            f"{format.percent(newest.progress)} on {format.day(newest.date)}; "
            f"expected then {format.percent(newest.expected)}."
        ),
    )


def kpi_chart(figures: KpiFigures, format: Format, shapes: dict[Health, str]) -> KpiChart | None:  # noqa: A002 - the noun
    """Return the chart of a KPI's values of about two years; None with fewer than two values."""
    values = _recent(figures)
    if len(values) < 2:
        return None
    unit = figures.kpi.record.unit
    last = values[-1].date
    projection = figures.projection
    ends = max(last, projection.day) if projection is not None else last
    first = values[0].date
    days = max((ends - first).days, 1)
    runs = _runs(figures, first, ends)
    low, high = _extent(values, runs, projection.value if projection is not None else None)
    ticks = nice_ticks(low, high)
    low, high = ticks[0], ticks[-1]

    def x(day: date) -> str:
        return compact((day - first).days / days * 100)

    def y(number: Number | float) -> str:
        return compact((high - float(number)) / (high - low) * 100)

    marks = tuple(
        Mark(
            x(value.date),
            y(value.value),
            shapes[value.health],
            f"{format.long_day(value.date)}: {format.value(value.value, unit)}",
        )
        for value in values
    )
    targets, bands, target_labels, warn_labels = _targets(runs, figures, x, y, format)
    places = max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in ticks)
    line = _path([(mark.x, mark.y) for mark in marks])
    return KpiChart(
        line=line,
        marks=marks,
        targets=targets,
        bands=bands,
        target_labels=target_labels,
        warn_labels=warn_labels,
        projection=_path([(marks[-1].x, marks[-1].y), (x(projection.day), y(projection.value))])
        if projection
        else None,
        projected=Mark(
            x(projection.day),
            y(projection.value),
            "to",
            f"{format.long_day(projection.day)}: {format.value(projection.value, unit, common_decimals(figures))}",
        )
        if projection
        else None,
        newest=Mark(marks[-1].x, marks[-1].y, "now", format.cell(values[-1].value, unit)),
        x=_months(Span(first, ends), format),
        y=tuple(Tick(y(tick), _axis(tick, places)) for tick in ticks),
        summary=(
            f"{len(values)} values from {format.long_day(first)}, {format.value(values[0].value, unit)}, to "
            f"{format.long_day(last)}, {format.value(values[-1].value, unit)}."
        ),
        earlier=len(figures.values) - len(values),
    )


def common_decimals(figures: KpiFigures) -> int:
    """Return the decimals in which a KPI's made figures (means, projections) are shown beside its values."""
    latest = figures.latest
    return max(common_places(latest.value) if latest is not None else 0, 1)


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


def _recent(figures: KpiFigures) -> tuple[KpiValue, ...]:
    values = figures.values[-_CHART_VALUES:]
    if not values:
        return ()
    newest = values[-1].date
    if figures.kpi.record.cadence in (Cadence.QUARTERLY, Cadence.YEARLY, Cadence.IRREGULAR):
        return values
    return tuple(value for value in values if (newest - value.date).days <= _CHART_YEARS * 366)


def _extent(values: Iterable[KpiValue], runs: "list[_Run]", projected: Fraction | None) -> tuple[float, float]:
    numbers: list[float] = [] if projected is None else [float(projected)]
    numbers += [float(value.value) for value in values]
    for run in runs:
        numbers += map(float, _exact(run.target))
        numbers += map(float, run.warn)
    return min(numbers), max(numbers)


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of time with one target and one warning bound."""

    first: date
    last: date
    target: Target | None
    warn: tuple[Fraction, ...]


def amber_bounds(direction: Direction | None, target: Target | None, warn: Target | None) -> tuple[Fraction, ...]:
    """Return the bounds of amber: those of ``warn``, else where completion is 90 % (SPEC 3.6, 6.1)."""
    if warn is not None or target is None:
        return tuple(map(Fraction, _exact(warn)))
    bounds = tuple(map(Fraction, _exact(target)))
    if any(bound <= 0 for bound in bounds):
        return ()
    if isinstance(target, Range) and len(bounds) == 2:
        return (bounds[0] * DEFAULT_WARN, bounds[1] * (2 - DEFAULT_WARN))
    return tuple(bound * (2 - DEFAULT_WARN if direction is Direction.DOWN else DEFAULT_WARN) for bound in bounds)


def _runs(figures: KpiFigures, first: date, last: date) -> list[_Run]:
    """Return how targets and warning bounds follow each other from ``first`` to ``last``."""
    record = figures.kpi.record
    days = {day for day, _ in (*record.target, *record.warn) if first < day < last}
    edges = [first, *sorted(days), last]
    runs = []
    for start, end in pairwise(edges):
        target, warn = in_force(record.target, start), in_force(record.warn, start)
        runs.append(_Run(start, end, target, amber_bounds(record.direction, target, warn)))
    return runs


def _targets(
    runs: list[_Run],
    figures: KpiFigures,
    x: Callable[[date], str],
    y: Callable[[Number | float], str],
    format: Format,  # noqa: A002 - the noun
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Tick, ...], tuple[Tick, ...]]:
    """Return target lines, warning bands and their labels, stepping where the target changes."""
    lines: list[str] = []
    bands: list[str] = []
    for side in range(max(len(_exact(run.target)) for run in runs)):
        line: list[tuple[str, str]] = []
        for run in runs:
            bounds = _exact(run.target)
            if side < len(bounds):
                line += [(x(run.first), y(bounds[side])), (x(run.last), y(bounds[side]))]
            elif line:
                lines.append(_path(line))
                line = []
        if line:
            lines.append(_path(line))
    for run in runs:
        for target, warn in zip(_exact(run.target), run.warn, strict=False):
            if target != warn:
                left, right, top, bottom = x(run.first), x(run.last), y(target), y(warn)
                bands.append(f"M{left} {top}H{right}V{bottom}H{left}Z")
    newest = runs[-1]
    unit = figures.kpi.record.unit
    bounds = _exact(newest.target)
    names = ("min ", "max ") if isinstance(newest.target, Range) and len(bounds) == 2 else ("target ",)
    target_labels = tuple(
        Tick(y(bound), f"{name}{format.cell(bound, unit)}") for name, bound in zip(names, bounds, strict=False)
    )
    warn_labels = tuple(
        Tick(y(bound), f"warn {format.cell(bound, unit)}") for bound in newest.warn if bound not in bounds
    )
    return tuple(lines), tuple(bands), target_labels, warn_labels


def _exact(target: Target | None) -> tuple[Decimal, ...]:
    if target is None:
        return ()
    return tuple(bound for bound in target if bound is not None) if isinstance(target, Range) else (target,)


def _path(places: Sequence[tuple[str, str]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in places)


def _axis(tick: float, places: int) -> str:
    return f"{tick:,.{places}f}".replace("-", "−")


def _months(span: Span, format: Format) -> tuple[Tick, ...]:  # noqa: A002 - the noun
    """Return the labels of a time axis: months, every third month, or years."""
    days = max((span.last - span.first).days, 1)
    every = 1 if days <= 130 else 3 if days <= 400 else 12
    ticks: list[Tick] = []
    year, month = span.first.year, span.first.month
    while True:
        day = date(year, month, 1)
        if day > span.last:
            break
        if day >= span.first and (month - 1) % every == 0:
            label = str(year) if month == 1 else format.month(day)
            ticks.append(Tick(compact((day - span.first).days / days * 100), label))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if days > 12 * 370:
        step = len(ticks) // 8 + 1
        ticks = ticks[::step]
    if not ticks and days > 3:
        ticks = [Tick("0", format.day(span.first)), Tick("100", format.day(span.last))]
    return tuple(ticks)
