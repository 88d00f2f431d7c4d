"""A rule: its code, its level and bounds, its documentation, and what it looks for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from inspect import cleandoc
from typing import Protocol

from goalsite.change.moves import Moved
from goalsite.check.facts import Facts
from goalsite.findings import Finding, Position
from goalsite.language import Message
from goalsite.language import gettext as _
from goalsite.measure.figures import Measured
from goalsite.model.objects import CheckIn, File, Objective
from goalsite.model.records import Record
from goalsite.model.repository import Repository
from goalsite.settings import Settings
from goalsite.vocabulary import Level


class Subject(Protocol):
    """What a finding can be about: anything with a file and a record."""

    @property
    def file(self) -> File:
        """Where it stands."""

    @property
    def record(self) -> Record | None:
        """What its file says; None where there is no file."""


@dataclass(frozen=True, slots=True)
class View:
    """What a rule is shown: the figures, facts shared between rules, and its own level and bounds.

    ``moved`` are the moved goalposts by goal, None where history was not looked at.
    """

    measured: Measured
    facts: Facts
    code: str
    level: Level
    bounds: Mapping[str, Decimal]
    moved: Mapping[str, Moved] | None = None

    @property
    def repository(self) -> Repository:
        """The goals the figures were measured from."""
        return self.measured.repository

    @property
    def settings(self) -> Settings:
        """The site's settings."""
        return self.measured.settings

    def finding(self, subject: Subject, key: str, message: Message) -> Finding:
        """Make a finding about ``subject``, placed where ``key`` (a dotted path) stands in its file."""
        position = subject.record.position(key) if subject.record else Position(1, 1)
        file = subject.file
        return Finding(self.code, self.level, message, file.path, position, file.key, key)

    def check_in_finding(self, objective: Objective, check_in: CheckIn, key: str, message: Message) -> Finding:
        """Make a finding about ``objective``, placed at ``key`` of one of its check-ins, in whichever file that is."""
        record = check_in.record
        if record.key:
            return self.finding(objective, f"{record.key}.{key}", message)
        return self.placed(objective.file.key, check_in.path, record.position(key), key, message)

    def placed(self, goal: str, path: str, position: Position, key: str, message: Message) -> Finding:
        """Make a finding about the object whose file key is ``goal``, placed in any file."""
        return Finding(self.code, self.level, message, path, position, goal, key)


Look = Callable[[View], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule (SPEC 9).

    ``level`` and ``bounds`` are the defaults, which the settings may change. ``look`` is None for a rule whose
    findings are raised elsewhere: while reading and linking, or by the engine. ``documentation`` is for users:
    a title line, what and why, then ``Bad:`` and ``Good:`` examples.
    """

    code: str
    level: Level
    documentation: str
    look: Look | None = None
    bounds: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The first line of its documentation, without the full stop."""
        return self.documentation.partition("\n")[0].rstrip(".") or self.code

    @property
    def explanation(self) -> str:
        """What its documentation says between the title and the examples, a paragraph a line."""
        text = self.documentation.partition("\n")[2].partition("\nBad:")[0]
        return "\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))

    @property
    def heading(self) -> str:
        """Its title in the language in force."""
        return _(self.title)

    def told(self) -> str:
        """Return its documentation in the language in force; the examples are files, the same in every language."""
        explanation = _(self.explanation)
        if explanation == self.explanation:
            return self.documentation  # with the line breaks it was written with
        examples = self.documentation.partition("\nBad:")[2]
        said = {"Bad:": _("Bad:"), "Good:": _("Good:")}
        lines = [said.get(line, line) for line in f"Bad:{examples}".split("\n")]
        return "\n".join([self.heading, "", explanation.replace("\n", "\n\n"), "", *lines])

    @property
    def can_be_ignored(self) -> bool:
        """Whether an object's ``ignore`` may silence it: G2 to G6."""
        return self.code >= "G2"


def rule(code: str, level: Level, documentation: str | None, look: Look | None = None, **bounds: int | str) -> Rule:
    """Make a rule from its module's docstring; bounds are given by name, exactly as in the settings."""
    exact = {name: Decimal(value) for name, value in bounds.items()}
    return Rule(code, level, cleandoc(documentation or ""), look, exact)
