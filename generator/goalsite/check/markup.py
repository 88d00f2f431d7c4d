"""Links and raw HTML in Markdown, found by a scan that takes time in proportion to the text.

Rendering would tell exactly, but takes a hundred times as long; the scan knows code, comments, links and tags.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

SCHEMES = frozenset({"http", "https", "mailto"})
"""The schemes a link may have."""

_TEXT = "p br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong b i u s del ins sub sup kbd mark small abbr q"
_MORE = "cite a img table caption thead tbody tfoot tr th td dl dt dd details summary"
KEPT_TAGS = frozenset(f"{_TEXT} {_MORE}".split())
"""The tags the sanitiser keeps."""

KEPT_ATTRIBUTES = frozenset({"href", "src", "alt", "title", "class", "align", "start"})
"""The attributes the sanitiser keeps, or takes out without a loss."""

_OF_PAGES = "div span samp var time figure figcaption colgroup col input label"
KEPT_TAGS_OF_PAGES = KEPT_TAGS | frozenset(_OF_PAGES.split())
"""The tags kept in ordinary pages, which may use more of the theme."""

_FENCE = re.compile(r"[ ]{0,3}(?P<mark>`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"\s{0,3}(?:[-*+]|\d{1,9}[.)])\s")
_BACKTICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_INLINE_LINK = re.compile(r"\]\(\s{0,8}(?:<(?P<angle>[^>\n]{0,500})>|(?P<bare>[^\s()]*))")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]{1,500}\]:[ \t]{0,8}<?(?P<url>\S+?)>?(?=\s|$)", re.MULTILINE)
_AUTOLINK = re.compile(r"<(?P<url>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000})>")
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?P<rest>[^<>]{0,2000})")
_ATTRIBUTE = re.compile(r"(?P<name>[^\s\"'=/>]+)(?:\s{0,8}=\s{0,8}(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_IGNORED_IN_SCHEMES = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")


class MarkKind(StrEnum):
    """What a piece of markup is."""

    LINK = "link"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Mark:
    """A link (``text`` is its address) or a tag that will be stripped (``text`` names it).

    ``line`` counts from 0 within the text scanned, ``column`` from 0.
    """

    kind: MarkKind
    text: str
    line: int
    column: int


def scheme_of(url: str) -> str | None:
    """Return the scheme a browser would see in ``url``, in small letters; None for a relative address.

    Character references, control characters and blanks are seen through, as browsers do.
    """
    if "&" in url:
        url = unescape(url)
    match = _SCHEME.match(_IGNORED_IN_SCHEMES.sub("", url))
    return match["scheme"].lower() if match else None


def scan(text: str, *, page: bool = False) -> list[Mark]:
    """Return the links and the stripped HTML of a Markdown text, outside code and comments, in order.

    ``page`` tells that it is an ordinary page, in which more HTML is kept.
    """
    if "<" not in text and "](" not in text and "]:" not in text:
        return []
    text = _without_code(text)
    found: list[tuple[int, MarkKind, str]] = []
    if "](" in text:
        for match in _INLINE_LINK.finditer(text):
            url = match["angle"] if match["angle"] is not None else match["bare"]
            if url:
                found.append((match.start("angle" if match["angle"] is not None else "bare"), MarkKind.LINK, url))
    if "]:" in text:
        found += ((m.start("url"), MarkKind.LINK, m["url"]) for m in _DEFINITION.finditer(text))
    if "<" in text:
        found += ((m.start("url"), MarkKind.LINK, m["url"]) for m in _AUTOLINK.finditer(text))
        for match in _TAG.finditer(text):
            found += _of_tag(match, page=page)
    found.sort()
    return _placed(text, found)


def _of_tag(match: re.Match[str], *, page: bool) -> list[tuple[int, MarkKind, str]]:
    name = match["name"].lower()
    kept = name in (KEPT_TAGS_OF_PAGES if page else KEPT_TAGS)
    found = []
    if not kept:
        found.append((match.start(), MarkKind.HTML, f"<{match['slash']}{name}>"))
    for attribute in _ATTRIBUTE.finditer(match["rest"]):
        value = (attribute["value"] or "").strip("\"'")
        key = attribute["name"].lower()
        if key in ("href", "src", "action", "formaction", "xlink:href") and value:
            found.append((match.start(), MarkKind.LINK, value))
        if kept and (key.startswith("on") or (key not in KEPT_ATTRIBUTES and not page)):
            found.append((match.start(), MarkKind.HTML, f"{key}=… in <{name}>"))
    return found


def _placed(text: str, found: list[tuple[int, MarkKind, str]]) -> list[Mark]:
    if not found:
        return []
    starts = [0]
    starts.extend(match.end() for match in re.finditer("\n", text))
    marks = []
    for offset, kind, what in found:
        line = bisect_right(starts, offset) - 1
        marks.append(Mark(kind, what, line, offset - starts[line]))
    return marks


def _blank(text: str) -> str:
    return "".join("\n" if character == "\n" else " " for character in text)


def _without_code(text: str) -> str:
    """Blank out fenced and indented code, code spans and comments, keeping every other character in its place."""
    if "```" in text or "~~~" in text or "    " in text or "\t" in text:
        text = _without_blocks(text)
    if "`" in text:
        text = _without_spans(text)
    return _without_comments(text) if "<!--" in text else text


def _without_blocks(text: str) -> str:
    lines = text.split("\n")
    fence = ""
    blank_before, in_list = True, False
    for index, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence:
            lines[index] = " " * len(line)
            if match and match["mark"].startswith(fence) and line.strip() == match["mark"]:
                fence = ""
            continue
        if match:
            fence = match["mark"]
            lines[index] = " " * len(line)
            continue
        if not line.strip():
            blank_before = True
            continue
        if line.startswith(("    ", "\t")):
            if blank_before and not in_list:
                lines[index] = " " * len(line)
                continue
        else:
            in_list = bool(_LIST_ITEM.match(line)) or (in_list and not blank_before)
        blank_before = False
    return "\n".join(lines)


def _without_spans(text: str) -> str:
    runs = [(match.start(), match.end()) for match in _BACKTICKS.finditer(text)]
    ends = [match.start() for match in _BLANK_LINE.finditer(text)]
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, (start, end) in enumerate(runs):
        by_length[end - start].append(index)
    pieces, done, index = [], 0, 0
    while index < len(runs):
        start, end = runs[index]
        same = by_length[end - start]
        after = bisect_right(same, index)
        closing = same[after] if after < len(same) else None
        if closing is None or bisect_right(ends, start) != bisect_right(ends, runs[closing][0]):
            index += 1
            continue
        close_end = runs[closing][1]
        pieces += [text[done:start], _blank(text[start:close_end])]
        done, index = close_end, closing + 1
    return "".join([*pieces, text[done:]])


def _without_comments(text: str) -> str:
    pieces, done = [], 0
    while (start := text.find("<!--", done)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        pieces += [text[done:start], _blank(text[start : end + 3])]
        done = end + 3
    return "".join([*pieces, text[done:]])
