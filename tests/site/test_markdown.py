"""The author's Markdown."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Goals
from tests.site.company import TREE

from goalsite.model.repository import Repository
from goalsite.site.addresses import Addresses
from goalsite.site.markdown import MarkdownRenderer, laborious, safe_url

Render = Callable[..., str]


@pytest.fixture
def render(goals: Goals) -> Render:
    return MarkdownRenderer(Addresses(goals(TREE), ())).render


def test_common_markdown_becomes_html(render: Render) -> None:
    text = "## Why\n\nSome *words*.\n\n- one\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n"
    html = render(text)
    assert "<h2>Why</h2>" in html
    assert "<em>words</em>" in html
    assert "<li>one</li>" in html
    assert '<td align="right">2</td>' in html


def test_a_page_keeps_one_top_heading(render: Render) -> None:
    assert render("# Title *x*") == "<h2>Title <em>x</em></h2>"


def test_links_to_goal_files_lead_to_their_pages(render: Render) -> None:
    assert render("[r](../kpis/revenue.md)", "2026-q4", "../../") == '<p><a href="../../kpis/revenue/">r</a></p>'
    assert (
        render("[g](growth/team.md#people)", "teams", "../../") == '<p><a href="../../teams/growth/#people">g</a></p>'
    )
    assert render("[c](company.md)", "", "") == '<p><a href="./">c</a></p>'


def test_a_link_that_leads_nowhere_is_left_as_text(render: Render) -> None:
    assert render("see [this](gone.md) there") == "<p>see this there</p>"
    assert render("see [**this**](gone.md) there") == "<p>see <strong>this</strong> there</p>"
    assert render("[out](../../../etc/passwd)", "teams") == "<p>out</p>"


def test_pictures_of_the_repository_are_shown_and_others_not(render: Render) -> None:
    assert 'src="../../2026-q4/img/a.png"' in render("![a](img/a.png)", "2026-q4", "../../")
    assert "src" not in render("![a](https://example.org/a.png)")
    assert "src" not in render("![a](//example.org/a.png)")


def test_preformatted_text_has_no_blank_lines_in_the_source(render: Render) -> None:
    html = render("```python\na = 1\n\nb = 2\n```")
    assert "\n" not in html
    assert 'class="language-python"' in html
    assert "a = 1&#10;&#10;b = 2" in html


@pytest.mark.parametrize(
    "text",
    [
        "R&D, 5 > 3, \"quoted\" and 'so'",
        "one **two** three *four* five",
        "a `code <b> & more` b",
        "see [the plan](https://example.org/plan_1?x=1#y) now.\nAnd a second line",
        "first\n\nsecond *par*",
        "snake_case_word and **bold_word**",
        "[nowhere](gone.md) and [r](kpis/revenue.md)",
        "[bad](javascript:alert)",
        "2 * 3 = 6",
        "**a** **b**",
        "*a*b",
        "say **yes**!",
        "\n## Why now\n\nBecause it is **late**.\n\n### And `then`\n\n## R&D\n",
        "## Closed ##\n\ntext",
        "text\n## no blank line before\n\ntext",
        "    ## code\n\ntext",
        "a\n\n## b\nc",
        "## ends in a backslash\\\n\nc",
    ],
)
def test_the_short_way_says_what_the_parser_says(goals: Goals, text: str) -> None:
    renderer = MarkdownRenderer(Addresses(goals(TREE), ()))
    assert squeezed(renderer.render(text)) == squeezed(renderer._render(text, "", ""))


@given(st.text(alphabet="ab _*`[]()<>&\\!\n.-#1:/\"'", max_size=40))
def test_the_short_way_never_differs(text: str) -> None:
    renderer = RENDERER
    quick = renderer.render(text)
    slow = renderer._render(text, "", "") if text.strip() else ""
    assert squeezed(quick) == squeezed(slow)


def squeezed(html: str) -> str:
    return re.sub(r"\s+(?=</p>)|\n", "", str(html))


def _renderer() -> MarkdownRenderer:
    empty = Repository(date(2026, 1, 1), True, None, {}, {}, {}, {}, {}, {}, {}, (), ())
    return MarkdownRenderer(Addresses(empty, ()))


RENDERER = _renderer()


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000,
        "> " * 10_000,
        "[" * 100_000,
        "*" * 50_000,
        "*a " * 30_000,
        "`" * 60_000,
        "` `` " * 20_000,
        "<" * 100_000,
        "<b>" * 50_000,
        "<!--" * 20_000,
        "![" * 40_000,
        "_a_" * 30_000,
        "\n".join("  " * n + "- x" for n in range(2_000)),
        "- " * 10_000,
        "1. " * 10_000,
        "|" * 100_000,
        "a|b\n-|-\n" + "|" * 100_000,
        "[a](" * 30_000,
        "[a]: b\n" * 30_000,
        "&" * 100_000,
        "\\" * 100_000,
        "#" * 100_000,
        "    " * 50_000 + "x",
        "**a*" * 20_000,
        "<a href='" * 3_000,
        "\x02wzxhzdk:0\x03" * 1_000,
    ],
)
def test_hostile_text_is_rendered_in_short_order(text: str) -> None:
    html = RENDERER.render(text)
    assert "<script" not in html


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/x", True),
        ("mailto:ann@example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:example.org", False),
        ("http://[::1", False),
        ("a sentence about where it is", False),
    ],
)
def test_fields_link_only_to_the_web_and_to_mail(url: str, kept: bool) -> None:
    assert (safe_url(url) is not None) == kept


@pytest.mark.parametrize(
    "text",
    [
        "# a\n" * 70_000,
        "&amp;" * 50_000,
        "a\n\n" * 90_000,
        ("*a" * 900 + "\n\n") * 150,
        "|a" * 9_000 + "|\n" + "|b\n" * 900,
    ],
)
def test_text_that_would_take_minutes_stands_as_it_is(text: str) -> None:
    assert laborious(text)


def test_long_text_as_people_write_it_is_read() -> None:
    row = "|" + " a cell |" * 20 + "\n"
    assert not laborious("Some *words* with `code`, [a link](x.md) & more.\n\n" * 4_000)
    assert not laborious("# Heading\n\n- one\n- two\n" * 3_000)
    assert not laborious(row + "|---" * 20 + "|\n" + row * 1_000)
