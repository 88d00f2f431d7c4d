"""An impact as Markdown for the comment of a pull request: short at first sight, details folded.

What authors wrote is escaped: in a comment it is never markup, a mention or a link.
"""

from collections.abc import Iterator

from goalsite.check.report import visible
from goalsite.findings import Finding
from goalsite.language import gettext as _
from goalsite.language import ngettext, pgettext
from goalsite.publish.impact_report import MOST_FINDINGS, MOST_ROWS, Posted, Report
from goalsite.publish.impact_rows import Row
from goalsite.site.addresses import url_of
from goalsite.site.forge import Forge
from goalsite.site.views.sentences import joined

_ESCAPED = frozenset("|`<>[]()*_&#@\\~:$!{}\"'")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return "".join(f"&#{ord(char)};" if char in _ESCAPED else char for char in visible(" ".join(text.split())))


def impact_markdown(report: Report, preview: str | None = None) -> str:
    """Return the report; ``preview`` is a link to the run that keeps the site as it would be."""
    return "\n".join(_lines(report, preview)).rstrip("\n") + "\n"


def _lines(report: Report, preview: str | None) -> Iterator[str]:
    yield f"### {escaped(report.headline)}"
    yield ""
    if not report.is_short:
        yield from _table(report)
        for team in report.teams:
            yield escaped(team)
            yield ""
        for post in report.posts:
            yield from _post(report, post)
        yield from _findings(report)
        yield from _people(report)
        yield from _formulas(report)
    if report.compared.no_history is not None:
        yield escaped(_("Moves are compared with the base alone: {why}.", why=report.compared.no_history))
        yield ""
    if preview is not None:
        run = _("this run")
        yield _(
            "The site as it would be: <code>preview</code> among the artifacts of {run}.",
            run=f"[{run}]({_safe(preview)})",
        )
        yield ""
    yield f"<sub>{escaped(report.footer)}</sub>"


def _table(report: Report) -> Iterator[str]:
    rows = report.rows
    if not rows:
        return
    heads = (_("Goal"), _("Progress"), _("Status"))
    yield f"| {' | '.join(heads)} |"
    yield "|---|--:|---|"
    for row in rows[:MOST_ROWS]:
        yield f"| {_goal(report, row)} | {_pair(row.old, row.new)} | {_pair(row.old_status, row.status)} |"
    yield ""
    if len(rows) > MOST_ROWS:
        yield ngettext("{n} more goal is not shown.", "{n} more goals are not shown.", len(rows) - MOST_ROWS)
        yield ""


def _goal(report: Report, row: Row) -> str:
    title = escaped(row.title)
    address = _address(report, row.goal)
    shown = f"[{title}]({address})" if address else title
    if row.part:
        shown = f"{shown} › {escaped(row.part)}"
    if row.above:
        shown = f"↑ {shown}"
    small = " · ".join(escaped(part) for part in (row.where, *row.notes) if part)
    return f"{shown}<br><sub>{small}</sub>" if small else shown


def _pair(old: str, new: str) -> str:
    if not old:
        return escaped(new)
    return f"{escaped(old)} → **{escaped(new)}**" if new else escaped(old)


def _address(report: Report, goal: str) -> str:
    """Return the address of a goal's page as published; of one that is new there, none."""
    site = (report.compared.settings.site_url or "").strip()
    if not goal or goal not in report.impact.old.goals or not site.startswith(("https://", "http://")):
        return ""
    return _safe(f"{site.rstrip('/')}/{url_of(f'{goal}.md')}")


def _safe(address: str) -> str:
    """Return an address that ends where Markdown thinks it ends."""
    return "".join(f"%{ord(char):02X}" if char in "()<>\\" else char for char in address)


def _post(report: Report, post: Posted) -> Iterator[str]:
    title = _("A goalpost moves without a reason.") if post.paste else _("A goalpost moves.")
    # Beside Chinese full stops, asterisks are no emphasis in Markdown.
    parts = [f"⚑ <strong>{title}</strong>", escaped(_("{goal}: {change}.", goal=post.title, change=post.told))]
    if post.compared:
        parts.append(escaped(post.compared))
    if post.reason:
        parts.append(_("The reason: {why}", why=escaped(post.reason)))
    if post.paste and post.path:
        file = f"<code>{escaped(post.path)}</code>"
        address = Forge(report.compared.settings).line(post.path)
        file = f"[{file}]({address})" if address else file
        parts.append(_("Say why in {file}:", file=file))
    yield f"> {joined(*parts)}"
    yield ""
    if post.paste:
        yield "```yaml"
        yield from (visible(line).replace("`", "'") for line in post.paste)
        yield "```"
        yield ""


def _findings(report: Report) -> Iterator[str]:
    impact = report.impact
    listed = [(_("new"), one) for one in impact.added] + [(_("gone"), one) for one in impact.removed]
    if not listed:
        return
    heads = (_("Finding"), _("Where"))
    yield f"| | {' | '.join(heads)} |"
    yield "|---|---|---|"
    for what, one in listed[:MOST_FINDINGS]:
        yield f"| {escaped(what)} | {_finding(one)} | <code>{escaped(f'{one.path}:{one.line}')}</code> |"
    yield ""
    if len(listed) > MOST_FINDINGS:
        rest = len(listed) - MOST_FINDINGS
        yield ngettext("{n} more finding is not shown.", "{n} more findings are not shown.", rest)
        yield ""


def _finding(finding: Finding) -> str:
    return f"{finding.code} {escaped(str(finding.message))}"


def _people(report: Report) -> Iterator[str]:
    if report.concerned:
        theirs = _("Theirs too, and not in on it yet:")
        yield joined(f"<strong>{theirs}</strong>", escaped(report.concerned))
        yield ""


def _formulas(report: Report) -> Iterator[str]:
    formulas = report.formulas
    if not formulas:
        return
    summary = _("How these numbers come about")
    yield f"<details><summary>{summary}</summary>"
    yield ""
    colon = pgettext("before a value", ": ")
    for title, formula in formulas:
        yield f"- {escaped(title)}{colon}<code>{escaped(formula)}</code>"
    yield ""
    yield "</details>"
    yield ""
