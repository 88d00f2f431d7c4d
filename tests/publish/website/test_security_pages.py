"""Attacks from a pull request on the built site: titles, ordinary pages, file names, static files, links out."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.publish.conftest import Build
from tests.publish.sites import GOALS, attacks_in, build, files_of, loaded_from_elsewhere, pages_of, seen

BREAKOUT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)></title>"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _with_title(path: str, title: str, to: str) -> dict[str, str]:
    return {path: str(GOALS[path]).replace(f"title: {title}", f"title: {_quoted(to)}", 1)}


def _no_page_acts(site: Path, scripts: Mapping[str, int] | None = None) -> None:
    for path, page in pages_of(site).items():
        assert attacks_in(page) == [], path
        assert loaded_from_elsewhere(page) == [], path
        assert all("alert(" not in word for word in _scripts(site / path)), path
        if scripts is not None and path in scripts:
            assert len(list(page.all("script"))) == scripts[path], path


def _scripts(path: Path) -> list[str]:
    html = path.read_text().lower()
    return [part.partition("</script")[0] for part in html.split("<script")[1:]]


def test_titles_stay_text_on_every_page(site: Build) -> None:
    titles = {
        "goals/company.md": "Acme",
        "goals/2026-q4/win.md": "Win the mid market",
        "goals/kpis/revenue.md": "Revenue",
        "goals/teams/growth/team.md": "Growth",
        "goals/about.md": "About us",
    }
    made = site({path: text for one in titles.items() for path, text in _with_title(*one, BREAKOUT).items()})
    _no_page_acts(made)
    whole = "".join(page.read_text() for page in made.rglob("*.html"))
    assert "<img src=x" not in whole


def test_a_title_is_shown_as_it_was_written(site: Build) -> None:
    made = site(_with_title("goals/kpis/revenue.md", "Revenue", "Profit & <loss>"))
    html = (made / "kpis/revenue/index.html").read_text()
    assert "<title>Profit &amp; &lt;loss&gt; - Acme goals</title>" in html


FRONTS = [
    f"description: {_quoted(BREAKOUT)}",
    f"title: {_quoted(BREAKOUT)}",
    "template: redirect.html\nlocation: javascript:alert(1)",
    "icon: x/y",
    "status: new",
]
"""Keys of ordinary pages, which the theme would read."""

TEXTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    '# H {: onclick="alert(1)" }',
    "<svg><script>alert(1)</script></svg>",
    "<iframe src='https://evil.example'></iframe>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "![x](https://evil.example/pixel.png)",
    "![x](//evil.example/pixel.png)",
    "<form action='https://evil.example'><input type=submit></form>",
    "<object data='https://evil.example'></object>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href='https://evil.example/'>",
]
"""Texts of ordinary pages."""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, _plugin_is_known: None) -> Path:
    """Return a site with a page for each of them, built once, to be read only."""
    fronts = {f"goals/front-{number}.md": f"---\n{front}\n---\n# Hello\n" for number, front in enumerate(FRONTS)}
    texts = {f"goals/text-{number}.md": f"# About\n\n{text}\n" for number, text in enumerate(TEXTS)}
    return build({**fronts, **texts}, tmp_path_factory.mktemp("spoken"))


def test_no_ordinary_page_acts_on_itself_or_on_another(spoken: Path) -> None:
    _no_page_acts(spoken)


@pytest.mark.parametrize("number", range(len(FRONTS)))
def test_keys_the_theme_reads_leave_the_page_as_it_is(spoken: Path, number: int) -> None:
    assert "md-header" in (spoken / f"front-{number}/index.html").read_text()


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=TEXTS)
def test_the_text_of_an_ordinary_page_cannot_act(spoken: Path, number: int) -> None:
    html = (spoken / f"text-{number}/index.html").read_text()
    assert "evil.example/x.css" not in html
    page = seen(html)
    for tag in ("iframe", "object", "base"):
        assert list(page.all(tag)) == []
    assert all("evil.example" not in (form.get("action") or "") for form in page.all("form"))


def test_a_heading_stays_text_in_title_nav_and_contents(site: Build) -> None:
    made = site({"goals/about.md": f"# Hi `{BREAKOUT}`\n\n## Two `{BREAKOUT}`\n\n### Three `{BREAKOUT}`\n"})
    _no_page_acts(made)


def test_a_page_cannot_pose_as_the_theme(site: Build) -> None:
    made = site({"goals/about.md": '# A\n\n<div id="__config">{"base":"//evil"}</div>\n<a class="md-overlay">x</a>\n'})
    page = seen((made / "about/index.html").read_bytes())
    assert [tag for tag, attributes in page.tags if attributes.get("id") == "__config"] == ["script"]
    assert "md-overlay" not in {attributes.get("class") for attributes in page.all("a")}


def test_names_of_folders_and_files_stay_text(site: Build) -> None:
    folder = "goals/<img src=x onerror=alert(1)>"
    made = site({f"{folder}/<b onclick=alert(1)>.md": "Text without a title\n"})
    _no_page_acts(made)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", "<script>alert(1)</script>"),
        ("assets/javascripts/bundle.js", "alert(1)"),
        ("assets/stylesheets/more.css", "@import url(https://evil.example)"),
        ("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("feed.xml", "<x xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></x>"),
    ],
)
def test_files_that_act_are_left_out_and_named(
    site: Build, log: pytest.LogCaptureFixture, name: str, content: str
) -> None:
    made = site({f"goals/{name}": content})
    assert not (made / name).exists() or (made / name).read_text() != content
    assert any(f"goals/{name}" in record.getMessage() and record.levelname == "WARNING" for record in log.records)


def test_files_that_mkdocs_yml_names_are_kept(site: Build) -> None:
    config = str(GOALS["mkdocs.yml"]) + "extra_css: [styles/ours.css]\n"
    made = site({"mkdocs.yml": config, "goals/styles/ours.css": "p { margin: 0 }"})
    assert (made / "styles/ours.css").is_file()
    order = [str(link["href"]) for link in seen((made / "index.html").read_bytes()).all("link") if "css" in str(link)]
    assert order[-1] == "styles/ours.css"


def test_pictures_are_copied(site: Build) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>"
    made = site({"goals/a.png": b"\x89PNG", "goals/b.svg": drawing})
    assert (made / "a.png").is_file()
    assert (made / "b.svg").is_file()


def test_nothing_is_published_through_a_link_that_leaves_the_goals(
    site: Build, tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    secret = tmp_path / "outside"
    secret.mkdir()
    (secret / "secret.txt").write_text("TOP SECRET")
    (secret / "secret.md").write_text("# TOP SECRET\n")
    goals = tmp_path / "goals"
    goals.mkdir()
    os.symlink(secret / "secret.txt", goals / "notes.txt")
    os.symlink(secret / "secret.md", goals / "notes.md")
    os.symlink(secret, goals / "folder")
    made = site()
    assert not [path for path, content in files_of(made).items() if b"TOP SECRET" in content]
    assert any("leaves the goals folder" in record.getMessage() for record in log.records)


def test_nothing_is_loaded_from_another_host(plain: Path) -> None:
    for path, page in pages_of(plain).items():
        assert loaded_from_elsewhere(page) == [], path
