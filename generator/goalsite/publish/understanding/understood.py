"""A repository understood: its figures, findings and past, and the pages they make in each language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from goalsite.change.moves import Moved
from goalsite.change.stories import Stories
from goalsite.findings import Finding
from goalsite.language import Message, speaking
from goalsite.measure import measure
from goalsite.measure.figures import Measured
from goalsite.model.repository import Repository
from goalsite.model.translating import in_language
from goalsite.publish.extras import can_make_workbook
from goalsite.publish.keeping.cache import Store
from goalsite.publish.past.history import Past
from goalsite.settings import Settings
from goalsite.source.files import SourceFile
from goalsite.vocabulary import Level

if TYPE_CHECKING:
    from goalsite.change.originals import Goalposts
    from goalsite.publish.keeping.by_goal import GoalDigests
    from goalsite.site import SitePage
    from goalsite.site.chronicle import Chronicle


_MANY = 200


@dataclass(frozen=True)
class Understood:
    """A repository, read, measured and checked as of one day.

    ``findings`` are all of them, those of ``mkdocs.yml`` included, sorted by file and place. ``files`` are what all
    was read from. ``watched`` is told of each page that is rendered. ``stories`` tell what changed, with what is not
    committed yet at their end, ``moved`` which goalposts moved, by goal; both up to the day where one was asked for,
    and None where there is no history, which ``no_history`` explains. ``folder`` is where the pages lie below the
    site: empty but for the editions of a site in several languages. ``commit`` is the one whose files these are, None
    for those that lie in the folder.
    """

    repo_dir: Path
    settings: Settings
    repository: Repository
    measured: Measured
    findings: tuple[Finding, ...]
    files: Sequence[SourceFile]
    watched: Callable[[], None] | None = None
    stories: Stories | None = None
    moved: Mapping[str, Moved] | None = None
    past: Past | None = None
    no_history: Message | None = None
    folder: str = ""
    commit: str | None = None

    @property
    def as_of(self) -> date:
        """The day everything was computed for."""
        return self.repository.as_of

    @property
    def goals_dir(self) -> Path:
        """The folder of the goals."""
        return self.repo_dir / self.settings.goals_dir

    @property
    def language(self) -> str:
        """The language of its pages."""
        return self.settings.language

    @cached_property
    def editions(self) -> "tuple[Understood, ...]":
        """The site in each of its languages: itself, then one with the texts of each other language (SPEC 3.7)."""
        return (self, *(self._edition(language) for language in self.settings.other_languages))

    def _edition(self, language: str) -> "Understood":
        """Return the same goals told in another language; its figures are measured of the same values."""
        repository = in_language(self.repository, language, self.language)
        settings = replace(self.settings, language=language)
        return replace(
            self, settings=settings, repository=repository, measured=measure(repository, settings), folder=language
        )

    @cached_property
    def goalposts(self) -> "Mapping[str, Goalposts] | None":
        """The moved goalposts of each goal that has any, with the progress it would have under the original (SPEC 8.2).

        None where there is no history.
        """
        if self.moved is None or self.past is None or self.stories is None:
            return None
        from goalsite.change.older import joined
        from goalsite.change.originals import wanted

        records = self.past.records(wanted(self.moved))
        return {key: joined(self.measured, self.stories, self.moved, key, records) for key in self.moved}

    @cached_property
    def chronicle(self) -> "Chronicle":
        """What the pages of this edition are told of the past."""
        from goalsite.site.chronicle import Chronicle

        return Chronicle(self.stories, self.goalposts or {}, self.no_history)

    @cached_property
    def digests(self) -> "GoalDigests":
        """What tells of each goal whether what was made of it by an earlier run is still right."""
        from goalsite.publish.keeping.by_goal import GoalDigests

        folder, templates = self.folder, self.own_templates
        return GoalDigests(self.measured, self.findings, self.chronicle, self.files, folder=folder, templates=templates)

    @cached_property
    def pages(self) -> "tuple[SitePage, ...]":
        """The pages of this edition of the site, rendered once."""
        from goalsite.publish.keeping.by_goal import made_or_kept
        from goalsite.publish.keeping.compiled_templates import compiled_templates
        from goalsite.site import distinct, jobs

        pages: list[SitePage] = []
        # What readers of the site see is in the language of its pages, whatever the terminal speaks.
        with speaking(self.language), compiled_templates(self.repo_dir, self.own_templates):
            made = jobs(
                self.measured,
                self.findings,
                templates=self.own_templates,
                workbook=can_make_workbook(),
                folder=self.folder,
                chronicle=self.chronicle,
            )
            kept = Store(self.repo_dir, f"pages-{self.language}")
            for some in made_or_kept(made, self.digests, kept, worth=self.large):
                pages += some
                for _page in some:
                    if self.watched is not None:
                        self.watched()
        return tuple(distinct(pages))

    @property
    def own_templates(self) -> Path | None:
        """The company's own folder of templates, None where it has none."""
        return self.repo_dir / self.settings.templates if self.settings.templates else None

    @property
    def large(self) -> bool:
        """Whether the goals are so many that it is worth it to share the work among processes."""
        return len(self.repository.objectives) + len(self.repository.kpis) >= _MANY

    @cached_property
    def pages_by_url(self) -> "Mapping[str, SitePage]":
        """The pages of all editions; where two would lie at one address, the first is kept, as G103 has said."""
        found: dict[str, SitePage] = {}
        for edition in self.editions:
            for page in edition.pages:
                found.setdefault(page.url, page)
        return found

    @property
    def hubs(self) -> tuple[str, ...]:
        """The paths of the pages that belong in the navigation, in its order."""
        from goalsite.site import navigation

        paths = (path for _, path in navigation(self.measured))
        return tuple(f"{self.folder}/{path}" if self.folder else path for path in paths)

    @property
    def assets(self) -> Mapping[str, bytes]:
        """The style sheets and scripts the pages need, by their path on the site."""
        from goalsite.site import assets

        return assets()

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts among the assets that every page loads."""
        from goalsite.site.environment import PAGE_MODULES

        return tuple(path for path in self.assets if path.endswith(".js") and path not in PAGE_MODULES)

    def count(self, level: Level) -> int:
        """Return how many findings are of that level."""
        return sum(finding.level is level for finding in self.findings)
