"""A message is English until a language is spoken; then its catalog answers, or English does."""

import pytest

from goalsite.language import Message, Plural, catalogs, gettext, language, ngettext, pgettext, speaking
from goalsite.language.catalogs import Catalog


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Catalog(
        texts={
            (None, "{who} closed it"): "{who}关闭了它",
            ("from a value", "From"): "起点",
            (None, "nobody"): "无人",
        },
        plurals={"{n} goal": "{n}个目标"},
    )
    monkeypatch.setattr("goalsite.language.messages.catalog", lambda language: known if language == "zh" else None)
    catalogs.catalog.cache_clear()


def test_english_is_what_is_written() -> None:
    assert language() == "en"
    assert gettext("{who} closed it", who="Mei") == "Mei closed it"
    assert pgettext("from a value", "From") == "From"
    assert [ngettext("{n} goal", "{n} goals", n) for n in (0, 1, 2)] == ["0 goals", "1 goal", "2 goals"]


def test_a_language_answers_while_it_is_spoken_and_no_longer() -> None:
    with speaking("zh"):
        assert gettext("{who} closed it", who="Mei") == "Mei关闭了它"
        assert pgettext("from a value", "From") == "起点"
        assert [ngettext("{n} goal", "{n} goals", n) for n in (1, 2)] == ["1个目标", "2个目标"]
        with speaking("en"):
            assert gettext("nobody") == "nobody"
        assert gettext("nobody") == "无人"
    assert gettext("nobody") == "nobody"


def test_what_is_not_translated_is_english() -> None:
    with speaking("zh"):
        assert gettext("a new text") == "a new text"
        assert pgettext("elsewhere", "From") == "From"
        assert ngettext("{n} new one", "{n} new ones", 2) == "2 new ones"


def test_a_language_without_catalogs_is_answered_in_english() -> None:
    with speaking("fr"):
        assert language() == "en"


def test_braces_stay_where_nothing_is_filled_in_and_values_are_never_read_as_texts() -> None:
    assert gettext("write {min: 1}") == "write {min: 1}"
    assert gettext("{who} closed it", who="{evil.attribute}") == "{evil.attribute} closed it"


def test_a_message_finds_its_language_when_it_is_read() -> None:
    message = Message("{who} closed it", who=Message("nobody"))
    many = Plural("{n} goal", "{n} goals", 3)
    assert (str(message), str(many)) == ("nobody closed it", "3 goals")
    with speaking("zh"):
        assert (str(message), str(many)) == ("无人关闭了它", "3个目标")
        assert message.english == "nobody closed it"
    assert repr(many) == "Plural('3 goals')"


def test_messages_that_say_the_same_are_equal() -> None:
    assert Message("{who} closed it", who="Mei") == Message("{who} closed it", who="Mei")
    assert Message("{who} closed it", who="Mei") != Message("{who} closed it", who="Bo")
    assert Plural("{n} goal", "{n} goals", 1) != Plural("{n} goal", "{n} goals", 2)
    assert Plural("{n} goal", "{n} goals", 1) != Message("{n} goal", n=1)
    assert len({Message("nobody"), Message("nobody")}) == 1
