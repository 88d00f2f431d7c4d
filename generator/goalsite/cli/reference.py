"""``goalsite schema`` and ``goalsite rule``: what may stand in a file, and what is looked for."""

import json

import click

from goalsite.cli.options import UserMistake
from goalsite.findings import Names
from goalsite.language import gettext, pgettext
from goalsite.model.suggest import did_you_mean
from goalsite.vocabulary import Kind
from goalsite.wording import word


@click.command(epilog="Example: goalsite schema objective > objective.schema.json")
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of each kind of file, or of one KIND, for editors."""
    from goalsite.model.shapes import json_schema

    kinds = [one.value for one in Kind]
    if kind is not None and kind not in kinds:
        guess = did_you_mean(kind, kinds)
        raise UserMistake(
            gettext("unknown kind '{kind}': one of {kinds}{guess}", kind=kind, kinds=Names(kinds), guess=guess)
        )
    found = json_schema(Kind(kind)) if kind else {one.value: json_schema(one) for one in Kind}
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@click.command(epilog="Example: goalsite rule G203")
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Print the documentation of the rule CODE, with a bad and a good example; without CODE, all rules by name."""
    from goalsite.check.registry import RULES

    if code is None:
        for one in RULES.values():
            click.echo(f"{one.code} {one.heading} [{word(one.level)}]")
        return
    found = RULES.get(code.upper())
    if found is None:
        guess = str(did_you_mean(code.upper(), RULES)) or gettext("; goalsite rule lists all")
        raise UserMistake(gettext("unknown rule '{code}'{guess}", code=code, guess=guess))
    rest = found.told().partition("\n")[2]
    bounds = pgettext("between items of a list", ", ").join(f"{name} {value}" for name, value in found.bounds.items())
    separator = pgettext("between items", "; ")
    click.echo(f"{found.code} {found.heading} [{word(found.level)}{separator + bounds if bounds else ''}]")
    if rest.strip():
        click.echo(f"\n{rest.strip()}")
