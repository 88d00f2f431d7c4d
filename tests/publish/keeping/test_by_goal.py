"""Pages and data of goals are kept from one build to the next, and are what a build without them would make."""

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from jinja2.bccache import Bucket
from tests.publish.sites import DEMO

from goalsite.publish.data.goals_json import goals_json
from goalsite.publish.keeping import cache
from goalsite.publish.keeping.by_goal import made_or_kept
from goalsite.publish.keeping.cache import VARIABLE, Store
from goalsite.publish.keeping.compiled_templates import CompiledTemplates, compiled_templates
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site import PageKind, SitePage
from goalsite.site.environment import _environment, environment
from goalsite.site.pages import pack
from goalsite.site.render import Job

GOAL = "goals/teams/sales/2026-q4/winter-sales.md"
ONE_PAGE = SitePage("a.md", "A", "", pack("<p>A</p>"), (), "", None, hub=False, kind=PageKind.OBJECTIVE)


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    cache._maker.cache_clear()
    yield
    cache._maker.cache_clear()


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """Return a copy of the demo that has no history."""
    shutil.copytree(DEMO / "goals", tmp_path / "company/goals")
    shutil.copy(DEMO / "mkdocs.yml", tmp_path / "company")
    return tmp_path / "company"


def digests(known: Understood) -> dict[str, bytes]:
    of = known.digests.of
    objectives = {id_: of(objective) for id_, objective in known.repository.objectives.items()}
    return objectives | {id_: of(kpi) for id_, kpi in known.repository.kpis.items()}


def made(company: Path) -> list[object]:
    """Return all pages, and the lines of the data."""
    known = understand(company)
    return [*(page for edition in known.editions for page in edition.pages), *goals_json(known).splitlines()]


def made_anew(company: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    with monkeypatch.context() as patch:
        patch.setenv(VARIABLE, "")
        return made(company)


def changed(text: str, rnd: random.Random) -> str:
    """Change a digit of a text, or take a line out."""
    lines = text.split("\n")
    if rnd.random() < 0.3:
        del lines[rnd.randrange(1, len(lines))]
        return "\n".join(lines)
    found = list(re.finditer(r"\d", text))
    if not found:
        return f"{text}\n1\n"
    digit = rnd.choice(found)
    return f"{text[: digit.start()]}{(int(digit[0]) + 1) % 10}{text[digit.end() :]}"


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_of_goals_is_what_is_made_anew(company: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rnd = random.Random(seed)
    assert made(company)
    file = rnd.choice(sorted(file for file in (company / "goals").rglob("*.md") if file.name != "about.md"))
    file.write_text(changed(file.read_text(encoding="utf-8"), rnd), encoding="utf-8")
    assert made(company) == made_anew(company, monkeypatch), file


def test_a_check_in_makes_few_pages_anew(company: Path) -> None:
    before = digests(understand(company))
    assert digests(understand(company)) == before
    goal = company / GOAL
    goal.write_text(f"{goal.read_text(encoding='utf-8')}\nOne more line.\n", encoding="utf-8")
    after = digests(understand(company))
    anew = {id_ for id_ in before if before[id_] != after[id_]}
    assert "teams/sales/2026-q4/winter-sales" in anew
    assert len(anew) < len(before) / 3


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("mkdocs.yml", "as_of: 2026-11-21", "as_of: 2026-11-21\n      pace: {at_risk: 0.3}"),
        ("mkdocs.yml", "as_of: 2026-11-21", "as_of: 2026-11-20"),
        ("goals/teams/sales/team.md", "title: Sales", "title: Sales and service"),
    ],
)
def test_what_is_no_goal_makes_all_pages_anew(company: Path, file: str, old: str, new: str) -> None:
    before = digests(understand(company))
    text = (company / file).read_text(encoding="utf-8")
    assert old in text
    (company / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    after = digests(understand(company))
    assert [id_ for id_ in before if after[id_] == before[id_]] == []


def test_a_kept_page_is_not_made_again(company: Path) -> None:
    known = understand(company)
    goal = next(iter(known.repository.objectives.values()))
    names: list[str] = []

    def make(name: str) -> tuple[SitePage]:
        names.append(name)
        return (replace(ONE_PAGE, title=name),)

    jobs = [Job(partial(make, "goal"), "en", "", goal), Job(partial(make, "hub"), "en", "")]
    for _build in range(2):
        pages = made_or_kept(jobs, known.digests, Store(company, "pages-en"), worth=False)
        assert [page.title for some in pages for page in some] == ["goal", "hub"]
    assert names == ["goal", "hub", "hub"]


def test_templates_are_compiled_once(company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    plain = CompiledTemplates.dump_bytecode

    def noting(self: CompiledTemplates, bucket: Bucket) -> None:
        compiled.append(bucket.key)
        plain(self, bucket)

    monkeypatch.setattr(CompiledTemplates, "dump_bytecode", noting)
    for _run in range(2):
        _environment.cache_clear()
        with compiled_templates(company, None):
            first = len(compiled)
    assert first == len(compiled) > 40


def test_a_template_that_cannot_be_compiled_stops_no_page_that_needs_it_not(company: Path) -> None:
    own = company / "own/pages"
    own.mkdir(parents=True)
    (own / "extra.html").write_text("{% if %}")
    with compiled_templates(company, company / "own"):
        assert environment(company / "own").get_template("pages/home.html")
