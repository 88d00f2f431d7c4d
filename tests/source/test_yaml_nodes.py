"""Front matter as nodes: positions, and what is refused."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from goalsite.model.values import surprising
from goalsite.source.document import split
from goalsite.source.nodes import Mapping, Scalar, Sequence, compose


def places(text: str) -> dict[str, tuple[int, int]]:
    """Return where each scalar of a YAML text stands, by its own text."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [compose(text).root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            found[node.value] = (node.at.line, node.at.column)
        elif isinstance(node, Sequence):
            waiting.extend(node.items)
        elif isinstance(node, Mapping):
            waiting.extend(part for entry in node.entries for part in entry)
    return found


def test_positions_count_from_one() -> None:
    assert places("a: b\nc:\n  - d\n") == {"a": (1, 1), "b": (1, 4), "c": (2, 1), "d": (3, 5)}


def test_positions_behind_chinese_count_characters() -> None:
    assert places("{标题: 增长很快, b: c}\n")["b"] == (1, 12)


def test_positions_behind_emoji_count_characters() -> None:
    assert places('{a: "🚀👍🏽", b: c}\n')["b"] == (1, 12)


@pytest.mark.parametrize("other", ["\u0085", "\u2028", "\u2029"])
def test_other_line_breaks_of_yaml_are_characters_like_others(other: str) -> None:
    assert places(f'a: "x{other}y" # z{other}\nb: c\n')["b"] == (2, 1)
    assert places(f'{{a: "x{other}y", b: c}}\n')["b"] == (1, 12)


def test_positions_of_a_document_count_from_the_top_of_its_file() -> None:
    front = split("---\n\na: 1\n---\n").front
    assert front is not None
    assert front.entries[0][0].at == (3, 1)


@given(st.lists(st.text(alphabet="ab增🚀é", min_size=1, max_size=5), min_size=1, max_size=8, unique=True))
def test_every_item_stands_where_its_text_stands(words: list[str]) -> None:
    text = "- [" + ", ".join(words) + "]\n"
    root = compose(f"# 一\n{text}").root
    assert isinstance(root, Sequence)
    inner = root.items[0]
    assert isinstance(inner, Sequence)
    column = 4
    for item, word in zip(inner.items, words, strict=True):
        assert isinstance(item, Scalar)
        assert (item.value, item.at) == (word, (2, column))
        column += len(word) + 2


def test_the_body_begins_behind_the_front_matter() -> None:
    text = "---\ntitle: A\n---\nBody\n"
    document = split(text)
    assert (text[document.body_start :], document.body_line) == ("Body\n", 4)


def test_front_matter_may_end_with_three_points() -> None:
    text = "---\ntitle: A\n...\nBody\n"
    document = split(text)
    assert text[document.body_start :] == "Body\n"
    assert document.problems == ()


def test_a_rule_further_down_is_no_front_matter() -> None:
    document = split("Words\n\n---\n\nMore\n")
    assert (document.front, document.body_start, document.problems) == (None, 0, ())


def test_what_stood_before_a_mistake_is_kept() -> None:
    tree = compose("kind: kpi\ntitle: K\nunit: %\nowner: mei\n")
    assert isinstance(tree.root, Mapping)
    assert [key.value for key, _ in tree.root.entries] == ["kind", "title"]
    assert not tree.whole


@given(st.text(alphabet="yYnNoOeEsStTrRuUfFaAlL0123456789+-_.:xbinT =<~", min_size=1, max_size=12))
def test_a_word_is_text_exactly_when_pyyaml_says_so(word: str) -> None:
    """SPEC 2: front matter is YAML as PyYAML reads it, and a whole number is taken as written."""
    try:
        node = yaml.compose(f"k: {word}\n", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    assert isinstance(node, yaml.MappingNode)
    value = node.value[0][1]
    if not isinstance(value, yaml.ScalarNode) or value.value != word or value.style is not None:
        return
    whole = re.fullmatch("[-+]?(0|[1-9][0-9]*)", word) is not None
    text = value.tag.endswith(":str") or (value.tag.endswith(":int") and whole)
    assert (surprising(word) is None) is text
