"""Teams and the company in each cycle: progress and scores, alone and with all below, and coverage (SPEC 4, 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from goalsite.measure.figures import Item, ObjectiveFigures, Scored, TeamFigures
from goalsite.measure.items import item_of, progress_of
from goalsite.measure.ledger import left_out
from goalsite.measure.rollup import mean
from goalsite.measure.scores import scored, scores_of
from goalsite.model.objects import Objective
from goalsite.model.repository import Repository
from goalsite.vocabulary import State

TeamCycle = tuple[str | None, str]


@dataclass(slots=True)
class Tally:
    """What one team has in one cycle, and what all of it and below have."""

    items: list[Item] = field(default_factory=list)
    expected: list[Fraction] = field(default_factory=list)
    pooled: list[Item] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    scored: list[Scored] = field(default_factory=list)
    pooled_scored: list[Scored] = field(default_factory=list)
    closed: int = 0
    pooled_closed: int = 0
    aligned: int = 0
    alignable: int = 0

    def figures(self) -> TeamFigures:
        """Return the finished figures."""
        return TeamFigures(
            progress=progress_of(self.items),
            with_subteams=progress_of(self.pooled),
            coverage=Fraction(self.aligned, self.alignable) if self.alignable else None,
            aligned=self.aligned,
            alignable=self.alignable,
            items=tuple(self.items),
            pooled=tuple(self.pooled),
            left_out=tuple(self.left_out),
            expected=mean((item.weight, value) for item, value in zip(self.items, self.expected, strict=True)),
            scores=scores_of(self.scored, self.closed),
            pooled_scores=scores_of(self.pooled_scored, self.pooled_closed),
        )


def measure_teams(repository: Repository, figures: Mapping[str, ObjectiveFigures]) -> Mapping[TeamCycle, TeamFigures]:
    """Return figures for every team and cycle with an objective at or below it, and for the company in each
    cycle.

    Personal objectives count for their person only. An objective whose alignment is hidden by an unreadable
    file is left out of coverage.
    """
    above: dict[str | None, tuple[str | None, ...]] = {}
    tallies: dict[TeamCycle, Tally] = {}
    for objective in repository.objectives.values():
        if objective.cycle is None:
            continue
        team = objective.team
        if team not in above:
            above[team] = tuple(repository.above(team))
        here = [tallies.setdefault((one, objective.cycle.id), Tally()) for one in above[team]]
        if objective.person is None:
            _enter(here, objective, figures.get(objective.id))
    return {key: tally.figures() for key, tally in sorted(tallies.items(), key=lambda pair: _order(pair[0]))}


def _enter(tallies: Sequence[Tally], objective: Objective, figures: ObjectiveFigures | None) -> None:
    """Enter an objective with its own team (the first tally) and all above (the last is the company's)."""
    own, company = tallies[0], tallies[-1]
    if left_out(objective):
        own.left_out.append(objective.file.path)
    if figures is None or not objective.counted:
        return
    item = item_of(objective, figures)
    own.items.append(item)
    own.expected.append(figures.expected)
    for tally in tallies:
        tally.pooled.append(item)
    if objective.state is State.CLOSED:
        _enter_score(tallies, scored(objective, figures))
    if figures.aligned is not None:
        for tally in (own, company):
            tally.alignable += 1
            tally.aligned += figures.aligned


def _enter_score(tallies: Sequence[Tally], score: Scored | None) -> None:
    given = [score] if score is not None else []
    tallies[0].closed += 1
    tallies[0].scored += given
    for tally in tallies:
        tally.pooled_closed += 1
        tally.pooled_scored += given


def _order(key: TeamCycle) -> tuple[str, str]:
    return key[0] or "", key[1]
