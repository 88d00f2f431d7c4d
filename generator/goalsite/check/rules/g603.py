"""Broken link to a goal or file.

The link leads to a Markdown file that does not exist; it was renamed, moved or misspelt. The
path is relative to the file in which the link stands. Only links to `.md` files are looked at.

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---
    Feeds [activation](activation.md).

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---
    Feeds [activation](activation-rate.md#values).
"""

from collections.abc import Iterator

from goalsite.check.links import fields, markdown_file
from goalsite.check.markup import MarkKind
from goalsite.check.rule import View, rule
from goalsite.check.words import short
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.model.suggest import nearest
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look where relative links to Markdown files lead."""
    facts = view.facts
    for marked in facts.marks:
        if marked.mark.kind is MarkKind.LINK and ".md" in marked.mark.text.lower():
            folder = facts.key_of(marked.path).rpartition("/")[0]
            if message := _broken(view, marked.mark.text, folder):
                yield view.placed(marked.goal, marked.path, marked.position, marked.key, message)
    for subject, key, url in fields(facts.subjects):
        if ".md" in url and (message := _broken(view, url, subject.file.key.rpartition("/")[0])):
            yield view.finding(subject, key, message)


def _broken(view: View, url: str, folder: str) -> Message | None:
    key = markdown_file(url, folder)
    if key is None or key in view.facts.files:
        return None
    if key.startswith("../"):
        return Message("'{link}' leads out of the goals folder, where the site does not reach", link=short(url))
    parent, _, name = key.rpartition("/")
    near = nearest(name, view.facts.names_in(parent))
    if near is not None:
        return Message("'{link}' leads to no file; did you mean '{near}.md'?", link=short(url), near=near)
    return Message("'{link}' leads to no file; correct the path, or take the link out", link=short(url))


RULE = rule("G603", Level.WARNING, __doc__, look)
