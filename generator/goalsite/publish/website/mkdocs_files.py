"""The files of a site as MkDocs is handed them: the goal files taken out, pages, data and assets put in."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel

from goalsite.check.report import said
from goalsite.language import gettext
from goalsite.publish.data.data_files import data_files
from goalsite.publish.website import mkdocs_pages, navigation, static_files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from goalsite.publish.understanding.understood import Understood
    from goalsite.publish.website.mkdocs_editions import Editions, Known

log = get_plugin_logger("goalsite")


class Swap:
    """The goal files of one build, swapped for what they make."""

    def __init__(self, files: "Files", config: "MkDocsConfig", understood: "Understood", editions: "Editions") -> None:
        self._files, self._config = files, config
        self._understood, self._editions = understood, editions

    def make(self, ordinary: Collection[str], *, own_nav: bool) -> None:
        """Swap them, and bring the nav of mkdocs.yml to the sources of pages; ``own_nav`` asks for one of ours.

        ``ordinary`` are the keys of ordinary pages. A file that cannot be published is left out with a warning.
        """
        files, config, understood = self._files, self._config, self._understood
        self._take_out(ordinary)
        named = dict.fromkeys(understood.hubs) if own_nav else navigation.titles_in(config.nav)
        sources = mkdocs_pages.add_pages(files, understood.pages, config, understood.as_of, named)
        for known in self._editions.others:
            self._add_edition(known, {sources.get(path, path) for path in named}, sources)
        self._put_in({**understood.assets, **data_files(understood)})
        config.nav = self._nav(sources) if own_nav else navigation.with_sources(config.nav, sources)

    def _take_out(self, ordinary: Collection[str]) -> None:
        """Take out the files goals are made of, and those that must not be published."""
        for file in static_files.goal_files(self._files, ordinary):
            self._files.remove(file)
        for file, why in list(static_files.refused(self._files, self._config)):
            self._files.remove(file)
            path = shown(self._config, file.src_uri)
            log.warning("%s", gettext("{path} {why}; it is left out", path=path, why=why))

    def _put_in(self, contents: dict[str, bytes]) -> None:
        """Put in files that are no pages, by path; what lies in the way of any file is left out."""
        for path, content in contents.items():
            if (other := self._files.get_file_from_path(path)) is not None:
                self._files.remove(other)
            file = File.generated(self._config, path, content=content, inclusion=InclusionLevel.INCLUDED)
            self._files.append(file)
        for file in static_files.in_the_way(self._files, self._config):
            self._files.remove(file)
            message = gettext(
                "{path} lies where the site needs a folder, or in a file's place; it is left out",
                path=shown(self._config, file.src_uri),
            )
            log.warning("%s", message)

    def _nav(self, sources: dict[str, str]) -> "navigation.Nav":
        """Return the nav of a site whose mkdocs.yml has none: our hubs, then ordinary pages."""
        ours = {sources[page.path] for page in self._understood.pages}
        return navigation.default_nav(
            (sources[path] for path in self._understood.hubs if path in sources),
            (
                file.src_uri
                for file in self._files.documentation_pages()
                if file.src_uri not in ours and file.inclusion is InclusionLevel.INCLUDED
            ),
        )

    def _add_edition(self, known: "Known", named: set[str], sources: dict[str, str]) -> None:
        """Add the pages of another language beside those of the site's own, from ``sources``."""
        folder = known.edition.folder
        ours = {page.path for page in self._understood.pages}
        kept = self._understood.pages_by_url
        pages = [page for page in known.edition.pages if kept[page.url] is page]
        again = {f"{folder}/{path}": path for path in ours}
        in_nav = {page.path: None for page in pages if sources.get(again.get(page.path, "")) in named}
        placed = mkdocs_pages.add_pages(self._files, pages, self._config, known.edition.as_of, in_nav)
        for path, source in placed.items():
            file = self._files.get_file_from_path(source)
            if file is not None and path in again:
                known.twins[sources[again[path]]] = file
        written = {
            mkdocs_pages.normal(file.src_uri).removesuffix(".md"): file.src_uri
            for file in self._files.documentation_pages()
            if file.generated_by is None and file.inclusion is not InclusionLevel.EXCLUDED
        }
        known.add_ordinary(self._files, self._config, written)


def shown(config: "MkDocsConfig", path: str) -> str:
    """Return the path of a file of the goals folder, safe for a terminal."""
    return said(f"{mkdocs_pages.goals_folder(config)}{path}")
