"""The shape of the settings (SPEC 14), read as any other file of keys is, with positions and "did you mean"."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from goalsite.findings import Names
from goalsite.language import Message
from goalsite.model.shape import Key, Shape
from goalsite.model.values import (
    A_DAY,
    ANY_NUMBER,
    MISSING,
    SHARE,
    TEXT,
    Choice,
    Flag,
    ListOf,
    Missing,
    Reading,
    Schema,
    Whole,
    shown,
)
from goalsite.settings import CheckInRhythm, Confidence, Outdated, Pace, RuleSetting
from goalsite.source.nodes import Mapping as MappingNode
from goalsite.source.nodes import Node, Scalar
from goalsite.vocabulary import Level

if TYPE_CHECKING:
    from decimal import Decimal


class Weekday(StrEnum):
    """The days of the week, as the setting ``check_in`` names them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Language(StrEnum):
    """The languages a site can have."""

    EN = "en"
    ZH = "zh"


class Forge(StrEnum):
    """Where the repository is hosted."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"
    NONE = "none"


_BOUNDS = ("min", "max", "difference", "times")


class _Rule:
    """``off`` (or false), a level, or ``{level, min, max, difference, times}``."""

    def read(self, node: Node, into: Reading, key: str) -> RuleSetting | Missing:
        if isinstance(node, Scalar):
            only = self._level(node, into, key)
            return RuleSetting(level=only) if isinstance(only, Level) else MISSING
        if not isinstance(node, MappingNode):
            message = Message("a rule's setting is off, error, warning, info or {level, min, max}")
            return into.wrong("G003", message, node.at, key)
        level: Level | None = None
        bounds: dict[str, Decimal] = {}
        for name, item in node.entries:
            path = f"{key}.{name.value}"
            if name.value == "level":
                found = self._level(item, into, path)
                level = found if isinstance(found, Level) else None
            elif name.value in _BOUNDS:
                number = ANY_NUMBER.read(item, into, path)
                if number is not MISSING:
                    bounds[name.value] = number
            else:
                message = Message(
                    "unknown key '{name}' of a rule; there are {names}",
                    name=shown(name.value),
                    names=Names(("level", *_BOUNDS)),
                )
                into.wrong("G004", message, name.at, path)
        return RuleSetting(level, bounds)

    def _level(self, node: Node, into: Reading, key: str) -> Level | Missing:
        if isinstance(node, Scalar) and node.value in {"off", "false", "Off", "OFF"}:
            return Level.OFF
        level = Choice(Level).read(node, into, key)
        return level if isinstance(level, Level) else MISSING

    def schema(self) -> Schema:
        return {}


class _Rules:
    """The mapping code → setting; codes that no rule bears are for the check to tell."""

    def read(self, node: Node, into: Reading, key: str) -> dict[str, RuleSetting] | Missing:
        if not isinstance(node, MappingNode):
            return into.wrong("G003", Message("'rules' must be made of lines 'G201: off'"), node.at, key)
        read: dict[str, RuleSetting] = {}
        for name, item in node.entries:
            into.at[f"{key}.{name.value}"] = name.at
            setting = _Rule().read(item, into, f"{key}.{name.value}")
            if setting is not MISSING:
                read[name.value] = setting
        return read

    def schema(self) -> Schema:
        return {}


class _Days:
    """A number of days, or one by length of cycle."""

    def read(self, node: Node, into: Reading, key: str) -> Outdated | Missing:
        if isinstance(node, MappingNode):
            made = OUTDATED.read(node, into, key)
            return made if isinstance(made, Outdated) else MISSING
        days = Whole(1, 3660).read(node, into, key)
        return MISSING if days is MISSING else Outdated(days, days, days)

    def schema(self) -> Schema:
        return {}


OUTDATED = Shape(
    "outdated_after",
    {
        "month": Key(Whole(1, 3660), "days, for cycles of a month"),
        "quarter": Key(Whole(1, 3660), "days, for quarters and halves"),
        "year": Key(Whole(1, 3660), "days, for years"),
    },
    Outdated,
    own=False,
)
PACE = Shape(
    "pace",
    {
        "on_track": Key(SHARE, "how far behind is still on track"),
        "at_risk": Key(SHARE, "how far behind is still at risk"),
        "quiet": Key(SHARE, "the first share of a cycle without judgement"),
    },
    Pace,
    own=False,
)
CONFIDENCE = Shape(
    "confidence",
    {"on_track": Key(SHARE, "the least of on track"), "at_risk": Key(SHARE, "the least of at risk")},
    Confidence,
    own=False,
)


def _rhythm(every: int = 1, on: Weekday = Weekday.MONDAY) -> CheckInRhythm:
    return CheckInRhythm(every, list(Weekday).index(on))


CHECK_IN = Shape(
    "check_in",
    {"every": Key(Whole(1, 52), "weeks between check-ins"), "on": Key(Choice(Weekday), "the day of the week")},
    _rhythm,
    own=False,
)


@dataclass(frozen=True, slots=True)
class _Languages:
    def read(self, node: Node, into: Reading, key: str) -> tuple[str, ...] | Missing:
        read = ListOf(Choice(Language)).read(node, into, key)
        return MISSING if read is MISSING else tuple(str(one) for one in read)

    def schema(self) -> Schema:
        return {}


def _values(**values: Any) -> dict[str, Any]:
    return values


SETTINGS = Shape(
    Message("goalsite setting"),
    {
        "as_of": Key(A_DAY, "the day everything is computed for"),
        "languages": Key(_Languages(), "the languages the site is built in"),
        "pace": Key(PACE, "how far behind is on track and at risk"),
        "confidence": Key(CONFIDENCE, "the least confidence of on track and at risk"),
        "outdated_after": Key(_Days(), "days until a figure is outdated"),
        "check_in": Key(CHECK_IN, "when teams check in"),
        "rules": Key(_Rules(), "levels and bounds of rules"),
        "people": Key(Flag(), "whether there are person pages and personal goals"),
        "forge": Key(Choice(Forge), "where the repository is hosted"),
        "branch": Key(TEXT, "the branch that is published"),
        "templates": Key(TEXT, "a folder of the company's own templates"),
        "history": Key(Flag(), "whether git history is read"),
    },
    _values,
    own=False,
    words={"language": "languages", "date": "as_of", "today": "as_of", "rule": "rules", "outdated": "outdated_after"},
)
