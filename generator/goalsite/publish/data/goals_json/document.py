"""All goals and figures as one JSON document (SPEC 11), for programs.

Keys of a file appear by their own names, with references followed (an id, or null where a reference leads nowhere),
beside what was computed from them. Unknown is null; numbers have at most six decimals. Words are English, whatever
the language in force.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import compress, decompress

from goalsite.check.report import finding_data
from goalsite.language import Message, speaking
from goalsite.model.objects import Kpi, Objective
from goalsite.publish.data.goals_json.frame import company_data, cycle_data, person_data, team_data
from goalsite.publish.data.goals_json.kpis import kpi_data
from goalsite.publish.data.goals_json.objectives import objective_data
from goalsite.publish.data.goals_json.parts import Json
from goalsite.publish.data.goals_json.schema import GOALS_SCHEMA
from goalsite.publish.data.shown import findings_shown, objectives_shown
from goalsite.publish.keeping.by_goal import made_or_kept
from goalsite.publish.keeping.cache import Store

if TYPE_CHECKING:
    from goalsite.publish.understanding.understood import Understood


SCHEMA_NAME = "goals.schema.json"


def goals_json(known: "Understood") -> bytes:
    """Return the document as UTF-8 with one object a line, so that two versions compare well."""
    written = bytearray(b"{")
    with speaking("en"):
        for name, value in _document(known):
            written += b"," if len(written) > 1 else b""
            written += f'\n "{name}": '.encode()
            for piece in _pieces(known, name, value):
                written += piece
    return bytes(written + b"\n}\n")


def goals_schema() -> bytes:
    """Return the JSON Schema of the document."""
    return (json.dumps(GOALS_SCHEMA, ensure_ascii=False, indent=1) + "\n").encode()


def goals_data(known: "Understood") -> Json:
    """Return the document as plain data."""
    with speaking("en"):
        return {name: _data(value) for name, value in _document(known)}


def _document(known: "Understood") -> Iterator[tuple[str, object]]:
    """Yield the names and values of the document; lists are made one object after the other, as they are asked for."""
    repository, settings = known.repository, known.settings
    yield "schema", SCHEMA_NAME
    yield "as_of", known.as_of.isoformat()
    yield "history", _no_history(known)
    yield "company", company_data(known, repository.company) if repository.company else None
    yield "cycles", (cycle_data(cycle) for cycle in repository.cycles.values())
    yield "teams", (team_data(known, team) for team in repository.teams.values())
    yield "people", (person_data(person) for person in repository.people.values() if settings.people)
    yield "objectives", tuple(_Goal(known, objective) for objective in objectives_shown(known))
    yield "kpis", tuple(_Goal(known, kpi) for kpi in repository.kpis.values())
    yield "findings", (finding_data(finding) for finding in findings_shown(known))


@dataclass(frozen=True, slots=True)
class _Goal:
    """An objective or a KPI, whose line in the document is kept from one run to the next."""

    known: "Understood"
    goal: Objective | Kpi

    @property
    def data(self) -> Json:
        """Return it as plain data."""
        if isinstance(self.goal, Kpi):
            return kpi_data(self.known, self.goal)
        return objective_data(self.known, self.goal)

    def __call__(self) -> bytes:
        """Return its line, compressed: lines are long and say much the same."""
        return compress(_dumped(self.data), 1)


def _data(value: object) -> object:
    if isinstance(value, tuple):
        return [goal.data for goal in value]
    return list(value) if isinstance(value, Iterator) else value


def _pieces(known: "Understood", name: str, value: object) -> Iterator[bytes]:
    if isinstance(value, tuple):
        kept = made_or_kept(value, known.digests, Store(known.repo_dir, f"data-{name}"), worth=False)
        yield from _listed(map(decompress, kept))
    elif isinstance(value, Iterator):
        yield from _listed(map(_dumped, value))
    else:
        yield _dumped(value)


def _no_history(known: "Understood") -> str | None:
    if known.stories is not None:
        return None
    return str(known.no_history or Message("the setting `history` is false"))


def _listed(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a list, one item a line."""
    before = b"[\n  "
    for line in lines:
        yield before
        yield line
        before = b",\n  "
    yield b"[]" if before.startswith(b"[") else b"\n ]"


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode()
