"""What is ready to be pasted is in the hand of the file, and can be read once it is there."""

from datetime import date

import pytest

from goalsite.change.impact import Blank, Way
from goalsite.publish.impact.blanks import blank_for

DAY = date(2026, 11, 20)
PLAIN = ("adjustments:", "  - date: 2026-11-20", "    what: sales", "    why: …", "    approved_by: …")


def file(front: str, line_end: str = "\n") -> bytes:
    return f"---\nkind: objective\n{front}title: Grow\n---\nBody\n".replace("\n", line_end).encode()


@pytest.mark.parametrize("front", ["", "check_ins:\n- {date: 2026-11-01}\n", "x: &a 1\n", "title: [\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_file_that_gives_no_reason_yet_gets_the_key_too(front: str, line_end: str) -> None:
    assert blank_for(file(front, line_end), {"sales": DAY}) == Blank(Way.NEW, PLAIN)


def test_a_key_without_a_reason_is_replaced() -> None:
    for nothing in ("adjustments:\n", "adjustments: []\n"):
        assert blank_for(file(nothing), {"sales": DAY}) == Blank(Way.INSTEAD, PLAIN)


def test_further_reasons_look_like_those_there_are() -> None:
    block = "adjustments:\n    -   date: 2026-10-01\n        what: sales\n        why: So\n"
    assert blank_for(file(block), {"sales": DAY}) == Blank(
        Way.BELOW,
        ("    -   date: 2026-11-20", "        what: sales", "        why: …", "        approved_by: …"),
    )
    braces = "adjustments:\n- {date: 2026-10-01, what: sales, why: So}\n"
    assert blank_for(file(braces), {"sales": DAY, "weight": DAY}) == Blank(
        Way.BELOW,
        (
            "- {date: 2026-11-20, what: sales, why: …, approved_by: …}",
            "- {date: 2026-11-20, what: weight, why: …, approved_by: …}",
        ),
    )


def test_a_list_on_one_line_is_written_anew() -> None:
    there = "{date: 2026-10-01, what: sales, why: So}"
    assert blank_for(file(f"adjustments: [{there}]\n"), {"sales": DAY}) == Blank(
        Way.INSTEAD, (f"adjustments: [{there}, {{date: 2026-11-20, what: sales, why: …, approved_by: …}}]",)
    )
