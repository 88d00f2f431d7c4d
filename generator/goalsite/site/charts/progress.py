"""An objective's progress over time, against what was and is expected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from goalsite.language import gettext as _
from goalsite.measure import Point
from goalsite.model.periods import Span
from goalsite.site.charts.axes import Mark, Tick, compact, months, path
from goalsite.site.charts.flags import Flag, flags_of, with_moves
from goalsite.site.format import Format


class Original(NamedTuple):
    """What the original targets would have made of it since they moved: paths, today's place and both shares."""

    progress: str
    expected: str
    x: str
    y: str
    share: str
    should: str


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """Progress over time against the expected line; paths are SVG path data in a 100 × 100 box.

    ``should`` is what was expected when ``now`` was recorded; ``day`` is the day of the site.
    """

    progress: str
    expected: str
    marks: tuple[Mark, ...]
    today: str | None
    today_y: str | None
    now: Mark | None
    day: str
    should: str
    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    summary: str
    flags: tuple[Flag, ...] = ()
    then: Original | None = None


def progress_chart(
    points: Sequence[Point],
    expected: Sequence[tuple[date, Fraction]],
    span: Span,
    as_of: date,
    format: Format,  # noqa: A002 - the noun
    moved: Sequence[date] = (),
    original: Sequence[Point] = (),
) -> ProgressChart | None:
    """Return the chart of an objective's progress; None where no point has progress or the cycle is one day.

    ``moved`` are the days on which goalposts moved; ``original`` is how it would have stood since then without, up to
    the cycle's last day.
    """
    days = (span.last - span.first).days
    known = [point for point in points if point.progress is not None and point.date >= span.first]
    if not known or days <= 0:
        return None

    def x(day: date) -> str:
        return compact(min(max((day - span.first).days / days, 0.0), 1.0) * 100)

    def y(share: Fraction) -> str:
        return compact(100 - min(max(float(share), 0.0), 1.0) * 100)

    marks = tuple(
        Mark(
            x(point.date),
            y(point.progress or Fraction(0)),
            "check",
            _(
                "{day}: {progress}, expected {expected}",
                day=format.day(point.date),
                progress=format.percent(point.progress),
                expected=format.percent(point.expected),
            ),
        )
        for point in known
    )
    newest = known[-1]
    running = as_of in span
    flagged = [day for day in moved if day in span]
    today = float(x(as_of)) if running else None

    def place(at: float) -> str:
        if today is not None and today > 80 and at > 60:
            return "before low"  # the words of today stand there
        return "before" if at > 30 else "low"

    return ProgressChart(
        progress=path([(mark.x, mark.y) for mark in marks]),
        expected=path([(x(day), y(share)) for day, share in expected]),
        marks=marks[:-1],
        today=x(as_of) if running else None,
        today_y=y(newest.expected) if running else None,
        now=Mark(marks[-1].x, marks[-1].y, "now", format.percent(newest.progress)),
        day=format.day(as_of),
        should=format.percent(newest.expected),
        x=months(span, format),
        y=tuple(Tick(str(100 - share), f"{share}%" if share == 100 else str(share)) for share in (0, 25, 50, 75, 100)),
        summary=with_moves(
            _(
                "Progress from {old} on {first} to {new} on {last}; expected then {expected}.",
                old=format.percent(known[0].progress),
                first=format.day(known[0].date),
                new=format.percent(newest.progress),
                last=format.day(newest.date),
                expected=format.percent(newest.expected),
            ),
            flagged,
            format,
        ),
        flags=flags_of(flagged, x, place, format),
        then=_original(original, as_of, x, y, format),
    )


def _original(
    points: Sequence[Point],
    as_of: date,
    x: Callable[[date], str],
    y: Callable[[Fraction], str],
    format: Format,  # noqa: A002 - the noun
) -> Original | None:
    known = [point for point in points if point.progress is not None and point.date <= as_of]
    if not known:
        return None
    newest = known[-1]
    assert newest.progress is not None
    return Original(
        progress=path([(x(point.date), y(point.progress or Fraction(0))) for point in known]),
        expected=path([(x(point.date), y(point.expected)) for point in points]),
        x=x(newest.date),
        y=y(newest.progress),
        share=format.percent(newest.progress),
        should=format.percent(newest.expected),
    )
