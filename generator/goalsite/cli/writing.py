"""``goalsite pages`` and ``goalsite export``: the site and its data as files."""

from datetime import date
from pathlib import Path

import click

from goalsite.cli.options import UserMistake, as_of, at, read, repository, strict
from goalsite.cli.outcome import exit_by, tell_unseen, tell_written
from goalsite.language import gettext as _
from goalsite.publish.extras import WITHOUT_WORKBOOK, can_make_workbook
from goalsite.publish.understanding.understood import Understood


@click.command(epilog="Example: goalsite pages ../pages && mkdocs build -f ../pages/mkdocs.yml")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@as_of
@at
@strict
@repository
def pages(directory: Path, target: Path, as_of: date | None, at: str | None, strict: bool) -> None:
    """Write the site's pages to DIR as Markdown files with a mkdocs.yml, for another engine."""
    from goalsite.publish.website.markdown_files import write_pages

    known = read(directory, as_of, at)
    _check_apart(target, known)
    count, changed = write_pages(known, target)
    tell_written(target, count, changed, known.findings)
    tell_unseen(known.no_history)
    exit_by(known.findings, strict=strict)


@click.command(epilog="Example: goalsite export xlsx tables")
@click.argument("what", metavar="json|csv|xlsx", type=click.Choice(["json", "csv", "xlsx"]))
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@as_of
@at
@strict
@repository
def export(directory: Path, what: str, target: Path, as_of: date | None, at: str | None, strict: bool) -> None:
    """Write all goals and figures to DIR: goals.json with its schema, or tables as CSV or a workbook."""
    from goalsite.publish.data.data_files import exported
    from goalsite.publish.files.replacing import put_files

    if what == "xlsx" and not can_make_workbook():
        raise UserMistake(str(WITHOUT_WORKBOOK))
    known = read(directory, as_of, at)
    _check_apart(target, known)
    files = exported(known, what)
    changed = put_files(target, files)
    tell_written(target, len(files), changed, known.findings)
    tell_unseen(known.no_history)
    exit_by(known.findings, strict=strict)


def _check_apart(target: Path, known: Understood) -> None:
    """Raise :class:`UserMistake` where the files would lie among the goals, and be read as such the next time."""
    if target.resolve().is_relative_to(known.goals_dir.resolve()):
        raise UserMistake(_("{place!r} lies in the folder of the goals; name one outside it", place=str(target)))
