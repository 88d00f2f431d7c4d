"""Files of the goals folder that would act in a reader's browser: they come from pull requests, like the goals."""

import os
import re

_WEB = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".xml", ".xsl", ".xslt", ".rss", ".atom", ".svgz")
ACTIVE = frozenset((*_WEB, ".js", ".mjs", ".cjs", ".css", ".wasm", ".swf"))
"""Ends of files that a browser runs, or styles the site with."""

_SVG_ACTS = re.compile(
    rb"<\s*(?:[a-z0-9]+:)?(?:script|foreignobject|iframe|embed|object|handler|set|animate)"
    rb"|[\s/\"']on[a-z]+\s*=|javascript:|<!entity|<\?xml-stylesheet",
    re.IGNORECASE,
)


def why_not(path: str) -> str | None:
    """Return why a file must not be published, or None where it may."""
    end = os.path.splitext(path)[1].lower()
    if end in ACTIVE:
        return "would act in the reader's browser; name it under extra_javascript or extra_css if it is meant to"
    if end == ".svg" and _drawing_acts(path):
        return "is a drawing with scripts in it; save it without them"
    return None


def leaves(path: str, base: str) -> bool:
    """Tell whether a path leads out of the folder ``base`` (a real path), through a symbolic link."""
    return not os.path.realpath(path).startswith(base + os.sep)


def _drawing_acts(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            content = file.read()
        content.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return True
    return b"\x00" in content or _SVG_ACTS.search(content) is not None
