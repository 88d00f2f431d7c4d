"""New Markdown files with front matter."""

from collections.abc import Mapping

from goalsite.writing.hand import Hand
from goalsite.writing.scalars import Value

_HAND = Hand()


def markdown(front: Mapping[str, Value], body: str = "") -> str:
    """Return a file: front matter in the order given, then the body, which ends with a line end where there is one."""
    lines = "".join(f"{_HAND.entry(key, value, 0, ())}\n" for key, value in front.items())
    text = body.strip("\n")
    return f"---\n{lines}---\n{text}\n" if text else f"---\n{lines}---\n"
