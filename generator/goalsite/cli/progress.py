"""Bars for long work, on a terminal only."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self, TextIO

import click

from goalsite.language import Message
from goalsite.publish.past.long_work import watched_by


class Bar:
    """Shows how many of how many are done; says nothing where ``out`` is not a terminal."""

    def __init__(self, label: str, out: TextIO) -> None:
        self._label = label
        self._out = out
        self._bar: Any = None
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def move(self, done: int, of: int) -> None:
        """Move the bar to ``done``; it ends where all is done."""
        if not self._out.isatty() or (self._bar is None and done >= of):
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=of, label=self._label, file=self._out, update_min_steps=max(1, of // 100)
            )
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done
        if done >= of:
            self.__exit__(None, None, None)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
        self._bar, self._done = None, 0


@contextmanager
def bars(out: TextIO) -> Iterator[None]:
    """Show a bar for each piece of long work in the block, one after the other."""
    shown: dict[str, Bar] = {}

    def move(what: Message, done: int, of: int) -> None:
        shown.setdefault(str(what), Bar(str(what), out)).move(done, of)

    with watched_by(move if out.isatty() else None):
        try:
            yield
        finally:
            for bar in shown.values():
                bar.__exit__(None, None, None)
