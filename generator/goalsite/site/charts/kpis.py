"""A KPI's values over time, with its targets, warning bands and projection."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from goalsite.language import gettext as _
from goalsite.measure import KpiFigures, KpiValue
from goalsite.model.periods import Span
from goalsite.site.charts.axes import Mark, Tick, compact, months, nice_ticks, path
from goalsite.site.charts.flags import Flag, flags_of, with_moves
from goalsite.site.charts.targets import Run, exact_bounds, runs_of, target_lines
from goalsite.site.format import Format
from goalsite.site.places import Number, Scale
from goalsite.site.widths import widest
from goalsite.vocabulary import Cadence, Health

_CHART_VALUES = 130
_CHART_YEARS = 2
_WORDS_FIT = 60
"""How far along the axis, in per cents, words still fit after a flag on a phone."""

_AIR = 0.04
"""The least room between lines and the edges of the plot, as a share of what is drawn."""

_LINE = 8.5
"""How far labels must be apart on a phone, in per cents of the plot."""

_HIGH = 15
"""A newest value above this, in per cents from the top, has its figure where the words of flags would be."""


@dataclass(frozen=True, slots=True)
class KpiChart:
    """A KPI's values with its targets and warning bounds.

    ``bands`` are closed paths; ``targets`` open ones; labels stand at the right end. ``left`` and ``right`` are how
    wide the labels on either side are, in em.
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
    flags: tuple[Flag, ...] = ()
    left: float = 0.0
    right: float = 0.0


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
    ticks = nice_ticks(*_extent(values, runs, projection.value if projection is not None else None, unit))
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

    scale = kpi_scale(format, figures)
    targets, bands, target_labels, warn_labels = target_lines(runs, figures, x, y, format, scale)
    target_labels, warn_labels = _apart(target_labels, warn_labels)
    axis = _axis(ticks, y, format)
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
                what=format.value(projection.value, unit, projected_scale(format, figures, short=False).places),
            ),
        )
        if projection
        else None,
        newest=Mark(marks[-1].x, marks[-1].y, "now", str(format.cell(values[-1].value, unit, scale))),
        x=months(Span(first, ends), format),
        y=axis,
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
        flags=flags_of(flagged, x, place, format),
        left=widest([tick.label for tick in axis]),
        right=widest([label.label for label in (*target_labels, *warn_labels)]),
    )


def kpi_scale(format: Format, figures: KpiFigures) -> Scale:  # noqa: A002 - the noun
    """Return how a KPI's newest value and its target are written, wherever they stand."""
    latest = figures.latest
    bounds = exact_bounds(figures.target_shown)
    return format.scale(figures.kpi.record.unit, latest.value if latest is not None else None, *bounds)


def projected_scale(format: Format, figures: KpiFigures, *, short: bool = True) -> Scale:  # noqa: A002 - the noun
    """Return how a KPI's made figures (means, projections) are written."""
    latest, projection = figures.latest, figures.projection
    made = projection.value if projection is not None else None
    return format.scale(figures.kpi.record.unit, latest.value if latest else None, made=made, short=short)


def _recent(figures: KpiFigures) -> tuple[KpiValue, ...]:
    values = figures.values[-_CHART_VALUES:]
    if not values:
        return ()
    newest = values[-1].date
    if figures.kpi.record.cadence in (Cadence.QUARTERLY, Cadence.YEARLY, Cadence.IRREGULAR):
        return values
    return tuple(value for value in values if (newest - value.date).days <= _CHART_YEARS * 366)


def _extent(
    values: Iterable[KpiValue], runs: list[Run], projected: Fraction | None, unit: str | None
) -> tuple[float, float]:
    """Return what the plot must hold: all values, and lines with some air, so that none lies on an edge.

    Where nothing is below 0, neither is the air; of per cents it ends at 100.
    """
    numbers: list[float] = [] if projected is None else [float(projected)]
    numbers += [float(value.value) for value in values]
    lines = [float(bound) for run in runs for bound in (*exact_bounds(run.target), *run.amber) if bound is not None]
    low, high = min(*numbers, *lines), max(*numbers, *lines)
    air = (high - low) * _AIR
    under = min(lines, default=high) - air
    over = max(lines, default=low) + air
    if low >= 0:
        under = max(under, 0.0)
    if unit == "%" and high <= 100:
        over = min(over, 100.0)
    return min(low, under), max(high, over)


def _apart(targets: tuple[Tick, ...], warns: tuple[Tick, ...]) -> tuple[tuple[Tick, ...], tuple[Tick, ...]]:
    """Return labels at the right end so far from each other that both can be read, about where their lines are."""
    labels = sorted(((float(label.at), label) for label in (*targets, *warns)), key=lambda pair: pair[0])
    places = [at for at, _label in labels]
    for _round in places:  # each settles one of them
        for i in range(1, len(places)):
            if (lack := _LINE - (places[i] - places[i - 1])) > 0:
                places[i - 1] -= lack / 2
                places[i] += lack / 2
    moved = {label: label._replace(at=compact(at)) for at, (_at, label) in zip(places, labels, strict=True)}
    return tuple(moved[label] for label in targets), tuple(moved[label] for label in warns)


def _axis(ticks: Sequence[float], y: Callable[[float], str], format: Format) -> tuple[Tick, ...]:  # noqa: A002 - the noun
    exact = [Fraction(str(tick)) for tick in ticks]
    scale = format.scale(None, *exact)
    return tuple(
        Tick(y(tick), str(format.cell(value, None, scale)) if value else "0")
        for tick, value in zip(ticks, exact, strict=True)
    )
