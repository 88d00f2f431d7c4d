"""Laws of impact on random histories."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.change.repositories import COMPANY, Goals

from goalsite.change.impact import Impact
from goalsite.publish.impact.comparing import compare_states

AS_OF = date(2026, 11, 20)
BASE = {
    "company.md": COMPANY,
    "teams/a/team.md": "---\nkind: team\ntitle: A\n---\n",
    "teams/b/team.md": "---\nkind: team\ntitle: B\n---\n",
    "2026-q4/top.md": "---\nkind: objective\ntitle: Top\nowner: Ada\nprogress_from: supporters\n---\n",
}
PLACES = ("teams/a/2026-q4/x.md", "teams/a/2026-q4/y.md", "teams/b/2026-q4/z.md")
numbers = st.decimals(min_value=-50, max_value=200, places=1)


@st.composite
def goals(draw: st.DrawFn) -> str | None:
    """Return an objective, or None for a file that is not there, or one that is broken."""
    what = draw(st.integers(0, 9))
    if what == 0:
        return None
    if what == 1:
        return "---\nkind: objective\ntitle: [\n---\n"
    lines = ["kind: objective", f"title: T{draw(st.integers(0, 2))}", "owner: Ada"]
    if draw(st.booleans()):
        lines.append("supports: top")
    lines.append(f"weight: {draw(st.integers(1, 3))}")
    lines.append(f"state: {draw(st.sampled_from(['active', 'active', 'draft', 'closed']))}")
    lines.append("key_results:")
    values = []
    for key in draw(st.lists(st.sampled_from(["k", "l", "m"]), min_size=1, unique=True)):
        lines.append(f"  {key}: {{title: {key}, from: 0, to: {draw(st.integers(1, 20))}}}")
        values.append(f"{key}: {draw(numbers)}")
    lines.append(f"check_ins: [{{date: 2026-11-10, values: {{{', '.join(values)}}}}}]")
    return "\n".join(["---", *lines, "---", draw(st.sampled_from(["", "Body.\n"]))]) + "\n"


states = st.fixed_dictionaries({place: goals() for place in PLACES})
few = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def committed(made: Goals, state: dict[str, str | None], day: str) -> str:
    there = {path: text for path, text in state.items() if text is not None or (made.goals / path).exists()}
    return made.commit(day, there)


def differing(impact: Impact) -> dict[str, object]:
    """Return the final figures of every goal the impact names as moved or renamed; its old name then has none."""
    named = (*impact.touched, *impact.along)
    renamed = {goal.id: goal.old.id for goal in named if goal.old is not None and goal.old.id != goal.id}
    found: dict[str, object] = dict.fromkeys(renamed.values())
    for goal in named:
        if goal.moves or goal.id in renamed:
            found[goal.id] = goal.new.figures if goal.new else None
    return found


@few
@given(states, states, states)
def test_two_steps_come_to_the_same_figures_as_one(
    one: dict[str, str | None], two: dict[str, str | None], three: dict[str, str | None]
) -> None:
    with TemporaryDirectory() as folder:
        made = Goals(Path(folder))
        made.commit("2026-09-01", BASE)
        a, b, c = (committed(made, state, day) for state, day in zip((one, two, three), DAYS, strict=True))
        first, second, whole = (
            compare_states(made.folder, base, head, as_of=AS_OF).impact for base, head in ((a, b), (b, c), (a, c))
        )
        by_steps = {**differing(first), **differing(second)}
        for id_, final in differing(whole).items():
            assert by_steps[id_] == final
        for team in second.teams:
            assert whole.new.teams.get((team.team, team.cycle)) == team.new


DAYS = ("2026-10-02", "2026-10-20", "2026-11-12")


@few
@given(states)
def test_a_state_compared_with_itself_is_empty(one: dict[str, str | None]) -> None:
    with TemporaryDirectory() as folder:
        made = Goals(Path(folder))
        made.commit("2026-09-01", BASE)
        head = committed(made, one, "2026-10-20")
        for impact in (
            compare_states(made.folder, head, head, as_of=AS_OF).impact,
            compare_states(made.folder, head, as_of=AS_OF).impact,
            compare_states(made.folder, head, exact=True, as_of=AS_OF).impact,
        ):
            assert impact.is_empty


WORDS = {
    "owner:": "# who\nowner:",
    "owner: Ada\n": "owner: Ada\ntags: [new]\nlinks: [{title: Plan, url: https://plan.example}]\nx-own: 1\n",
    "{title: k,": "{title: Better words for k,",
    "key_results:\n": "initiatives: [{title: Fair, status: doing}]\nkey_results:\n",
    "check_ins: [{date: 2026-11-10,": "check_ins: [{date: 2026-11-10, note: Said more,",
    "state: closed\n": "state: closed\nlearned: A lot\n",
    "\n---\n": "\n---\nMore words.\n",
    ", ": ",  ",
}
"""What may be written otherwise without a figure of it, by what stands in a file."""


@few
@given(states, st.sampled_from(PLACES), st.sets(st.sampled_from(sorted(WORDS)), min_size=1))
def test_what_touches_no_measured_field_has_no_impact(one: dict[str, str | None], place: str, said: set[str]) -> None:
    # Of two goals of one title a finding names the second by the first.
    one = {path: text.replace("title: T", f"title: {path} T") if text else text for path, text in one.items()}
    with TemporaryDirectory() as folder:
        made = Goals(Path(folder))
        made.commit("2026-09-01", BASE)
        head = committed(made, one, "2026-10-20")
        if (text := one[place]) is not None:
            for before in sorted(said):
                text = text.replace(before, WORDS[before])
            made.write({place: text})
        made.write({"2026-q4/top.md": BASE["2026-q4/top.md"].replace("title: Top", "title: The very top")})
        impact = compare_states(made.folder, head, as_of=AS_OF).impact
        assert impact.is_nothing
        assert "2026-q4/top" in {goal.id for goal in impact.touched}


@few
@given(states, st.sampled_from(PLACES), st.sampled_from(["again.md", "y.md", "a.md"]), st.booleans())
def test_a_new_name_alone_has_no_impact(one: dict[str, str | None], place: str, name: str, is_committed: bool) -> None:
    # Of two goals of one title a finding names the second by its path.
    one = {path: text.replace("title: T", f"title: {path} ") if text else text for path, text in one.items()}
    text, new = one[place], f"{place.rpartition('/')[0]}/{name}"
    assume(text is not None and "[\n" not in text and one.get(new) is None)
    with TemporaryDirectory() as folder:
        made = Goals(Path(folder))
        made.commit("2026-09-01", BASE)
        head = committed(made, one, "2026-10-20")
        made.write({place: None, new: text})
        if is_committed:
            made.commit("2026-11-12", {})
        impact = compare_states(made.folder, head, "HEAD" if is_committed else None, as_of=AS_OF).impact
        assert impact.is_nothing
        assert [goal.id for goal in impact.touched] == [new.removesuffix(".md")]
