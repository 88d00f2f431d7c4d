"""One Markdown file as a record: what it is, what it says, and what is wrong with it.

What comes out depends on the file's bytes alone (and on whether its name says it is a translation), so it can be kept
in a cache under their digest.
"""

import re
from dataclasses import dataclass

from goalsite.findings import Names, Position
from goalsite.language import Message
from goalsite.model.records import PageRecord, Record
from goalsite.model.shapes import ONLY_GOALS_HAVE, SHAPES, TRANSLATION
from goalsite.model.suggest import did_you_mean
from goalsite.model.values import MISSING, TEXT, ListOf, Reading, shown
from goalsite.source.document import Document, split
from goalsite.source.files import decode
from goalsite.source.nodes import Mapping, Scalar
from goalsite.source.problems import BREAKING, Problem, told
from goalsite.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one Markdown file says.

    ``kind`` is None for a page, a translation, and where it could not be read; ``record`` is then a ``PageRecord``, a
    ``TranslationRecord`` or None.
    """

    kind: Kind | None
    record: Record | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]

    @property
    def usable(self) -> bool:
        """Whether its figures can be trusted (SPEC 2)."""
        return not any(problem.code in BREAKING for problem in self.problems)


def parse(content: bytes, *, translation: bool = False) -> Parsed:
    """Parse a file's bytes; nothing raises, whatever they are."""
    text = decode(content)
    if text.problem is not None:
        return Parsed(None, None, "", 1, (text.problem,))
    document = split(text.text)
    body = text.text[document.body_start :]
    into = Reading(problems=list(document.problems), cut_short=not document.whole)
    record: Record | None
    if translation:
        values = TRANSLATION.values(document.front, into, "") if document.front else {}
        record = TRANSLATION.build(at=into.at, **(values or {}))
        return Parsed(None, record, body, document.body_line, _all_told(document, into))
    if document.front is None:
        if (unfenced := _UNFENCED.match(text.text)) is not None:
            line = text.text.count("\n", 0, unfenced.start("kind")) + 1
            message = Message(
                "the file says its kind outside front matter; put --- alone on line 1, and after the last key"
            )
            problem = Problem("G006", message, Position(line, 1), "kind")
            return Parsed(None, None, body, document.body_line, (problem,))
        return Parsed(None, PageRecord(), body, document.body_line, ())
    kind = _kind(document, into)
    if kind is None:
        readable = not any(problem.code in BREAKING for problem in into.problems)
        record = _page(document.front, into) if readable else None
        return Parsed(None, record, body, document.body_line, _all_told(document, into))
    values = SHAPES[kind].values(document.front, into, "") or {}
    values.pop("kind", None)
    if kind is Kind.CHECK_IN:
        values["note"] = body.strip() or None
    record = SHAPES[kind].build(at=into.at, **values)
    return Parsed(kind, record, body, document.body_line, _all_told(document, into))


def _all_told(document: Document, into: Reading) -> tuple[Problem, ...]:
    """Return the problems; what follows at the same place from one of YAML itself is left out."""
    own = len(document.problems)
    if own:
        places = {problem.at for problem in document.problems}
        into.problems[own:] = [problem for problem in into.problems[own:] if problem.at not in places]
    return told(into.problems)


def _kind(document: Document, into: Reading) -> Kind | None:
    """Return the kind the front matter names; None for an ordinary page, or with a G006 where it is unclear."""
    assert document.front is not None
    kinds = [kind.value for kind in Kind]
    for key, node in document.front.entries:
        if key.value != "kind":
            continue
        if isinstance(node, Scalar):
            try:
                return Kind(node.value)
            except ValueError:
                message = Message(
                    "unknown kind '{kind}': one of {kinds}{guess}",
                    kind=shown(node.value),
                    kinds=Names(kinds),
                    guess=did_you_mean(node.value, kinds, _KIND_WORDS),
                )
                into.wrong("G006", message, node.at, "kind")
                return None
        into.wrong("G006", Message("'kind' must be one word of {kinds}", kinds=Names(kinds)), node.at, "kind")
        return None
    if into.problems:
        return None
    for key, _ in document.front.entries:
        if key.value in ONLY_GOALS_HAVE:
            message = Message(
                "the file has '{key}' as goals have, and no 'kind'; write 'kind: objective' or another kind",
                key=key.value,
            )
            into.wrong("G006", message, key.at, key.value)
            return None
    return None


_UNFENCED = re.compile(rf"\s*(?:---[ \t]*\n\s*)?(?P<kind>kind:[ \t]*[\"']?(?:{'|'.join(Kind)})\b)")
"""A file that begins as a goal does, but for the line that opens front matter, or not on its first line."""

_KIND_WORDS = {"okr": "objective", "goal": "objective", "metric": "kpi", "people": "person", "checkin": "check-in"}


def _page(front: Mapping, into: Reading) -> PageRecord:
    """Read the few keys of an ordinary page that may reach the theme; what is wrong with them is left out."""
    quiet = Reading()
    title = TEXT.read(node, quiet, "title") if (node := front.get("title")) is not None else MISSING
    description = TEXT.read(node, quiet, "description") if (node := front.get("description")) is not None else MISSING
    tags = ListOf(TEXT).read(node, quiet, "tags") if (node := front.get("tags")) is not None else MISSING
    hide = ListOf(TEXT).read(node, quiet, "hide") if (node := front.get("hide")) is not None else MISSING
    into.problems.extend(quiet.problems)
    search = front.get("search")
    excluded = (
        isinstance(search, Mapping) and isinstance(flag := search.get("exclude"), Scalar) and flag.value == "true"
    )
    return PageRecord(
        title="" if title is MISSING else title,
        description=None if description is MISSING else description,
        tags=() if tags is MISSING else tags,
        hide=() if hide is MISSING else hide,
        search_exclude=bool(excluded),
    )
