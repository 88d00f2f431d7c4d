"""Which goals a goal's page shows: watched while the pages of the demo are made."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from tests.publish.sites import DEMO

from goalsite.language import speaking
from goalsite.model.objects import Kpi, Objective
from goalsite.publish.understanding.pipeline import understand
from goalsite.publish.understanding.understood import Understood
from goalsite.site.context import SiteContext
from goalsite.site.lookups import Lookups
from goalsite.site.object_pages import ObjectPages
from goalsite.site.page_renderer import PageRenderer
from goalsite.site.shown_goals import ShownGoals
from goalsite.site.views.rows import Rows

ON_ANY_PAGE = frozenset({"id", "title", "ref", "team", "person", "usable"})
"""What any page may tell of a goal: each is a part of every page's digest."""


Figures = TypeVar("Figures")


class Watch:
    """Notes the goals that something is read of, while it is on."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.on = False

    def over(self, kind: type, patch: pytest.MonkeyPatch) -> None:
        """Watch all objects of a kind."""
        plain: Any = kind.__getattribute__

        def watched(one: object, name: str) -> object:
            if not self.on:
                return plain(one, name)
            self.on = False  # what a property reads is a part of what it tells
            try:
                if name not in ON_ANY_PAGE and not name.startswith("__"):
                    self.seen.add(str(plain(one, "id")))
                return plain(one, name)
            finally:
                self.on = True

        patch.setattr(kind, "__getattribute__", watched)


class Noted(Mapping[str, Figures]):
    """Figures that note whose are asked for."""

    def __init__(self, figures: Mapping[str, Figures], watch: Watch) -> None:
        self._figures = figures
        self._watch = watch

    def __getitem__(self, id_: str) -> Figures:
        if self._watch.on:
            self._watch.seen.add(id_)
        return self._figures[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


@pytest.fixture(scope="module")
def demo() -> Understood:
    return understand(DEMO)


@pytest.fixture
def watch() -> Iterator[tuple[Watch, pytest.MonkeyPatch]]:
    with pytest.MonkeyPatch.context() as patch:
        yield Watch(), patch


def test_a_goals_page_reads_of_no_other_goal_than_it_is_said_to_show(
    demo: Understood, watch: tuple[Watch, pytest.MonkeyPatch]
) -> None:
    seeing, patch = watch
    measured = replace(
        demo.measured,
        objectives=Noted(demo.measured.objectives, seeing),
        kpis=Noted(demo.measured.kpis, seeing),
        teams={},
        scorecards={},
        unsupported=(),
    )
    renderer = PageRenderer(SiteContext(measured, demo.findings, {}, chronicle=demo.chronicle))
    shown = ShownGoals(Lookups(demo.measured))
    goals: list[Objective | Kpi] = [*demo.repository.objectives.values(), *demo.repository.kpis.values()]
    with speaking("en"):
        for goal in goals:
            _maker(renderer, goal)()  # what all pages share is worked out by now
        for kind in (Objective, Kpi):
            seeing.over(kind, patch)
        for goal in goals:
            renderer.rows = Rows(renderer.site)
            seeing.seen.clear()
            make = _maker(renderer, goal)
            seeing.on = True
            make()
            seeing.on = False
            assert seeing.seen - shown.on_page_of(goal) == set(), goal.id
            assert goal.id in seeing.seen


def _maker(renderer: PageRenderer, goal: Objective | Kpi) -> Callable[[], object]:
    return next(make for make, of in ObjectPages(renderer).makers() if of is goal)
