"""Finding links and raw HTML in Markdown without rendering it."""

import pytest

from goalsite.check.markup import MarkKind, scan, scheme_of


def links(text: str) -> list[str]:
    return [mark.text for mark in scan(text) if mark.kind is MarkKind.LINK]


def stripped(text: str) -> list[str]:
    return [mark.text for mark in scan(text) if mark.kind is MarkKind.HTML]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ('[a]( b.md "title")', ["b.md"]),
        ("[a](<b c.md>)", ["b c.md"]),
        ("![a](b.png)", ["b.png"]),
        ("<https://example.com>", ["https://example.com"]),
        ("[a][x]\n\n[x]: javascript:alert(1)\n", ["javascript:alert(1)"]),
        ('<a href="data:text/html,x">a</a>', ["data:text/html,x"]),
        ("no [link] (here)", []),
    ],
)
def test_links_are_found(text: str, expected: list[str]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>x</script>", ["<script>", "</script>"]),
        ("<b>bold</b> and <br/>", []),
        ("<b onclick='x'>bold</b>", ["onclick=… in <b>"]),
        ("5 < 6 and 7 > 3", []),
        ("a <mei@example.com> wrote", []),
        ("<SCRIPT src=x>", ["<script>"]),
        ("<!-- a <script> in a comment -->", []),
    ],
)
def test_html_that_is_not_kept_is_found(text: str, expected: list[str]) -> None:
    assert stripped(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`<script>`",
        "``a ` <script>``",
        "```\n<script>\n```",
        "~~~html\n<script>\n```\n~~~",
        "text\n\n    <script>\n",
        "`[a](javascript:x)`",
    ],
)
def test_code_is_left_alone(text: str) -> None:
    assert scan(text) == []


@pytest.mark.parametrize(
    "text", ["`open <script>", "a ` b\n\n<script> ` c", "- item\n\n    <script>\n", "```\ncode\n```\n<script>"]
)
def test_what_only_looks_like_code_is_looked_at(text: str) -> None:
    assert stripped(text) == ["<script>"]


def test_marks_tell_their_line_and_column() -> None:
    (mark,) = scan("one\n`<b>` two [a](x.md)\n")
    assert (mark.line, mark.column) == (1, 14)


def test_ordinary_pages_may_hold_more() -> None:
    assert stripped('<div class="grid" markdown>') == ["<div>"]
    assert scan('<div class="grid" markdown>', page=True) == []
    assert len(scan('<div onclick="x()">', page=True)) == 1


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("https://example.com", "https"),
        ("JavaScript:alert(1)", "javascript"),
        (" \x01java\tscript:alert(1)", "javascript"),
        ("&#106;avascript:alert(1)", "javascript"),
        ("javascript&colon;alert(1)", "javascript"),
        ("javascript\\:alert(1)", "javascript"),
        ("a/b:c.md", None),
        ("../x.md", None),
        ("#part", None),
        ("?a=b:c", None),
    ],
)
def test_the_scheme_is_what_a_browser_sees(url: str, scheme: str | None) -> None:
    assert scheme_of(url) == scheme


@pytest.mark.parametrize(
    "text",
    [
        "](<" * 100_000,
        "<a " * 100_000,
        "<a b='" * 50_000,
        "`" * 300_000,
        "` `` " * 60_000,
        "<!--" * 80_000,
        "[" * 200_000 + "]:",
        "```\n" * 80_000,
        "<x:" * 100_000,
        "<a " + "b=" * 150_000,
    ],
    ids=lambda text: text[:6],
)
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    scan(text)
