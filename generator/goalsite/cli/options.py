"""Options that commands share, and how a user's mistake ends: a line that says how to mend it, exit code 2."""

import re
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from goalsite.cli.progress import bars
from goalsite.language import Message, gettext
from goalsite.language import gettext as _
from goalsite.publish.understanding.inputs import Mistake
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.writing.refusal import Refused

Command = Callable[..., Any]

SYSTEM_ERRORS = (
    Message("Permission denied"),
    Message("No such file or directory"),
    Message("File exists"),
    Message("Is a directory"),
    Message("Not a directory"),
    Message("No space left on device"),
    Message("Read-only file system"),
    Message("File name too long"),
    Message("Address already in use"),
    Message("Cannot assign requested address"),
)
"""What the system may say of a file or an address; its other words stay its own."""


class UserMistake(click.ClickException):
    """Wrong usage."""

    exit_code = 2


class Day(click.ParamType[date]):
    """A day, as ``2026-11-21``."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with an example."""
        if isinstance(value, date):
            return value
        text = str(value)
        try:
            day = date.fromisoformat(text) if len(text) == len("2026-11-21") else None
        except ValueError:
            day = None
        return day or self.fail(_("{text!r} is not a day; write it like 2026-11-21", text=text), param, ctx)


class Address(click.ParamType[str]):
    """Where to serve, as ``127.0.0.1:8000``."""

    name = "address"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address as given, or fail with an example."""
        host, colon, port = str(value).rpartition(":")
        if not (host and colon) or not (port.isascii() and port.isdigit() and int(port) < 65536):
            self.fail(_("{text!r} is not an address; write it like 127.0.0.1:8000", text=value), param, ctx)
        return str(value)


class Link(click.ParamType[str]):
    """A link of the web, as ``https://example.com/runs/7``."""

    name = "link"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the link as given, or fail with an example."""
        if not re.fullmatch(r"https?://[\w.:\[\]-]+(?:[/?#][!-~]*)?", str(value), re.ASCII):
            self.fail(_("{text!r} is not a link; write it like https://example.com/runs/7", text=value), param, ctx)
        return str(value)


def repository(command: Command) -> Command:
    """Give a command ``-C``: it is called with ``directory``, and a mistake of the user's is told plainly."""

    @click.option(
        "-C", "directory", metavar="DIR", type=click.Path(path_type=Path), help="The repository; default: here."
    )
    @click.pass_context
    @wraps(command)
    def wrapped(ctx: click.Context, /, directory: Path | None, **given: Any) -> Any:
        place = directory or ctx.obj or Path()
        if not place.is_dir():
            raise UserMistake(_("there is no folder {place!r}", place=str(place)))
        with bars(sys.stderr):
            return told(command, directory=place.resolve(), **given)

    return wrapped


def told(command: Command, /, **given: Any) -> Any:
    """Call a command; what the user has to mend becomes a message instead of a traceback."""
    try:
        return command(**given)
    except (Mistake, Refused) as mistake:
        raise UserMistake(str(mistake)) from mistake
    except OSError as error:
        said = gettext(error.strerror) if error.strerror else str(error)
        raise UserMistake(f"{said}: {error.filename!r}" if error.filename else said) from error


as_of = click.option("--as-of", type=Day(), metavar="DAY", help="Compute everything as of this day (2026-11-21).")
at = click.option("--at", metavar="COMMIT", help="Take the files of this commit, or of the last one of this day.")
strict = click.option("--strict", is_flag=True, help="Let warnings fail, too.")


def read(directory: Path, day: date | None, at: str | None = None, *, history: bool = True) -> Understood:
    """Read and measure the repository, as it lies there or as it was ``at`` a commit or day."""
    return understand(directory, as_of=day, at=at, history=history)
