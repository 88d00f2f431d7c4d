"""The ``goalsite`` command; each subcommand's module is imported only when it is used."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from goalsite import __version__
from goalsite.cli.click_words import translated
from goalsite.cli.ending import end_in_order
from goalsite.cli.help import said, texts_of
from goalsite.cli.language import language_of
from goalsite.language import LANGUAGES, speaking
from goalsite.language import gettext as _
from goalsite.model.suggest import did_you_mean

_COMMANDS = {
    "init": "goalsite.cli.starting:init",
    "new": "goalsite.cli.making:new",
    "checkin": "goalsite.cli.checking_in:checkin",
    "check": "goalsite.cli.checking:check",
    "build": "goalsite.cli.building:build",
    "serve": "goalsite.cli.building:serve",
    "pages": "goalsite.cli.writing:pages",
    "diff": "goalsite.cli.impact:diff",
    "log": "goalsite.cli.history:log",
    "status": "goalsite.cli.standing:status",
    "export": "goalsite.cli.writing:export",
    "import": "goalsite.cli.importing:import_",
    "rollover": "goalsite.cli.rolling_over:rollover",
    "schema": "goalsite.cli.reference:schema",
    "rule": "goalsite.cli.reference:rule",
}


class Program(click.Group):
    """A group that knows its commands by name, and what a wrong name was meant to be.

    It settles the language of the run before anything is read: help and mistakes are told in it, too.
    """

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Run a command line."""
        words = sys.argv[1:] if args is None else args
        with speaking(language_of(words, os.environ)), translated():
            return super(Program, said(self)).main(args, *rest, **more)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order people need them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        del ctx
        return said(_command(cmd_name)) if cmd_name in _COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what an unknown command was probably meant to be."""
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            guess = did_you_mean(args[0], _COMMANDS)
            ctx.fail(_("no such command '{name}'{guess}", name=args[0], guess=guess))
        return super().resolve_command(ctx, args)


def _command(name: str) -> click.Command:
    module, attribute = _COMMANDS[name].split(":")
    command: click.Command = getattr(import_module(module), attribute)
    return command


def help_texts() -> Iterator[str]:
    """Yield every text of the help, to be translated."""
    yield from texts_of(main)
    for name in _COMMANDS:
        yield from texts_of(_command(name))


def _tell_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(_("goalsite, version {version}", version=__version__))
        ctx.exit()


@click.command(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 findings of error level (with --strict, of warning level), 2 wrong usage.",
)
@click.option("-C", "directory", metavar="DIR", type=click.Path(path_type=Path), help="The repository; default: here.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help="The language to speak; default: Chinese where the environment asks for it, else the site's.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version and exit.",
)
@click.pass_context
def main(ctx: click.Context, directory: Path | None) -> None:
    """Turn a folder of Markdown files into a website of a company's OKRs and KPIs."""
    ctx.obj = directory
    if Path(sys.argv[0]).name in ("goalsite", "__main__.py"):
        end_in_order()
        if ctx.invoked_subcommand != "serve":
            # One run, then the process ends: looking for garbage among a hundred thousand live objects only costs time.
            gc.disable()
