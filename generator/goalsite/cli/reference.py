"""``goalsite schema`` and ``goalsite rule``: what may stand in a file, and what is looked for."""

import json

import click

from goalsite.cli.options import UserMistake
from goalsite.model.suggest import did_you_mean
from goalsite.vocabulary import Kind


@click.command()
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    r"""Print the JSON Schema of each kind of file, or of one KIND, for editors.

    \b
    Example: goalsite schema objective > objective.schema.json
    """
    from goalsite.model.shapes import json_schema

    kinds = [one.value for one in Kind]
    if kind is not None and kind not in kinds:
        raise UserMistake(f"unknown kind '{kind}'{did_you_mean(kind, kinds)}; there are {', '.join(kinds)}")
    found = json_schema(Kind(kind)) if kind else {one.value: json_schema(one) for one in Kind}
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@click.command()
@click.argument("code")
def rule(code: str) -> None:
    r"""Print the documentation of the rule CODE, with a bad and a good example.

    \b
    Example: goalsite rule G203
    """
    from goalsite.check.registry import RULES

    found = RULES.get(code.upper())
    if found is None:
        raise UserMistake(f"unknown rule '{code}'{did_you_mean(code.upper(), RULES)}")
    title, _, rest = found.documentation.partition("\n")
    bounds = ", ".join(f"{name} {value}" for name, value in found.bounds.items())
    click.echo(f"{found.code} {title.rstrip('.')} [{found.level.value}{f'; {bounds}' if bounds else ''}]")
    if rest.strip():
        click.echo(f"\n{rest.strip()}")
