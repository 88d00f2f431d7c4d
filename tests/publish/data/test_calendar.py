"""The calendar, as icalendar reads it back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from tests.conftest import write_tree
from tests.publish.sites import DEMO, GOALS, known_of

from goalsite.language import speaking
from goalsite.publish.data.calendar import calendar, check_in_days
from goalsite.publish.understanding.pipeline import understand

CONFIG = str(GOALS["mkdocs.yml"])


def rhythm(every: int, on: str) -> dict[str, str]:
    return {"mkdocs.yml": CONFIG.replace("      as_of", f"      check_in: {{every: {every}, on: {on}}}\n      as_of")}


def events_of(content: bytes) -> list[Event]:
    read = Calendar.from_ical(content)
    assert (read["version"], read.errors) == ("2.0", [])
    return [event for event in read.walk("VEVENT") if isinstance(event, Event)]


def test_each_check_in_day_to_come_and_each_cycle_end_is_an_event_of_a_whole_day(tmp_path: Path) -> None:
    events = events_of(calendar(known_of(tmp_path)))
    days = [event.start for event in events if event["summary"] == "Check in: Acme"]
    # Sunday, 15 November 2026: seven Mondays are left, 16 November to 28 December.
    assert days == [date(2026, 11, 16) + timedelta(weeks=week) for week in range(7)]
    (end,) = [event for event in events if event["summary"] != "Check in: Acme"]
    assert (str(end["summary"]), end.start, end.end) == (
        "Last day of 2026 Q4: Acme",
        date(2026, 12, 31),
        date(2027, 1, 1),
    )
    assert {event.DTSTAMP for event in events} == {datetime(2026, 11, 15, tzinfo=UTC)}
    assert {str(event["transp"]) for event in events} == {"TRANSPARENT"}


def test_days_follow_the_setting(tmp_path: Path) -> None:
    # Every fourth Thursday from the quarter's first one, 1 October: 29 October is over.
    assert check_in_days(known_of(tmp_path, rhythm(4, "thursday"))) == [date(2026, 11, 26), date(2026, 12, 24)]


def test_the_day_itself_still_counts(tmp_path: Path) -> None:
    days = [check_in_days(known_of(tmp_path, day=date(2026, 11, day)))[0] for day in (16, 17)]
    assert days == [date(2026, 11, 16), date(2026, 11, 23)]


YEAR = {**rhythm(2, "friday"), "goals/2026/year.md": str(GOALS["goals/2026-q4/win.md"])}
THIRD = "goals/cycles/2026-q3.md"


def test_a_longer_cycle_asks_only_where_no_shorter_one_does(tmp_path: Path) -> None:
    days = check_in_days(known_of(tmp_path, YEAR, date(2026, 8, 1)))
    # 2026 from 2 January every 14 days, so 14 August to 25 September; 2026-q4 from 2 October to 25 December.
    assert days == [date(2026, 8, 14) + timedelta(weeks=2 * number) for number in range(4)] + [
        date(2026, 10, 2) + timedelta(weeks=2 * number) for number in range(7)
    ]


def test_a_running_quarter_asks_in_place_of_the_year(tmp_path: Path) -> None:
    days = check_in_days(known_of(tmp_path, {**YEAR, THIRD: "---\nkind: cycle\n---\n"}, date(2026, 9, 1)))
    # 2026-q3 from Friday, 3 July every 14 days: 11 and 25 September.
    assert days[:3] == [date(2026, 9, 11), date(2026, 9, 25), date(2026, 10, 2)]


def test_a_closed_cycle_leaves_its_days_to_the_year_around_it(tmp_path: Path) -> None:
    known = known_of(tmp_path, {**YEAR, THIRD: "---\nkind: cycle\nstate: closed\n---\n"}, date(2026, 8, 1))
    assert check_in_days(known) == check_in_days(known_of(tmp_path / "without", YEAR, date(2026, 8, 1)))
    # It was closed before its time; its last day stays one.
    ends = [
        (str(event["summary"]), event.start) for event in events_of(calendar(known)) if "Last" in str(event["summary"])
    ]
    assert ends == [
        ("Last day of 2026 Q3: Acme", date(2026, 9, 30)),
        ("Last day of 2026 Q4: Acme", date(2026, 12, 31)),
        ("Last day of 2026: Acme", date(2026, 12, 31)),
    ]


def test_nothing_is_asked_for_the_past(tmp_path: Path) -> None:
    known = known_of(tmp_path, {**YEAR, THIRD: "---\nkind: cycle\nstate: closed\n---\n"})
    assert min(event.start for event in events_of(calendar(known))) == date(2026, 11, 27)


def test_coming_cycles_are_in_it_and_past_and_closed_ones_are_not(tmp_path: Path) -> None:
    tree = {
        "goals/cycles/2027-q1.md": "---\nkind: cycle\n---\n",
        "goals/cycles/2026-q3.md": "---\nkind: cycle\n---\n",
        "goals/cycles/2026-q4.md": "---\nkind: cycle\nstate: closed\n---\n",
    }
    known = known_of(tmp_path, tree)
    assert {(day.year, (day.month + 2) // 3) for day in check_in_days(known)} == {(2027, 1)}
    ends = [str(event["summary"]) for event in events_of(calendar(known)) if "Last day" in str(event["summary"])]
    assert ends == ["Last day of 2026 Q4: Acme", "Last day of 2027 Q1: Acme"]


def test_a_cycle_of_centuries_lists_about_two_years_from_the_day(tmp_path: Path) -> None:
    tree = {"goals/cycles/era.md": "---\nkind: cycle\nstarts: 1900-01-01\nends: 2199-12-31\n---\n"}
    days = check_in_days(known_of(tmp_path, tree))
    assert days[0] == date(2026, 11, 16)
    assert date(2028, 11, 9) <= days[-1] <= date(2028, 11, 16)
    assert {day.weekday() for day in days} == {0}


def test_uids_stay_from_day_to_day_and_differ_between_events(tmp_path: Path) -> None:
    first, later = (events_of(calendar(known_of(tmp_path, day=date(2026, 11, day)))) for day in (15, 20))
    uids = [str(event["uid"]) for event in first]
    # The first of the Mondays, 16 November, is over on the 20th.
    assert uids[1:] == [str(event["uid"]) for event in later]
    assert len(set(uids)) == len(uids)


def test_events_lead_to_their_pages_where_the_site_has_an_address(tmp_path: Path) -> None:
    assert b"URL" not in calendar(known_of(tmp_path / "a"))
    tree = {"mkdocs.yml": f"{CONFIG}site_url: https://goals.acme.example\n"}
    urls = {str(event["url"]) for event in events_of(calendar(known_of(tmp_path / "b", tree)))}
    assert urls == {"https://goals.acme.example/attention/", "https://goals.acme.example/cycles/2026-q4/"}


@pytest.mark.parametrize(
    "hostile",
    [
        "two\nlines",
        "END:VEVENT\r\nBEGIN:VALARM",
        "a;b,c\\n:d",
        "bell\x07\x1b[31m\x7f",
        "\ud800",
        "客户" * 60,
        "<b>&amp;",
    ],
)
def test_hostile_text_stays_within_its_summary(tmp_path: Path, hostile: str) -> None:
    # In memory: some of it does not get past the reading of files, and must not count on that.
    known = known_of(tmp_path, {"goals/cycles/2026-q4.md": "---\nkind: cycle\ntitle: Q4\n---\n"})
    repository, cycle = known.repository, known.repository.cycles["2026-q4"]
    assert repository.company is not None
    assert cycle.record is not None
    company = replace(repository.company, record=replace(repository.company.record, title=hostile))
    cycles = {cycle.id: replace(cycle, record=replace(cycle.record, title=hostile))}
    content = calendar(replace(known, repository=replace(repository, company=company, cycles=cycles)))
    assert len(events_of(content)) == 8
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\nBEGIN:VALARM" not in content
    assert not {7, 27, 127} & set(content)


def test_without_a_running_or_coming_cycle_there_is_no_event(tmp_path: Path) -> None:
    known = understand(write_tree(tmp_path, {"goals/company.md": GOALS["goals/company.md"]}))
    assert events_of(calendar(known)) == []


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_any_day_can_be_asked_for(tmp_path: Path, day: date) -> None:
    events_of(calendar(known_of(tmp_path, day=day)))


def test_events_come_in_the_order_of_their_days() -> None:
    days = [event.start for event in events_of(calendar(understand(DEMO)))]
    assert days == sorted(days)


def test_without_cycles_the_calendar_is_one_that_readers_take(tmp_path: Path) -> None:
    tree = {"goals/company.md": GOALS["goals/company.md"], "mkdocs.yml": CONFIG}
    content = calendar(understand(write_tree(tmp_path, tree)))
    assert events_of(content) == []
    # RFC 5545 asks for one component at least.
    assert [one.name for one in Calendar.from_ical(content).subcomponents] == ["VTIMEZONE"]
    assert [one.name for one in Calendar.from_ical(content).walk("STANDARD")] == ["STANDARD"]


def test_the_calendar_is_told_in_the_language_in_force(tmp_path: Path) -> None:
    known = known_of(tmp_path)
    with speaking("zh"):
        content = calendar(known)
    assert str(Calendar.from_ical(content)["x-wr-calname"]) == "Acme：更新与周期"
    assert {str(event["summary"]) for event in events_of(content)} == {"提交更新：Acme", "2026 Q4最后一天：Acme"}
