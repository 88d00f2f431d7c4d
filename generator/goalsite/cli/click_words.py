"""Click's own words in the language of the run.

Click looks its texts up with the functions that its modules import from gettext. Those find a language by the
environment alone, but a run's may come from an option or from mkdocs.yml; so while a command runs, the modules are
given ours. A text that is not among ``MESSAGES`` stays English.
"""

import gettext as standard
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from goalsite.language import LANGUAGES, Message, Plural, form_for, gettext, language

MESSAGES = (
    Message("Usage:"),
    Message("Options"),
    Message("Commands"),
    Message("Positional arguments"),
    Message("Show this message and exit."),
    Message("default: {default}"),
    Message("required"),
    Message("env var: {var}"),
    Message("Aborted!"),
    Message("Error: {message}"),
    Message("Error: invalid input"),
    Message("Try '{command} {option}' for help."),
    Message("Missing command."),
    Message("Missing argument"),
    Message("Missing option"),
    Message("Missing parameter"),
    Message("Choose from:\n\t{choices}"),
    Message("Invalid value: {message}"),
    Message("Invalid value for {param_hint}: {message}"),
    Message("No such command {name!r}."),
    Message("No such option {name!r}."),
    Plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 0),
    Plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 0),
    Plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 0),
    Message("Option {name!r} does not take a value."),
    Plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 0),
    Message("{value!r} is not a valid {number_type}."),
    Message("{value!r} is not a valid boolean. Recognized values: {states}"),
    Message("{value} is not in the range {range}."),
    Message("{name} {filename!r} does not exist."),
    Message("{name} {filename!r} is a file."),
    Message("{name} {filename!r} is a directory."),
    Message("{name} {filename!r} is not readable."),
    Message("Could not open file {filename!r}: {message}"),
    Message("Do you want to continue?"),
)
"""What click may say in a command of ours."""

_OURS = {"_": (standard.gettext, gettext), "ngettext": (standard.ngettext, form_for)}


@contextmanager
def translated() -> Iterator[None]:
    """Let click speak the language in force while the block runs."""
    replaced = []
    if language() != LANGUAGES[0]:
        modules = [module for name, module in sys.modules.items() if name.startswith(f"{click.__name__}.")]
        for module in modules:
            for name, (before, ours) in _OURS.items():
                if getattr(module, name, None) is before:
                    setattr(module, name, ours)
                    replaced.append((module, name, before))
    try:
        yield
    finally:
        for module, name, before in replaced:
            setattr(module, name, before)
