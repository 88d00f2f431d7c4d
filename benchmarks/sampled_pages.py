"""Render some of a site's pages and say what each further one would cost: a hook for MkDocs.

Where every page bears links to all others, a large site takes hours and fills a disk. With this hook MkDocs does all
its work for all pages (reads them, converts them, builds the navigation, indexes them for the search) but one step:
only a sample, spread evenly over the pages, is rendered and written; for all others the template gives nothing, and of
nothing MkDocs writes no file. What that step took for the sample is what the others would cost, and stands in
``sampled.json`` beside the configuration, whose ``extra.sampled_pages`` says how many pages to render.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean
from typing import Any, Self

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page


@dataclass(frozen=True, slots=True)
class Rest:
    """The pages that were left out, and what each would have cost: seconds, seconds of the processor, bytes."""

    pages: int
    clock: float
    processor: float
    size: float

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what the last build wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Moment:
    """When MkDocs came to a page: seconds on the clock and of the processor."""

    address: str
    clock: float
    processor: float


class Sampling:
    """One build: which pages are in the sample, when MkDocs came to each page, how large the rendered ones are."""

    def __init__(self) -> None:
        self.chosen: frozenset[str] = frozenset()
        self.moments: list[Moment] = []
        self.sizes: list[int] = []

    def choose(self, addresses: Sequence[str], count: int) -> None:
        """Choose ``count`` pages, or half of them where that is less."""
        count = min(count, len(addresses) // 2)
        self.chosen = frozenset(addresses[number * len(addresses) // count] for number in range(count))

    def rest(self) -> Rest:
        """Return what is missing. A page's cost lasts until MkDocs comes to the next one, its file written."""
        rendered: list[tuple[float, float]] = []
        skipped: list[tuple[float, float]] = []
        for one, following in zip(self.moments, self.moments[1:], strict=False):
            cost = (following.clock - one.clock, following.processor - one.processor)
            (rendered if one.address in self.chosen else skipped).append(cost)
        clock, processor = (
            mean(cost[place] for cost in rendered) - mean(cost[place] for cost in skipped) for place in (0, 1)
        )
        return Rest(len(self.moments) - len(self.chosen), clock, processor, mean(self.sizes))


class SampledTemplates:
    """The theme's templates, which give nothing for a page outside the sample.

    Naming an empty template in the pages' own metadata would cost the others time: the navigation of Material looks
    further into each page that has any.
    """

    def __init__(self, templates: Environment, sampling: Sampling) -> None:
        self.templates = templates
        self.sampling = sampling

    def get_template(self, name: str) -> "SampledTemplate":
        """Return a template by its name."""
        return SampledTemplate(self.templates.get_template(name), self.sampling)


@dataclass(frozen=True, slots=True)
class SampledTemplate:
    """A template that gives nothing for a page outside the sample."""

    template: Template
    sampling: Sampling

    def render(self, context: dict[str, Any]) -> str:
        """Return what the template gives, or nothing."""
        page: Page | None = context["page"]
        return self.template.render(context) if page is None or page.url in self.sampling.chosen else ""


_sampling = Sampling()


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> SampledTemplates:
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    _sampling.choose([page.url for page in pages], config.extra["sampled_pages"])
    return SampledTemplates(env, _sampling)


@event_priority(100)
def on_page_context(context: Any, *, page: Page, **_: Any) -> Any:
    _sampling.moments.append(Moment(page.url, time.perf_counter(), time.process_time()))
    return context


@event_priority(-100)
def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    if page.url in _sampling.chosen:
        _sampling.sizes.append(len(output.encode()))
    return output


def on_post_build(*, config: MkDocsConfig) -> None:
    rest = json.dumps(asdict(_sampling.rest()))
    Path(config.config_file_path).with_name("sampled.json").write_text(rest, encoding="utf-8")
