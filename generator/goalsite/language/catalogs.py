"""The catalogs: gettext files of one language each, one a room, read when their language is first spoken."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent


class Catalog(NamedTuple):
    """The translations of one language.

    ``texts`` are found by context (None where a message has none) and English text, ``plurals`` by the English
    singular. A language of the catalogs has one form for every number.
    """

    texts: Mapping[tuple[str | None, str], str]
    plurals: Mapping[str, str]


@cache
def catalog(language: str) -> Catalog:
    """Return the catalog of a language; English, in which messages are written, has an empty one."""
    texts: dict[tuple[str | None, str], str] = {}
    plurals: dict[str, str] = {}
    for file in sorted((FOLDER / language).glob("*.po")):
        from babel.messages.pofile import read_po

        with file.open("rb") as content:
            for message in read_po(content, locale=language):
                if not message.id:
                    continue  # the file's header
                if isinstance(message.id, tuple) and isinstance(message.string, tuple | list):
                    plurals[message.id[0]] = message.string[0]
                elif isinstance(message.id, str) and isinstance(message.string, str) and message.string:
                    texts[message.context, message.id] = message.string
    return Catalog(texts, plurals)
