"""Laws of moved goalposts on random histories: whoever asks, with whatever is kept, gets the same answer."""

import os
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.change.repositories import COMPANY, Goals

from goalsite.change.moves import missing_reasons
from goalsite.check.facts import Facts
from goalsite.findings import Finding
from goalsite.publish.data.goals_json.document import goals_data
from goalsite.publish.impact.comparing import compare_states
from goalsite.publish.impact.text import impact_json
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.understanding.verdict import judge

AS_OF = date(2026, 11, 28)
TEAM = "---\nkind: team\ntitle: {}\n---\n"
BASE = {
    "company.md": COMPANY,
    "teams/a/team.md": TEAM.format("A"),
    "teams/b/team.md": TEAM.format("B"),
}
CYCLES = ("2026-q3", "2026-q4", "2027-q1")
FOLDERS = tuple(f"{team}{cycle}" for team in ("", "teams/a/", "teams/b/") for cycle in CYCLES)
NAMES = ("x", "y", "z")
few = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)

State = dict[str, str]
"""Files below the goals folder by their path."""


@st.composite
def goals(draw: st.DrawFn) -> str:
    """Return an objective as somebody writes it: mostly running, now and then in a cycle it names itself, or broken."""
    what = draw(st.integers(0, 11))
    if what == 0:
        return "---\nkind: objective\ntitle: [\n---\n"
    lines = ["kind: objective", f"title: T{draw(st.integers(0, 2))}", "owner: Ada"]
    if what == 1:
        lines.append("state: draft")
    if what in (2, 3):
        lines.append(f"cycle: {draw(st.sampled_from(CYCLES))}")
    lines.append("key_results:")
    for key in draw(st.lists(st.sampled_from(["k", "l"]), min_size=1, unique=True)):
        end = draw(st.sampled_from([*(f"from: 0, to: {to}" for to in (8, 9, 10)), "kpi: rate", "kpi: rate, to: 9"]))
        lines.append(f"  {key}: {{title: {key}, {end}}}")
    if draw(st.booleans()):
        lines.append(f"check_ins: [{{date: 2026-11-10, values: {{k: {draw(st.integers(0, 9))}}}}}]")
    return "\n".join(["---", *lines, "---"]) + "\n"


@st.composite
def kpis(draw: st.DrawFn) -> str:
    target = draw(st.sampled_from(["10", "12", "{2026-01-01: 10, 2027-01-01: 9}", "{2026-01-01: 10, 2026-11-01: 9}"]))
    written = draw(st.sampled_from([f"target: {target}\n", f"target: {target}\n", ""]))
    return f"---\nkind: kpi\ntitle: Rate\nowner: Ada\ndirection: up\n{written}---\n"


@st.composite
def cycles(draw: st.DrawFn) -> str:
    return f"---\nkind: cycle\nstate: {draw(st.sampled_from(['draft', 'active', 'active', 'closed']))}\n---\n"


@st.composite
def next_state(draw: st.DrawFn, state: State) -> State:
    """Return what the folder may be after one more commit."""
    state = dict(state)
    for _ in range(draw(st.integers(1, 2))):
        own = sorted(path for path in state if path.rpartition("/")[2][0] in NAMES)
        what = draw(st.sampled_from(["write", "write", "write", "rename", "rename", "team", "remove", "kpi", "cycle"]))
        if what == "write" and (not own or draw(st.integers(0, 3)) == 0):
            state[f"{draw(st.sampled_from(FOLDERS))}/{draw(st.sampled_from(NAMES))}.md"] = draw(goals())
        elif what == "write":
            state[draw(st.sampled_from(own))] = draw(goals())
        elif what == "rename" and own:
            path = draw(st.sampled_from(own))
            folder = draw(st.sampled_from([path.rpartition("/")[0], *FOLDERS]))
            text = state.pop(path)
            state[f"{folder}/{draw(st.sampled_from(NAMES))}.md"] = draw(st.sampled_from([text, text, draw(goals())]))
        elif what == "remove" and own:
            del state[draw(st.sampled_from(own))]
        elif what == "kpi":
            state["kpis/rate.md"] = draw(kpis())
        elif what == "cycle":
            state[f"cycles/{draw(st.sampled_from(CYCLES))}.md"] = draw(cycles())
        elif what == "team":
            here, there = draw(st.permutations(["teams/a/", "teams/b/", "teams/c/"]))[:2]
            if not any(path.startswith(there) for path in state):
                state = {there + path[len(here) :] if path.startswith(here) else path: state[path] for path in state}
    return state


