"""MkDocs, run with the plugin for a repository with or without a mkdocs.yml."""

import io
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from goalsite.check.report import said
from goalsite.language import gettext as _
from goalsite.language import pgettext
from goalsite.model.settings_file import settings_path
from goalsite.publish.data.data_files import FOLDER
from goalsite.publish.files.replacing import check_place, replacing
from goalsite.publish.past.git import Git
from goalsite.publish.past.past_folder import past_folder
from goalsite.publish.understanding.inputs import Mistake, gather
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.website.defaults import as_yaml, default_config, site_name
from goalsite.publish.website.mkdocs_words import level_of, message_of
from goalsite.publish.website.requests import Request, asking


def build_site(repo_dir: Path, request: Request, target: Path | None = None) -> Path:
    """Build the site of a repository, all or nothing, and return its folder (default: the configured one).

    Raises :class:`Mistake` where the configuration cannot be used or the folder holds what Goalsite did not make.
    """
    with asking(request), _plainly(), _source(repo_dir, request) as source:
        config = load_config(**source)
        if "goalsite" not in config.plugins:
            raise Mistake(_("mkdocs.yml does not name the plugin; add '- goalsite' under 'plugins:'"))
        place = target.absolute() if target else Path(config.site_dir)
        _check_apart(place, repo_dir, request.goals_dir or Path(config.docs_dir))
        check_place(place, is_site)
        with replacing(place, is_site) as made:
            config.site_dir = str(made)
            _build(config)
    return place


def serve_site(repo_dir: Path, request: Request, *, address: str | None, open_browser: bool) -> None:
    """Serve the site of a repository until it is interrupted; a saved file builds it anew.

    The goals of a commit stay what they were; the configuration and templates that lie there are those of the site.
    """
    more: dict[str, Any] = {"dev_addr": address} if address else {}
    with asking(request), _plainly(), _own_temporary_folder(), _source(repo_dir, request) as source:
        mkdocs_serve(**source, open_in_browser=open_browser, **more)


def is_site(folder: Path) -> bool:
    """Tell whether a folder holds a site made by Goalsite, by its own command or under plain MkDocs."""
    return (folder / FOLDER / "goals.json").is_file() and (folder / "404.html").is_file()


def _check_apart(place: Path, repo_dir: Path, docs_dir: Path) -> None:
    """Raise :class:`Mistake` where replacing ``place`` would take away more than a site.

    Whether a folder is a site is told by files in it, and files come by pull request.
    """
    place = Path(os.path.realpath(place))
    needed = [Path(os.path.realpath(path)) for path in (repo_dir, docs_dir, os.path.expanduser("~"))]
    if any(one.is_relative_to(place) for one in needed) or place.is_relative_to(needed[1]):
        raise Mistake(
            _(
                "the site cannot be put at {place!r}, around or among what is not the site; name another",
                place=str(place),
            )
        )


@contextmanager
def heard(say: Callable[[str], None], level: int) -> Iterator["Listener"]:
    """Tell ``say`` what MkDocs and the plugin log from ``level`` on, while the block runs."""
    logger = logging.getLogger("mkdocs")
    listener, before = Listener(say, level), (logger.level, logger.propagate)
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield listener
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before[0])
        logger.propagate = before[1]


class Listener(logging.Handler):
    """Passes records on as text and remembers whether any was a warning or worse."""

    def __init__(self, say: Callable[[str], None], level: int) -> None:
        super().__init__()
        self._say = say
        self._from = level
        self.warned = False

    def emit(self, record: logging.LogRecord) -> None:
        """Pass on one record; what it quotes cannot steer a terminal."""
        self.warned = self.warned or record.levelno >= logging.WARNING
        if record.levelno >= self._from:
            text = "\n".join(said(line) for line in message_of(record).split("\n"))
            if record.levelno >= logging.WARNING:
                text = level_of(record) + pgettext("before a value", ": ") + text
            self._say(text)


def _build(config: MkDocsConfig) -> None:
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn what MkDocs raises for a user's mistake into ours; it has logged what there is to say before."""
    try:
        yield
    except Abort as error:
        raise Mistake(_("mkdocs.yml or a plugin it names cannot be used; see above ({error})", error=error)) from error
    except MkDocsException as error:
        raise Mistake(error.format_message()) from error


@contextmanager
def _source(repo_dir: Path, request: Request) -> Iterator[dict[str, Any]]:
    """Yield how MkDocs is told its configuration: the repository's own file, else what it would say.

    Where files of the past are asked for, they lie in a folder for as long as the block lasts, and the request then
    names their commit and its day.
    """
    if request.at is None:
        yield _configuration(repo_dir, request)
        return
    inputs = gather(repo_dir, as_of=request.as_of, at=request.at)
    assert inputs.commit is not None
    request.at, request.as_of = inputs.commit, inputs.as_of
    request.goals_dir = Path(os.path.abspath(inputs.root))
    with past_folder(Git.around(inputs.root), inputs.commit) as folder:
        yield {**_configuration(repo_dir, request), "docs_dir": str(folder)}


@contextmanager
def _own_temporary_folder() -> Iterator[None]:
    """Gather the temporary folders of the block in one that is gone after it, however that ends.

    MkDocs makes its own before it begins to look after it.
    """
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="goalsite-", ignore_cleanup_errors=True) as own:
        tempfile.tempdir = own
        try:
            yield
        finally:
            tempfile.tempdir = before


def _configuration(repo_dir: Path, request: Request) -> dict[str, Any]:
    path = settings_path(repo_dir)
    if path is not None:
        return {"config_file": str(path)}
    known = understand(repo_dir, as_of=request.as_of, at=request.at, history=False)
    text = as_yaml(default_config(site_name(known), known.settings.goals_dir, known.settings.language))
    return {"config_file": _Again(text.encode()), "config_file_path": str(repo_dir / "mkdocs.yml")}


class _Again(io.BytesIO):
    """A configuration kept in memory; MkDocs closes it after each reading and reads it again for a rebuild."""

    def close(self) -> None:
        """Stay open."""
