"""Findings as lines of a list."""

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from goalsite.findings import Finding
from goalsite.site.context import SiteContext, Source
from goalsite.site.views.status import LEVEL_SHAPES
from goalsite.wording import word

_CODE = re.compile(r"`([^`\n]+)`")


class FindingLine(NamedTuple):
    """One finding: its level as a mark, its rule, its words, its place."""

    mark: Markup
    code: str
    rule: str
    message: Markup
    source: Source


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
            said(finding.message),
            site.source(finding.path, finding.line),
        )
        for finding in findings
    )
