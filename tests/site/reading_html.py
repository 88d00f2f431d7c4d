"""Reads a page's HTML the way a browser would, for what tests ask of it."""

import re
from html.parser import HTMLParser

BLOCKS = {"p", "div", "li", "dt", "dd", "td", "th", "tr", "h1", "h2", "h3", "summary", "section", "br"}
OWN_MODULE = re.compile(r'<script type="module" src="(?:\.\./)*assets/[a-z]+\.js"></script>\n</div>\Z')
VOID = {"br", "hr", "img", "input", "line", "link", "meta", "path", "circle", "polyline"}


class Parsed(HTMLParser):
    """The elements, attributes, text and ids of a page; ``open`` is empty where tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in BLOCKS:
            self.text += " "
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def dangers(html: str, path: str = "") -> list[str]:
    """Return everything in a page that could act: scripts, handlers, unsafe addresses, loads from elsewhere.

    A page may end with one module of the site's own; ``check-in.md`` has a form, and asks for its script itself; pages
    of the tree have one to search it, which leads nowhere.
    """
    parsed = Parsed(OWN_MODULE.sub("</div>", html))
    acting = {"script", "iframe", "object", "embed", "style", "link", "meta", "base", "form", "input", "button"}
    if path == "check-in.md":
        acting -= {"form", "input", "button"}
        scripts = [(name, value) for tag, name, value in parsed.attributes if tag == "script"]
        if parsed.tags.count("script") == 1 and scripts == [("type", "module"), ("src", "../assets/check-in.js")]:
            acting.discard("script")
    if path.startswith("alignment"):
        acting -= {"form", "input", "button"}
    found = [f"<{tag}>" for tag in parsed.tags if tag in acting]
    for tag, name, value in parsed.attributes:
        bare = "".join(letter for letter in value if letter > " ").lower()
        if name.startswith("on"):
            found.append(f"{tag} {name}")
        if name in ("href", "src", "action", "formaction", "xlink:href", "srcset", "poster"):
            if bare.startswith(("javascript:", "data:", "vbscript:", "file:", "//", "\\")):
                found.append(f"{tag} {name}={value}")
            if name != "href" and "://" in bare:
                found.append(f"{tag} loads {value}")
        if name == "style" and not all(part.startswith("--") for part in bare.split(";")):
            found.append(f"{tag} style={value}")
    return found
