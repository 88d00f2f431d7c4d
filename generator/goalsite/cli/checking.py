"""``goalsite check``: everything that is wrong with the goals, in the format that fits the place."""

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsite.check.report import Format, report, summary, visible
from goalsite.cli.options import as_of, at, repository, strict
from goalsite.cli.outcome import exit_by, tell_unseen
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.publish.understanding.verdict import judge
from goalsite.vocabulary import Level
from goalsite.wording import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalsite.findings import Finding

_MOST_ROWS = 500
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}


@click.command(epilog="Example: goalsite check --strict --format gitlab > codequality.json")
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", *(form.value for form in Format)]),
    default="auto",
    help="How to write the findings; auto: annotations on GitHub, else text.",
)
@as_of
@at
@strict
@repository
def check(directory: Path, form: str, as_of: date | None, at: str | None, strict: bool) -> None:
    """Print everything that is wrong with the goals, with file, line and column."""
    verdict = judge(directory, as_of=as_of, at=at)
    chosen = resolve_format(form, os.environ)
    text = report(verdict.findings, chosen, verdict.matters)
    click.echo(_coloured(text) if chosen is Format.TEXT and sys.stdout.isatty() else text, nl=False)
    if summary_file := os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(summary_file, "a", encoding="utf-8") as file:
            file.write(step_summary(verdict.findings, verdict.matters))
    tell_unseen(verdict.no_history)
    exit_by(verdict.findings, strict=strict)


def resolve_format(asked: str, environment: Mapping[str, str]) -> Format:
    """Return the format asked for; ``auto`` is GitHub's where its runner says so, else text."""
    if asked != "auto":
        return Format(asked)
    return Format.GITHUB if environment.get("GITHUB_ACTIONS") == "true" else Format.TEXT


def step_summary(findings: "Sequence[Finding]", matters: str) -> str:
    """Return the findings as a table for GitHub's step summary, which shows more than its ten annotations."""
    lines = ["### " + _("Goals: {findings}", findings=_cell(summary(findings))), "", _cell(matters), ""]
    if findings:
        lines += [_("| level | where | code | finding |"), "|---|---|---|---|"]
        grave = sorted(findings, key=lambda one: (list(Level).index(one.level), *one.order))
        for one in grave[:_MOST_ROWS]:
            place = f"{one.path}:{one.line}:{one.column}"
            lines.append(f"| {word(one.level)} | {_cell(place)} | {one.code} | {_cell(one.message)} |")
        if len(grave) > _MOST_ROWS:
            more = ngettext("{n} more is in the log.", "{n} more are in the log.", len(grave) - _MOST_ROWS)
            lines.append(f"\n{more}")
    return "\n".join(lines) + "\n\n"


def _cell(text: str) -> str:
    """Return text that stays one cell of a Markdown table: what a file says may be anything."""
    escaped = "".join(f"&#{ord(char)};" if char in "|`<>[]*_&#@\\~:$!" else char for char in visible(text))
    return escaped.replace("\n", " ")


def _coloured(text: str) -> str:
    lines = text.splitlines()
    for number, line in enumerate(lines):
        for level, colour in _COLOURS.items():
            if line.endswith((f"[{level.value}]", f"[{word(level)}]")):
                lines[number] = click.style(line, fg=colour)
    return "".join(f"{line}\n" for line in lines)
