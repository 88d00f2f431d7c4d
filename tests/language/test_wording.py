"""Every word of the vocabularies can be said in every language."""

from enum import StrEnum
from inspect import isclass

from goalsite import vocabulary
from goalsite.language import speaking
from goalsite.vocabulary import Health, Level
from goalsite.wording import word


def test_every_member_has_its_word() -> None:
    for kind in vars(vocabulary).values():
        if isclass(kind) and issubclass(kind, StrEnum):
            for member in kind:
                assert word(member) == member.value


def test_a_kpi_and_a_finding_warn_in_words_of_their_own() -> None:
    with speaking("zh"):
        assert (word(Health.WARNING), word(Level.WARNING)) == ("预警", "警告")
