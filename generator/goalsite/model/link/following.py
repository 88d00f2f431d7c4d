"""Following the references of one goal."""

from goalsite.model.link.workbench import Draft, Workbench
from goalsite.model.objects import (
    Goal,
)
from goalsite.model.records import (
    Ref,
)
from goalsite.source.problems import Problem


def follow(bench: Workbench, draft: Draft, ref: Ref | None, key: str, want: str = "goal") -> Goal | None:
    """Return the goal a reference means, None for an unknown one, which is noted (SPEC 1, references)."""
    if ref is None:
        return None
    found = bench.goals.find(ref, draft.candidate, key, want=want)
    if isinstance(found, Problem):
        if found.code != "G101" or not _may_be_unreadable(bench, ref):
            bench.tell(draft.sheet, [found])
        return None
    return found


def _may_be_unreadable(bench: Workbench, ref: Ref) -> bool:
    """Tell whether a file whose kind is not known may be what a reference means."""
    stem = ref.text.partition("#")[0].rpartition("/")[2]
    return any(one.id.rpartition("/")[2] == stem for one in bench.unreadable)


def follow_all(bench: Workbench, draft: Draft, refs: tuple[Ref, ...], key: str) -> tuple[Goal, ...]:
    """Return the goals that references mean, each once."""
    found = [follow(bench, draft, ref, f"{key}.{number}") for number, ref in enumerate(refs)]
    return tuple(dict.fromkeys(one for one in found if one is not None))
