"""What is made of each goal, its pages and its data, kept from one build to the next.

It is made anew where anything it tells has changed: one of the goals it tells of (:mod:`goalsite.site.shown_goals`), or
anything that is no goal. What a goal is is taken by value: its files, its figures, its findings and its past.
"""

import copyreg
import pickle
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from goalsite.findings import Finding
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.model.sorting import LANGUAGE_SUFFIX
from goalsite.publish.extras import can_make_workbook
from goalsite.publish.keeping.cache import Store, fingerprint
from goalsite.publish.workers import shared_out
from goalsite.site.environment import templates_dir
from goalsite.site.lookups import Lookups
from goalsite.site.shown_goals import ShownGoals

if TYPE_CHECKING:
    from pathlib import Path

    from goalsite.measure.figures import Measured
    from goalsite.site.chronicle import Chronicle
    from goalsite.source.files import SourceFile

Digest = bytes
Made = TypeVar("Made", covariant=True)


class Job(Protocol[Made]):
    """Makes something when it is called; ``goal`` is what of, None where it is of more than one goal."""

    @property
    def goal(self) -> Objective | Kpi | None:
        """The goal."""

    def __call__(self) -> Made:
        """Return what it makes."""


def made_or_kept(jobs: Sequence[Job[Made]], digests: "GoalDigests", store: Store, *, worth: bool) -> Iterator[Made]:
    """Yield what each job makes, in their order; what an earlier build made of the same is taken from the store.

    The others are shared among processes where it is ``worth`` it.
    """
    if store.is_off:
        yield from shared_out(jobs, worth=worth)
        return
    keys = [digests.of(job.goal) if job.goal is not None else None for job in jobs]
    kept = store.read()
    fresh = shared_out([job for job, key in zip(jobs, keys, strict=True) if key not in kept], worth=worth)
    used: dict[Digest, bytes] = {}
    for key in keys:
        if key is None:
            yield next(fresh)
            continue
        known = kept.get(key)
        made = next(fresh) if known is None else pickle.loads(known)  # noqa: S301 - from the cache, which says why
        used[key] = pickle.dumps(made, pickle.HIGHEST_PROTOCOL) if known is None else known
        yield made
    if used.keys() != kept.keys():
        store.write(used)


class GoalDigests:
    """What tells one state of what is made of a goal from another, in one edition of a site.

    ``files`` are what all was read from; ``folder`` is where the edition lies, ``templates`` the company's own folder.
    """

    def __init__(
        self,
        measured: "Measured",
        findings: Sequence[Finding],
        chronicle: "Chronicle",
        files: "Sequence[SourceFile]",
        *,
        folder: str,
        templates: "Path | None",
    ) -> None:
        self._measured = measured
        self._repository = measured.repository
        self._all_findings = findings
        self._chronicle = chronicle
        self._all_files = files
        self._folder = folder
        self._templates = templates
        self._shown = ShownGoals(Lookups(measured))
        self._digests: dict[str, Digest] = {}

    def of(self, goal: Objective | Kpi) -> Digest:
        """Return the digest of all that the page of a goal, or its data, is made from."""
        shown = sorted(self._shown.on_page_of(goal))
        return sha256(b"".join((self._around, goal.id.encode(), *map(self._of_goal, shown)))).digest()

    def _of_goal(self, id_: str) -> Digest:
        """Return the digest of what a goal is: its files, its figures, its findings and its past."""
        known = self._digests.get(id_)
        if known is None:
            known = self._digests[id_] = _digest((id_, self._files.get(id_), *self._told_of(id_)))
        return known

    def _told_of(self, id_: str) -> Iterator[Any]:
        goal = self._repository.goal(id_)
        if goal is None:
            return
        yield self._measured.objectives.get(id_) or self._measured.kpis.get(id_)
        yield from (self._findings.get(key) for key in (goal.file.path, goal.file.key))
        stories = self._chronicle.stories
        story = stories.get(id_) if stories is not None else None
        yield story.events if story is not None else None
        yield self._chronicle.goalposts.get(id_)
        yield self._repository.working_on.get(id_)

    @cached_property
    def _findings(self) -> Mapping[str | None, list[Finding]]:
        """The findings by the file they stand in, and by the goal they are about."""
        found: dict[str | None, list[Finding]] = defaultdict(list)
        for finding in self._all_findings:
            found[finding.path].append(finding)
            found[finding.goal].append(finding)
        return found

    @cached_property
    def _files(self) -> Mapping[str | None, list[tuple[str, Digest]]]:
        """The files of each goal, with a digest of what stands in them; those of no goal under None."""
        repository = self._repository
        goals = {objective.file.key: objective.id for objective in repository.objectives.values()}
        goals |= {kpi.file.key: kpi.id for kpi in repository.kpis.values()}
        found: dict[str | None, list[tuple[str, Digest]]] = defaultdict(list)
        for file in self._all_files:
            content = file.content if file.content is not None else repr(file.problem).encode()
            found[_goal_of(file.key, goals)].append((file.key, sha256(content).digest()))
        return found

    @cached_property
    def _around(self) -> Digest:
        """The digest of what any page may tell: the program, the settings, the day, teams and people, titles."""
        repository, settings = self._repository, self._measured.settings
        return _digest(
            (
                fingerprint(templates_dir()),
                fingerprint(self._templates) if self._templates is not None else None,
                repr(settings),
                (self._measured.as_of, self._folder, can_make_workbook(), self._chronicle.stories is None),
                self._files.get(None),
                [
                    (one.id, one.title, one.ref, one.team, one.usable, one.person)
                    for one in repository.objectives.values()
                ],
                [(kpi.id, kpi.title, kpi.ref, kpi.team, kpi.usable) for kpi in repository.kpis.values()],
                [(cycle.id, cycle.span) for cycle in repository.cycles.values()],
                self._measured.current_cycle,
            )
        )


def _goal_of(key: str, goals: Mapping[str, str]) -> str | None:
    """Return the goal a file belongs to: its own, a translation, its values, or a check-in in its folder."""
    stem = key.rpartition(".")[0]
    translated = LANGUAGE_SUFFIX.fullmatch(stem)
    for name in (stem, translated[1] if translated else stem, stem.rpartition("/")[0]):
        if name in goals:
            return goals[name]
    return None


class _ByValue(pickle.Pickler):
    """Writes values such that equal ones give equal bytes; objects that have an id of their own as that."""

    def __init__(self, out: BytesIO) -> None:
        super().__init__(out, pickle.HIGHEST_PROTOCOL)
        self.dispatch_table = _BY_ID
        self.fast = True  # without it, bytes tell whether two parts are equal or the same


_BY_ID = {**copyreg.dispatch_table, **dict.fromkeys((Objective, Kpi, KeyResult), lambda one: (str, (one.id,)))}


def _digest(value: object) -> Digest:
    out = BytesIO()
    _ByValue(out).dump(value)
    return sha256(out.getbuffer()).digest()
