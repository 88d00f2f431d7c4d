"""One line of a table: an objective, a key result, a KPI."""

from dataclasses import dataclass

from markupsafe import Markup

from goalsite.site.context import Named
from goalsite.site.marks import BarParts, PillParts
from goalsite.vocabulary import Health, Status


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """A key result's line; ``note`` says when it came or went."""

    id: str
    anchor: str
    title: str
    unit: str
    start: str
    now: str
    target: str
    bar: Markup
    percent: str
    pace: str
    pace_class: str
    confidence: Markup
    pill: Markup
    owner: Markup
    note: str
    active: bool


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective's line; one that could not be read has neither figures nor key results.

    ``bar_parts`` and ``words`` are what its bar and its pill are drawn from. The team of a ``personal`` one
    is a person; ``team_id`` is None for the company.
    """

    id: str
    title: str
    url: str
    team: Named
    cycle: str
    bar: Markup
    percent: str
    pace: str
    pace_class: str
    confidence: Markup
    pill: Markup
    status: Status | None
    shape: str
    rank: int
    owner: Markup
    supports: Named | None
    supports_kpi: bool
    key_results: tuple[KeyResultRow, ...]
    usable: bool
    bar_parts: BarParts
    words: PillParts
    score: str = ""
    personal: bool = False
    team_id: str | None = None


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A KPI's line, with what the scorecard adds."""

    id: str
    title: str
    url: str
    unit: str
    team: Named
    sparkline: Markup
    target: str
    now: str
    completion: str
    pill: Markup
    shape: str
    health: Health | None
    updated: str
    key_results: int
    owner: Markup
    weight: str
    remark: str
    usable: bool
    superseded: bool
    words: PillParts
