"""Unsafe link scheme.

Links are `https:`, `http:`, `mailto:` or relative. Others could run code in the reader's
browser (`javascript:`, `data:`) or work on one machine only (`file:`).

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    ---
    [Report](javascript:alert(1))

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    links: [{title: "Report", url: "file:///home/mei/report.xlsx"}]
    ---

Good:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: Trial accounts opened
    owner: Mei Lin
    direction: up
    target: 60
    links: [{title: "Report", url: "https://example.com/report"}]
    ---
    [Ask for access](mailto:reports@example.com)
"""

from collections.abc import Iterator

from goalsite.check.links import fields
from goalsite.check.markup import SCHEMES, MarkKind, scheme_of
from goalsite.check.rule import View, rule
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level


def look(view: View) -> Iterator[Finding]:
    """Look at the links of texts and of the keys ``links``, ``source`` and ``link``."""
    for marked in view.facts.marks:
        if marked.mark.kind is MarkKind.LINK and (scheme := _unsafe(marked.mark.text)):
            yield view.placed(marked.goal, marked.path, marked.position, marked.key, _message(scheme))
    for subject, key, url in fields(view.facts.subjects):
        if scheme := _unsafe(url):
            yield view.finding(subject, key, _message(scheme))


def _unsafe(url: str) -> str | None:
    scheme = scheme_of(url)
    return None if scheme is None or scheme in SCHEMES else scheme


def _message(scheme: str) -> Message:
    return Message("links with '{scheme}:' are taken out; use https:, http:, mailto: or a relative path", scheme=scheme)


RULE = rule("G602", Level.ERROR, __doc__, look)
