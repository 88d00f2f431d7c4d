"""The same files and the same day give the same bytes, whatever the order they come in (SPEC 2)."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import write_tree
from tests.publish.sites import GOALS

from goalsite.publish.data.data_files import data_files
from goalsite.publish.understanding.inputs import Inputs, gather
from goalsite.publish.understanding.pipeline import understand_inputs
from goalsite.publish.website.markdown_files import markdown_files

MORE = {
    "goals/2026-q4/bad.md": "---\nkind: objective\ntitle: Bad\nowner: Mei Lin\nkey_result: {}\n---\n",
    "goals/2026-q4/broken.md": "---\n{",
    "goals/guide.md": "# Guide\n",
    "goals/guide/index.md": "# Another guide at the same address\n",
    "goals/teams/growth/kpis/part.md": "---\nkind: kpi\ntitle: Part\nowner: Ada Ek\ndirection: up\n---\n",
    "goals/teams/onboarding/team.md": "---\nkind: team\ntitle: Onboarding\npart_of: growth\n---\n",
    "goals/teams/onboarding/2026-q4/win.md": (
        "---\nkind: objective\ntitle: Win here\nowner: Mei Lin\nsupports: growth/2026-q4/onboarding\nkey_results: {}\n"
        "progress_from: supporters\n---\n"
    ),
}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """Return a small repository as gathered, with mistakes of all kinds in it."""
    return gather(write_tree(tmp_path_factory.mktemp("same"), {**GOALS, **MORE}))


def _everything(inputs: Inputs) -> dict[str, bytes]:
    known = understand_inputs(inputs)
    return {**dict(markdown_files(known)), **data_files(known)}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_in_which_files_are_read_changes_no_byte(inputs: Inputs, data: st.DataObject) -> None:
    shuffled = replace(inputs, files=tuple(data.draw(st.permutations(inputs.files))))
    assert _everything(shuffled) == _everything(inputs)


def test_where_the_repository_lies_changes_no_byte(inputs: Inputs, tmp_path: Path) -> None:
    elsewhere = gather(write_tree(tmp_path / "a place" / "名字", {**GOALS, **MORE}))
    assert _everything(elsewhere) == _everything(inputs)
