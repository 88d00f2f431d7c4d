"""The ``goalsite`` command; each subcommand's module is imported only when it is used."""

import gc
import sys
from importlib import import_module
from pathlib import Path

import click

from goalsite import __version__
from goalsite.model.suggest import did_you_mean

_COMMANDS = {
    "check": "goalsite.cli.checking:check",
    "build": "goalsite.cli.building:build",
    "serve": "goalsite.cli.building:serve",
    "pages": "goalsite.cli.writing:pages",
    "diff": "goalsite.cli.impact:diff",
    "log": "goalsite.cli.history:log",
    "status": "goalsite.cli.standing:status",
    "export": "goalsite.cli.writing:export",
    "schema": "goalsite.cli.reference:schema",
    "rule": "goalsite.cli.reference:rule",
}


class Program(click.Group):
    """A group that knows its commands by name, and what a wrong name was meant to be."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order people need them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what an unknown command was probably meant to be."""
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            ctx.fail(f"no such command '{args[0]}'{did_you_mean(args[0], _COMMANDS)}")
        return super().resolve_command(ctx, args)


@click.command(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 findings of error level (with --strict, of warning level), 2 wrong usage.",
)
@click.option("-C", "directory", metavar="DIR", type=click.Path(path_type=Path), help="The repository; default: here.")
@click.version_option(__version__, prog_name="goalsite")
@click.pass_context
def main(ctx: click.Context, directory: Path | None) -> None:
    """Turn a folder of Markdown files into a website of a company's OKRs and KPIs."""
    ctx.obj = directory
    if ctx.invoked_subcommand != "serve" and Path(sys.argv[0]).name in ("goalsite", "__main__.py"):
        # One run, then the process ends: looking for garbage among a hundred thousand live objects only costs time.
        gc.disable()
