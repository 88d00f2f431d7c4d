"""A company of one goal whose target moves, and what is read of its past."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from tests.change.repositories import COMPANY, Goals

from goalsite.findings import Finding
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.understanding.verdict import judge

GOAL = "2026-q4/win.md"
AS_OF = date(2026, 11, 20)


def goal(to: int = 10, body: str = "") -> str:
    return (
        "---\nkind: objective\ntitle: Win\nowner: Mei Lin\nkey_results:\n"
        f"  a: {{title: A, from: 0, to: {to}}}\n  b: {{title: B, from: 0, to: 10}}\n---\n{body}"
    )


def read(folder: Path) -> Understood:
    return understand(folder, as_of=AS_OF)


def moved(known: Understood) -> list[str]:
    assert known.moved is not None
    return [str(move.day) for one in known.moved.values() for move in one.moves]


def whole(known: Understood) -> list[tuple[str, ...]]:
    assert known.stories is not None
    return [
        (event.story, str(event.day), event.commit.id, event.landed.id, event.change.key, str(event.change.new))
        for event in known.stories.events
    ]


def reasons_missing(goals: Goals, kept: Callable[[bool], None]) -> list[str]:
    """Return what a check asks a reason for: cold, kept, and beside the whole history, which all say the same."""

    def found(findings: Iterable[Finding]) -> list[str]:
        return [f"{one.path}: {one.message}" for one in findings if one.code == "G504"]

    told = []
    for keeps in (False, True, True):
        kept(keeps)
        told.append(found(judge(goals.folder, as_of=AS_OF).findings))
    told.append(found(read(goals.folder).findings))
    goals.write({"company.md": COMPANY.replace("Acme", "Acme & Co")})
    told.append(found(judge(goals.folder, as_of=AS_OF).findings))
    goals.write({"company.md": COMPANY})
    assert told == [told[0]] * 5
    return [message.partition("'")[2].partition(";")[0] for message in told[0]]
