"""An edit that leaves a file as readable as it was."""

from collections.abc import Iterable

from goalsite.language import gettext as _
from goalsite.model.parse import Parsed, parse
from goalsite.writing.edits import Change
from goalsite.writing.front_matter import edited
from goalsite.writing.refusal import Refused


def checked_edit(path: str, content: bytes, changes: Iterable[Change]) -> bytes:
    """Return an edited goal file; raise :class:`Refused`, with its path, where that would make a new problem."""
    try:
        result = edited(content, changes)
    except Refused as refused:
        raise refused.in_file(path) from refused
    check_readable(path, parse(content), parse(result))
    return result


def check_readable(path: str, before: Parsed | None, after: Parsed) -> None:
    """Raise :class:`Refused` where a file would have a problem that it did not have before."""
    known = {(one.code, str(one.said)) for one in before.problems} if before is not None else set()
    fresh = next((one for one in after.problems if (one.code, str(one.said)) not in known), None)
    if fresh is not None:
        why = f"{fresh.code} {fresh.said}"
        raise Refused(_("{path} would not be right afterwards, so nothing is written: {why}", path=path, why=why))
