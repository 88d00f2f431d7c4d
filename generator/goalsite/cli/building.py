"""``goalsite build`` and ``goalsite serve``: the same site as plain MkDocs makes with the plugin."""

import logging
import sys
from datetime import date
from pathlib import Path

import click

from goalsite.check.report import summary
from goalsite.cli.options import Address, as_of, at, repository, strict
from goalsite.cli.outcome import exit_by, tell, tell_unseen
from goalsite.cli.progress import Bar
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.publish.extras import WITHOUT_WORKBOOK, can_make_workbook
from goalsite.publish.website.requests import Request


@click.command(epilog="Example: goalsite build --strict")
@click.option("--site-dir", type=click.Path(path_type=Path), metavar="DIR", help="Where to; default: site.")
@as_of
@at
@strict
@repository
def build(directory: Path, as_of: date | None, at: str | None, strict: bool, site_dir: Path | None) -> None:
    """Build the site, all or nothing."""
    from goalsite.publish.website.mkdocs_site import build_site, heard

    with heard(tell, logging.WARNING) as log, Bar(_("Building"), sys.stderr) as bar:
        request = Request(as_of=as_of, at=at, progress=bar.move)
        place = build_site(directory, request, site_dir)
    known = request.understood
    assert known is not None
    tell_unseen(known.no_history)
    if not can_make_workbook():
        tell(str(WITHOUT_WORKBOOK))
    tell(
        ngettext(
            "{place}: {n} page as of {day}; {findings}",
            "{place}: {n} pages as of {day}; {findings}",
            len(known.pages_by_url),
            place=_shown(place),
            day=known.as_of,
            findings=summary(known.findings),
        )
    )
    exit_by(known.findings, strict=strict, more=strict and log.warned)


@click.command(epilog="Example: goalsite serve --open")
@click.option("-a", "--dev-addr", type=Address(), metavar="HOST:PORT", help="Where to serve; default: 127.0.0.1:8000.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@as_of
@at
@repository
def serve(directory: Path, as_of: date | None, at: str | None, dev_addr: str | None, open_browser: bool) -> None:
    """Serve the site and build it anew whenever a file is saved."""
    from goalsite.publish.website.mkdocs_site import heard, serve_site

    with heard(tell, logging.INFO):
        serve_site(directory, Request(as_of=as_of, at=at), address=dev_addr, open_browser=open_browser)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
