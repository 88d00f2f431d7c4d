"""An impact as Markdown for the comment of a pull request: short at first sight, details folded.

What authors wrote is escaped: in a comment it is never markup, a mention or a link.
"""

import re
from collections.abc import Iterator

from goalsite.check.report import visible
from goalsite.findings import Finding
from goalsite.language import gettext as _
from goalsite.language import ngettext, pgettext
from goalsite.publish.impact.comparing import Compared
from goalsite.publish.impact.posts import Posted
from goalsite.publish.impact.report import Report, cut
from goalsite.publish.impact.rows import Row
from goalsite.site.addresses import url_of
from goalsite.site.forge import Forge
from goalsite.site.views.sentences import joined
from goalsite.vocabulary import Level

MOST_BYTES = 60_000
"""The longest report: forges take comments of 65,536 characters."""

_ESCAPED = frozenset("|`<>[]()*_&#@\\~:$!{}\"'")
_CODE = re.compile(r"`([^`\n]+)`")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return "".join(f"&#{ord(char)};" if char in _ESCAPED else char for char in visible(" ".join(text.split())))


class MarkdownStyle:
    """Markdown with links to the published site and to the forge, where these are known."""

    def __init__(self, compared: Compared) -> None:
        self._compared = compared
        self._forge = Forge(compared.settings)
        site = (compared.settings.site_url or "").strip()
        self._site = site.rstrip("/") if site.startswith(("https://", "http://")) else ""

    def text(self, text: str) -> str:
        """Return a text as it is to be read, whatever it holds."""
        return escaped(cut(text))

    def strong(self, text: str) -> str:
        """Return a text that stands out; beside Chinese punctuation, asterisks are no emphasis."""
        return f"<strong>{escaped(text)}</strong>"

    def code(self, text: str) -> str:
        """Return what is to be written as it stands."""
        return f"<code>{escaped(text)}</code>"

    def goal(self, goal: str, title: str) -> str:
        """Return a goal's title, linked to its page as published; of one that is new there, the title alone."""
        known = goal in self._compared.impact.old.goals
        return self.linked(self.text(title), self._page(f"{goal}.md") if known else "")

    def rule(self, code: str) -> str:
        """Return a rule's code, linked to its page."""
        return self.linked(code, self._page(f"{self._compared.rules}/{code.lower()}.md"))

    def file(self, path: str, line: int = 0, *, old: bool = False) -> str:
        """Return a file's path, linked to it as it is after the change (``old``: before) where that is known."""
        commit = self._compared.base if old else self._compared.head
        address = self._forge.at(path, commit or "", line) if commit else None
        shown = f"{path}:{line}" if line else path
        return self.linked(f"<code>{escaped(shown)}</code>", address or "")

    def commits(self, text: str) -> str:
        """Return what was compared, linked to the forge's own comparison."""
        return self.linked(escaped(text), self._forge.compare(self._compared.base, self._compared.head or "") or "")

    def _page(self, path: str) -> str:
        return f"{self._site}/{url_of(path)}" if self._site else ""

    @staticmethod
    def linked(text: str, address: str) -> str:
        """Return a text as a link, whose address ends where Markdown thinks it ends; without an address, the text."""
        if not address:
            return text
        safe = "".join(f"%{ord(char):02X}" if char in "()<>| \\" else char for char in address)
        return f"[{text}]({safe})"


def impact_markdown(compared: Compared, preview: str | None = None) -> str:
    """Return the report; ``preview`` is a link to the run that keeps the site as it would be.

    A long one shows less of everything, and says how much more there is, never half a block.
    """
    report = Report(compared)
    text = _text(report, preview)
    while len(text.encode()) > MOST_BYTES and not report.limits.least:
        report = Report(compared, report.limits.half)
        text = _text(report, preview)
    return text


def _text(report: Report, preview: str | None) -> str:
    return "\n".join(_lines(report, preview)).rstrip("\n") + "\n"


