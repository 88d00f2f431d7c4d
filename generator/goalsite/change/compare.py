"""What changed between two states of one file, read from meaning (SPEC 8.1)."""

from typing import NamedTuple

from goalsite.change.facts import Facts, Value
from goalsite.vocabulary import ChangeClass


class Change(NamedTuple):
    """One change: what it is about, the dotted key of what changed, and what it said before and after.

    A thing that came has ``old`` None, one that went has ``new`` None; both then hold its title. The key of a whole
    file is empty.
    """

    about: ChangeClass
    key: str
    old: Value
    new: Value

    @property
    def key_result(self) -> str | None:
        """The key result it is about, where it is about one."""
        parts = self.key.split(".", 2)
        return parts[1] if parts[0] == "key_results" and len(parts) > 1 else None

    @property
    def is_key_result(self) -> bool:
        """Whether a whole key result came or went."""
        return self.key.count(".") == 1 and self.key.startswith("key_results.")


def compare(old: Facts, new: Facts) -> tuple[Change, ...]:
    """Return what changed, in the order of the file; order within it, layout and comments are nothing."""
    found = []
    gone = "\n"  # what lies within a thing that came or went follows it at once, and goes without saying
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = old.get(key), new.get(key)
        if key.startswith(gone):
            continue
        if before is not None and after is not None:
            if not after.whole and before.value != after.value:
                found.append(Change(after.about, key, before.value, after.value))
            continue
        there = after or before
        assert there is not None
        if there.whole:
            gone = f"{key}."
        elif there.value is None:
            continue
        found.append(Change(there.about, key, before.value if before else None, after.value if after else None))
    return tuple(found)
