"""What can be changed in front matter, as data."""

from dataclasses import dataclass

from goalsite.writing.scalars import Value

Path = tuple[str | int, ...]
"""Where a value stands: keys, and numbers of items from 0."""


@dataclass(frozen=True, slots=True)
class Put:
    """Set the value at ``path``; a key that is not there is added behind the first of ``after`` there is, or last."""

    path: Path
    value: Value
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Append:
    """Add an item to the list at ``path``, which is made where there is none; ``first``: before the others."""

    path: Path
    value: Value
    first: bool = False


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out what stands at ``path``, its key or dash included."""

    path: Path


Change = Put | Append | Remove
