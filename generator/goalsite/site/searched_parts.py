"""The parts of a page of help that search finds by themselves: a section each, by its heading and its words."""

from html.parser import HTMLParser

from goalsite.site.pages import SearchedPart

_VOID = frozenset(("br", "hr", "img", "input", "wbr"))


def searched_parts(body: str) -> tuple[SearchedPart, ...]:
    """Return the sections of a page, each of which begins with an ``h2`` that has an id.

    What the theme would not search, elements with ``data-search-exclude``, is left out, as is what is in no section.
    """
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return tuple(SearchedPart(f"#{id_}", _in_one_line(title), _in_one_line(text)) for id_, title, text in reader.parts)


def _in_one_line(words: list[str]) -> str:
    return " ".join("".join(words).split())


class _Reader(HTMLParser):
    """Gathers id, heading and words of each section."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, list[str], list[str]]] = []
        self._words: list[str] | None = None
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag not in _VOID and (self._left_out or "data-search-exclude" in known):
            self._left_out += 1
        elif tag == "h2" and known.get("id"):
            self._words = []
            self.parts.append((known["id"] or "", self._words, []))
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Elements of drawings have no words in them."""

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        if self._left_out:
            self._left_out -= 1
        elif tag == "h2" and self.parts:
            self._words = self.parts[-1][2]
        elif tag == "section":
            self._words = None

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._left_out:
            self._words.append(data)

    def _part(self, tag: str) -> None:
        """Keep the words of cells, items and paragraphs apart."""
        if self._words is not None and tag in ("td", "th", "li", "p", "h3", "br", "small"):
            self._words.append(" ")
