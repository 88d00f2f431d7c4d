"""Long work that somebody may be watching: it says how far it is, and need not know to whom."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from goalsite.language import Message

Item = TypeVar("Item")
Watch = Callable[[Message, int, int], None]
"""Is told what is being done, how many of how many are done."""

LONG = 2_000
"""Fewer steps than these are done before anyone would look."""

_watch: ContextVar[Watch | None] = ContextVar("goalsite_watch", default=None)


@contextmanager
def watched_by(watch: Watch | None) -> Iterator[None]:
    """Let ``watch`` be told of long work in the block."""
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


def told(what: Message, items: Iterable[Item], count: Callable[[], int]) -> Iterator[Item]:
    """Yield ``items``, telling whoever watches how far it is; only then are they counted."""
    watch = _watch.get()
    of = count() if watch is not None else 0
    if watch is None or of < LONG:
        yield from items
        return
    for done, item in enumerate(items, 1):
        yield item
        watch(what, min(done, of - 1), of)
    watch(what, of, of)
