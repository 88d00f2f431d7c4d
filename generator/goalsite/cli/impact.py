"""``goalsite diff``: what a change does to every goal, for a reviewer."""

from datetime import date
from pathlib import Path

import click

from goalsite.cli.options import Link, as_of, repository


@click.command(epilog="Example: goalsite diff origin/main --format markdown")
@click.argument("base")
@click.argument("head", required=False)
@click.option("--exact", is_flag=True, help="Compare with BASE itself, not with the point where HEAD left it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Text for a terminal, Markdown for a pull request, JSON for a program; default: text.",
)
@click.option("--preview", type=Link(), metavar="LINK", help="Where CI keeps the site with the change, for Markdown.")
@as_of
@repository
def diff(
    directory: Path, base: str, head: str | None, exact: bool, form: str, preview: str | None, as_of: date | None
) -> None:
    """Print what HEAD (default: the files as they lie) does to the goals since it left BASE."""
    from goalsite.publish.impact.comparing import compare_states
    from goalsite.publish.impact.markdown import impact_markdown
    from goalsite.publish.impact.report import Report
    from goalsite.publish.impact.text import impact_json, impact_text

    compared = compare_states(directory, base, head, exact=exact, as_of=as_of)
    if form == "json":
        text = impact_json(compared)
    else:
        text = impact_markdown(compared, preview) if form == "markdown" else impact_text(Report(compared))
    click.echo(text, nl=False)
