"""A KPI's values over time, with its targets, warning bands and projection."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from goalsite.language import gettext as _
from goalsite.measure import KpiFigures, KpiValue
from goalsite.model.periods import Span
from goalsite.site.charts.axes import Mark, Tick, compact, months, nice_ticks, path
from goalsite.site.charts.flags import Flag, flags_of, with_moves
from goalsite.site.charts.targets import Run, exact_bounds, runs_of, target_lines
from goalsite.site.format import Format, Number, common_places
from goalsite.vocabulary import Cadence, Health

_CHART_VALUES = 130
_CHART_YEARS = 2
_WORDS_FIT = 60
"""How far along the axis, in per cents, words still fit after a flag on a phone."""

_HIGH = 15
"""A newest value above this, in per cents from the top, has its figure where the words of flags would be."""


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
    flags: tuple[Flag, ...] = ()


def kpi_chart(
    figures: KpiFigures,
    format: Format,  # noqa: A002 - the noun
    shapes: dict[Health, str],
    moved: Sequence[date] = (),
) -> KpiChart | None:
    """Return the chart of a KPI's values of about two years; None with fewer than two values.

    ``moved`` are the days on which goalposts moved; it reaches to the last of them.
    """
    values = _recent(figures)
    if len(values) < 2:
        return None
    unit = figures.kpi.record.unit
    last = values[-1].date
    projection = figures.projection
    first = values[0].date
    flagged = [day for day in moved if day >= first]
    ends = max((last, *flagged, *([projection.day] if projection is not None else [])))
    days = max((ends - first).days, 1)
    runs = runs_of(figures, first, ends)
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
            _("{when}: {what}", when=format.long_day(value.date), what=format.value(value.value, unit)),
        )
        for value in values
    )

    def place(at: float) -> str:
        side = "before" if at > _WORDS_FIT else "after"
        return f"{side} foot" if float(marks[-1].y) < _HIGH else side

    targets, bands, target_labels, warn_labels = target_lines(runs, figures, x, y, format)
    places = max(len(f"{tick:.6f}".rstrip("0").partition(".")[2]) for tick in ticks)
    line = path([(mark.x, mark.y) for mark in marks])
    return KpiChart(
        line=line,
        marks=marks,
        targets=targets,
        bands=bands,
        target_labels=target_labels,
        warn_labels=warn_labels,
        projection=path([(marks[-1].x, marks[-1].y), (x(projection.day), y(projection.value))]) if projection else None,
        projected=Mark(
            x(projection.day),
            y(projection.value),
            "to",
            _(
                "{when}: {what}",
                when=format.long_day(projection.day),
                what=format.value(projection.value, unit, common_decimals(figures)),
            ),
        )
        if projection
        else None,
        newest=Mark(marks[-1].x, marks[-1].y, "now", format.cell(values[-1].value, unit)),
        x=months(Span(first, ends), format),
        y=tuple(Tick(y(tick), _axis(tick, places)) for tick in ticks),
        summary=with_moves(
            _(
                "{n} values from {first}, {old}, to {last}, {new}.",
                n=len(values),
                first=format.long_day(first),
                old=format.value(values[0].value, unit),
                last=format.long_day(last),
                new=format.value(values[-1].value, unit),
            ),
            flagged,
            format,
        ),
        earlier=len(figures.values) - len(values),
        flags=flags_of(flagged, x, place, format),
    )


def common_decimals(figures: KpiFigures) -> int:
    """Return the decimals in which a KPI's made figures (means, projections) are shown beside its values."""
    latest = figures.latest
    return max(common_places(latest.value) if latest is not None else 0, 1)


def _recent(figures: KpiFigures) -> tuple[KpiValue, ...]:
    values = figures.values[-_CHART_VALUES:]
    if not values:
        return ()
    newest = values[-1].date
    if figures.kpi.record.cadence in (Cadence.QUARTERLY, Cadence.YEARLY, Cadence.IRREGULAR):
        return values
    return tuple(value for value in values if (newest - value.date).days <= _CHART_YEARS * 366)


def _extent(values: Iterable[KpiValue], runs: list[Run], projected: Fraction | None) -> tuple[float, float]:
    numbers: list[float] = [] if projected is None else [float(projected)]
    numbers += [float(value.value) for value in values]
    for run in runs:
        numbers += map(float, exact_bounds(run.target))
        numbers += (float(bound) for bound in run.amber if bound is not None)
    return min(numbers), max(numbers)


def _axis(tick: float, places: int) -> str:
    return f"{tick:,.{places}f}".replace("-", "−")
