"""The status of a goal: the first rule that applies (SPEC 5)."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from goalsite.measure.figures import Pace
from goalsite.measure.lines import linear
from goalsite.measure.rollup import at_most, exact, full
from goalsite.model.periods import Span
from goalsite.settings import Settings
from goalsite.vocabulary import State, Status

_RANK = {Status.ON_TRACK: 0, Status.AT_RISK: 1, Status.OFF_TRACK: 2}
_BY_STATE = {State.DRAFT: Status.DRAFT, State.ABANDONED: Status.ABANDONED, State.CLOSED: Status.CLOSED}


class Thresholds:
    """The bounds of the settings as exact numbers."""

    __slots__ = ("_days", "_quiet", "behind", "difference", "quiet", "sure")

    def __init__(self, settings: Settings) -> None:
        pace, confidence, outdated = settings.pace, settings.confidence, settings.outdated_after
        self.behind = (exact(pace.on_track), exact(pace.at_risk))
        self.sure = (exact(confidence.on_track), exact(confidence.at_risk))
        self.quiet = exact(pace.quiet)
        self.difference = exact(settings.difference)
        self._quiet: dict[tuple[Span, date], bool] = {}
        self._days = (outdated.month, outdated.quarter, outdated.year)

    def outdated_after(self, cycle: Span) -> int:
        """Return the days after which a figure of a cycle of that length is outdated; a half is like a
        quarter.
        """
        month, quarter, year = self._days
        return month if cycle.days <= 45 else quarter if cycle.days <= 200 else year

    def by_pace(self, behind: Fraction) -> Status:
        """Return what being so far behind means."""
        on_track, at_risk = self.behind
        if at_most(behind, on_track):
            return Status.ON_TRACK
        return Status.AT_RISK if at_most(behind, at_risk) else Status.OFF_TRACK

    def by_confidence(self, confidence: Fraction) -> Status:
        """Return what so much confidence means."""
        on_track, at_risk = self.sure
        if at_most(on_track, confidence):
            return Status.ON_TRACK
        return Status.AT_RISK if at_most(at_risk, confidence) else Status.OFF_TRACK

    def is_quiet(self, span: Span, day: date) -> bool:
        """Tell whether too little of a span has gone to judge the pace (SPEC 5)."""
        found = self._quiet.get((span, day))
        if found is None:
            found = self._quiet[span, day] = linear(span, day) < self.quiet
        return found


class Signals(NamedTuple):
    """What a status is judged by; ``early`` goals are not reached before their last day."""

    progress: Fraction | None
    behind: Fraction
    confidence: Fraction | None
    outdated: bool
    early: bool = False


def judge(
    thresholds: Thresholds,
    state: State,
    begins: date,
    span: Span,
    day: date,
    signals: Signals,
    *,
    cycle_closed: bool = False,
) -> tuple[Status, Pace | None]:
    """Return the status on ``day`` and, where they decided, which of pace and confidence did.

    ``begins`` is the first day of the cycle; ``span`` the cycle, or a key result's own. A cycle whose file says that it
    is closed makes what is still open overdue (SPEC 3.2).
    """
    if state is not State.ACTIVE:
        return _BY_STATE[state], None
    if day < begins:
        return Status.NOT_STARTED, None
    progress = signals.progress
    if full(progress) and not (signals.early and day < span.last):
        return Status.REACHED, None
    if day > span.last or cycle_closed:
        return Status.OVERDUE, None
    quiet = thresholds.is_quiet(span, day)
    if progress is None:
        return (Status.STARTING if quiet else Status.NO_DATA), None
    if signals.outdated:
        return Status.OUTDATED, None
    pace = None if quiet else thresholds.by_pace(signals.behind)
    sure = None if signals.confidence is None else thresholds.by_confidence(signals.confidence)
    return worse(pace, sure)


def worse(pace: Status | None, sure: Status | None) -> tuple[Status, Pace | None]:
    """Return the worse of the two signals, of those there are, and which it was."""
    if pace is None:
        return (Status.STARTING, None) if sure is None else (sure, Pace.CONFIDENCE)
    if sure is None or _RANK[pace] > _RANK[sure]:
        return pace, Pace.PACE
    return (pace, Pace.BOTH) if pace is sure else (sure, Pace.CONFIDENCE)
