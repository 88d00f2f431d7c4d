"""Every language says everything: no message is missing, none is left over, none lost a gap."""

import re
from string import Formatter

import pytest
from tests.words import missing, spoken, translations

from goalsite.language import LANGUAGES

OTHERS = LANGUAGES[1:]


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
