"""``goalsite init``: a new goals repository, or what an existing one lacks of CI."""

import os
import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from goalsite import __version__
from goalsite.check.report import said
from goalsite.cli.options import UserMistake, told
from goalsite.cli.outcome import tell
from goalsite.language import gettext as _
from goalsite.language import language, ngettext
from goalsite.model import Repository
from goalsite.model import understand as link_files
from goalsite.model.settings_file import settings_path
from goalsite.publish.files.placing import Placed, put_in_place
from goalsite.publish.understanding.inputs import resolve_day
from goalsite.publish.understanding.pipeline import understand
from goalsite.settings import Settings
from goalsite.source.files import SourceFile
from goalsite.writing.owners import BEGIN, END, codeowners, refreshed
from goalsite.writing.starter import for_forge, skeleton

_OWNERS = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
"""Where the forges look for it; the first works for all of them."""


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

    In a repository that has goals only what is missing is written: CI, templates, CODEOWNERS. No file is overwritten;
    of a CODEOWNERS that init made, the lines between its two marks are brought up to date.
    """
    place = target or ctx.obj or Path()
    told(_init, place=place, name=name, forge=forge, account=account)


def _init(place: Path, name: str | None, forge: str, account: str | None) -> None:
    root = place.resolve()
    if root.exists() and not root.is_dir():
        raise UserMistake(_("{place!r} is not a folder; name another", place=str(place)))
    settings = settings_path(root) if root.is_dir() else None
    there = understand(root) if settings is not None or (root / "goals").exists() else None
    today, _set = resolve_day(None)
    company = there.repository.company if there is not None else None
    title = name or (company.title if company is not None else "") or _name_of(root)
    whole = skeleton(language(), name=title, today=today, version=__version__, account=account)
    found = for_forge(whole, forge)
    if there is not None:
        found = {path: content for path, content in found.items() if not path.startswith("goals/")}
    if settings is not None:
        del found["mkdocs.yml"]
    owned = [path for path in _OWNERS if os.path.lexists(root / path)]
    refresh = _owners(root, owned, there.repository) if there is not None else None
    if not owned:
        found[_OWNERS[0]] = codeowners(there.repository if there is not None else _made(found, today)).encode()
    new = {path: content for path, content in found.items() if not os.path.lexists(root / path)}
    put_in_place([*(Placed(root / path, content) for path, content in new.items()), *filter(None, [refresh])], root)
    tell(ngettext("{n} file written", "{n} files written", len(new)))
    if refresh is not None:
        _tell_difference(root, refresh)
    if kept := sorted({*found} - {*new}):
        tell(_("left as they are: {paths}", paths=", ".join(kept)))
    where = "" if root == Path.cwd() else f"-C {shlex.quote(str(place))} "
    click.echo(f"goalsite {where}check")
    click.echo(f"goalsite {where}build")


def _owners(root: Path, owned: Sequence[str], repository: Repository) -> Placed | None:
    """Return the CODEOWNERS that is brought up to date, None where there is none or it is so."""
    for path in owned:
        if not (root / path).is_file():
            continue
        before = (root / path).read_bytes()
        content = refreshed(before, repository)
        if content is not None:
            return Placed(root / path, content, before) if content != before else None
    if owned:
        tell(
            _(
                "{path} has no part that init keeps; for teams' leads put in the lines '{begin}' and '{end}'",
                path=owned[0],
                begin=BEGIN,
                end=END,
            )
        )
    return None


def _tell_difference(root: Path, one: Placed) -> None:
    """Say which lines came and which went."""
    assert one.before is not None
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (one.before, one.content))
    tell(_("{path} brought up to date:", path=str(one.path.relative_to(root))))
    for sign, lines, others in (("-", old, new), ("+", new, old)):
        for line in lines:
            if line not in others:
                tell(said(f"  {sign} {line}"))


def _name_of(root: Path) -> str:
    return root.name.replace("-", " ").replace("_", " ").strip() or "Goals"


def _made(found: Mapping[str, bytes], today: date) -> Repository:
    """Return the goals that are about to be written."""
    prefix = "goals/"
    files = [SourceFile(path.removeprefix(prefix), one) for path, one in found.items() if path.startswith(prefix)]
    return link_files(files, Settings(), today)
