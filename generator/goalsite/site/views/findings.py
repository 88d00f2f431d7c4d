"""Findings as lines of a list."""

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from goalsite.findings import Finding
from goalsite.site.context import Named, SiteContext, Source
from goalsite.site.views.status import LEVEL_SHAPES
from goalsite.wording import word

_CODE = re.compile(r"`([^`\n]+)`")
_RELATIONS = frozenset({"G3", "G4"})
"""The rules that name goals around the one they are about; what a guess of others names may be any goal."""
_QUOTED = re.compile(r"(?<=['“])[^\s'“”#]+(?=(?:#[^\s'“”]+)?['”])")


class Said(NamedTuple):
    """What a finding says, in pieces: HTML, and goals that it names."""

    pieces: tuple[Markup | Named, ...]

    def __html__(self) -> str:
        """Return it without links; templates that know the way to the root ask for ``at``."""
        return "".join(escape(one.title) if isinstance(one, Named) else one for one in self.pieces)

    def at(self, root: str) -> Markup:
        """Return it with links, on a page from which ``root`` leads to the site's root."""
        link = Markup('<a href="{}">{}</a>')
        return Markup().join(
            link.format(f"{root}{one.url}", one.title) if isinstance(one, Named) else one for one in self.pieces
        )


class FindingLine(NamedTuple):
    """One finding: its level as a mark, its rule, its words, its place."""

    mark: Markup
    code: str
    rule: str
    message: Said
    source: Source


def with_goals(site: SiteContext, message: str) -> Said:
    """Return a message in pieces: the goals that it quotes by their references are links."""
    pieces: list[Markup | Named] = []
    begins = 0
    for quote in _QUOTED.finditer(message):
        goal = site.goal_of_ref.get(quote.group())
        link = site.goal(goal) if goal is not None else None
        if link is not None:
            pieces += [said(message[begins : quote.start()]), link._replace(title=quote.group())]
            begins = quote.end()
    return Said((*pieces, said(message[begins:])))


def said(message: str) -> Markup:
    """Return a message as HTML: what stands between backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", escape(message, quote=False)))  # noqa: S704 - escaped before


def finding_lines(site: SiteContext, findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
    """Return findings as lines, in the order given."""
    return tuple(
        FindingLine(
            site.marks.pill(LEVEL_SHAPES.get(finding.level, "info"), word(finding.level)),
            finding.code,
            site.addresses.rule(finding.code) if finding.code in site.rules else "",
            with_goals(site, finding.message) if finding.code[:2] in _RELATIONS else Said((said(finding.message),)),
            site.source(finding.path, finding.line),
        )
        for finding in findings
    )
