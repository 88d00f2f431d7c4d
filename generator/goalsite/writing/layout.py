"""Front matter as nodes that know where they begin and end, so that an edit can touch one of them alone."""

from dataclasses import dataclass
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar; ``style`` is empty where it stands plain, else its quote or block mark."""

    start: int
    end: int
    value: str
    style: str

    @property
    def blank(self) -> bool:
        """Whether nothing stands there at all."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping; ``flow`` where it stands in braces."""

    start: int
    end: int
    flow: bool
    entries: "tuple[tuple[Leaf, Laid], ...]"

    def get(self, key: str) -> "Laid | None":
        """Return the value of a key, or None."""
        return next((value for name, value in self.entries if name.value == key), None)


@dataclass(frozen=True, slots=True)
class Seq:
    """A list; ``flow`` where it stands in brackets."""

    start: int
    end: int
    flow: bool
    items: "tuple[Laid, ...]"


Laid = Leaf | Map | Seq
"""A node in its place: ``text[start:end]``; a block ends with the last thing in it, not with the next key."""


def lay_out(text: str, offset: int = 0) -> Laid | None:
    """Return the node of a YAML text, its places counted from ``offset``; None where nothing stands in it.

    The text must be one that :func:`goalsite.source.nodes.compose` reads without a problem.
    """
    open_branches: list[tuple[Any, list[Laid]]] = []
    here: list[Laid] = []
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.ScalarEvent):
            here.append(_leaf(event, text, offset))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            open_branches.append((event, here))
            here = []
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            start, around = open_branches.pop()
            around.append(_branch(start, event, here, offset))
            here = around
    return here[0] if here else None


def _leaf(event: Any, text: str, offset: int) -> Leaf:
    start, end = event.start_mark.index, event.end_mark.index
    style = event.style or ""
    if style in ("|", ">") and style:
        # The parser counts the empty lines behind a block to it; they matter only where the header says "keep".
        header = text[start:end].partition("\n")[0].partition("#")[0]
        end = end - 1 if "+" in header and text[end - 1 : end] == "\n" else len(text[:end].rstrip())
    return Leaf(start + offset, end + offset, event.value, style)


def _branch(start: Any, end: Any, inside: list[Laid], offset: int) -> Laid:
    first, flow = start.start_mark.index + offset, bool(start.flow_style)
    last = end.end_mark.index + offset if flow or not inside else max(node.end for node in inside)
    if isinstance(start, yaml.SequenceStartEvent):
        return Seq(first, last, flow, tuple(inside))
    entries = []
    for key, value in zip(inside[::2], inside[1::2], strict=True):
        assert isinstance(key, Leaf), "compose refuses other keys"
        entries.append((key, value))
    return Map(first, last, flow, tuple(entries))
