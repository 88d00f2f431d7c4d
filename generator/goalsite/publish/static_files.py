"""Which files of the goals folder are copied to the site: they come from pull requests, like the goals."""

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from goalsite.publish.mkdocs_pages import normal
from goalsite.publish.untrusted_files import leaves, why_not

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


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


def refused(files: Files, config: "MkDocsConfig") -> Iterator[tuple[File, str]]:
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
            yield file, "is reached through a symbolic link that leaves the goals folder; put a copy of the file there"
        elif file.src_uri not in named and (why := why_not(path)) is not None:
            yield file, why
