"""``goalsite init``: a new goals repository, or what an existing one lacks of CI."""

import os
import shlex
from pathlib import Path

import click

from goalsite import __version__
from goalsite.cli.options import UserMistake, told
from goalsite.cli.outcome import tell
from goalsite.language import gettext as _
from goalsite.language import language, ngettext
from goalsite.model.settings_file import settings_path
from goalsite.publish.pipeline import gather, resolve_day, understand_inputs
from goalsite.publish.placing import Placed, put_in_place
from goalsite.writing.owners import codeowners
from goalsite.writing.starter import for_forge, skeleton

_OWNERS = "CODEOWNERS"


@click.command(epilog="Example: goalsite init acme-goals --name 'Acme'")
@click.argument("target", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--name", help="The company's name; default: the folder's.")
@click.option(
    "--forge", type=click.Choice(["both", "github", "gitlab"]), default="both", help="Whose CI; default: both."
)
@click.option("--account", help="Your login on the forge, for the example's team lead and CODEOWNERS.")
@click.pass_context
def init(ctx: click.Context, target: Path | None, name: str | None, forge: str, account: str | None) -> None:
    """Make a goals repository in DIR: first goals, mkdocs.yml, and CI that checks and publishes them.

    In a repository that has goals only what is missing is written: CI, templates, CODEOWNERS. No file is overwritten.
    """
    place = target or ctx.obj or Path()
    told(_init, place=place, name=name, forge=forge, account=account)


def _init(place: Path, name: str | None, forge: str, account: str | None) -> None:
    root = place.resolve()
    if root.exists() and not root.is_dir():
        raise UserMistake(_("{place!r} is not a folder; name another", place=str(place)))
    title = name or root.name.replace("-", " ").replace("_", " ").strip() or "Goals"
    today, _set = resolve_day(None)
    whole = skeleton(language(), name=title, today=today, version=__version__, account=account)
    found = for_forge(whole, forge)
    settings = settings_path(root) if root.is_dir() else None
    has_goals = settings is not None or (root / "goals").exists()
    if has_goals:
        found = {path: content for path, content in found.items() if not path.startswith("goals/")}
        found.pop("mkdocs.yml")
    new = {path: content for path, content in found.items() if not os.path.lexists(root / path)}
    put_in_place(Placed(root / path, content) for path, content in new.items())
    count = len(new) + _write_owners(root)
    tell(ngettext("{n} file written", "{n} files written", count))
    if kept := sorted({*found} - {*new}):
        tell(_("left as they are: {paths}", paths=", ".join(kept)))
    where = "" if root == Path.cwd() else f"-C {shlex.quote(str(place))} "
    click.echo(f"goalsite {where}check")
    click.echo(f"goalsite {where}build")


def _write_owners(root: Path) -> int:
    """Write CODEOWNERS of the goals that are there now; it works for GitHub and GitLab alike at the top."""
    places = [_OWNERS, f".github/{_OWNERS}", f".gitlab/{_OWNERS}", f"docs/{_OWNERS}"]
    if any(os.path.lexists(root / path) for path in places):
        return 0
    known = understand_inputs(gather(root))
    put_in_place([Placed(root / _OWNERS, codeowners(known.repository).encode())])
    return 1
