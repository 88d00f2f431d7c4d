"""All pages of a site, one after the other, each as a job that needs none of the others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from goalsite.check.registry import RULES
from goalsite.check.rule import Rule
from goalsite.findings import Finding
from goalsite.measure.figures import Measured
from goalsite.model.objects import Kpi, Objective
from goalsite.site.chronicle import Chronicle
from goalsite.site.context import SiteContext
from goalsite.site.hub_pages import HubPages
from goalsite.site.object_pages import ObjectPages
from goalsite.site.page_renderer import PageRenderer
from goalsite.site.pages import SitePage


@dataclass(frozen=True, slots=True)
class Job:
    """Makes pages when it is called; ``goal`` is whose page it is, None for pages of anything else."""

    make: Callable[[], Iterable[SitePage]]
    language: str
    folder: str
    goal: Objective | Kpi | None = None

    def __call__(self) -> tuple[SitePage, ...]:
        """Return the pages where they lie, in their language."""
        return tuple(self._laid(page) for page in self.make())

    def _laid(self, page: SitePage) -> SitePage:
        if not self.folder:
            return replace(page, language=self.language)
        files = tuple((f"{self.folder}/{path}", content) for path, content in page.files)
        path = f"{self.folder}/{page.path}"
        return replace(page, path=path, files=files, language=self.language, folder=self.folder)


def render(
    measured: Measured,
    findings: Iterable[Finding],
    *,
    rules: Mapping[str, Rule] = RULES,
    templates: Path | None = None,
    workbook: bool = True,
    folder: str = "",
    chronicle: Chronicle | None = None,
) -> Iterator[SitePage]:
    """Yield every page of the site, as the :func:`jobs` make them, each address once."""
    made = jobs(
        measured,
        findings,
        rules=rules,
        templates=templates,
        workbook=workbook,
        folder=folder,
        chronicle=chronicle,
    )
    return distinct(page for job in made for page in job())


def distinct(pages: Iterable[SitePage]) -> Iterator[SitePage]:
    """Yield pages so that no two share an address: of several the first is kept, as G103 has said."""
    seen: set[str] = set()
    for page in pages:
        if page.url not in seen:
            seen.add(page.url)
            yield page


def jobs(
    measured: Measured,
    findings: Iterable[Finding],
    *,
    rules: Mapping[str, Rule] = RULES,
    templates: Path | None = None,
    workbook: bool = True,
    folder: str = "",
    chronicle: Chronicle | None = None,
) -> tuple[Job, ...]:
    """Return what makes the pages of the site: hubs first, then objects in the order of their ids.

    ``findings`` are those of the whole run. ``templates`` is a company's own folder of templates, found first.
    ``workbook`` tells whether the site carries one beside its pages.
    ``folder`` is where the pages lie below the site, for those of another language than the site's own.
    ``chronicle`` is what is known of the past.
    """
    renderer = PageRenderer(
        SiteContext(measured, findings, rules, templates, up="../" if folder else "", chronicle=chronicle)
    )
    language = measured.settings.language
    hubs = (Job(make, language, folder) for make in HubPages(renderer, workbook=workbook).makers())
    return (*hubs, *(Job(make, language, folder, goal) for make, goal in ObjectPages(renderer).makers()))
