"""Which column of a table says what: guessed from its heads in English and Chinese, or told."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from goalsite.language import gettext as _
from goalsite.model.suggest import did_you_mean
from goalsite.writing.importing.cells import Raw, period_end, text_of
from goalsite.writing.importing.shares import tells_progress
from goalsite.writing.refusal import Refused

_MOST_LINES_ABOVE = 20

_WORDS: Mapping[str, str] = {
    "objective": "objective|objectives|o|goal|objective title|目标|目标名称|目标o|o目标|okr|目标(o)",
    "key result": "key result|key results|kr|krs|key result title|关键结果|关键成果|关键结果kr|关键结果(kr)|衡量标准",
    "kpi": "kpi|kpis|indicator|metric|measure|kpi name|指标|指标名称|kpi指标|考核指标|绩效指标|关键绩效指标",
    "owner": "owner|responsible|assignee|lead|who|负责人|责任人|所有者|担当",
    "team": "team|department|dept|group|unit of organisation|团队|部门|小组|所属部门",
    "cycle": "cycle|quarter|period|周期|季度|期间|考核周期",
    "supports": "supports|aligned to|aligns to|parent|parent objective|alignment|支撑|对齐|对齐目标|上级目标|支持",
    "from": "from|baseline|baseline value|start|start value|initial|起始值|基线|初始值|起点|基准值|基准",
    "to": "to|target|target value|goal|goal value|end|end value|目标|目标值|指标值|终点|结束值",
    "target": "target|target value|goal|goal value|目标|目标值|指标值|考核目标",
    "current": "current|current value|actual|now|progress|进度|进展|当前值|实际值|现值|完成值|实际|当前",
    "unit": "unit|units|单位|计量单位",
    "due": "due|due date|deadline|截止日期|到期日|截止|完成日期|截止时间",
    "weight": "weight|权重|比重",
    "direction": "direction|trend|better|方向|指标方向|极性",
    "cadence": "cadence|frequency|频率|更新频率|统计频率|统计周期|考核频率",
}
"""Heads, in order of trust: where two kinds of table know a head, the table's own kind decides.

A head that means one column only has it before one that may mean several: beside ``Objective``, ``Goal`` is an end.
"""

OBJECTIVE_COLUMNS = frozenset(
    ["objective", "owner", "team", "cycle", "supports", "key result", "from", "to", "current", "unit", "due", "weight"]
)
KPI_COLUMNS = frozenset(["kpi", "owner", "team", "direction", "target", "unit", "cadence", "weight"])


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is read.

    ``heads`` is its row of heads, ``row`` that row's number from 0. ``at`` maps our columns to their place,
    ``dated`` the days of a KPI's values to theirs. ``shares`` are the places of columns that would be ``current`` by
    their heads, and tell progress instead of values.
    """

    heads: tuple[str, ...]
    row: int
    at: Mapping[str, int]
    dated: Mapping[date, int]
    shares: tuple[int, ...] = ()

    @property
    def of_kpis(self) -> bool:
        """Whether a row is a KPI rather than a key result."""
        return "kpi" in self.at and "objective" not in self.at

    @property
    def ends_missing(self) -> tuple[str, ...]:
        """The columns ``from`` and ``to`` that a table of key results lacks; without both none is measured."""
        of_key_results = "key result" in self.at and not self.of_kpis
        return tuple(one for one in ("from", "to") if of_key_results and one not in self.at)


def read_columns(
    rows: Sequence[Sequence[Raw]], told: Mapping[str, str], percents: Collection[tuple[int, int]] = ()
) -> Columns | None:
    """Find the row of heads and what its columns mean; None where no row looks like one.

    ``told`` maps heads, as written, to our columns or to nothing, and wins over what is guessed. ``percents`` are the
    cells that are shown as per cents, by row and column from 0.
    """
    best: Columns | None = None
    for number, row in enumerate(rows[:_MOST_LINES_ABOVE]):
        found = _columns(row, number, told)
        wanted = {"kpi"} if found.of_kpis else {"objective"}
        if wanted <= set(found.at) and (best is None or len(found.at) > len(best.at)):
            best = found
    return _without_shares(best, rows, told, percents) if best is not None else None


def _without_shares(
    columns: Columns, rows: Sequence[Sequence[Raw]], told: Mapping[str, str], percents: Collection[tuple[int, int]]
) -> Columns:
    """Return the columns without one for ``current`` that tells progress; another may then take its place."""
    below = list(enumerate(rows))[columns.row + 1 :]
    shares: list[int] = []
    while (place := columns.at.get("current")) is not None:
        head = _folded(columns.heads[place])
        if head in told or not tells_progress(head, below, columns.at, percents):
            break
        shares.append(place)
        columns = _columns(rows[columns.row], columns.row, told, shares)
    return replace(columns, shares=tuple(shares))


def told_columns(words: Sequence[str]) -> dict[str, str]:
    """Read ``HEAD=COLUMN`` words; raise :class:`Refused` for a column there is not."""
    known = OBJECTIVE_COLUMNS | KPI_COLUMNS
    found = {}
    for word in words:
        head, equals, column = word.rpartition("=")
        if not equals or (column and column not in known):
            guess = str(did_you_mean(column, known)) if equals else ""
            text = _(
                "'{word}' maps no head to a column{guess}; write HEAD=COLUMN with one of {names}",
                word=word,
                guess=guess,
                names=", ".join(sorted(known)),
            )
            raise Refused(text)
        found[_folded(head)] = column
    return found


def _columns(row: Sequence[Raw], number: int, told: Mapping[str, str], shares: Collection[int] = ()) -> Columns:
    heads = tuple(text_of(cell) for cell in row)
    folded = [_folded(head) for head in heads]
    guesses = [_meanings(head) if head not in told else ([told[head]] if told[head] else []) for head in folded]
    anywhere = {meaning for one in guesses for meaning in one}
    of_kpis = "kpi" in anywhere and not any(one[:1] == ["objective"] and "key result" in anywhere for one in guesses)
    allowed = KPI_COLUMNS if of_kpis else OBJECTIVE_COLUMNS
    at: dict[str, int] = {}
    dated: dict[date, int] = {}
    wanted = [
        [one for one in meanings if one in allowed and not (one == "current" and place in shares)]
        for place, meanings in enumerate(guesses)
    ]
    for place in sorted(range(len(wanted)), key=lambda place: (folded[place] not in told, len(wanted[place]))):
        fits = next((one for one in wanted[place] if one not in at), None)
        if fits is not None:
            at[fits] = place
        elif of_kpis and folded[place] not in told and (day := period_end(row[place])) is not None:
            dated.setdefault(day, place)
    return Columns(heads, number, at, dated)


def _meanings(head: str) -> list[str]:
    return [meaning for meaning, words in _WORDS.items() if head in words.split("|")]


def _folded(head: str) -> str:
    text = unicodedata.normalize("NFKC", head).strip().lower()
    return re.sub(r"[\s_*:-]+", " ", text).strip() if text.isascii() else re.sub(r"[\s_*:]+", "", text)
