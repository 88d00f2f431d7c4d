"""Files of the goals folder that would act in a reader's browser: they come from pull requests, like the goals."""

import os
import re
from xml.parsers import expat

from goalsite.language import Message

_WEB = ".html .htm .xhtml .xht .shtml .shtm .stm .mhtml .mht .hta .htc .svgz"
_XML = ".xml .xsl .xslt .xbl .xul .rss .atom .rdf .mml"
_SERVER = ".php .phtml .phar .asp .aspx .ashx .jsp .jspx .cgi .pl"
ACTIVE = frozenset((*_WEB.split(), *_XML.split(), *_SERVER.split(), ".js", ".mjs", ".cjs", ".css", ".wasm", ".swf"))
"""Ends of files that a browser runs, styles the site with, or that a careless host runs itself."""

_ACTING_ELEMENTS = frozenset(("script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "set"))
_XHTML = "http://www.w3.org/1999/xhtml"
_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0]")


def why_not(path: str) -> Message | None:
    """Return why a file must not be published, or None where it may."""
    end = os.path.splitext(path)[1].lower()
    if end in ACTIVE:
        return Message(
            "would act in the reader's browser; name it under extra_javascript or extra_css if it is meant to"
        )
    if end == ".svg" and _drawing_acts(path):
        return Message(
            "is a drawing that may act in the reader's browser; save it as plain SVG in UTF-8, without scripts"
        )
    return None


def leaves(path: str, base: str) -> bool:
    """Tell whether a path leads out of the folder ``base`` (a real path), through a symbolic link."""
    return not os.path.realpath(path).startswith(base + os.sep)


def _drawing_acts(path: str) -> bool:
    """Read a drawing as a browser does: prefixes, character references and encodings can hide words from a search."""
    drawing = _Drawing()
    try:
        with open(path, "rb") as file:
            content = file.read()
        content.decode("utf-8")
        drawing.parser.Parse(content, True)
    except (OSError, UnicodeDecodeError, expat.ExpatError):
        return True
    return drawing.acts


class _Drawing:
    """Notes whether anything in an SVG acts; external things and entities are not read, but noted."""

    def __init__(self) -> None:
        self.acts = False
        # Whatever encoding the text itself names: a browser told of another one would read another text.
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartElementHandler = self._element
        self.parser.XmlDeclHandler = self._declaration
        self.parser.EntityDeclHandler = self.parser.ProcessingInstructionHandler = self._note

    def _note(self, *_: object) -> None:
        self.acts = True

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        self.acts = self.acts or (encoding or "utf-8").lower() not in ("utf-8", "utf8", "us-ascii")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        local = local.lower()
        if space == _XHTML or local in _ACTING_ELEMENTS or local.startswith("animate"):
            self.acts = True
        for key, value in attributes.items():
            key = key.rpartition(" ")[2].lower()
            address = _BLANKS.sub("", value).lower()
            if key.startswith("on") or address.startswith(("javascript:", "vbscript:", "data:text", "data:image/svg")):
                self.acts = True
