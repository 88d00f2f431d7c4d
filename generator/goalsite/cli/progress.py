"""A bar for long work, on a terminal only."""

from types import TracebackType
from typing import Any, Self, TextIO

import click


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
        """Move the bar to ``done``."""
        if not self._out.isatty():
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=of, label=self._label, file=self._out, update_min_steps=max(1, of // 100)
            )
            self._bar.__enter__()
        self._bar.update(done - self._done)
        self._done = done

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
