"""Where each key of a file stands."""

from array import array
from collections.abc import Callable
from functools import partial
from typing import Self

from goalsite.findings import Position

_SEPARATOR = "\n"

_position: Callable[[tuple[int, int]], Position] = partial(tuple.__new__, Position)


class Positions(dict[str, Position]):
    """The positions of values by their dotted keys.

    A file has a hundred of them, so they are pickled as one text and one array rather than one by one.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Callable[..., "Positions"], tuple[object, ...]]:
        keys = _SEPARATOR.join(self)
        if keys.count(_SEPARATOR) != len(self) - 1:
            return Positions, (dict(self),)
        numbers = array("I", [number for position in self.values() for number in position])
        return Positions.unpacked, (keys, numbers.tobytes())

    @classmethod
    def unpacked(cls, keys: str, packed: bytes) -> Self:
        """Return the positions from what they were pickled as."""
        numbers = array("I")
        numbers.frombytes(packed)
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return cls(zip(keys.split(_SEPARATOR), map(_position, pairs), strict=True))