def _lines(report: Report, preview: str | None) -> Iterator[str]:
    style = MarkdownStyle(report.compared)
    yield f"### {escaped(report.headline)}"
    yield ""
    if not report.is_short:
        yield from _table(report, style)
        yield from _means(report)
        for post in report.posts(style):
            yield from _post(post)
        yield from _said(report.more_posts)
        yield from _findings(report, style)
        if concerned := report.concerned(style):
            theirs = _("Theirs too, and not in on it yet:")
            yield from _said(joined(f"<strong>{theirs}</strong>", concerned))
        yield from _formulas(report)
    if report.compared.no_history is not None:
        yield from _said(escaped(_("Moves are compared with the base alone: {why}.", why=report.compared.no_history)))
    if preview is not None:
        run = _("this run")
        place = style.linked(run, preview)
        yield from _said(_("The site as it would be: <code>preview</code> among the artifacts of {run}.", run=place))
    yield f"<sub>{report.footer(style.commits(report.commits))}</sub>"


def _said(text: str) -> Iterator[str]:
    if text:
        yield text
        yield ""


def _table(report: Report, style: MarkdownStyle) -> Iterator[str]:
    rows = report.rows
    if not rows:
        return
    heads = (_("Goal"), _("Progress"), _("Status"))
    yield f"| {' | '.join(heads)} |"
    yield "|---|--:|---|"
    for row in rows:
        yield f"| {_goal(row, style)} | {_pair(row.old, row.new)} | {_pair(row.old_status, row.status)} |"
    yield ""
    yield from _said(report.more_goals)


def _goal(row: Row, style: MarkdownStyle) -> str:
    shown = style.goal(row.goal, row.title)
    if row.part:
        shown = f"{shown} › {style.text(row.part)}"
    if row.above:
        shown = f"↑ {shown}"
    notes = (f"<strong>{style.text(note)}</strong>" if row.part else style.text(note) for note in row.notes)
    small = " · ".join(part for part in (style.text(row.where), *notes) if part)
    return f"{shown}<br><sub>{small}</sub>" if small else shown


def _pair(old: str, new: str) -> str:
    if not old:
        return escaped(new)
    return f"{escaped(old)} → **{escaped(new)}**" if new else escaped(old)


def _means(report: Report) -> Iterator[str]:
    colon = pgettext("before a value", ": ")
    for mean in report.means:
        yield from _said(f"{escaped(mean.label)}{colon}{_pair(mean.old, mean.new)}")
    yield from _said(report.more_means)


def _post(post: Posted) -> Iterator[str]:
    yield f"> ⚑ {joined(f'<strong>{post.head}</strong>', post.said)}"
    if post.lines:
        yield ">"
        yield from (f"> - {line}" for line in post.lines)
    if post.ask:
        yield ">"
        yield f"> {post.ask}"
    yield ""
    if post.paste:
        yield "```yaml"
        yield from (visible(line).replace("`", "'") for line in post.paste)
        yield "```"
        yield ""


def _findings(report: Report, style: MarkdownStyle) -> Iterator[str]:
    most = report.limits.findings
    added = [(_("new"), one, False) for one in report.added]
    listed = [*added, *((_("gone"), one, True) for one in report.removed)]
    if not listed:
        return
    heads = (_("Finding"), _("Where"))
    yield f"| | {' | '.join(heads)} |"
    yield "|---|---|---|"
    for what, one, old in listed[:most]:
        grave = not old and one.level is Level.ERROR
        shown = style.strong(_("new error")) if grave else what
        yield f"| {shown} | {_finding(one, style)} | {style.file(one.path, one.line, old=old)} |"
    yield ""
    if more := len(listed) - most:
        text = ngettext("{n} more finding is not shown.", "{n} more findings are not shown.", more)
        yield from _said(text if more > 0 else "")


def _finding(finding: Finding, style: MarkdownStyle) -> str:
    """Return a finding's code and message; what stands between backticks is code."""
    parts = _CODE.split(cut(finding.message))
    said = "".join(style.code(part) if number % 2 else _spaced(part) for number, part in enumerate(parts))
    return f"{style.rule(finding.code)} {said}"


def _spaced(text: str) -> str:
    """Return a piece of a text escaped, with the blanks at its ends."""
    words = escaped(text)
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if words and text[-1:].isspace() else ''}"


def _formulas(report: Report) -> Iterator[str]:
    formulas = report.formulas
    if not formulas:
        return
    summary = _("How these numbers come about")
    yield f"<details><summary>{summary}</summary>"
    yield ""
    colon = pgettext("before a value", ": ")
    for title, formula in formulas:
        yield f"- {escaped(cut(title))}{colon}<code>{escaped(formula)}</code>"
    if report.more_formulas:
        yield f"- {report.more_formulas}"
    yield ""
    yield "</details>"
    yield ""
