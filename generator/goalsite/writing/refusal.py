"""Why something cannot be written."""

from goalsite.findings import Position
from goalsite.source.problems import Problem


class Refused(Exception):  # noqa: N818 - it is the user's to mend, and an error is a finding here
    """Something cannot be written as asked; its text says why and how to mend it, ``at`` where in the file."""

    def __init__(self, text: str, at: Position | None = None) -> None:
        super().__init__(text)
        self.at = at

    def in_file(self, path: str) -> "Refused":
        """Return the refusal with the file's name and place before it."""
        place = f"{path}:{self.at.line}:{self.at.column}" if self.at is not None else path
        return Refused(f"{place} {self}")


def refused_for(problem: Problem) -> Refused:
    """Return the refusal to touch a file that cannot be read whole."""
    return Refused(f"{problem.code} {problem.said}", problem.at)
