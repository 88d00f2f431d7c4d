"""How wide short texts are: columns that cannot ask their cells for room are given it by the page."""

from math import ceil

_NARROW, _CAPITAL, _WIDE, _DIGIT, _HAN = 0.3, 0.74, 0.92, 0.58, 1.02
_THIN = frozenset(".,:;'|!ilj tfIr()[]")


def width(text: str) -> float:
    """Return about how wide a text is, in em of its size: as wide as the widest of the usual system fonts."""
    return sum(map(_width, text))


def widest(texts: "tuple[str, ...] | list[str]") -> float:
    """Return the width of the widest of some texts, in em with one decimal; 0 without any."""
    return ceil(max(map(width, texts), default=0.0) * 10) / 10


def _width(letter: str) -> float:
    if letter in _THIN:
        return _NARROW
    if letter >= "⺀":
        return _HAN
    if letter in "MWmw%":
        return _WIDE
    return _CAPITAL if letter.isupper() else _DIGIT
