"""Text on its way into a theme that does not escape by itself (Material's templates print what they are given)."""

import re
from html import escape, unescape

_TAG = re.compile(r"<[^<>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def for_theme(text: str) -> str:
    """Return plain text as HTML that stays text between tags and within attributes, on one line.

    What turns the direction of writing is left out: in a navigation or a browser's tab it would turn its neighbours.
    """
    return escape(" ".join(_CONTROL.sub("", text).split()), quote=True)


def text_of(html: str) -> str:
    """Return HTML as plain text: without tags, entities as the characters they stand for."""
    return unescape(_TAG.sub("", html))


def for_xml(text: str) -> str:
    """Return text without the characters XML has no place for, its line ends as XML reads them."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
