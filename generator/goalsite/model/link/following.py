"""Following the references of one goal."""

from goalsite.model.link.workbench import Draft, Workbench
from goalsite.model.objects import Goal
from goalsite.model.records import Ref
from goalsite.source.problems import Problem


def follow(bench: Workbench, draft: Draft, ref: Ref | None, key: str, want: str = "goal") -> Goal | None:
    """Return the goal a reference means, None for an unknown one, which is noted (SPEC 1, references)."""
    if ref is None:
        return None
    found = bench.goals.find(ref, draft.candidate, key, want=want)
    if isinstance(found, Problem):
        if found.code not in ("G101", "G107") or not bench.unread(ref.text.partition("#")[0]):
            bench.tell(draft.sheet, [found])
        return None
    return found


def follow_all(bench: Workbench, draft: Draft, refs: tuple[Ref, ...], key: str) -> tuple[Goal, ...]:
    """Return the goals that references mean, each once."""
    found = [follow(bench, draft, ref, f"{key}.{number}") for number, ref in enumerate(refs)]
    return tuple(dict.fromkeys(one for one in found if one is not None))
