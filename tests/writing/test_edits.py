"""Edits of front matter: what changes, what stays, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest

from goalsite.writing.edits import Append, Change, Put, Remove
from goalsite.writing.front_matter import edited
from goalsite.writing.refusal import Refused

GOAL = """\
---
kind: objective   # what this is
title: 'It''s ours'
owner:   mei-lin
supports: "win#sales"
key_results:
    calls:
        title: 每个新客户的电话
        from: 3.2
        to:   1.1
        # counted by hand
    launch: {title: Launched, done: false}
check_ins:
-   date: 2026-10-12
    values: { calls: 2.7 }
    note: "Slow."   # said in the meeting
    # ask again
# the end
tags: [ a, b ]
---
Body: stays
"""


def lines_changed(before: str, after: bytes) -> tuple[list[str], list[str]]:
    """Return the lines taken out and put in, told apart by position from both ends."""
    old, new = before.split("\n"), after.decode().split("\n")
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return old[head : len(old) - tail], new[head : len(new) - tail]


@pytest.mark.parametrize(
    ("change", "out", "into"),
    [
        (Put(("key_results", "calls", "to"), Decimal("0.9")), ["        to:   1.1"], ["        to:   0.9"]),
        (Put(("title",), "Tom's"), ["title: 'It''s ours'"], ["title: 'Tom''s'"]),
        (Put(("supports",), "win"), ['supports: "win#sales"'], ['supports: "win"']),
        (Put(("owner",), "yes"), ["owner:   mei-lin"], ['owner:   "yes"']),
        (Put(("kind",), "kpi"), ["kind: objective   # what this is"], ["kind: kpi   # what this is"]),
        (Put(("state",), "closed"), [], ["state: closed"]),
        (Put(("carries_on",), "2026-q3/x", after=("supports",)), [], ["carries_on: 2026-q3/x"]),
        (Put(("key_results", "calls", "score"), Decimal(1)), [], ["        score: 1"]),
        (
            Put(("key_results", "launch", "done"), date(2026, 11, 1)),
            ["    launch: {title: Launched, done: false}"],
            ["    launch: {title: Launched, done: 2026-11-01}"],
        ),
        (
            Put(("key_results", "launch", "weight"), 2),
            ["    launch: {title: Launched, done: false}"],
            ["    launch: {title: Launched, done: false, weight: 2}"],
        ),
        (Put(("learned",), "One.\nTwo."), [], ["learned: |-", "    One.", "    Two."]),
        (Append(("tags",), "c"), ["tags: [ a, b ]"], ["tags: [ a, b, c ]"]),
        (Append(("tags",), "x, y", first=True), ["tags: [ a, b ]"], ['tags: [ "x, y", a, b ]']),
        (Remove(("tags", 0)), ["tags: [ a, b ]"], ["tags: [ b ]"]),
        (Remove(("tags", 1)), ["tags: [ a, b ]"], ["tags: [ a ]"]),
        (Remove(("key_results", "calls", "to")), ["        to:   1.1"], []),
        (Remove(("key_results", "launch", "title")), None, ["    launch: {done: false}"]),
        (
            Append(("check_ins",), {"date": date(2026, 10, 19), "values": {"calls": Decimal("2.5")}, "note": "a: b"}),
            [],
            ["-   date: 2026-10-19", "    values: {calls: 2.5}", '    note: "a: b"'],
        ),
    ],
)
def test_an_edit_changes_the_lines_it_means_and_no_other(
    change: Change, out: list[str] | None, into: list[str]
) -> None:
    removed, added = lines_changed(GOAL, edited(GOAL.encode(), [change]))
    assert added == into
    assert out is None or removed == out


def test_line_ends_byte_order_mark_and_a_missing_last_line_end_stay() -> None:
    bytes_ = b"\xef\xbb\xbf" + GOAL.rstrip("\n").replace("\n", "\r\n").encode()
    new = edited(bytes_, [Append(("check_ins",), {"date": date(2026, 10, 19)}), Put(("title",), "目标")])
    assert new.startswith(b"\xef\xbb\xbf---\r\n")
    assert new.endswith(b"Body: stays")
    assert b"\n" not in new.replace(b"\r\n", b"")
    assert b"-   date: 2026-10-19\r\n# the end\r\n" in new


def test_a_comment_that_belongs_to_the_last_entry_stays_with_it() -> None:
    new = edited(GOAL.encode(), [Append(("check_ins",), {"date": date(2026, 10, 19)})]).decode()
    assert "    # ask again\n-   date: 2026-10-19\n# the end\n" in new


def test_an_empty_list_becomes_one_of_lines_and_empty_again() -> None:
    text = b"---\na: 1\ncheck_ins: []  # none yet\nb: 2\n---\n"
    new = edited(text, [Append(("check_ins",), {"date": date(2026, 10, 19), "note": "x"})])
    assert new == b"---\na: 1\ncheck_ins:  # none yet\n  - {date: 2026-10-19, note: x}\nb: 2\n---\n"
    assert edited(new, [Remove(("check_ins", 0))]) == text


def test_a_key_without_a_value_gets_one() -> None:
    assert edited(b"---\na:\nb: 2\n---\n", [Put(("a",), "x")]) == b"---\na: x\nb: 2\n---\n"
    assert edited(b"---\na:   # why\n---\n", [Put(("a",), "x")]) == b"---\na: x   # why\n---\n"


def test_an_empty_front_matter_gets_its_first_key() -> None:
    assert edited(b"---\n---\nBody\n", [Put(("kind",), "team")]) == b"---\nkind: team\n---\nBody\n"


def test_a_block_text_and_what_follows_it_stay_apart() -> None:
    text = b"---\nlearned: |+\n  one\n\nmission: >\n  two\n  three\n\n# c\n---\n"
    assert edited(text, [Put(("mission",), "four")]) == b"---\nlearned: |+\n  one\n\nmission: four\n\n# c\n---\n"
    assert edited(text, [Put(("x-a",), "b", after=("learned",))]) == text.replace(b"mission", b"x-a: b\nmission")


@pytest.mark.parametrize(
    ("front", "place", "words"),
    [
        ("a: &x 1\nb: *x\n", (2, 4), "the anchor &x is not read"),
        ("base: {a: 1}\n<<: {b: 2}\n", (3, 1), "the merge key << is not read"),
        ("a: 1\na: 2\n", (3, 1), "a second time"),
        ("a: !!str 1\n", (2, 4), "the tag"),
        ("a: [1\n", (2, 4), "a bracket is opened"),
    ],
)
def test_a_file_that_cannot_be_read_whole_is_refused_with_its_place(
    front: str, place: tuple[int, int], words: str
) -> None:
    with pytest.raises(Refused, match=words.replace("<<", "<<")) as refused:
        edited(f"---\n{front}---\n".encode(), [Put(("b",), "x")])
    assert refused.value.at == place
    assert str(refused.value.in_file("goals/a.md")).startswith(f"goals/a.md:{place[0]}:{place[1]} ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"no front matter\n", "has no front matter"),
        (b"---\na: 1\n", "never closed"),
        (b"---\na: \xff\n---\n", "is not UTF-8"),
        (b"---\n- a\n---\n", "must be made of lines"),
    ],
)
def test_what_is_no_front_matter_is_refused(text: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        edited(text, [Put(("b",), "x")])


@pytest.mark.parametrize("change", [Remove(("b",)), Remove(("a", 3)), Append(("a", "b"), "x"), Put(("a", 7), "x")])
def test_what_is_not_there_is_refused(change: Change) -> None:
    with pytest.raises(Refused, match="there is no"):
        edited(b"---\na: [1]\n---\n", [change])


def test_what_cannot_be_changed_safely_is_refused_with_its_place() -> None:
    with pytest.raises(Refused, match="'b' stands in a way that cannot be changed safely") as refused:
        edited(b"---\na: 1\n? b\n: 2\n---\n", [Remove(("b",))])
    assert refused.value.at == (4, 3)
