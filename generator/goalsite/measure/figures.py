"""What was measured: every number the site shows, as data, with what it was made from.

All numbers are exact (``Fraction``); progress, expected, behind, confidence, completion and score are shares
of one (0.5 is 50 %). ``None`` is unknown or not applicable; zero is zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from goalsite.findings import START, Position
from goalsite.language import Message
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.periods import Span
from goalsite.model.records import Target
from goalsite.model.repository import Repository
from goalsite.settings import Settings
from goalsite.vocabulary import Grade, Health, Status, Trend


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with its source: the day it is of, and the file (repository path) and place that say so."""

    value: Fraction
    date: date | None
    path: str
    at: Position = START


class Kept(StrEnum):
    """What became of one period of a ``keep`` (SPEC 3.4)."""

    HELD = "held"
    MISSED = "missed"
    NO_VALUE = "no value"
    TO_COME = "to come"


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a ``keep``; the running one is marked, and held or not by its newest value."""

    span: Span
    kept: Kept
    reading: Reading | None
    running: bool

    @property
    def held(self) -> bool:
        """Whether its newest value held; so far, while it runs."""
        return self.kept is Kept.HELD


class Pace(StrEnum):
    """Which of the two signals made a status (SPEC 5); for the sentence that says why."""

    PACE = "pace"
    CONFIDENCE = "confidence"
    BOTH = "both"


@dataclass(frozen=True, slots=True, eq=False)
class KeyResultFigures:
    """A key result on the day.

    ``start`` and ``end`` are its ``from`` and ``to`` as used (a metric only). ``current`` is the newest
    value. ``progress`` is held to 0..1 and is None while unmeasured; ``progress_raw`` is not held.
    ``expected`` is of the day, ``behind`` of the figure's day, ``pace_day`` (SPEC 5). ``updated`` is the
    newest value, ``done`` or check-in that touched it; ``figure_day`` is what outdated is judged by.
    ``why_unmeasured`` says what to write where it can never be measured. ``active`` is False once retired.
    ``left_out`` holds the paths of unreadable supporters.
    """

    key_result: KeyResult
    active: bool
    start: Reading | None
    end: Reading | None
    current: Reading | None
    periods: tuple[Period, ...]
    supporters: tuple[str, ...]
    left_out: tuple[str, ...]
    progress: Fraction | None
    progress_raw: Fraction | None
    expected: Fraction
    behind: Fraction
    pace_day: date
    confidence: Reading | None
    status: Status
    last_status: Status | None
    outdated: bool
    updated: date | None
    figure_day: date
    why_unmeasured: Message | None

    @property
    def measured(self) -> bool:
        """Whether it has a figure."""
        return self.progress is not None


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a weighted mean: a reference, its weight and its progress (None counts as 0)."""

    ref: str
    weight: Fraction
    progress: Fraction | None
    progress_raw: Fraction | None
    path: str
    at: Position = START


@dataclass(frozen=True, slots=True)
class Point:
    """One point of progress over time; ``sheet`` are the standings it was read from, where it was from such, and
    ``confidence`` is what the objective's was then.
    """

    date: date
    progress: Fraction | None
    expected: Fraction
    sheet: object = field(default=None, compare=False, repr=False)
    confidence: Fraction | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ObjectiveFigures:
    """An objective on the day.

    ``items`` are what its progress is the mean of; ``by_key_results`` and ``by_supporters`` are the two
    possible means, where each exists, and ``disagree`` tells that they differ by more than the
    setting allows. ``measured`` is (n, of) over the items. ``supporters`` are counted ones
    in its own cycle or one within it; ``left_out`` the paths of unreadable ones. ``figure_day`` is the newest
    of its items'. ``aligned`` is None for company objectives and personal ones, and where an unreadable file
    hides where the chain leads. ``grade`` and ``score`` only where closed.
    """

    objective: Objective
    key_results: Mapping[str, KeyResultFigures]
    items: tuple[Item, ...]
    left_out: tuple[str, ...]
    progress: Fraction | None
    progress_raw: Fraction | None
    by_key_results: Fraction | None
    by_supporters: Fraction | None
    disagree: bool
    expected: Fraction
    behind: Fraction
    confidence: Fraction | None
    status: Status
    decided_by: Pace | None
    last_status: Status | None
    outdated: bool
    figure_day: date
    measured: tuple[int, int]
    score: Fraction | None
    grade: Grade | None
    supporters: tuple[str, ...]
    updated: date | None
    aligned: bool | None


