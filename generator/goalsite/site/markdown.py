"""The author's Markdown as safe HTML.

Text comes from pull requests: it is rendered on its own, cleaned by an allow-list, and only then enters a page.
Text that would make the parser labour for minutes, as no person writes it, is shown as it stands.
"""

import re
from html import escape, unescape
from operator import methodcaller
from urllib.parse import unquote, urlsplit

import markdown as python_markdown
import nh3
from markupsafe import Markup

from goalsite.site.addresses import Addresses

SCHEMES = frozenset({"http", "https", "mailto"})
TAGS = frozenset(
    (
        *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
        *("blockquote", "pre", "code", "em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup"),
        *("kbd", "mark", "small", "abbr", "q", "cite", "a", "img", "details", "summary"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    )
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "abbr": {"title"},
    "th": {"align"},
    "td": {"align"},
    "ol": {"start"},
}

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPANS = re.compile(r"[*_`\[<\\|]|&[#\w]+;|  \n")
_SIMPLE = re.compile(
    r"\*\*(?P<strong>\w[^*_`\[\]<>\\&|!\n]*)\*\*(?![*\w])"
    r"|(?<![*\w])\*(?P<em>\w[^*_`\[\]<>\\&|!\n]*)\*(?![*\w])"
    r"|(?<!`)`(?P<code>[^`\\\n]+)`(?!`)"
    r"|(?<![!\]\w])\[(?P<text>[^*_`\[\]<>\\&|!\n]+)\]\((?P<href>[\w./:#?=%~+-]+)\)"
)
_NOT_SIMPLE = re.compile(r"[*`\[\]<\\|]|(?<!\w)_|_(?!\w)|&[#\w]+;|  \n")
_LINES = re.compile(r"^(?: {0,3}(?:[#>+\-=~]|\d+[.)])|\t|    )", re.MULTILINE)
_HEADING = re.compile(r"(#{2,6}) +([^#\n]*[^#\s\\])")
_LONE_HEADINGS = re.compile(r"(?:\A\n*|\n[ \t]*\n)#{2,6} +[^#\n]*[^#\s\\](?=\n[ \t]*\n|\s*\Z)")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_LANGUAGE = re.compile(r"language-[\w+#.-]+")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TOP_HEADING = re.compile(r"<(/?)h1>")

_LONGEST = 300_000
_LONGEST_SIMPLE = 4_000
_DEEPEST_QUOTE = 30
_DEEPEST_INDENT = 120
_LONGEST_RUN = re.compile(r"([*_`~\[\]!<>|\\])\1{99}")
_MOST_LABOUR = 4_000_000
_MOST_LABOUR_IN_ALL = 60_000_000
_MOST_COPIED = 100_000_000
_MOST_CELLS = 100_000
_PIPES = methodcaller("count", "|")
_MOST_TAGS = 4_000
_MOST_BLOCKS = 10_000


def safe_url(url: str) -> str | None:
    """Return ``url`` where it may be linked to from a field: http, https or mailto; None otherwise."""
    url = url.strip()
    if _CONTROL.search(url) or any(letter.isspace() for letter in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in SCHEMES:
        return None
    return url if parts.netloc or parts.scheme.lower() == "mailto" else None


def plain(html: str) -> str:
    """Return the text of cleaned HTML."""
    return unescape(_TAG.sub(" ", html)) if "<" in html or "&" in html else html


def _block(part: str) -> tuple[str, str]:
    """Return the element a simple block becomes, and its text: a heading of its own line, else a paragraph."""
    heading = _HEADING.fullmatch(part) if part.startswith("##") else None
    return (f"h{len(heading[1])}", heading[2]) if heading is not None else ("p", part)


class MarkdownRenderer:
    """Renders the Markdown of one site; results are remembered."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._parser = python_markdown.Markdown(
            extensions=["tables", "fenced_code", "sane_lists"],
            extension_configs={"tables": {"use_align_attribute": True}},
            output_format="html",
        )
        self._folder = ""
        self._root = ""
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            clean_content_tags={"script", "style"},
            url_schemes=set(SCHEMES),
            link_rel=None,
            attribute_filter=self._attribute,
        )
        self._memo: dict[tuple[str, str, str], Markup] = {}

    def render(self, text: str | None, folder: str = "", root: str = "") -> Markup:
        """Return safe HTML for ``text``, written in a file of ``folder`` (below the goals) for a page at ``root``.

        ``root`` is the page's way to the site's root. Links to Markdown files lead to their pages; links that lead
        nowhere are left as text.
        """
        if not text or not text.strip():
            return Markup("")
        if not _LINES.search(text) or not _LINES.search(_LONE_HEADINGS.sub("", text)):
            if not _SPANS.search(text):
                parts = (_block(part) for part in _PARAGRAPHS.split(text.strip()))
                html = "".join(f"<{tag}>{escape(said, quote=False)}</{tag}>" for tag, said in parts)
                return Markup(html)  # noqa: S704 - escaped
            if (quick := self._simple(text, folder, root)) is not None:
                return quick
        key = (text, folder, root)
        done = self._memo.get(key)
        if done is None:
            done = self._memo[key] = self._render(text, folder, root)
        return done

    def _simple(self, text: str, folder: str, root: str) -> Markup | None:
        """Render paragraphs and headings with plain emphasis, code and links, as most texts are; None for others.

        It does what the parser would, in a twentieth of its time.
        """
        if len(text) > _LONGEST_SIMPLE or _CONTROL.search(text):
            return None
        self._folder, self._root = folder, root
        paragraphs = []
        for part in _PARAGRAPHS.split(text.strip()):
            tag, paragraph = _block(part)
            parts: list[str] = []
            end = 0
            for match in _SIMPLE.finditer(paragraph):
                between = paragraph[end : match.start()]
                html = None if _NOT_SIMPLE.search(between) else self._span(match)
                if html is None:
                    return None
                parts += (escape(between, quote=False), html)
                end = match.end()
            rest = paragraph[end:]
            if _NOT_SIMPLE.search(rest):
                return None
            parts.append(escape(rest, quote=False))
            paragraphs.append(f"<{tag}>{''.join(parts)}</{tag}>")
        return Markup("".join(paragraphs))  # noqa: S704 - escaped, links checked

    def _span(self, match: re.Match[str]) -> str | None:
        """Return the HTML of one simple span, None where only the parser can tell."""
        kind = match.lastgroup
        if kind == "href":
            text, href = match["text"], self._link(match["href"])
            if text != text.strip():
                return None
            said = escape(text, quote=False)
            return said if href is None else f'<a href="{escape(href)}">{said}</a>'
        assert kind is not None
        inside = match[kind]
        if inside[-1].isspace() or inside[0].isspace():
            return None
        return f"<{kind}>{escape(inside, quote=False)}</{kind}>"

    def _render(self, text: str, folder: str, root: str) -> Markup:
        text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        if laborious(text):
            return as_it_stands(text)
        self._folder, self._root = folder, root
        try:
            html = self._parser.reset().convert(text)
        except RecursionError:
            return as_it_stands(text)
        clean = _BARE_LINK.sub(r"\1", self._cleaner.clean(html))
        clean = _TOP_HEADING.sub(r"<\1h2>", clean)
        if "<pre>" in clean:
            clean = _PRE.sub(lambda block: block[0].rstrip().replace("\n", "&#10;"), clean)
        return Markup(clean)  # noqa: S704 - cleaned by the allow-list above

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return value if _LANGUAGE.fullmatch(value) else None
        if name == "align":
            return value if value in ("left", "right", "center") else None
        if name == "start":
            return value if value.isdecimal() and len(value) < 10 else None
        if name == "href":
            return self._link(value)
        if name == "src" and tag == "img":
            return None if _SCHEME.match(value.strip()) else self._link(value)
        return value

    def _link(self, value: str) -> str | None:
        value = value.strip()
        if _CONTROL.search(value) or value.startswith(("//", "\\", "/\\")) or "\t" in value or "\n" in value:
            return None
        if _SCHEME.match(value):
            return safe_url(value)
        if not value or value.startswith(("#", "/", "?")):
            return value or None
        place, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", value, re.DOTALL).groups()  # type: ignore[union-attr]
        url = self._addresses.resolve(unquote(place), self._folder)
        return None if url is None else (self._root + url or "./") + mark + rest


def laborious(text: str) -> bool:
    """Tell whether the parser would labour over ``text``: very long, very deep, or full of unclosed marks."""
    if len(text) > _LONGEST or _LONGEST_RUN.search(text):
        return True
    if text.count("<") > _MOST_TAGS or text.count("\n\n") > _MOST_BLOCKS:
        return True
    for line in text.split("\n"):
        start = line.lstrip(" \t")
        if len(line) - len(start) > _DEEPEST_INDENT and start:
            return True
        if start.startswith(">") and line[:400].count(">") > _DEEPEST_QUOTE:
            return True
        if len(start) > 400 and re.match(r"(?:[-+*>] ?|\d+[.)] ?){40}", start):
            return True
    labour = 0
    for block in text.split("\n\n"):
        marks = sum(block.count(mark) for mark in "[*_`<&\\")
        splits = sum(block.count(mark) for mark in ("\n#", "\n:"))
        labour += marks * len(block)
        if marks * len(block) > _MOST_LABOUR or labour > _MOST_LABOUR_IN_ALL or splits * len(block) > _MOST_COPIED:
            return True
        # A table's rows are filled up to the columns of its widest line.
        if "|" in block and (block.count("\n") + 1) * max(map(_PIPES, block.split("\n"))) > _MOST_CELLS:
            return True
    return False


def as_it_stands(text: str) -> Markup:
    """Return ``text`` unread, as lines of a listing."""
    return Markup(f"<pre>{escape(text).replace(chr(10), '&#10;')}</pre>")  # noqa: S704 - escaped