@st.composite
def histories(draw: st.DrawFn) -> list[State]:
    """Return the states of a folder, commit by commit."""
    found: list[State] = [{**BASE, "teams/a/2026-q4/x.md": draw(goals()), "2026-q4/y.md": draw(goals())}]
    for _ in range(draw(st.integers(2, 7))):
        found.append(draw(next_state(found[-1])))
    return found


def write(made: Goals, before: State, after: State) -> None:
    made.write({**dict.fromkeys(before.keys() - after.keys()), **after})


def commit(folder: Path, states: list[State], moved: int = 0) -> Goals:
    """Commit states one after the other; at ``moved`` the goals folder gets the name it has."""
    moved = min(moved, len(states) - 1)
    made = Goals(folder, "okr" if moved else "goals")
    before: State = {}
    for number, state in enumerate(states):
        if number and number == moved:
            made.git("mv", "okr", "goals")
            made = Goals(folder)
        write(made, before, state)
        made.commit(str(date(2026, 9, 25) + timedelta(days=8 * number)), {})
        before = state
    return made


def missing(findings: tuple[Finding, ...]) -> list[str]:
    return [str(finding) for finding in findings if finding.code == "G504"]


def reasons(known: Understood) -> int:
    """Return how many reasons are missing of what can still be mended, by the moves that `log --moved` lists."""
    assert known.moved is not None
    facts = Facts(known.measured)
    mendable = {goal.id for goal in facts.running} | {kpi.id for kpi in facts.kpis}
    return sum(len(missing_reasons(one.moves)) for goal, one in known.moved.items() if goal in mendable)


@few
@given(histories(), st.booleans(), st.integers(0, 6))
def test_check_build_export_and_log_agree_with_whatever_is_kept(states: list[State], dirty: bool, moved: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        made = commit(Path(folder, "repository"), states[:-1] if dirty else states, moved)
        if dirty:
            write(made, states[-2], states[-1])
        patch.setenv("GOALSITE_CACHE_DIR", "")
        cold = judge(made.folder, as_of=AS_OF).findings
        whole = understand(made.folder, as_of=AS_OF)
        assert missing(cold) == missing(whole.findings)
        exported = [one for one in goals_data(whole)["findings"] if one["code"] == "G504"]
        assert len(exported) == len(missing(cold)) == reasons(whole)
        patch.setenv("GOALSITE_CACHE_DIR", os.path.join(folder, "one"))
        kept = [judge(made.folder, as_of=AS_OF).findings for _ in range(2)]
        patch.setenv("GOALSITE_CACHE_DIR", os.path.join(folder, "other"))
        understand(made.folder, as_of=AS_OF)
        kept.append(judge(made.folder, as_of=AS_OF).findings)
        assert [missing(one) for one in kept] == [missing(cold)] * 3


@few
@given(histories(), st.integers(1, 3), st.integers(0, 6))
def test_a_comparison_is_the_same_with_whatever_is_kept(states: list[State], back: int, moved: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        made = commit(Path(folder, "repository"), states, moved)
        base = f"HEAD~{min(back, len(states) - 1)}"
        told = []
        for kept in ("", "one", "one", "other", "third"):
            patch.setenv("GOALSITE_CACHE_DIR", os.path.join(folder, kept) if kept else "")
            if kept == "other":
                understand(made.folder, as_of=AS_OF)
            if kept == "third":
                # What the check needed of the past up to the second state is taken over to the first.
                judge(made.folder, as_of=AS_OF)
            told.append(impact_json(compare_states(made.folder, base, "HEAD", as_of=AS_OF)))
        assert told == [told[0]] * 5
        # The second state's missing reasons are those that a check of it finds.
        side = compare_states(made.folder, base, "HEAD", as_of=AS_OF)
        gone = {str(one) for one in side.impact.removed if one.code == "G504"}
        patch.setenv("GOALSITE_CACHE_DIR", "")
        assert not gone & set(missing(judge(made.folder, as_of=AS_OF).findings))