@dataclass(frozen=True, slots=True)
class KpiValue:
    """One effective value of a KPI, judged by the target in force on its own day."""

    reading: Reading
    target: Target | None
    warn: Target | None
    completion: Fraction | None
    health: Health
    note: str | None
    by: tuple[str, ...] = ()

    @property
    def date(self) -> date:
        """The day the value is of."""
        assert self.reading.date is not None
        return self.reading.date

    @property
    def value(self) -> Fraction:
        """The value."""
        return self.reading.value


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the trend of five years leads on ``day`` (SPEC 6.1).

    ``missed_by`` is a share of the way from the newest value to the target; None where it is reached, or
    where the newest value already stands on the target.
    """

    day: date
    value: Fraction
    target: Target
    reached: bool
    missed_by: Fraction | None
    change_per_year: Fraction


@dataclass(frozen=True, slots=True, eq=False)
class KpiFigures:
    """A KPI on the day. ``values`` are effective ones (made from parts or ratings where so), oldest first."""

    kpi: Kpi
    values: tuple[KpiValue, ...]
    latest: KpiValue | None
    target_now: Target | None
    completion: Fraction | None
    health: Health
    stale: bool
    trend: Trend | None
    projection: Projection | None
    parts: tuple[str, ...]
    left_out: tuple[str, ...]
    raters: tuple[int, int] | None

    @property
    def target_shown(self) -> Target | None:
        """The target to show beside the newest value: the one it was judged by; without a value, the one now."""
        return self.latest.target if self.latest is not None else self.target_now

    @property
    def remark(self) -> str | None:
        """The newest note, be it of an older value (SPEC 6.2)."""
        return next((value.note for value in reversed(self.values) if value.note), None)


@dataclass(frozen=True, slots=True)
class Scored:
    """A closed objective's score, its weight in its team's mean, and the place that gives the score."""

    ref: str
    weight: Fraction
    score: Fraction
    path: str
    at: Position = START


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a team's closed objectives: their weighted mean, those that have one, and how many are closed."""

    mean: Fraction | None = None
    items: tuple[Scored, ...] = ()
    closed: int = 0


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """A team's or the company's figures in one cycle (SPEC 4, 7); made of nothing, those of one without objectives.

    ``progress`` is the mean of its own objectives, ``with_subteams`` pools all below. ``expected`` is the mean
    over the same objectives as ``progress``, None where there are none. ``aligned`` and
    ``alignable`` are the two sides of ``coverage``, which is None where nothing could be aligned. ``items``
    are what ``progress`` is the mean of, ``pooled`` what ``with_subteams`` is; ``left_out`` the
    paths of unreadable ones of its own. ``scores`` are of the same objectives as ``progress``,
    ``pooled_scores`` of the same as ``with_subteams``.
    """

    progress: Fraction | None = None
    with_subteams: Fraction | None = None
    coverage: Fraction | None = None
    aligned: int = 0
    alignable: int = 0
    items: tuple[Item, ...] = ()
    pooled: tuple[Item, ...] = ()
    left_out: tuple[str, ...] = ()
    expected: Fraction | None = None
    scores: Scores = Scores()
    pooled_scores: Scores = Scores()


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of a scorecard; ``score`` is weight × completion held to 0..1, None without a completion."""

    kpi: str
    weight: Fraction
    completion: Fraction | None
    score: Fraction | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A team's KPIs in one table (SPEC 6.2).

    ``total`` is a share of one; None where nothing has a completion, or only weights of 0.
    """

    rows: tuple[ScoreRow, ...]
    total: Fraction | None
    with_completion: int

    @property
    def weight(self) -> Fraction:
        """The weights of its rows, added up; ``total`` counts those with a completion only."""
        return sum((row.weight for row in self.rows), Fraction())

    @property
    def score(self) -> Fraction | None:
        """The scores of its rows, added up; None where none has one."""
        scores = [row.score for row in self.rows if row.score is not None]
        return sum(scores, Fraction()) if scores else None


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A company objective nobody supports, or one of its key results where a sibling is (SPEC 7)."""

    objective: str
    key_result: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """All figures of a repository on its day.

    ``teams`` is keyed by (team id or None for the company, cycle id); ``scorecards`` by team id or None.
    ``current_cycle`` is the id pages show first, None where there is no cycle (SPEC 1). ``over_time`` gives
    progress over time lazily: :func:`goalsite.measure.over_time`, which looks things up in ``ledger``.
    """

    repository: Repository
    settings: Settings
    as_of: date
    objectives: Mapping[str, ObjectiveFigures]
    kpis: Mapping[str, KpiFigures]
    teams: Mapping[tuple[str | None, str], TeamFigures]
    scorecards: Mapping[str | None, Scorecard]
    unsupported: tuple[Unsupported, ...]
    current_cycle: str | None
    ledger: object = field(default=None, repr=False)
