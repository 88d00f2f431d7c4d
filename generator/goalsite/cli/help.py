"""Help texts in the language of the run: written as click has them, in English, and translated when they are shown.

A decorator's texts are fixed when its module is imported, which may be before the language is known. So a command is
made known as it stands, and :func:`said` gives a copy of it that speaks.
"""

from collections.abc import Iterator
from copy import copy
from inspect import cleandoc
from typing import TypeVar

import click

from goalsite.language import LANGUAGES, Message, gettext, language

_Command = TypeVar("_Command", bound=click.Command)
_OPTIONS, _COMMAND = Message("[OPTIONS]"), Message("COMMAND [ARGS]...")
_EXAMPLE = "Example: "


class _Formatter(click.HelpFormatter):
    """Writes colons as the language does; click's are those of English."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        usage = gettext("{before} {after}", before=gettext("Usage:"), after="")
        super().write_usage(prog, args, usage if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        said = gettext("{heading}:", heading=heading)
        self.write(f"{'':>{self.current_indent}}{said}\n")


class _Context(click.Context):
    formatter_class = _Formatter


def texts_of(command: click.Command) -> Iterator[str]:
    """Yield the texts of a command's own help, to be translated."""
    for text in (command.help, command.epilog, *map(_help_of, command.params)):
        if text and not text.startswith(_EXAMPLE):
            yield cleandoc(text)


def said(command: _Command) -> _Command:
    """Return a copy of a command whose help is in the language in force."""
    # In English, too: a command keeps the help option it makes when it is first used, with the words of that run.
    made = copy(command)
    made.help, made.epilog = _said(command.help), _said(command.epilog)
    if language() != LANGUAGES[0]:
        # Where a sentence ends, and how much of one fits, click knows only of texts with blanks between words.
        made.short_help = (made.help or "").partition("。")[0]
    made.params = [_parameter(one) for one in command.params]
    made.context_class = _Context
    made.options_metavar = str(_OPTIONS)
    if isinstance(made, click.Group):
        made.subcommand_metavar = str(_COMMAND)
    return made


def _parameter(parameter: click.Parameter) -> click.Parameter:
    made = copy(parameter)
    if isinstance(made, click.Option | click.Argument):
        made.help = _said(made.help)
    return made


def _said(text: str | None) -> str | None:
    if text and text.startswith(_EXAMPLE):
        return gettext("Example: {command}", command=text.removeprefix(_EXAMPLE))
    return gettext(cleandoc(text)) if text else text


def _help_of(parameter: click.Parameter) -> str | None:
    return parameter.help if isinstance(parameter, click.Option | click.Argument) else None
