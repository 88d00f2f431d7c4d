"""The MkDocs plugin: thin. It swaps the goal files for Goalsite's pages and keeps the theme honest."""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.base import Config
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.utils import get_relative_url

from goalsite.check.report import said
from goalsite.language import gettext, speaking
from goalsite.publish.extras import WITHOUT_WORKBOOK, can_make_workbook
from goalsite.publish.understanding.inputs import Mistake
from goalsite.publish.understanding.pipeline import understand, unseen
from goalsite.publish.understanding.understood import Understood
from goalsite.publish.website import (
    mkdocs_pages,
    ordinary_pages,
    search_index,
    search_worker,
    static_files,
)
from goalsite.publish.website.mkdocs_editions import Editions, Known, TranslatedPage
from goalsite.publish.website.mkdocs_files import Swap, shown
from goalsite.publish.website.mkdocs_pages import GoalPage
from goalsite.publish.website.mkdocs_theme import dress
from goalsite.publish.website.nav_marks import NavMarks
from goalsite.publish.website.requests import Request, current
from goalsite.publish.website.search_entries import search_entries, search_parts
from goalsite.publish.website.shell import ShellTemplate, ThemeEnvironment
from goalsite.publish.website.theme_words import head_links, in_language, theme_words
from goalsite.site.context import HUBS
from goalsite.site.markdown import as_it_stands, laborious
from goalsite.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from goalsite.model.objects import Page as OrdinaryPage

log = get_plugin_logger("goalsite")

_HUBS = len(HUBS)
_LEVELS = {Level.ERROR: logging.ERROR, Level.WARNING: logging.WARNING, Level.INFO: logging.INFO}


class Options(Config):  # type: ignore[no-untyped-call]
    """The options as MkDocs sees them: none, since it only passes them over."""


class GoalsitePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Publishes a folder of goals with MkDocs.

    ``serve`` may keep one plugin object for many builds: everything known of a build is set anew in ``on_config``.
    """

    understood: Understood
    _request: Request
    _editions: Editions
    _ordinary: "dict[str, OrdinaryPage]"
    _own_nav: bool
    _told_of: dict[str, dict[str, Any]]
    _marks: NavMarks
    _done: int

    def load_config(self, options: Any, config_file_path: str | None = None) -> Any:
        """Take the options as they are: they are read from mkdocs.yml as data, and judged there (SPEC 14)."""
        del config_file_path
        self.config = options
        return [], []

    @event_priority(50)
    def on_config(self, config: "MkDocsConfig") -> "MkDocsConfig":
        """Read the goals; add the theme's overrides and the style sheets."""
        if not config.use_directory_urls:
            raise PluginError(
                gettext(
                    "goalsite needs directory addresses: delete 'use_directory_urls: false' and the offline plugin "
                    "from mkdocs.yml"
                )
            )
        if (link := static_files.endless_link(config.docs_dir)) is not None:
            raise PluginError(
                gettext(
                    "{path} is a symbolic link that MkDocs would follow from folder to folder; delete it",
                    path=shown(config, link),
                )
            )
        self._request = current()
        self._done = 0
        root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        try:
            self.understood = understand(
                root,
                as_of=self._request.as_of,
                config=_file(config),
                goals_dir=mkdocs_pages.goals_folder(config).rstrip("/") or ".",
                at=self._request.at,
            )
        except Mistake as mistake:
            raise PluginError(str(mistake)) from mistake
        if self._request.progress is not None:
            self.understood = replace(self.understood, watched=self._move)
        self._request.understood = self.understood
        self._editions = Editions(self.understood)
        self._ordinary = {page.file.key: page for page in self.understood.repository.pages.values()}
        self._own_nav = config.nav is None
        self._told_of = {}
        self._marks = NavMarks()
        dress(config, root, self.understood)
        if not self._request.quiet:
            for finding in self.understood.findings:
                log.log(_LEVELS.get(finding.level, logging.INFO), "%s", said(str(finding)))
            if said_unseen := unseen(self.understood.no_history):
                log.info("%s", said(said_unseen))
            if not can_make_workbook():
                log.info("%s", WITHOUT_WORKBOOK)
        return config

    @event_priority(50)
    def on_files(self, files: "Files", config: "MkDocsConfig") -> "Files":
        """Take the goal files out, and put pages, data and assets in."""
        Swap(files, config, self.understood, self._editions).make(self._ordinary, own_nav=self._own_nav)
        return files

    def on_nav(self, nav: "Navigation", config: "MkDocsConfig", files: "Files") -> "Navigation":
        """Tell the nav in every language."""
        del files
        self._editions.own.nav = nav
        for known in self._editions.others:
            known.tell(nav)
        for known in self._editions.all:
            known.config = in_language(config, known.edition) if self._editions.others else config
        return nav

    @event_priority(100)
    def on_page_markdown(self, markdown: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
        """Let only chosen front matter of an ordinary page through, and its text as Goalsite reads it."""
        del config, files
        if isinstance(page, GoalPage):
            return markdown
        known = self._ordinary_page(page)
        if known is None:
            # Another plugin's own page: its front matter is that plugin's business.
            return markdown
        page.meta = ordinary_pages.front_matter(known)
        return "" if laborious(known.file.body) else known.file.body

    @event_priority(-100)
    def on_page_content(self, html: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
        """Clean what Markdown made of an ordinary page."""
        del config, files
        other = isinstance(page, TranslatedPage)
        if isinstance(page, GoalPage) or (page.file.generated_by is not None and not other):
            return html
        known = self._ordinary_page(page)
        if known is not None and laborious(known.file.body):
            html = as_it_stands(known.file.body)
        html = ordinary_pages.cleaned(page, html)
        return (
            ordinary_pages.marked(html, page.known.edition, page.ordinary) if isinstance(page, TranslatedPage) else html
        )

    def _ordinary_page(self, page: "Page") -> "OrdinaryPage | None":
        if isinstance(page, TranslatedPage):
            return page.ordinary
        return self._ordinary.get(mkdocs_pages.normal(page.file.src_uri).removesuffix(".md"))

    @event_priority(-100)
    def on_env(self, env: "jinja2.Environment", config: "MkDocsConfig", files: "Files") -> "jinja2.Environment":
        """Date all pages by the day, name our search, and render the theme once for all pages outside the nav."""
        self._ours = search_worker.put_in(env, config)
        day = self.understood.as_of.isoformat()
        linked = ["assets/x", "search/x", *map(str, config.extra_css), *map(str, config.extra_javascript)]
        linked += [self._told(known)["data"] for known in self._editions.all]
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = min(max(day, "1970-01-01"), "2105-12-31")  # what gzip can hold, for the sitemap
                if file.page.meta.get("template") is None:
                    linked.append(file.url)
        return ThemeEnvironment(env, ShellTemplate(env, linked))  # type: ignore[return-value]

    def _told(self, known: Known) -> dict[str, Any]:
        """Return what our parts of the theme are told on pages of an edition."""
        told = self._told_of.get(known.edition.folder)
        if told is None:
            with speaking(known.edition.language):
                told = theme_words(known.edition, self._editions)
            self._told_of[known.edition.folder] = told
        return told

    def on_template_context(
        self, context: "TemplateContext", template_name: str, config: "MkDocsConfig"
    ) -> "TemplateContext":
        """Date pages without a file of their own, too."""
        del template_name, config
        context["build_date_utc"] = _midnight(self.understood.as_of)
        context["goalsite"] = self._told(self._editions.own)  # type: ignore[typeddict-unknown-key]
        if self._editions.own.config is not None:
            context["config"] = self._editions.own.config
        return context

    @event_priority(1)
    def _show_to_search(
        self, context: "TemplateContext", page: "Page", config: "MkDocsConfig", nav: "Navigation"
    ) -> "TemplateContext":
        """Show search plugins the words of a page instead of its HTML; they run between this and the next event.

        Our own search has the words already, and a plugin then tells it no more than which pages there are.
        """
        del config, nav
        context["build_date_utc"] = _midnight(self.understood.as_of)
        self._tell(context, page)
        if isinstance(page, GoalPage):
            page.content = page.for_search(whole=not self._ours)
        return context

    def _tell(self, context: "TemplateContext", page: "Page") -> None:
        """Let the theme speak the language of the page, and know where the page is in others."""
        known = self._editions.of(page)
        context["goalsite"] = self._told(known)  # type: ignore[typeddict-unknown-key]
        page.twins = self._editions.twins(page)  # type: ignore[attr-defined]
        if self._editions.others and known.nav is not None and known.config is not None:
            context["nav"], context["config"] = known.nav, known.config
            if known.edition.folder:
                # The theme's scripts look for the search index below this address.
                context["base_url"] = get_relative_url(f"{known.edition.folder}/", page.url)
        hub = page.hub if isinstance(page, GoalPage) else None
        marked = self._marks.mark(page, hub, context["nav"], known.edition)
        if isinstance(page, GoalPage):
            page.marked = marked

    @event_priority(-1)
    def _show_to_readers(
        self, context: "TemplateContext", page: "Page", config: "MkDocsConfig", nav: "Navigation"
    ) -> "TemplateContext":
        del config, nav
        if isinstance(page, GoalPage):
            page.content = page.body
        return context

    on_page_context = CombinedEvent(_show_to_search, _show_to_readers)

    def on_serve(self, server: "LiveReloadServer", config: "MkDocsConfig", builder: Any) -> "LiveReloadServer":
        """Tell plainly of a mkdocs.yml that cannot be used; do not watch one that is not there: MkDocs would stop."""
        del builder
        server.builder = _plainly(server.builder)
        if config.config_file_path and _file(config) is None:
            server.unwatch(config.config_file_path)
        return server

    def on_post_page(self, output: str, page: "Page", config: "MkDocsConfig") -> str:
        """Name the page's other languages in its head; tell the command how far the build is."""
        del config
        self._move()
        if isinstance(page, GoalPage):
            page.content = ""  # written: MkDocs would hold the HTML of all pages to its end
        twins = getattr(page, "twins", ())
        return output.replace("</head>", f"{head_links(page, twins)}</head>", 1) if twins else output

    @event_priority(-100)
    def on_post_build(self, config: "MkDocsConfig") -> None:
        """Give each language its search index."""
        folders = [known.edition.folder for known in self._editions.others]
        entries, parts = search_entries(self.understood), search_parts(self.understood)
        search_index.write(Path(config.site_dir), folders, entries, parts, ours=self._ours)

    def _move(self) -> None:
        """Count a step of the build: every page is rendered, then dressed and written."""
        self._done += 1
        if self._request.progress is not None:
            known = self.understood.repository
            kinds = (known.objectives, known.kpis, known.teams, known.people, known.cycles, known.pages)
            of = 2 * (sum(map(len, kinds)) + _HUBS) * len(self._editions.all)
            self._request.progress(min(self._done, of), of)


def _plainly(build: "Callable[[], None]") -> "Callable[[], None]":
    """Return ``build`` such that what the user has to mend ends it in the way that MkDocs tells without a traceback."""

    @wraps(build)
    def built() -> None:
        try:
            build()
        except MkDocsException as error:
            raise Abort(error.format_message()) from error

    return built


def _file(config: "MkDocsConfig") -> Path | None:
    """Return the configuration's file; None where it was made up, as for a repository without one."""
    path = Path(config.config_file_path) if config.config_file_path else None
    return path if path and path.is_file() else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
