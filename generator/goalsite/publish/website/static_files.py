"""Which files of the goals folder are copied to the site: they come from pull requests, like the goals."""

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from goalsite.language import Message
from goalsite.publish.files.untrusted_files import leaves, why_not
from goalsite.publish.website.mkdocs_pages import GoalPage, normal
from goalsite.publish.website.search_index import ENTRIES, INDEX

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_MOST_LINKED = 1000
_OWN_FILES = ("404.html", "sitemap.xml", "sitemap.xml.gz", INDEX, ENTRIES)
_OWN_FOLDERS = ("search",)


def goal_files(files: Files, ordinary: Iterable[str]) -> list[File]:
    """Return the files that goals are made of, which are not pages or downloads of their own.

    ``ordinary`` are the keys of ordinary pages; every other Markdown file is a goal, a check-in, a translation, or
    one that could not be read. A CSV beside a KPI holds its values, which the site offers as data.
    """
    pages = frozenset(ordinary)
    markdown = {normal(file.src_uri).removesuffix(".md") for file in files if file.src_uri.endswith(".md")}
    return [
        file
        for file in files
        if file.src_dir is not None
        and (
            (file.is_documentation_page() and normal(file.src_uri).removesuffix(".md") not in pages)
            or (file.src_uri.endswith(".csv") and normal(file.src_uri).removesuffix(".csv") in markdown - pages)
        )
    ]


def endless_link(docs_dir: str) -> str | None:
    """Return a symbolic link through which MkDocs would read folders without an end, None where there is none.

    MkDocs follows links to folders: one that leads to a folder around it, or to the root of the file system, gives it
    more folders than it can list. A few that links add are no harm; what leads out of the goals is left out later.
    """
    waiting: list[tuple[str, str | None]] = [(docs_dir, None)]
    added = 0
    while waiting:
        folder, link = waiting.pop()
        if link is not None:
            added += 1
            if added > _MOST_LINKED:
                return os.path.relpath(link, docs_dir)
        try:
            with os.scandir(folder) as entries:
                below = [entry for entry in entries if os.path.isdir(entry.path)]
        except OSError:
            continue
        waiting += ((entry.path, link or (entry.path if entry.is_symlink() else None)) for entry in below)
    return None


def in_the_way(files: Files, config: "MkDocsConfig") -> list[File]:
    """Return the files of the goals folder that take a folder's name for a file, or a file's for a folder.

    Writing the site would stop at them. What the site itself is made of goes first, then pages of goals, then other
    pages; each sort by its path.
    """
    names: set[str] = {*_OWN_FILES}
    folders: set[str] = {*_OWN_FOLDERS}
    lost = []
    for file in sorted(files, key=_rank):
        if file.inclusion is InclusionLevel.EXCLUDED:
            continue
        parts = file.dest_uri.split("/")
        above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
        theme = any(
            os.path.isdir(os.path.join(place, file.dest_uri))
            or any(os.path.isfile(os.path.join(place, folder)) for folder in above)
            for place in (config.theme.dirs if file.src_dir is not None else ())
        )
        if theme or file.dest_uri in folders or not names.isdisjoint(above):
            lost.append(file)
        else:
            names.add(file.dest_uri)
            folders.update(above)
    return lost


def _rank(file: File) -> tuple[int, str]:
    if file.generated_by is not None:
        return (1 if isinstance(file.page, GoalPage) else 0), file.src_uri
    return (2 if file.is_documentation_page() else 3), file.src_uri


def refused(files: Files, config: "MkDocsConfig") -> Iterator[tuple[File, Message]]:
    """Yield the files that must not be published, each with the reason.

    Those are files reached through a symbolic link that leaves the goals folder, and files that would act in a
    reader's browser, unless mkdocs.yml itself names them.
    """
    base = os.path.realpath(config.docs_dir)
    named = {str(path) for path in (*config.extra_css, *config.extra_javascript, *config.extra_templates)}
    for file in files:
        path = file.abs_src_path
        if file.src_dir is None or path is None or not path.startswith(config.docs_dir + os.sep):
            continue
        if file.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT):
            continue
        if leaves(path, base):
            yield (
                file,
                Message(
                    "is reached through a symbolic link that leaves the goals folder; put a copy of the file there"
                ),
            )
        elif not os.path.isfile(path) or not os.access(path, os.R_OK):
            yield file, Message("is not a file that can be read; put one there or delete it")
        elif file.src_uri not in named and (why := why_not(path)) is not None:
            yield file, why
