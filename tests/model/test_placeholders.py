"""What waits to be filled in says nothing."""

import pytest

from goalsite.model.placeholders import says


@pytest.mark.parametrize(
    "text", [None, "", " … ", "...", "。。。", "TODO", "todo:", "(TBD)", "xxx", "待定", "待补充。", "???"]
)
def test_a_placeholder_says_nothing(text: str | None) -> None:
    assert not says(text)


@pytest.mark.parametrize("text", ["The fair was called off", "TODO list was too long", "等待定价", "1", "x"])
def test_words_say_something_though_a_placeholder_is_among_them(text: str) -> None:
    assert says(text)
