"""The library of worked examples: an objective with its KPIs for each scenario, in English and Chinese."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from goalsite.language import LANGUAGES
from goalsite.model.periods import Span
from goalsite.writing.scalars import Value

_TEXTS = frozenset({"title", "unit", "definition", "why", "scenario"})


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example; texts are by language, KPIs and key results as they stand in the library."""

    id: str
    scenario: Mapping[str, str]
    title: Mapping[str, str]
    objective: str
    _said: Mapping[str, Any]

    def kpis(self, language: str, owner: str) -> dict[str, dict[str, Value]]:
        """Return the front matter of each KPI by its name."""
        return {
            name: {"kind": "kpi", "title": "", "owner": owner, **_kpi(said, language)}
            for name, said in self._said["kpis"].items()
        }

    def front(self, language: str, owner: str, span: Span) -> dict[str, Value]:
        """Return the front matter of the objective, in a cycle of these days; it supports nothing yet."""
        title = self._said["objective"]["title"][LANGUAGES.index(language)]
        results = {name: _key_result(said, language, span) for name, said in self._said["key_results"].items()}
        return {"kind": "objective", "title": title, "owner": owner, "key_results": results}

    def why(self, language: str) -> str:
        """Return the objective's body."""
        return str(self._said["objective"]["why"][LANGUAGES.index(language)])


@cache
def examples() -> Mapping[str, Example]:
    """Return the examples by their ids, in the order of the scenarios."""
    text = (files("goalsite.writing") / "library" / "examples.toml").read_text(encoding="utf-8")
    return {name: _example(name, said) for name, said in tomllib.loads(text, parse_float=Decimal).items()}


def _example(name: str, said: Mapping[str, Any]) -> Example:
    scenario, title = (dict(zip(LANGUAGES, said[key], strict=True)) for key in ("scenario", "title"))
    return Example(name, scenario, title, said["objective"]["id"], said)


def _kpi(said: Mapping[str, Any], language: str) -> dict[str, Value]:
    front = {key: _in(language, key, value) for key, value in said.items() if key != "rubric"}
    if "rubric" in said:
        levels: Iterable[list[str]] = said["rubric"]
        front["rubric"] = {str(n): level[LANGUAGES.index(language)] for n, level in enumerate(levels, start=1)}
    return front


def _key_result(said: Mapping[str, Any], language: str, span: Span) -> dict[str, Value]:
    front = {key: _in(language, key, value) for key, value in said.items() if key != "milestones"}
    if "milestones" in said:
        front["milestones"] = [
            {key: _in(language, key, _day(value, span) if key == "due" else value) for key, value in one.items()}
            for one in said["milestones"]
        ]
    return front


def _day(share: Decimal, span: Span) -> Any:
    return span.first + timedelta(days=int((span.days - 1) * share))


def _in(language: str, key: str, value: Any) -> Any:
    return value[LANGUAGES.index(language)] if key in _TEXTS and isinstance(value, list) else value
