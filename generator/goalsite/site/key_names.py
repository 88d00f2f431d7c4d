"""What people call the keys of files."""

from goalsite.language import Message

_KEYS = {
    message.text: message
    for message in (
        Message("also supports"),
        Message("becomes KPI"),
        Message("cadence"),
        Message("carries on"),
        Message("checkpoints"),
        Message("cycle"),
        Message("definition"),
        Message("depends on"),
        Message("direction"),
        Message("done"),
        Message("due"),
        Message("first day"),
        Message("keep"),
        Message("KPI"),
        Message("lead"),
        Message("learned"),
        Message("links"),
        Message("measure"),
        Message("members"),
        Message("mission"),
        Message("owner"),
        Message("part of"),
        Message("path"),
        Message("person"),
        Message("plan"),
        Message("progress from"),
        Message("replaced by"),
        Message("role"),
        Message("score"),
        Message("source"),
        Message("last day"),
        Message("start value"),
        Message("state"),
        Message("status"),
        Message("superseded by"),
        Message("supports"),
        Message("tags"),
        Message("target"),
        Message("target day"),
        Message("team"),
        Message("theme"),
        Message("title"),
        Message("type"),
        Message("unit"),
        Message("warning bound"),
        Message("way of combining"),
        Message("weight"),
        Message("with teams"),
    )
}
_NAMES = {
    "to": "target",
    "from": "start value",
    "kpi": "KPI",
    "planned": "plan",
    "warn": "warning bound",
    "combine": "way of combining",
    "target_by": "target day",
    "becomes_kpi": "becomes KPI",
    "starts": "first day",
    "ends": "last day",
}


def key_name(key: str) -> str:
    """Return what people call a key of a file; one without a name of its own is shown as it is."""
    name = _NAMES.get(key, key.replace("_", " "))
    return str(_KEYS.get(name, name))
