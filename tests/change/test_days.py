"""Forged days of commits move no other commit."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goalsite.change.days import in_order


def day(number: int) -> date:
    return date(2026, 10, 1) + timedelta(days=number)


def numbers(*claimed: int) -> list[int]:
    return [(found - date(2026, 10, 1)).days for found in in_order([day(one) for one in claimed])]


def test_days_in_order_are_believed() -> None:
    assert numbers(1, 1, 3, 9) == [1, 1, 3, 9]


def test_a_day_forged_into_the_future_gets_that_of_the_commit_before() -> None:
    assert numbers(1, 2, 9000, 3, 4) == [1, 2, 2, 3, 4]


def test_a_day_set_back_gets_that_of_the_commit_before() -> None:
    assert numbers(1, 2, 30, -5000, 31) == [1, 2, 30, 30, 31]


def test_the_newest_commit_cannot_be_set_back_before_what_it_is_built_upon() -> None:
    assert numbers(1, 2, 30, 5) == [1, 2, 30, 30]


def test_a_forged_first_commit_gets_the_day_of_the_next() -> None:
    assert numbers(9000, 1, 2) == [1, 1, 2]


def test_a_day_that_has_not_come_yet_is_never_believed() -> None:
    # Whoever dates a commit ahead does not move it back into the days in which targets are free to move.
    assert in_order([day(1), day(9000), day(2)], day(40)) == [day(1), day(2), day(2)]
    assert in_order([day(1), day(9000)], day(40)) == [day(1), day(40)]
    assert in_order([day(5), day(9000), day(3), day(7)], day(40)) == [day(5), day(7), day(7), day(7)]
    assert in_order([day(9000)], day(40)) == [day(40)]


def test_no_commits_have_no_days() -> None:
    assert in_order([]) == []


@given(st.lists(st.dates()), st.dates())
def test_days_never_fall_and_honest_ones_stay(claimed: list[date], latest: date) -> None:
    found = in_order(claimed)
    assert found == sorted(found)
    believed = in_order(claimed, latest)
    assert believed == sorted(believed)
    assert all(one <= latest for one in believed)
    assert set(found) <= set(claimed)
    if claimed == sorted(claimed):
        assert found == claimed
