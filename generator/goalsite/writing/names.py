"""Names of files and key results made from titles, in any script (SPEC 1, ids)."""

import re
import unicodedata
from collections.abc import Container

_LETTERS = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc"})
_LONGEST = 48


def name_of(title: str, taken: Container[str] = ()) -> str:
    """Return a name made of a title's letters and digits, small and joined by ``-``; one not ``taken``.

    Letters of all scripts stay, those with capitals become small. A long title is cut between words.
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).lower())
    joined = re.sub("-+", "-", "".join(char if _allowed(char) else "-" for char in text)).strip("-")
    if len(joined) > _LONGEST:
        head = joined[: _LONGEST + 1].rpartition("-")[0]
        joined = (head if len(head) > _LONGEST // 2 else joined[:_LONGEST]).strip("-")
    # A mark that combines with the letter before it cannot begin a name.
    joined = joined.lstrip("".join(char for char in joined if unicodedata.category(char) in ("Mn", "Mc"))) or "goal"
    name, number = joined, 2
    while name in taken:
        name, number = f"{joined}-{number}", number + 1
    return name


def is_name(text: str) -> bool:
    """Tell whether a text may be a file's name as it is."""
    return bool(text) and text[0] != "-" and all(map(_allowed, text)) and unicodedata.is_normalized("NFC", text)


def _allowed(char: str) -> bool:
    small = unicodedata.category(char) in _LETTERS and char == char.lower()
    return char == "-" or char in "0123456789" or small
