"""What a command asks of the plugin beyond mkdocs.yml, and what it wants to know afterwards.

MkDocs makes the plugin itself, anew for each rebuild, so a command cannot hand it anything directly.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goalsite.publish.understanding.understood import Understood


@dataclass(slots=True)
class Request:
    """One command's wishes: the day, and who is told that so many steps of about so many are done.

    ``understood`` is set by the plugin once the goals are read. ``quiet`` keeps findings out of the log. ``at`` names
    the commit, or day, whose files are meant; ``goals_dir`` is then the goals folder that MkDocs' own one stands for.
    """

    as_of: date | None = None
    progress: Callable[[int, int], None] | None = None
    quiet: bool = False
    at: str | None = None
    goals_dir: Path | None = None
    understood: "Understood | None" = None


_current: ContextVar[Request | None] = ContextVar("goalsite_request", default=None)


def current() -> Request:
    """Return the running command's request; an empty one under plain MkDocs."""
    return _current.get() or Request()


@contextmanager
def asking(request: Request) -> Iterator[Request]:
    """Make ``request`` the current one."""
    token = _current.set(request)
    try:
        yield request
    finally:
        _current.reset(token)
