"""Bars are shown on a terminal only, for long work only, one after the other."""

import io
from functools import partial

from goalsite.cli.progress import bars
from goalsite.language import Message, speaking
from goalsite.publish.past.long_work import LONG, told

READING = Message("Reading the history")
COMPARING = Message("Comparing past versions")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(out: io.StringIO, counts: list[int]) -> str:
    with bars(out):
        for what, count in zip((READING, COMPARING), counts, strict=False):
            assert list(told(what, range(count), partial(int, count))) == list(range(count))
    return out.getvalue()


def test_long_work_is_shown_and_each_bar_ends_on_a_line_of_its_own() -> None:
    said = shown(Terminal(), [LONG, LONG + 1])
    first, second, rest = said.split("\n")
    assert "Reading the history" in first
    assert "100%" in first
    assert "Comparing past versions" in second
    assert "100%" in second
    assert not rest.strip("\x1b[?25h")


def test_short_work_and_work_without_a_terminal_show_nothing() -> None:
    assert shown(Terminal(), [LONG - 1]) == ""
    assert shown(io.StringIO(), [LONG]) == ""


def test_nothing_is_counted_that_nobody_watches() -> None:
    assert list(told(READING, range(3), lambda: 1 // 0)) == [0, 1, 2]


def test_work_that_ends_sooner_or_later_than_counted_ends_its_bar() -> None:
    for count in (LONG, 2 * LONG):
        out = Terminal()
        with bars(out):
            assert len(list(told(READING, range(LONG + 5), partial(int, count)))) == LONG + 5
        assert out.getvalue().count("\n") == 1


def test_a_bar_speaks_its_readers_language() -> None:
    with speaking("zh"):
        assert "正在读取历史" in shown(Terminal(), [LONG])
