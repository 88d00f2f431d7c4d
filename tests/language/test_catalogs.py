"""Every language says everything: no message is missing, none is left over, none lost a gap."""

import re
from pathlib import Path
from string import Formatter

import pytest
from tests.words import PACKAGE, missing, spoken, translations

from goalsite.language import LANGUAGES, gettext, speaking

OTHERS = LANGUAGES[1:]
DEMO = Path(__file__).parents[2] / "goals"


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_is_missing(language: str) -> None:
    assert missing(language) == [], "run `make words`, then translate what it names"


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_of_something_nobody_says(language: str) -> None:
    said = {message for messages in spoken().values() for message in messages}
    assert [message for message in translations(language) if message not in said] == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_the_same_gaps(language: str) -> None:
    def gaps(text: str) -> set[str]:
        try:
            return {name for _, name, _, _ in Formatter().parse(text) if name}
        except ValueError:  # braces of a text that is never filled in
            return set(re.findall(r"\{(.*?)\}", text))

    wrong = [
        said.text
        for said, text in translations(language).items()
        if text and gaps(text) != gaps(said.many or said.text)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_hold_the_same_markup(language: str) -> None:
    def tags(text: str) -> list[str]:
        return sorted(re.findall(r"<[a-z/!][^>]*>", text))

    wrong = [said.text for said, text in translations(language).items() if text and tags(text) != tags(said.text)]
    assert wrong == []


def test_chinese_has_no_blank_beside_other_letters_nor_after_its_punctuation() -> None:
    han, other = r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e“”]", r"[A-Za-z0-9%{}`']"
    blank = re.compile(rf"{han} (?:{han}|{other})|{other} {han}")
    assert [text for text in translations("zh").values() if blank.search(text)] == []
    assert [file.name for file in DEMO.rglob("*.zh.md") if blank.search(file.read_text(encoding="utf-8"))] == []


def test_chinese_sentences_have_chinese_punctuation() -> None:
    half = re.compile(r"[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\.(?![.\w])")
    assert [text for text in translations("zh").values() if half.search(text)] == []


def test_chinese_has_one_word_for_the_reason_why() -> None:
    # A cause (of unreadable YAML) is something else.
    texts = [text for text in translations("zh").values() if "原因" in text.replace("常见原因", "")]
    assert texts == []
    skeleton = PACKAGE / "writing" / "skeleton" / "zh"
    assert [file.name for file in skeleton.rglob("*.md") if "原因" in file.read_text(encoding="utf-8")] == []


def test_the_heads_of_the_catalog_files_are_no_messages() -> None:
    with speaking("zh"):
        assert gettext("") == ""
