"""What waits to be filled in says nothing."""

import pytest

from goalsite.model.placeholders import says


@pytest.mark.parametrize(
    "text",
    [
        *[None, "", " … ", "...", "。。。", "TODO", "todo:", "(TBD)", "xxx", "待定", "待补充。", "???"],
        *["TODO: ask Mei", "tbd …", "tbd : Mei decides\nsoon", "待定：问梅"],
        *["n/a", "N/A.", "n.a.", "None", "无", "暂无。"],
    ],
)
def test_a_placeholder_says_nothing(text: str | None) -> None:
    assert not says(text)


@pytest.mark.parametrize(
    "text",
    [
        "The fair was called off",
        "TODO list was too long",
        "等待定价",
        "1",
        "x",
        "None of them came",
        "无法达到",
        "The TODO: it was too long",
    ],
)
def test_words_say_something_though_a_placeholder_is_among_them(text: str) -> None:
    assert says(text)
