"""What a file says: one record for each kind of file, as written, before references are followed.

A record depends on its file's content alone, so it can be cached by that content. Every record keeps ``at``:
where each key's value stands, by its dotted path (``key_results.sales.to``, ``check_ins.0.date``).
Numbers are decimals exactly as written. ``extra`` holds the user's own keys (``x-``), empty or None without any.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from goalsite.findings import START, Position
from goalsite.vocabulary import (
    Cadence,
    Combine,
    CycleState,
    Direction,
    InitiativeStatus,
    ObjectiveType,
    ProgressFrom,
    State,
    YearEnd,
)


class Ref(NamedTuple):
    """A reference as written, with its place."""

    text: str
    at: Position


def as_written(ref: Ref | None) -> str | None:
    """Return a reference as written, None where there is none."""
    return ref.text if ref is not None else None


class Range(NamedTuple):
    """Two inclusive bounds; either may be missing."""

    min: Decimal | None
    max: Decimal | None


Target = Decimal | Range
Schedule = tuple[tuple[dt.date, Target], ...]
"""Targets by the day from which each holds, oldest first; one for all time begins at ``date.min``."""


class Link(NamedTuple):
    """A link to something outside the goals."""

    title: str
    url: str
    extra: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every object may have (SPEC 3)."""

    title: str = ""
    tags: tuple[str, ...] = ()
    ignore: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    at: Mapping[str, Position] = field(default_factory=dict)

    def position(self, key: str) -> Position:
        """Return where ``key`` stands, or its nearest enclosing key, or the start of the file."""
        while key:
            if key in self.at:
                return self.at[key]
            key = key.rpartition(".")[0]
        return self.at.get("kind", START)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRecord(Record):
    """SPEC 3.1."""

    mission: str | None = None
    fiscal_year_starts: int = 1
    fiscal_year_named_by: YearEnd = YearEnd.START
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRecord(Record):
    """SPEC 3.2."""

    lead: Ref | None = None
    members: tuple[Ref, ...] = ()
    part_of: Ref | None = None
    mission: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord(Record):
    """SPEC 3.2."""

    team: Ref | None = None
    role: str | None = None
    account: str | None = None
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleRecord(Record):
    """SPEC 3.2."""

    starts: dt.date | None = None
    ends: dt.date | None = None
    state: CycleState = CycleState.ACTIVE
    theme: str | None = None


class Milestone(NamedTuple):
    """One milestone of a key result."""

    title: str
    due: dt.date | None
    done: dt.date | None
    weight: Decimal
    extra: Mapping[str, object] | None = None


class Retirement(NamedTuple):
    """Why and when a key result left (SPEC 8.2)."""

    date: dt.date
    why: str | None
    replaced_by: Ref | None
    extra: Mapping[str, object] | None = None


class Adjustment(NamedTuple):
    """The recorded reason of a moved goalpost (SPEC 8.2)."""

    date: dt.date
    what: str | None
    why: str | None
    approved_by: Ref | None
    extra: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultRecord:
    """SPEC 3.4. At most one measure is set; ``done`` is False, a day, or None where it is not a yes/no."""

    id: str
    title: str = ""
    owner: Ref | None = None
    weight: Decimal = Decimal(1)
    unit: str | None = None
    due: dt.date | None = None
    added: dt.date | None = None
    retired: Retirement | None = None
    planned: tuple[tuple[dt.date, Decimal], ...] = ()
    score: Decimal | None = None
    from_: Decimal | None = None
    to: Decimal | None = None
    kpi: Ref | None = None
    keep: Range | None = None
    cadence: Cadence | None = None
    checkpoints: tuple[tuple[Decimal, Decimal], ...] = ()
    milestones: tuple[Milestone, ...] | None = None
    done: dt.date | bool | None = None
    from_supporters: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)


class Initiative(NamedTuple):
    """A piece of work; never counted as progress."""

    title: str
    status: InitiativeStatus
    owner: Ref | None
    due: dt.date | None
    link: str | None
    for_: Ref | None
    extra: Mapping[str, object] | None = None


CheckInValue = Decimal | bool | tuple[str, ...]
"""A number; True for a yes/no; the titles of milestones now done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRecord(Record):
    """SPEC 3.5: one entry of a list, or a file of its own (then ``note`` is its body).

    ``value`` is what a check-in file of a KPI carries. ``key`` is the entry's own dotted path in its file
    (``check_ins.2``), empty for a file.
    """

    date: dt.date | None = None
    values: Mapping[str, CheckInValue] = field(default_factory=dict)
    value: Decimal | None = None
    confidence: Decimal | Mapping[str, Decimal] | None = None
    note: str | None = None
    by: Ref | None = None
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRecord(Record):
    """SPEC 3.3."""

    owner: Ref | None = None
    cycle: Ref | None = None
    team: Ref | None = None
    person: Ref | None = None
    type: ObjectiveType = ObjectiveType.ASPIRATIONAL
    supports: Ref | None = None
    also_supports: tuple[Ref, ...] = ()
    depends_on: tuple[Ref, ...] = ()
    with_teams: tuple[Ref, ...] = ()
    weight: Decimal = Decimal(1)
    key_results: tuple[KeyResultRecord, ...] = ()
    progress_from: ProgressFrom = ProgressFrom.KEY_RESULTS
    initiatives: tuple[Initiative, ...] = ()
    check_ins: tuple[CheckInRecord, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    state: State = State.ACTIVE
    score: Decimal | None = None
    learned: str | None = None
    carries_on: Ref | None = None
    becomes_kpi: Ref | None = None
    planned: tuple[tuple[dt.date, Decimal], ...] = ()
    links: tuple[Link, ...] = ()


class ValueRecord(NamedTuple):
    """One value of a KPI; ``path`` and ``at`` say where it was written (a CSV, the list, a check-in file).

    ``path`` is empty where it is the KPI's own file.
    """

    date: dt.date
    value: Decimal
    note: str | None = None
    by: Ref | None = None
    path: str = ""
    at: Position = START
    extra: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRecord(Record):
    """SPEC 3.6. ``values`` is None where the file has no list of its own."""

    owner: Ref | None = None
    team: Ref | None = None
    direction: Direction | None = None
    target: Schedule = ()
    target_by: dt.date | None = None
    warn: Schedule = ()
    unit: str | None = None
    definition: str | None = None
    source: str | None = None
    cadence: Cadence = Cadence.MONTHLY
    values: tuple[ValueRecord, ...] | None = None
    weight: Decimal = Decimal(1)
    core: bool = False
    part_of: Ref | None = None
    combine: Combine | None = None
    rubric: Mapping[str, str] = field(default_factory=dict)
    raters: Mapping[str, Decimal] = field(default_factory=dict)
    superseded_by: Ref | None = None
    approved_by: Ref | None = None
    adjustments: tuple[Adjustment, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationRecord(Record):
    """SPEC 3.7; what is None is shown untranslated."""

    mission: str | None = None
    theme: str | None = None
    role: str | None = None
    definition: str | None = None
    learned: str | None = None
    key_results: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord(Record):
    """An ordinary page: only what may reach the theme (SPEC 2)."""

    description: str | None = None
    hide: tuple[str, ...] = ()
    search_exclude: bool = False
