"""The theme rendered once for many pages gives, to the byte, what rendering it for each page gives."""

import shutil
from pathlib import Path

import pytest
from mkdocs.structure.pages import Page
from tests.publish.conftest import Build
from tests.publish.sites import CONFIG, DEMO, GOALS, files_of, rebuild

from goalsite.publish.website import plugin, shell

KPI = str(GOALS["goals/kpis/revenue.md"])
MANY = {f"goals/kpis/more/kpi-{number}.md": KPI.replace("Revenue", f"Revenue {number}") for number in range(5)}


def _in_full(monkeypatch: pytest.MonkeyPatch, root: Path) -> dict[str, bytes]:
    with monkeypatch.context() as patch:
        patch.setattr(plugin, "ThemeEnvironment", lambda env, _: env)
        return files_of(rebuild(root, "full"))


def test_the_demo_is_the_same_with_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DEMO / "goals", tmp_path / "goals")
    shutil.copy(DEMO / "mkdocs.yml", tmp_path)
    assert files_of(rebuild(tmp_path)) == _in_full(monkeypatch, tmp_path)


def test_pages_of_one_folder_share_a_text(site: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    marked: list[str] = []
    make = shell._marked

    def counting(page: Page, neutral: str) -> Page:
        marked.append(neutral)
        return make(page, neutral)

    monkeypatch.setattr(shell, "_marked", counting)
    site(MANY)
    assert marked.count("kpis/7gsmarkfolderx7/7gsmarkfolderx7/") + marked.count("7gsmarkfolderx7/" * 3) == 1


@pytest.mark.parametrize(
    "more",
    [
        "site_url: https://goals.example.com/sub/\n",
        "repo_url: https://github.com/acme/goals\nedit_uri: edit/main/goals/\n",
        "nav:\n  - index.md\n  - Deep: {Money: kpis/revenue.md, Team: teams/growth/index.md}\n",
        "extra_css: [kpis/more/ours.css]\n",
    ],
)
def test_whatever_the_configuration_the_text_is_the_same(
    site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    names = "content.action.edit, content.action.view, navigation.path, navigation.top, navigation.tabs"
    features = f"  features: [{names}]\n"
    config = CONFIG.replace("  font: false\n", f"  font: false\n{features}") + more
    made = site({**MANY, "mkdocs.yml": config, "goals/kpis/more/ours.css": "p {}"})
    assert files_of(made) == _in_full(monkeypatch, tmp_path)


@pytest.mark.parametrize(
    "block",
    [
        "{% block footer %}{{ page.url }} {% if page %}{{ page.file.src_uri }}{% endif %}{% endblock %}",
        "{% block footer %}{{ page.title | upper }}{% endblock %}",
        "{% block footer %}{{ page.content | length }}{% endblock %}",
        "{% block footer %}{% if page %}{{ page.meta.description | length }}{% endif %}{% endblock %}",
    ],
)
def test_a_theme_that_cannot_be_marked_is_rendered_in_full(
    site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: str
) -> None:
    config = CONFIG.replace("  font: false\n", "  font: false\n  custom_dir: own\n")
    made = site({**MANY, "mkdocs.yml": config, "own/main.html": '{% extends "base.html" %}\n' + block})
    assert files_of(made) == _in_full(monkeypatch, tmp_path)


def test_what_other_plugins_add_for_a_page_is_not_lost(site: Build) -> None:
    hook = "def on_page_context(context, page, config, nav):\n    context['extra_words'] = page.url\n"
    config = CONFIG.replace("  font: false\n", "  font: false\n  custom_dir: own\n") + "hooks: [hook.py]\n"
    template = '{% extends "base.html" %}\n{% block footer %}<i>{{ extra_words }}</i>{% endblock %}'
    made = site({**MANY, "mkdocs.yml": config, "hook.py": hook, "own/main.html": template})
    for number in range(5):
        html = (made / f"kpis/more/kpi-{number}/index.html").read_text()
        assert f"<i>kpis/more/kpi-{number}/</i>" in html


def test_marks_written_by_an_author_are_only_text(site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = " ".join(shell._MARKS.values()).replace("<", "")
    tree = {path: text.replace("Revenue", marks) for path, text in MANY.items()}
    assert files_of(site(tree)) == _in_full(monkeypatch, tmp_path)
