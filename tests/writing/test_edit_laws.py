"""Laws of edits, over files written by many hands."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goalsite.writing.check_in import CheckInWords
from goalsite.writing.edits import Append, Put, Remove
from goalsite.writing.front_matter import edited, said
from goalsite.writing.refusal import Refused
from goalsite.writing.scalars import Value

WORDS = st.sampled_from(
    ["calls", "目标", "it's", "a: b", "#x", "yes", "010", "- d", "{f", "two words", '"q"', "x, y", ""]
)
NUMBERS = st.decimals(-1000, 1000, places=2)
SCALARS = st.one_of(WORDS, NUMBERS, st.booleans(), st.dates(), st.integers(-5, 5))
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["k", "kr-1", "客户", "to"]), inner, max_size=3)
    ),
    max_leaves=6,
)
"""Values as commands write them."""


@st.composite
def hands(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a front matter as some person would write it, and what it says."""
    step = draw(st.integers(1, 4))
    dash = draw(st.integers(0, 4))
    gap = " " * draw(st.integers(1, 3))

    def comment(indent: int) -> str:
        return draw(st.sampled_from(["", "", f"{' ' * indent}# note\n", "\n", f"{' ' * (indent + 2)}# deeper\n"]))

    def scalar(flow: bool) -> tuple[str, str]:
        return draw(
            st.sampled_from(
                [
                    ("66", "66"),
                    ("plain words", "plain words"),
                    ("'it''s'", "it's"),
                    ('"a: \\"b\\""', 'a: "b"'),
                    ("客户", "客户"),
                    *([] if flow else [("x # y", "x"), ("a, b", "a, b")]),
                ]
            )
        )

    def flow(depth: int) -> tuple[str, Any]:
        kind = draw(st.sampled_from(["s", "s", "m", "l"] if depth else ["s"]))
        if kind == "s":
            return scalar(True)
        parts = [flow(depth - 1) for _ in range(draw(st.integers(0, 3)))]
        blank = draw(st.sampled_from(["", " "]))
        if kind == "l":
            return f"[{blank}{', '.join(text for text, _ in parts)}{blank}]", [one for _, one in parts]
        named = {f"k{number}": part for number, part in enumerate(parts)}
        inside = ", ".join(f"{key}: {text}" for key, (text, _) in named.items())
        return f"{{{blank}{inside}{blank}}}", {key: one for key, (_, one) in named.items()}

    def mapping(indent: int, depth: int, first: bool = False) -> tuple[str, dict[str, Any]]:
        text = ""
        whole: dict[str, Any] = {}
        one: Any
        for number in range(draw(st.integers(1, 3))):
            key = f"key{number}"
            lead = "" if first and not number else " " * indent
            kind = draw(st.sampled_from(["s", "f", "m", "l", "b"] if depth else ["s", "f", "b"]))
            if kind == "s":
                written, one = scalar(False)
                text += f"{lead}{key}: {written}\n"
            elif kind == "f":
                written, one = flow(2)
                text += f"{lead}{key}: {written}\n"
            elif kind == "b":
                text += f"{lead}{key}: |-\n{' ' * (indent + 1)}one\n{' ' * (indent + 1)}two\n"
                one = "one\ntwo"
            elif kind == "m":
                written, one = mapping(indent + step, depth - 1)
                text += f"{lead}{key}:\n{written}"
            else:
                written, one = sequence(indent + dash, depth - 1)
                text += f"{lead}{key}:\n{written}"
            whole[key] = one
            # Behind a block text a comment indented deeper would be one more line of it.
            text += "" if text.endswith("two\n") else comment(indent)
        return text, whole

    def sequence(indent: int, depth: int) -> tuple[str, list[Any]]:
        text = ""
        whole: list[Any] = []
        one: Any
        for _ in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(["s", "f", "m"]))
            if kind == "m":
                written, one = mapping(indent + 1 + len(gap), max(0, depth - 1), first=True)
                text += f"{' ' * indent}-{gap}{written}"
            else:
                written, one = scalar(False) if kind == "s" else flow(1)
                text += f"{' ' * indent}-{gap}{written}\n"
            whole.append(one)
        return text, whole

    front, data = mapping(0, 3)
    bom = draw(st.sampled_from(["", "\ufeff"]))
    body = draw(st.sampled_from(["", "Body\n", "a: 1\n---\nend"]))
    whole_text = f"{bom}---\n{front}---\n{body}"
    return whole_text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))), data


