"""The words of the closed vocabularies as people read them; files and data keep the English ones of the contract."""

from collections.abc import Mapping
from enum import StrEnum

from goalsite.language import Message, pgettext
from goalsite.vocabulary import Health, Status

_WORDS = {
    message.text: message
    for message in (
        Message("abandoned"),
        Message("active"),
        Message("alignment"),
        Message("aspirational"),
        Message("at risk"),
        Message("check-in"),
        Message("closed"),
        Message("closing"),
        Message("committed"),
        Message("company"),
        Message("cycle"),
        Message("daily"),
        Message("doing"),
        Message("done"),
        Message("down"),
        Message("draft"),
        Message("dropped"),
        Message("end"),
        Message("error"),
        Message("flat"),
        Message("healthy"),
        Message("improving"),
        Message("info"),
        Message("irregular"),
        Message("keep"),
        Message("key_results"),
        Message("kpi"),
        Message("max"),
        Message("mean"),
        Message("met"),
        Message("metric"),
        Message("milestones"),
        Message("min"),
        Message("missed"),
        Message("monthly"),
        Message("no data"),
        Message("no target"),
        Message("none"),
        Message("not started"),
        Message("objective"),
        Message("off track"),
        Message("off"),
        Message("on track"),
        Message("outdated"),
        Message("overdue"),
        Message("ownership"),
        Message("partly"),
        Message("person"),
        Message("quarterly"),
        Message("reached"),
        Message("retired"),
        Message("scope"),
        Message("start"),
        Message("starting"),
        Message("sum"),
        Message("supporters"),
        Message("target"),
        Message("team"),
        Message("todo"),
        Message("unhealthy"),
        Message("up"),
        Message("warning"),
        Message("weekly"),
        Message("weighted_mean"),
        Message("within"),
        Message("wording"),
        Message("worsening"),
        Message("yearly"),
        Message("yes/no"),
    )
}
_MARKS: Mapping[Status | Health, str] = {
    Status.ON_TRACK: "●",
    Status.AT_RISK: "▲",
    Status.OFF_TRACK: "◆",
    Status.REACHED: "✓",
    Status.OUTDATED: "◷",
    Status.OVERDUE: "◷",
    Health.HEALTHY: "●",
    Health.WARNING: "▲",
    Health.UNHEALTHY: "◆",
}


def mark(status: Status | Health) -> str:
    """Return the sign that stands before a status where there is only text."""
    return _MARKS.get(status, "○")


def word(member: StrEnum) -> str:
    """Return the word of a member in the language in force; in English it is the member's value."""
    if member is Health.WARNING:  # a finding that warns is another word in other languages
        return pgettext("health of a KPI", "warning")
    return str(_WORDS[member.value])
