"""The templates: where they lie and how they are read."""

from functools import cache, lru_cache
from pathlib import Path
from string import Formatter

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from goalsite.language import form_for, gettext, pgettext

_PACKAGE = Path(__file__).resolve().parent.parent
PARTS = ("pages/", "partials/")
"""The folders whose templates make pages; others dress the theme."""

PAGE_MODULES = frozenset({"assets/alignment.js", "assets/check-in.js", "assets/explore.js", "assets/wallboard.js"})
"""Scripts that the one page which needs them asks for itself; others would belong to every page."""


@cache
def templates_dir() -> Path:
    """Return the folder of the templates: inside an installed package, else beside ``generator`` in a checkout."""
    inside = _PACKAGE / "site_templates"
    return inside if inside.is_dir() else _PACKAGE.parent.parent / "site_templates"


def environment(own: Path | None = None) -> Environment:
    """Return the template environment; a company's ``own`` templates come first, and run in a sandbox.

    Everything is escaped unless it is marked as safe; an unknown name is an error. Templates are compiled once, and
    again when a file has changed.
    """
    folders = (templates_dir(),) if own is None else (own, templates_dir())
    files = (file for folder in folders for part in PARTS for file in (folder / part).glob("*.html"))
    return _environment(folders, tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files)))


@lru_cache(maxsize=2)
def _environment(folders: tuple[Path, ...], stamp: tuple[tuple[str, int], ...]) -> Environment:
    del stamp
    kind = Environment if len(folders) == 1 else SandboxedEnvironment
    made = kind(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals["_"] = say
    made.globals["pgettext"] = _translated_by_context
    made.globals["ngettext"] = _counted
    made.globals["gap"] = gap
    return made


def say(text: str, /, **values: object) -> Markup:
    """Say a message of a template: it may hold HTML, its values are escaped."""
    return _with(gettext(text), values)


def gap() -> str:
    """Return what the language puts between two sentences: a blank, or nothing."""
    return gettext("{before} {after}", before="", after="")


def _translated_by_context(context: str, text: str, /, **values: object) -> Markup:
    return _with(pgettext(context, text), values)


def _counted(one: str, many: str, n: int, /, **values: object) -> Markup:
    return _with(form_for(one, many, n), {"n": n, **values})


def _with(text: str, values: dict[str, object]) -> Markup:
    # Markup.format would do the same, several times slower: a large site says a million of these.
    said = _gaps_checked(text).format(**{name: escape(value) for name, value in values.items()}) if values else text
    return Markup(said)  # noqa: S704 - a template's own text, its values escaped


@lru_cache(maxsize=4096)
def _gaps_checked(text: str) -> str:
    """Return a text whose gaps are names and nothing more: ``{x.y}`` would lead out of the sandbox."""
    for _text, name, spec, conversion in Formatter().parse(text):
        if name is not None and not (name.isidentifier() and not spec and conversion is None):
            raise SecurityError(f"a gap of a message is a name, not {name!r}")
    return text


def assets() -> dict[str, bytes]:
    """Return the site's own static files by their path below the site."""
    folder = templates_dir() / "assets"
    return {f"assets/{file.name}": file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}
