"""How goals stand on one day, before any status: the common ground of key results and objectives, and their
means.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from goalsite.language import Message
from goalsite.measure.figures import Period, Reading
from goalsite.measure.rollup import ONE, ZERO, full, mean
from goalsite.measure.status import Signals
from goalsite.model.objects import KeyResult, Objective


@dataclass(slots=True, eq=False, kw_only=True)
class Standing:
    """One item of a mean on a day; shares as in :mod:`goalsite.measure.figures`.

    ``sure`` is its confidence. ``figure_day`` is what outdated is judged by, ``pace_day`` what behind is
    judged by. ``begun`` tells that its cycle has; ``early`` that it cannot be reached before its last day
    (SPEC 5).
    """

    weight: Fraction
    progress: Fraction | None
    progress_raw: Fraction | None
    expected: Fraction
    behind: Fraction
    sure: Fraction | None
    figure_day: date
    pace_day: date
    outdated: bool
    begun: bool
    early: bool
    updated: date | None

    @property
    def signals(self) -> Signals:
        """What its status is judged by."""
        return Signals(self.progress, self.behind, self.sure, self.outdated, self.early)


@dataclass(slots=True, eq=False, kw_only=True)
class KeyResultStanding(Standing):
    """A key result on a day; see :class:`goalsite.measure.figures.KeyResultFigures`."""

    key_result: KeyResult
    active: bool
    start: Reading | None = None
    end: Reading | None = None
    current: Reading | None = None
    periods: tuple[Period, ...] = ()
    supporters: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    confidence: Reading | None = None
    why_unmeasured: Message | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class ObjectiveStanding(Standing):
    """An objective on a day; ``measured`` is (n, of) over the items of its progress."""

    objective: Objective
    key_results: Mapping[str, KeyResultStanding]
    measured: tuple[int, int]


class Average(NamedTuple):
    """What items are together; the shares are None where there is nothing to take a mean of, or weights are
    all 0.
    """

    progress: Fraction | None
    progress_raw: Fraction | None
    expected: Fraction | None
    behind: Fraction | None
    sure: Fraction | None
    measured: tuple[int, int]
    figure_day: date | None
    outdated: bool
    updated: date | None


def average(items: Sequence[Standing]) -> Average:
    """Return the weighted means over ``items`` (SPEC 4, 5): unmeasured ones count as 0.

    Together they are outdated when all that have begun and are not reached are, and there is one such; their
    figure is of the newest day among those that have begun, None where none has.
    """
    measured = sum(1 for item in items if item.progress is not None)
    progress = raw = None
    if measured:
        progress = raw = mean((item.weight, item.progress or ZERO) for item in items)
        if any(item.progress_raw is not item.progress for item in items):
            raw = mean((item.weight, item.progress_raw or ZERO) for item in items)
    waiting = [item for item in items if item.begun and not full(item.progress)]
    return Average(
        progress,
        raw,
        _expected(items),
        mean((item.weight, item.behind) for item in items),
        mean((item.weight, item.sure) for item in items if item.sure is not None),
        (measured, len(items)),
        max((item.figure_day for item in items if item.begun), default=None),
        bool(waiting) and all(item.outdated for item in waiting),
        max((item.updated for item in items if item.updated is not None), default=None),
    )


def _expected(items: Sequence[Standing]) -> Fraction | None:
    """Return the mean expectation; most items share one span, and with it the very same number."""
    if items and all(item.expected is items[0].expected and item.weight is ONE for item in items):
        return items[0].expected
    return mean((item.weight, item.expected) for item in items)
