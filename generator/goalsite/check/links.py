"""Links in the front matter, and where relative ones lead."""

import re
from collections.abc import Iterable, Iterator
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import unquote

from goalsite.check.markup import scheme_of
from goalsite.check.rule import Subject
from goalsite.model.objects import Company, Kpi, Objective, Team

_LOOKS_LIKE_LINK = re.compile(r"\s*\S+://|\s*(?:javascript|vbscript|data|blob|file|about):", re.IGNORECASE)


def fields(subjects: Iterable[Subject]) -> Iterator[tuple[Subject, str, str]]:
    """Yield the addresses written in keys: the subject, the dotted key and the address.

    A KPI's ``source`` may be a sentence with a colon in it; it counts only where it looks like an address.
    """
    for subject in subjects:
        if not isinstance(subject, Objective | Kpi | Team | Company):
            continue
        for index, link in enumerate(subject.record.links):
            yield subject, f"links.{index}.url", link.url
        if isinstance(subject, Objective):
            for index, initiative in enumerate(subject.record.initiatives):
                if initiative.link:
                    yield subject, f"initiatives.{index}.link", initiative.link
        elif isinstance(subject, Kpi):
            source = subject.record.source
            if source and (_LOOKS_LIKE_LINK.match(source) or scheme_of(source) in ("javascript", "vbscript", "data")):
                yield subject, "source", source


def markdown_file(url: str, folder: str) -> str | None:
    """Return the key of the Markdown file a relative address leads to from ``folder``; None for anything else.

    A key that begins with ``..`` lies outside the goals folder.
    """
    if ".md" not in url.lower() or url.startswith(("/", "#")):
        return None
    path = unquote(url.partition("#")[0].partition("?")[0])
    if not path.lower().endswith(".md") or scheme_of(url) is not None:
        return None
    key = normpath(f"{folder}/{path[:-3]}" if folder else path[:-3])
    return key if key.isascii() else normalize("NFC", key)
