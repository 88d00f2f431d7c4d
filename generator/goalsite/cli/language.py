"""Which language a run speaks: the option's, else Chinese for who asks for it, else the site's."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from goalsite.language import LANGUAGES

_ASKED_IN = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_ENGLISH = LANGUAGES[0]


def language_of(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language of a command line: what ``--language`` says, else what the environment asks for, else the
    ``theme.language`` of the repository, else English.

    Most machines say English without having been asked, so only another language counts in the environment.
    """
    option, directory = _first_look(words)
    if option is not None:
        return option if option in LANGUAGES else _ENGLISH
    asked = asked_for(environment)
    return asked if asked not in (None, _ENGLISH) else _of_site(Path(directory or "."))


def asked_for(environment: Mapping[str, str]) -> str | None:
    """Return the first language we speak of those the environment asks for, in gettext's order of precedence."""
    wanted = next((value for name in _ASKED_IN if (value := environment.get(name))), "")
    for one in wanted.split(":"):
        for language in LANGUAGES:
            if one.lower().startswith(language):
                return language
    return None


def _first_look(words: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the language and the directory that a command line names, wherever they stand in it.

    What is wrong with the rest of it is told later, and in that language.
    """
    options: list[click.Parameter] = [click.Option(["--language"]), click.Option(["-C", "directory"])]
    lenient = {"ignore_unknown_options": True, "allow_extra_args": True}
    look = click.Command("look", params=options, add_help_option=False, context_settings=lenient)
    with look.make_context("look", list(words), resilient_parsing=True) as found:
        return found.params.get("language"), found.params.get("directory")


def _of_site(directory: Path) -> str:
    from goalsite.model.settings_file import read_settings, settings_path

    return read_settings(directory)[0].language if settings_path(directory) else _ENGLISH
