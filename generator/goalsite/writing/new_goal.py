"""Where a new thing lies, and what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goalsite.language import gettext as _
from goalsite.model.repository import Repository
from goalsite.model.suggest import did_you_mean
from goalsite.vocabulary import Kind
from goalsite.writing.check_in import number
from goalsite.writing.names import is_name, name_of
from goalsite.writing.refusal import Refused
from goalsite.writing.scalars import Value

_SPAN = re.compile(r"([-+]?[0-9][0-9.,_]*)\s*(?:\.\.|->|→|…)\s*([-+]?[0-9][0-9.,_]*)\s*(.*)")
_BOUND = re.compile(r"(>=|≥|<=|≤)\s*([-+]?[0-9][0-9.,_]*)\s*(.*)")
_KPI = re.compile(r"kpi\s+(\S+)(?:\s+(.+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Places:
    """Where new files of a repository go; paths are below the goals folder."""

    repository: Repository

    def team_folder(self, team: str | None) -> str:
        """Return the folder of a team with a slash behind it; empty for the company's."""
        if team is None:
            return ""
        known = self.repository.teams.get(team)
        if known is None:
            guess = str(did_you_mean(team, self.repository.teams))
            raise Refused(_("unknown team '{team}'{guess}", team=team, guess=guess))
        folder = known.file.key.rpartition("/")[0]
        return f"{folder}/" if folder else ""

    def key(self, kind: Kind, name: str, team: str | None, cycle: str | None) -> str:
        """Return the path of a new file, with ``.md``."""
        if kind is Kind.OBJECTIVE:
            return f"{self.team_folder(team)}{cycle}/{name}.md"
        if kind is Kind.KPI:
            return f"{self.team_folder(team)}kpis/{name}.md"
        if kind is Kind.TEAM:
            return f"{self.team_folder(team) or 'teams/'}{name}/team.md"
        return f"{'people' if kind is Kind.PERSON else 'cycles'}/{name}.md"


def given_name(asked: str | None, title: str) -> str:
    """Return the name asked for, or one made of the title; raise where a file cannot bear it."""
    if asked is None:
        return name_of(title)
    if not is_name(asked):
        better = name_of(asked)
        raise Refused(
            _("'{name}' may hold small letters, digits and - only; call it '{better}'", name=asked, better=better)
        )
    return asked


def given_key_results(words: Sequence[str]) -> dict[str, Value]:
    """Read key results as ``TITLE: 55..66 %``, ``TITLE: >= 99.9 %``, ``TITLE: kpi NAME`` or a bare title (yes/no)."""
    found: dict[str, Value] = {}
    for word in words:
        title, measure = _title_and_measure(word)
        name = name_of(title, taken=found)
        found[name] = {"title": title, **measure}
    return found


def _title_and_measure(word: str) -> tuple[str, dict[str, Value]]:
    for match in reversed(list(re.finditer(r"\s*[:：]\s*", word))):
        title, said = word[: match.start()].strip(), word[match.end() :].strip()
        if title and (measure := _measure(said)) is not None:
            return title, measure
    if not word.strip():
        raise Refused(_("a key result needs a title, like {example}", example="'Support calls: 3.2..1.1'"))
    return word.strip(), {"done": False}


def _measure(said: str) -> dict[str, Value] | None:
    if (kpi := _KPI.fullmatch(said)) is not None:
        measure = _measure(kpi[2]) if kpi[2] else {}
        return None if measure is None else {"kpi": kpi[1], **measure}
    if (span := _SPAN.fullmatch(said)) is not None:
        measure = {"from": number(span[1], "from"), "to": number(span[2], "to")}
        return measure | ({"unit": span[3].strip()} if span[3].strip() else {})
    if (bound := _BOUND.fullmatch(said)) is not None:
        side = "min" if bound[1] in (">=", "≥") else "max"
        measure = {"keep": {side: number(bound[2], "keep")}}
        return measure | ({"unit": bound[3].strip()} if bound[3].strip() else {})
    return None
