"""How a change is told in a sentence: what differs, and no more."""

from datetime import date
from decimal import Decimal

import pytest

from goalsite.change.compare import Change
from goalsite.change.facts import Said, Value
from goalsite.language import speaking
from goalsite.model.records import Range
from goalsite.site.changes import Telling
from goalsite.site.format import Format
from goalsite.vocabulary import ChangeClass

TODAY = date(2026, 11, 21)
FIRST, SECOND, THIRD = date(2025, 10, 1), date(2026, 1, 1), date(2026, 10, 1)


class Names:
    """Names of a goal that has a unit."""

    def __init__(self, unit: str | None) -> None:
        self._unit = unit

    def person(self, person: str) -> str:
        return person

    def team(self, team: str | None) -> str:
        return team or "Acme"

    def key_result(self, goal: str, key_result: str) -> str:  # noqa: ARG002 - as the protocol has it
        return key_result.title()

    def unit(self, goal: str, key_result: str | None) -> str | None:  # noqa: ARG002
        return self._unit


def told(key: str, old: Value, new: Value, unit: str | None = "per 1,000 orders", language: str = "en") -> str:
    with speaking(language):
        return Telling(Names(unit), Format(language, TODAY))("kpis/one", Change(ChangeClass.TARGET, key, old, new))


def schedule(*pairs: tuple[date, int]) -> tuple[tuple[date, Decimal], ...]:
    return tuple((day, Decimal(number)) for day, number in pairs)


OLD = schedule((FIRST, 14), (SECOND, 13), (THIRD, 10))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (OLD, schedule((FIRST, 14), (SECOND, 13), (THIRD, 12)), "target from 1 Oct: 10 → 12 per 1,000 orders"),
        (OLD, schedule((FIRST, 14), (SECOND, 12), (THIRD, 10)), "target 1 Jan to 30 Sep: 13 → 12 per 1,000 orders"),
        (
            OLD,
            schedule((FIRST, 14), (SECOND, 12), (THIRD, 9)),
            "target from 1 Jan: 13 → 12 per 1,000 orders, from 1 Oct: 10 → 9 per 1,000 orders",
        ),
        (OLD, OLD[:2], "target from 1 Oct: 10 → 13 per 1,000 orders"),
        (OLD[:2], OLD, "target from 1 Oct: 13 → 10 per 1,000 orders"),
        (schedule((date.min, 14)), schedule((date.min, 12)), "target 14 → 12 per 1,000 orders"),
        (
            schedule((date.min, 14)),
            schedule((THIRD, 12)),
            "target until 30 Sep: 14 per 1,000 orders → –, from 1 Oct: 14 → 12 per 1,000 orders",
        ),
        (schedule((FIRST, 14)), schedule((FIRST, 14), (THIRD, 14)), "target changed"),
    ],
)
def test_of_two_schedules_only_the_days_that_differ_are_told(old: Value, new: Value, sentence: str) -> None:
    assert told("target", old, new) == sentence


def test_money_and_per_cents_keep_their_sign_on_both_figures() -> None:
    assert told("target", schedule((THIRD, 10)), schedule((THIRD, 12)), "%") == "target from 1 Oct: 10% → 12%"
    assert told("target", schedule((THIRD, 10)), schedule((THIRD, 12)), "USD") == "target from 1 Oct: $10 → $12"
    assert told("key_results.sales.to", Decimal(10), Decimal(12), "km") == "Sales: target 10 → 12 km"


def test_bounds_of_a_target_within_are_told_by_day() -> None:
    old = ((SECOND, Range(Decimal(95), Decimal(105))), (THIRD, Range(Decimal(95), Decimal(100))))
    new = (old[0], (THIRD, Range(Decimal(90), Decimal(100))))
    assert told("target", old, new, "%") == "target from 1 Oct: 95–100% → 90–100%"


def test_many_days_are_cut_short() -> None:
    days = [date(2026, month, 1) for month in range(1, 7)]
    old = schedule(*((day, 10) for day in days))
    new = schedule(*((day, 11 + number) for number, day in enumerate(days)))
    assert told("target", old, new, None) == (
        "target from 1 Jan: 10 → 11, from 1 Feb: 10 → 12, from 1 Mar: 10 → 13, 3 more changes"
    )


def test_points_of_a_plan_are_told_by_day() -> None:
    old = ((THIRD, Decimal("0.2")), (date(2026, 11, 30), Decimal("0.8")))
    new = ((THIRD, Decimal("0.1")), (date(2026, 11, 30), Decimal("0.8")))
    assert told("planned", old, new) == "plan 1 Oct: 20% → 10%"


def test_a_row_is_parted_as_chinese_parts_it() -> None:
    new = schedule((FIRST, 14), (SECOND, 12), (THIRD, 9))
    assert told("target", OLD, new, "单", "zh") == "目标值1月1日起：13 → 12单、10月1日起：10 → 9单"
    assert told("tags", ("a",), ("a", "b"), language="zh").endswith("a → a、b")
    assert told("target", None, OLD[:2], "单", "zh").endswith("2025年10月1日：14、1月1日：13单")


def test_confidence_is_told_as_a_share_as_on_all_pages() -> None:
    of_all = Said((), Decimal("0.68"), None, None)
    assert told("check_ins.2026-11-11", None, of_all) == "check-in of 11 Nov: confidence 0.68"
    each = Said((), (("calls", Decimal("0.7")), ("sales", Decimal("0.4"))), None, None)
    assert told("check_ins.2026-11-11", None, each) == ("check-in of 11 Nov: confidence 0.70 (Calls), 0.40 (Sales)")
