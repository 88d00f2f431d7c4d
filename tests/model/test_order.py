"""The order in which files come, and what was read before, change nothing."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model.writing import check_in, cycle, kpi, objective, person, team

from goalsite.model import Cache, Repository, understand
from goalsite.settings import Settings
from goalsite.source.files import SourceFile

FILES = {
    "company.md": "---\nkind: company\ntitle: Acme\n---\n",
    "about/company.md": "---\nkind: company\ntitle: Other\n---\n",
    "growth/team.md": team(lines="members: [bo]"),
    "x/growth/team.md": team(),
    "people/mei.md": person("Mei", "team: growth"),
    "people/bo.md": person("Bo", "team: growth"),
    "y/bo.md": person("Bo"),
    "cycles/2026-q4.md": cycle("theme: x"),
    "2026-q4/a.md": objective("supports: b\ncheck_ins: [{date: 2026-10-12, note: list}]"),
    "2026-q4/b.md": objective("supports: a"),
    "2026-q4/a/2026-10-12.md": check_in(body="one"),
    "2026-q4/a/2026-10-12-x.md": check_in(body="two"),
    "2026-q3/c.md": objective("supports: win"),
    "2026-q2/win.md": objective(),
    "2026-q1/win.md": objective(),
    "kpis/k.md": kpi(),
    "kpis/k.csv": "date,value\n2026-10-01,5\nx,y\n",
    "kpis/k/2026-10-01.md": check_in("value: 3"),
    "kpis/k/2026-10-01-b.md": check_in("value: 4"),
    "kpis/part-1.md": kpi("part_of: k"),
    "kpis/part-2.md": kpi("part_of: k"),
    "a.md": "Page\n",
    "a/index.md": "Page\n",
    "broken.md": "---\n{",
    "2026-q4/a.zh.md": "---\ntitle: x\n---\n",
}
DAY = date(2026, 11, 15)
WHOLE = {key: SourceFile(key, text.encode()) for key, text in FILES.items()}


def _picture(repository: Repository) -> list[str]:
    """Return all that can be seen of a repository."""
    parts: list[str] = [str(one) for one in repository.findings]
    for objects in (repository.teams, repository.people, repository.cycles, repository.pages, repository.translations):
        parts.extend(f"{key} {one}" for key, one in objects.items())
    for goals in (repository.objectives, repository.kpis):
        parts.extend(f"{key} {one}" for key, one in goals.items())
    for arrows in (repository.supporters, repository.beside, repository.needed_by, repository.working_on):
        parts.append(str(sorted(arrows.items())))
    parts.append(str([repository.company, repository.subteams, repository.unreadable]))
    return parts


@settings(max_examples=50, deadline=None)
@given(st.permutations(sorted(FILES)))
def test_the_order_of_files_changes_nothing(order: list[str]) -> None:
    expected = _picture(understand(WHOLE.values(), Settings(), DAY))
    assert _picture(understand([WHOLE[key] for key in order], Settings(), DAY)) == expected


def test_a_warm_cache_changes_nothing() -> None:
    cache: Cache = {}
    cold = _picture(understand(WHOLE.values(), Settings(), DAY, cache=cache))
    assert len(cache) > 0
    assert _picture(understand(WHOLE.values(), Settings(), DAY, cache=cache)) == cold
    assert _picture(understand(WHOLE.values(), Settings(), DAY)) == cold


def test_a_cache_keeps_apart_what_one_text_is_in_two_places() -> None:
    cache: Cache = {}
    files = [SourceFile(key, b"---\ntitle: x\n---\n") for key in ("a.md", "a.zh.md", "b.md")]
    repository = understand([*files, WHOLE["company.md"]], Settings(), DAY, cache=cache)
    assert repository.findings == ()
    assert (sorted(repository.pages), sorted(repository.translations)) == (["a", "b"], [("a", "zh")])


def test_paths_are_relative_to_the_repository(tmp_path: Path) -> None:
    files = [SourceFile("x.md", b"---\n{")]
    assert tmp_path.exists()
    for goals_dir, path in (("goals", "goals/x.md"), ("a/b/", "a/b/x.md"), (".", "x.md")):
        found = understand(files, Settings(goals_dir=goals_dir), DAY).findings
        assert found[0].path == path
