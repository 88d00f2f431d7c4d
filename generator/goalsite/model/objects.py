"""What the goals mean: objects with their references followed, as of one day.

An object refers to others by id; :class:`goalsite.model.repository.Repository` finds them. What was recorded after
the day (SPEC 2: check-ins, values, ``done``, ``added``, ``retired``, ``adjustments``) is already left out here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goalsite.model.periods import Span
from goalsite.model.records import (
    Adjustment,
    CheckInRecord,
    CompanyRecord,
    CycleRecord,
    KeyResultRecord,
    KpiRecord,
    ObjectiveRecord,
    PageRecord,
    PersonRecord,
    TeamRecord,
    TranslationRecord,
    ValueRecord,
)
from goalsite.vocabulary import CycleState, Measure, State


@dataclass(frozen=True, slots=True)
class File:
    """Where an object stands: the path shown to people, its Markdown body and the body's first line.

    ``path`` is relative to the repository (``goals/teams/growth/team.md``), ``key`` is relative to the goals folder,
    without ``.md`` (``teams/growth/team``).
    """

    path: str
    key: str
    body: str = ""
    body_line: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """The one company (SPEC 3.1)."""

    id: str
    file: File
    record: CompanyRecord
    usable: bool = True

    @property
    def title(self) -> str:
        """The company's name."""
        return self.record.title


@dataclass(frozen=True, slots=True, eq=False)
class Team:
    """A team; ``parent`` is None for a team directly under the company. People are person keys (see ``Person``)."""

    id: str
    file: File
    record: TeamRecord
    parent: str | None
    lead: str | None
    members: tuple[str, ...]
    usable: bool = True

    @property
    def title(self) -> str:
        """The team's name."""
        return self.record.title


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Someone with a person file. Elsewhere a *person key* is such an ``id``, or a name as written without a file."""

    id: str
    file: File
    record: PersonRecord
    team: str | None
    usable: bool = True

    @property
    def title(self) -> str:
        """The person's name."""
        return self.record.title


@dataclass(frozen=True, slots=True, eq=False)
class Cycle:
    """A period of goals; ``file`` and ``record`` are None where it is known from its id alone."""

    id: str
    span: Span
    file: File | None = None
    record: CycleRecord | None = None
    usable: bool = True

    @property
    def state(self) -> CycleState:
        """What its file says of its objectives; active without one."""
        return self.record.state if self.record else CycleState.ACTIVE


@dataclass(frozen=True, slots=True)
class Goal:
    """The target of a reference: an objective's or KPI's id, and the key result where one is named."""

    id: str
    key_result: str | None = None

    def __str__(self) -> str:
        return f"{self.id}#{self.key_result}" if self.key_result else self.id


@dataclass(frozen=True, slots=True, eq=False)
class CheckIn:
    """One check-in of an objective, in its place in time; ``path`` is the file it was written in."""

    date: date
    record: CheckInRecord
    by: str | None
    path: str
    note: str | None
    note_line: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class KeyResult:
    """A key result with its span and its KPI found.

    ``done`` is the day a yes/no was done, by key or check-in, whichever is earlier. ``milestones_done`` gives the
    same for each milestone, in the order of ``record.milestones``.
    """

    id: str
    objective: str
    record: KeyResultRecord
    measure: Measure
    span: Span
    owner: str | None
    kpi: str | None
    retired: date | None
    done: date | None
    milestones_done: tuple[date | None, ...]

    @property
    def ref(self) -> str:
        """Its whole name: the objective's id, ``#``, its own id."""
        return f"{self.objective}#{self.id}"

    @property
    def title(self) -> str:
        """Its title."""
        return self.record.title

    @property
    def weight(self) -> Decimal:
        """Its weight in the objective."""
        return self.record.weight


@dataclass(frozen=True, slots=True, eq=False)
class Objective:
    """An objective. ``cycle`` is None only where ``usable`` is False: means leave it out and say so (SPEC 2).

    ``check_ins`` are in their order (SPEC 3.5), ``later`` those after the day, which only G503 looks at.
    ``key_results`` are those that exist on the day, retired ones included. ``state`` is the effective state: an
    active objective of a draft cycle is a draft.
    """

    id: str
    ref: str
    file: File
    record: ObjectiveRecord
    team: str | None
    cycle: Cycle | None
    owner: str | None
    person: str | None
    state: State
    supports: Goal | None
    also_supports: tuple[Goal, ...]
    depends_on: tuple[Goal, ...]
    with_teams: tuple[str, ...]
    carries_on: str | None
    becomes_kpi: str | None
    key_results: tuple[KeyResult, ...]
    check_ins: tuple[CheckIn, ...]
    later: tuple[CheckIn, ...]
    adjustments: tuple[Adjustment, ...]
    usable: bool = True

    @property
    def title(self) -> str:
        """Its title."""
        return self.record.title

    @property
    def weight(self) -> Decimal:
        """Its weight in its team's mean and in what it supports."""
        return self.record.weight

    @property
    def counted(self) -> bool:
        """Whether figures count it: readable, and active or closed (SPEC 4)."""
        return self.usable and self.state in (State.ACTIVE, State.CLOSED)

    @property
    def is_company(self) -> bool:
        """Whether it is a company objective: no team above it, and not someone's own."""
        return self.team is None and self.person is None

    def key_result(self, id: str) -> KeyResult | None:  # noqa: A002 - the contract's own word
        """Return the key result of that id, or None."""
        return next((kr for kr in self.key_results if kr.id == id), None)


@dataclass(frozen=True, slots=True, eq=False)
class Kpi:
    """A KPI; ``values`` are those on or before the day, oldest first, one a day (several with ``raters``).

    ``later`` are those after the day, which only G503 looks at.

    A whole (``combine``) has no values of its own; :mod:`goalsite.measure` makes them from ``parts`` (ids).
    """

    id: str
    ref: str
    file: File
    record: KpiRecord
    team: str | None
    owner: str | None
    part_of: str | None
    parts: tuple[str, ...]
    superseded_by: str | None
    approved_by: str | None
    values: tuple[ValueRecord, ...]
    later: tuple[ValueRecord, ...]
    adjustments: tuple[Adjustment, ...]
    usable: bool = True

    @property
    def title(self) -> str:
        """Its title."""
        return self.record.title


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """An ordinary Markdown page of the site."""

    id: str
    file: File
    record: PageRecord


@dataclass(frozen=True, slots=True, eq=False)
class Translation:
    """What ``x.zh.md`` says beside ``x.md``; ``of`` is the key of the translated file."""

    of: str
    language: str
    file: File
    record: TranslationRecord


@dataclass(frozen=True, slots=True)
class Untranslated:
    """What of an object is still in the language it was written in.

    ``texts`` are keys beside the title (``mission``), ``key_results`` ids; ``wholly`` says that there is none.
    """

    title: bool
    body: bool
    texts: frozenset[str]
    key_results: frozenset[str]
    wholly: bool

    def __bool__(self) -> bool:
        return self.title or self.body or bool(self.texts) or bool(self.key_results)


@dataclass(frozen=True, slots=True, eq=False)
class Unreadable:
    """A file of which not even the kind is known; it keeps its place by its path."""

    id: str
    file: File


Translations = Mapping[tuple[str, str], Translation]
