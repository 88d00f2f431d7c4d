"""How wide text is on a terminal."""

from unicodedata import east_asian_width


def wide(text: str) -> int:
    """Return how many columns a text takes; East Asian letters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
