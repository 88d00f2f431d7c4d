"""Values as YAML writes them, so that they are read back as meant."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from goalsite.model.values.text import surprising

Plain = str | bool | int | Decimal | date
"""A value that stands on one line, or is a text."""

Value = Plain | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: lists and mappings of such values, too."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_UNPRINTABLE = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def raw(value: Plain) -> str:
    """Return a value's text as a reader of the file gets it: days as 2026-10-31, numbers in digits."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def is_plain(value: Value) -> bool:
    """Tell whether a value is neither list nor mapping."""
    return isinstance(value, str | bool | int | Decimal | date)


def one_line(value: Plain, *, flow: bool, style: str = "") -> str:
    """Return a value on one line; ``style`` is the quote to use where a text stood in quotes before."""
    text = raw(value)
    if not isinstance(value, str):
        return text
    quoted = [_single(text), _double(text)] if '"' in text or "\\" in text else [_double(text)]
    ways = [_plain(text), *quoted]
    if style == "'":
        ways = [_single(text), _double(text)]
    elif style == '"':
        ways = [_double(text)]
    return next((way for way in ways if way is not None and _reads_as(way, text, flow=flow)), _double(text))


def word_of_key(key: str) -> str:
    """Return a mapping's key as it is written."""
    plain = _plain(key)
    if plain is not None and _reads_as(plain, key, flow=True) and ":" not in plain:
        return plain
    return _double(key)


def literal(text: str, indent: int) -> str | None:
    """Return a text of several lines as a block (``|``) indented by ``indent``, None where it cannot stand so."""
    lines = text.removesuffix("\n").split("\n")
    if text.endswith("\n\n") or _UNPRINTABLE.search(text) or not lines[0].strip() or lines[0][0] in " \t":
        return None
    mark = "|" if text.endswith("\n") else "|-"
    return "\n".join([mark, *(f"{' ' * indent}{line}" if line.strip() else line for line in lines)])


def _plain(text: str) -> str | None:
    if not text or text != text.strip() or "\n" in text or _UNPRINTABLE.search(text) or surprising(text) is not None:
        return None
    return text


def _single(text: str) -> str | None:
    return None if "\n" in text or _UNPRINTABLE.search(text) else "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if _UNPRINTABLE.match(char):
        code = ord(char)
        return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
    return char


def _reads_as(written: str, text: str, *, flow: bool) -> bool:
    """Tell whether YAML reads what was written as the text and nothing else, in braces or on a line of its own."""
    around = f"{{k: {written}, l: 1}}" if flow else f"k: {written} # c\nl: 1"
    try:
        events = [event for event in yaml.parse(around, _Loader) if isinstance(event, yaml.ScalarEvent)]
    except yaml.YAMLError:
        return False
    plain = events[1].style is None or not events[1].style if len(events) == 4 else False
    return [event.value for event in events] == ["k", text, "l", "1"] and (not plain or surprising(text) is None)
