"""What MkDocs tells of a build, in the language of the run.

MkDocs logs English. What it says of every build is recognised here and said by our catalogs; the rest, such as what it
says of a mkdocs.yml that cannot be used, stays as it is.
"""

import logging
import re

from goalsite.language import LANGUAGES, Message, gettext, language
from goalsite.vocabulary import Level
from goalsite.wording import word

MESSAGES = (
    Message("Cleaning site directory"),
    Message("Building documentation to directory: {place}"),
    Message("Building documentation..."),
    Message("Documentation built in {seconds} seconds"),
    Message("Serving on {url} and opening it in a browser"),
    Message("Serving on {url}"),
    Message("Watching paths for changes: {paths}"),
    Message("Detected file changes"),
    Message("Reloading browsers"),
    Message("Browser connected: {url}"),
    Message("Shutting down..."),
)
"""What MkDocs says while it builds and serves; gaps stand for what it fills in."""

_GAP = re.compile(r"\\\{(\w+)\\\}")
_TIME = re.compile(r"\[[\d:]+\] ")
_KNOWN = tuple((re.compile(_GAP.sub(r"(?P<\1>.*)", re.escape(one.text)), re.DOTALL), one.text) for one in MESSAGES)


def message_of(record: logging.LogRecord) -> str:
    """Return what a record says."""
    text = record.getMessage()
    if language() == LANGUAGES[0]:
        return text
    time = _TIME.match(text)
    start = time[0] if time else ""  # which its server puts before what it says
    for pattern, known in _KNOWN:
        if match := pattern.fullmatch(text, len(start)):
            return start + gettext(known, **match.groupdict())
    return text


def level_of(record: logging.LogRecord) -> str:
    """Return the word for how grave a record is."""
    return word(Level.ERROR if record.levelno >= logging.ERROR else Level.WARNING)
