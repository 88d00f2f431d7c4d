"""Exit codes: 0 fine, 1 findings of error level (with ``--strict`` also of warning level), 2 wrong usage."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from goalsite.check.report import summary
from goalsite.findings import Finding
from goalsite.language import Message, ngettext
from goalsite.publish.understanding.pipeline import unseen
from goalsite.vocabulary import Level


def exit_by(findings: Iterable[Finding], *, strict: bool, more: bool = False) -> NoReturn:
    """End the command by what was found; ``more`` tells of failures beside the findings."""
    grave = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    sys.exit(1 if more or any(finding.level in grave for finding in findings) else 0)


def tell(text: str) -> None:
    """Say something that is not the command's result, on standard error."""
    click.echo(text, err=True)


def tell_unseen(no_history: Message | None) -> None:
    """Say that moved goalposts were not looked at, where there is a past that could not be read in full."""
    said = unseen(no_history)
    if said is not None:
        tell(said)


def tell_written(target: Path, files: int, changed: int, findings: Sequence[Finding]) -> None:
    """Say what was written where, and what was found."""
    tell(
        ngettext(
            "{place}: {n} file, {changed} changed; {findings}",
            "{place}: {n} files, {changed} changed; {findings}",
            files,
            place=target,
            changed=changed,
            findings=summary(findings),
        )
    )
