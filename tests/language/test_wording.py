"""Every word of the vocabularies can be said in every language."""

from enum import StrEnum
from inspect import isclass

from goalsite import vocabulary
from goalsite.wording import word


def test_every_member_has_its_word() -> None:
    for kind in vars(vocabulary).values():
        if isclass(kind) and issubclass(kind, StrEnum):
            for member in kind:
                assert word(member) == member.value