def places(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Return every path of a tree with what stands there."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [one for key, child in children for one in [((*path, key), child), *places(child, (*path, key))]]


LAWS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@LAWS
@given(hands())
def test_files_say_what_they_were_written_to_say(file: tuple[str, dict[str, Any]]) -> None:
    text, data = file
    assert said(text.encode()) == data


@LAWS
@given(hands(), VALUES, st.data())
def test_a_key_added_and_removed_leaves_the_same_bytes(
    file: tuple[str, dict[str, Any]], value: Value, data: st.DataObject
) -> None:
    text, tree = file
    mappings = [(), *(path for path, one in places(tree) if isinstance(one, dict))]
    path = (*data.draw(st.sampled_from(mappings)), "new-key")
    changed = edited(text.encode(), [Put(path, value)])
    assert changed != text.encode()
    undone = edited(changed, [Remove(path)])
    assert said(undone) == tree
    assert undone == text.encode()


@LAWS
@given(hands(), VALUES, st.booleans(), st.data())
def test_an_item_added_and_removed_leaves_the_same_bytes(
    file: tuple[str, dict[str, Any]], value: Value, first: bool, data: st.DataObject
) -> None:
    text, tree = file
    lists = [(path, len(one)) for path, one in places(tree) if isinstance(one, list) and one]
    if not lists:
        return
    path, count = data.draw(st.sampled_from(lists))
    changed = edited(text.encode(), [Append(path, value, first=first)])
    assert edited(changed, [Remove((*path, 0 if first else count))]) == text.encode()


@LAWS
@given(hands(), NUMBERS, st.data())
def test_a_number_changed_and_changed_back_leaves_the_same_bytes(
    file: tuple[str, dict[str, Any]], value: Decimal, data: st.DataObject
) -> None:
    text, tree = file
    numbers = [path for path, one in places(tree) if one == "66"]
    if not numbers:
        return
    path = data.draw(st.sampled_from(numbers))
    changed = edited(text.encode(), [Put(path, value)])
    assert edited(changed, [Put(path, Decimal(66))]) == text.encode()


CHECK_INS = st.builds(
    CheckInWords,
    date=st.dates(),
    values=st.dictionaries(
        st.sampled_from(["calls", "客户", "kr-1"]), st.one_of(NUMBERS, st.just(True), st.tuples(WORDS)), max_size=2
    ),
    confidence=st.one_of(st.none(), NUMBERS, st.dictionaries(st.sampled_from(["calls", "客户"]), NUMBERS, min_size=1)),
    note=st.one_of(st.none(), WORDS, st.just("Two\nlines: 好")),
    by=st.one_of(st.none(), WORDS),
)


@LAWS
@given(hands(), st.lists(CHECK_INS, min_size=1, max_size=3), WORDS)
def test_check_ins_and_a_closing_taken_back_one_by_one_leave_the_same_bytes(
    file: tuple[str, dict[str, Any]], check_ins: list[CheckInWords], learned: str
) -> None:
    before = [file[0].encode()]
    for one in check_ins:
        before.append(edited(before[-1], [Append(("check_ins",), one.entry())]))
    closing = [Put(("state",), "closed"), Put(("learned",), learned, after=("state",))]
    after = edited(before[-1], closing)
    assert edited(after, [Remove(("learned",)), Remove(("state",))]) == before[-1]
    for number in range(len(check_ins) - 1, 0, -1):
        assert edited(before[number + 1], [Remove(("check_ins", number))]) == before[number]
    assert edited(before[1], [Remove(("check_ins",))]) == before[0]


@LAWS
@given(hands(), VALUES, st.data())
def test_a_value_is_replaced_and_all_others_are_read_as_before(
    file: tuple[str, dict[str, Any]], value: Value, data: st.DataObject
) -> None:
    text, tree = file
    path = data.draw(st.sampled_from([path for path, _ in places(tree)]))
    changed = said(edited(text.encode(), [Put(path, value)]))
    outside = [
        (where, one) for where, one in places(tree) if where[: len(path)] != path and path[: len(where)] != where
    ]
    assert [(where, one) for where, one in places(changed) if (where, one) in outside] == outside


@LAWS
@given(st.text("ab:-#[]{}&*!|>'\"\n ,?", max_size=40), VALUES)
def test_junk_is_edited_safely_or_refused(junk: str, value: Value) -> None:
    text = f"---\n{junk}\n---\n".encode()
    try:
        before = said(text)
        after = said(edited(text, [Put(("new-key",), value)]))
    except Refused:
        return
    assert isinstance(after, dict)
    assert {key: one for key, one in after.items() if key != "new-key"} == before


@LAWS
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.sampled_from(["a: {b: 1}", "a:\n  b: 'x'"]))
def test_any_text_is_read_back_as_it_was_given(text: str, front: str) -> None:
    after = said(
        edited(f"---\n{front}\n---\n".encode(), [Put(("a", "b"), text), Put(("a", "c"), text), Put(("d",), text)])
    )
    assert after == {"a": {"b": text, "c": text}, "d": text}
