"""``goalsite pages`` and ``goalsite export``: the site and its data as files."""

from datetime import date
from pathlib import Path

import click

from goalsite.check.report import summary
from goalsite.cli.options import as_of, read, repository, strict
from goalsite.cli.outcome import exit_by, tell


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@as_of
@strict
@repository
def pages(directory: Path, target: Path, as_of: date | None, strict: bool) -> None:
    r"""Write the site's pages to DIR as Markdown files with a mkdocs.yml, for another engine.

    \b
    Example: goalsite pages ../pages && mkdocs build -f ../pages/mkdocs.yml
    """
    from goalsite.publish.markdown_files import write_pages

    known = read(directory, as_of)
    count, changed = write_pages(known, target)
    tell(f"{target}: {count} files, {changed} changed; {summary(known.findings)}")
    exit_by(known.findings, strict=strict)


@click.command()
@click.argument("what", metavar="json|csv", type=click.Choice(["json", "csv"]))
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@as_of
@strict
@repository
def export(directory: Path, what: str, target: Path, as_of: date | None, strict: bool) -> None:
    r"""Write all goals and figures to DIR: goals.json with its schema, or tables as CSV for spreadsheets.

    \b
    Example: goalsite export csv tables
    """
    from goalsite.publish.goals_json import SCHEMA_NAME, goals_json, goals_schema
    from goalsite.publish.replacing import put_files
    from goalsite.publish.tables import tables

    known = read(directory, as_of)
    files = tables(known) if what == "csv" else {"goals.json": goals_json(known), SCHEMA_NAME: goals_schema()}
    changed = put_files(target, files)
    tell(f"{target}: {len(files)} files, {changed} changed; {summary(known.findings)}")
    exit_by(known.findings, strict=strict)
