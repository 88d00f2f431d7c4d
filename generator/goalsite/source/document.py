"""A Markdown file as front matter and body."""

import re
from dataclasses import dataclass

from goalsite.findings import START, Position
from goalsite.language import Message
from goalsite.source.nodes import Mapping, Scalar, Tree, compose
from goalsite.source.problems import Problem

_OPENS = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSES = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a Markdown file.

    ``front`` is the front matter's mapping, None where there is no front matter at all, empty where nothing of it
    could be read. ``whole`` is False where reading it broke off. The body begins at character ``body_start``, which is
    line ``body_line``.
    """

    front: Mapping | None
    body_start: int
    body_line: int
    problems: tuple[Problem, ...]
    whole: bool = True


def split(text: str) -> Document:
    r"""Split a Markdown text (line ends as ``\\n``) at its front matter and read that.

    Front matter that is opened and never closed is a G002 at its first line; one that is not a mapping a G003.
    """
    opening = _OPENS.match(text)
    if opening is None:
        return Document(None, 0, 1, ())
    closing = _CLOSES.search(text, opening.end())
    if closing is None:
        message = Message("the front matter is opened by --- and never closed; put --- on a line of its own after it")
        front, _ = _front(compose(text[opening.end() :], first_line=2))
        return Document(front, len(text), text.count("\n") + 1, (Problem("G002", message, START),), whole=False)
    tree = compose(text[opening.end() : closing.start()], first_line=2)
    front, problems = _front(tree)
    body_start = min(closing.end() + 1, len(text))
    body_line = text.count("\n", 0, body_start) + 1
    return Document(front, body_start, body_line, tuple(problems), tree.whole)


def front_matter_span(text: str) -> tuple[int, int] | None:
    """Return where the front matter's YAML begins and ends, None where there is none or it is never closed."""
    opening = _OPENS.match(text)
    closing = _CLOSES.search(text, opening.end()) if opening is not None else None
    return (opening.end(), closing.start()) if opening is not None and closing is not None else None


def _front(tree: Tree) -> tuple[Mapping, list[Problem]]:
    root = tree.root
    if isinstance(root, Mapping):
        return root, tree.problems
    if root is not None and not (isinstance(root, Scalar) and root.plain and not root.value) and not tree.problems:
        message = Message("the front matter must be made of lines 'key: value'")
        tree.problems.append(Problem("G003", message, root.at))
    return Mapping([], Position(2, 1)), tree.problems
