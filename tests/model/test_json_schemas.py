"""The JSON Schemas that editors use say what the reader takes."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from goalsite.model.shapes import json_schema
from goalsite.vocabulary import Kind

COMMON = {"kind", "tags", "ignore"}
KEYS = {
    Kind.COMPANY: {"title", "mission", "fiscal_year_starts", "fiscal_year_named_by", "links"},
    Kind.TEAM: {"title", "lead", "members", "part_of", "mission", "links"},
    Kind.PERSON: {"title", "team", "role", "account", "emails"},
    Kind.CYCLE: {"title", "starts", "ends", "state", "theme"},
    Kind.OBJECTIVE: {"title", "owner", "cycle", "team", "person", "type", "supports", "also_supports", "depends_on"}
    | {"with_teams", "weight", "key_results", "progress_from", "initiatives", "check_ins", "adjustments", "state"}
    | {"score", "learned", "carries_on", "becomes_kpi", "planned", "links"},
    Kind.KPI: {"title", "owner", "team", "direction", "target", "target_by", "warn", "unit", "definition", "source"}
    | {"cadence", "values", "weight", "core", "part_of", "combine", "rubric", "raters", "superseded_by", "approved_by"}
    | {"adjustments", "links"},
    Kind.CHECK_IN: {"date", "values", "value", "confidence", "by"},
}
"""The keys of SPEC 3, each section's."""

KEY_RESULT = {"title", "owner", "weight", "unit", "due", "added", "retired", "planned", "score", "from", "to", "kpi"}
KEY_RESULT |= {"keep", "cadence", "checkpoints", "milestones", "done", "from_supporters"}

GOALS = Path(__file__).parents[2] / "goals"


def front_matter() -> list[Any]:
    """Return the front matter of every file of the demo that has a kind."""
    found = []
    for path in sorted(GOALS.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if not text.startswith("---\n"):
            continue
        data = yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))
        if isinstance(data, dict) and "kind" in data:
            found.append(pytest.param(_as_json(data), id=path.relative_to(GOALS).as_posix()))
    return found


def _as_json(data: Any) -> Any:
    """Return YAML's data with days as texts and all keys as texts, as JSON has them."""
    if isinstance(data, dict):
        return {str(key): _as_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_json(item) for item in data]
    return data if isinstance(data, str | int | float | bool) or data is None else str(data)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_schema_is_one(kind: Kind) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    json.dumps(schema)


@pytest.mark.parametrize("kind", list(Kind))
def test_its_keys_are_those_of_the_contract(kind: Kind) -> None:
    assert set(json_schema(kind)["properties"]) == COMMON | KEYS[kind]


def test_the_keys_of_a_key_result_are_those_of_the_contract() -> None:
    schema = json_schema(Kind.OBJECTIVE)["properties"]["key_results"]["additionalProperties"]
    assert set(schema["properties"]) == KEY_RESULT


@pytest.mark.parametrize("kind", list(Kind))
def test_every_key_says_what_it_means(kind: Kind) -> None:
    assert all(one["description"] for one in json_schema(kind)["properties"].values())


@pytest.mark.parametrize("data", front_matter())
def test_it_takes_every_file_of_the_demo(data: dict[str, Any]) -> None:
    validator = Draft202012Validator(json_schema(Kind(data["kind"])))
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (Kind.OBJECTIVE, {"wieght": 1}),
        (Kind.OBJECTIVE, {"weight": -1}),
        (Kind.OBJECTIVE, {"weight": "2"}),
        (Kind.OBJECTIVE, {"state": "done"}),
        (Kind.OBJECTIVE, {"kind": "kpi"}),
        (Kind.OBJECTIVE, {"key_results": [{"title": "A"}]}),
        (Kind.OBJECTIVE, {"key_results": {"a": {"from": 0}}}),
        (Kind.OBJECTIVE, {"key_results": {"a": {"title": "A", "done": True}}}),
        (Kind.OBJECTIVE, {"score": 2}),
        (Kind.KPI, {"direction": "sideways"}),
        (Kind.KPI, {"target": {"min": 1}}),
        (Kind.KPI, {"values": {"2026-10-01": 1}}),
        (Kind.COMPANY, {"fiscal_year_starts": 13}),
    ],
)
def test_it_refuses_what_the_reader_refuses(kind: Kind, change: dict[str, Any]) -> None:
    good: dict[str, Any] = {"kind": kind.value, "title": "T"}
    if kind is Kind.OBJECTIVE:
        good |= {"owner": "mei", "key_results": {"a": {"title": "A", "from": 0, "to": 1}}}
    if kind is Kind.KPI:
        good |= {"owner": "mei", "direction": "up"}
    validator = Draft202012Validator(json_schema(kind))
    assert validator.is_valid(good)
    assert validator.is_valid({**good, "x-own": [1, {"any": None}]})
    assert not validator.is_valid({**good, **change})
