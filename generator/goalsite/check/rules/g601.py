"""Raw HTML that would be stripped.

Texts are Markdown, and only harmless HTML is kept; scripts, frames, styles, forms and unknown
tags are taken out before the page is shown. Write it in Markdown. A word in angle brackets
(`<name>`) is taken for a tag and vanishes too: put it in backticks.

Bad:
    # notes.md
    # Notes
    <iframe src="https://example.com/board"></iframe>

Bad:
    # notes.md
    # Notes
    Write to <name> first.

Good:
    # notes.md
    # Notes
    See [the board](https://example.com/board), and write to `<name>` first.
"""

from collections.abc import Iterator

from goalsite.check.markup import MarkKind
from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look for tags and attributes that the sanitiser does not keep; each of them is named once a text."""
    seen: set[tuple[str, str, str]] = set()
    for marked in view.facts.marks:
        if marked.mark.kind is not MarkKind.HTML:
            continue
        what = marked.mark.text.replace("</", "<")
        if (marked.path, marked.key, what) in seen:
            continue
        seen.add((marked.path, marked.key, what))
        message = Message(
            "{tag} would be stripped; write it in Markdown, or in backticks where it is meant to be read", tag=what
        )
        yield view.placed(marked.goal, marked.path, marked.position, marked.key, message)


RULE = rule("G601", Level.WARNING, __doc__, look)
