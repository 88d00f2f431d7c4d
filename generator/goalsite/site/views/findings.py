"""Findings as lines of a list."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from goalsite.findings import Finding
from goalsite.site.context import SiteContext, Source
from goalsite.site.views.status import LEVEL_SHAPES


class FindingLine(NamedTuple):
    """One finding: its level as a mark, its rule, its words, its place."""

    mark: Markup
    level: str
    code: str
    rule: str
    message: str
    source: Source


def finding_lines(site: SiteContext, findings: Iterable[Finding]) -> tuple[FindingLine, ...]:
    """Return findings as lines, in the order given."""
    rules_url = site.addresses.hub("rules.md")
    return tuple(
        FindingLine(
            site.marks.pill(LEVEL_SHAPES.get(finding.level, "info"), str(finding.level)),
            str(finding.level),
            finding.code,
            f"{rules_url}#{finding.code.lower()}" if finding.code in site.rules else "",
            finding.message,
            site.source(finding.path, finding.line),
        )
        for finding in findings
    )
