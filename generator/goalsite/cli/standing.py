"""``goalsite status``: how things stand, as plain text that a cron mail or a chat hook can post."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsite.check.report import said, summary
from goalsite.cli.columns import wide
from goalsite.cli.options import UserMistake, as_of, at, read, repository
from goalsite.cli.outcome import tell
from goalsite.language import gettext as _
from goalsite.language import language, ngettext, pgettext
from goalsite.vocabulary import Health, Level, Status
from goalsite.wording import mark, word

if TYPE_CHECKING:
    from goalsite.measure.figures import KeyResultFigures, KpiFigures, ObjectiveFigures
    from goalsite.publish.understanding.understood import Understood
    from goalsite.site.format import Format

_MOST_TEAMS = 40
_WORD = len("not started")
_OPEN_LATE = frozenset((Status.OUTDATED, Status.NO_DATA, Status.OVERDUE))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: an objective, or below it a key result, or a KPI."""

    owner: str | None
    depth: int
    mark: str
    figure: str
    word: str
    title: str
    note: str = ""

    def text(self, width: int, *, with_owner: str | None) -> str:
        """Return the line as it is printed, its figure in a column of ``width``."""
        blanks = " " * (width - wide(self.figure))
        mark = f"{'  ' * (self.depth + 1)}{self.mark} {blanks}{self.figure}"
        start = f"{mark}  {self.word}{' ' * (_WORD - wide(self.word))}  {_one_line(self.title)}"
        rest = pgettext("between facts", ", ").join(part for part in (_one_line(with_owner or ""), self.note) if part)
        return start + (_(" ({facts})", facts=rest) if rest else "")


@click.command(epilog="Example: goalsite status growth --late --by owner")
@click.argument("team", required=False)
@click.option("--late", is_flag=True, help="Only what waits for a check-in.")
@click.option("--by", type=click.Choice(["team", "owner"]), default="team", help="How to group; default: team.")
@as_of
@at
@repository
def status(directory: Path, team: str | None, late: bool, by: str, as_of: date | None, at: str | None) -> None:
    """Print how the goals stand, of all or of one TEAM with its sub-teams."""
    known = read(directory, as_of, at, history=False)
    click.echo("\n".join(status_text(known, team=team, late=late, by_owner=by == "owner")))
    if known.count(Level.ERROR):
        found = summary(known.findings)
        tell(_("{findings}, and what could not be read is left out; goalsite check tells them", findings=found))


def status_text(known: "Understood", *, team: str | None, late: bool, by_owner: bool) -> Iterator[str]:
    """Yield the lines; raise :class:`UserMistake` for an unknown team."""
    from goalsite.site.format import Format

    teams = _teams(known, team)
    form = Format(language(), known.as_of)
    yield _headline(known, team, form)
    groups: dict[str, list[Line]] = {}
    for one in teams:
        for line in _lines_of(known, one, form, late=late, keys=team is not None or late or by_owner):
            name = _name(known, line.owner) if by_owner else known.repository.team_title(one)
            groups.setdefault(name, []).append(line)
    for name in sorted(groups) if by_owner else groups:
        yield ""
        yield _one_line(name)
        width = max(4, *(wide(line.figure) for line in groups[name]))
        for line in groups[name]:
            yield line.text(width, with_owner=None if by_owner else _name(known, line.owner))
    if not groups:
        yield ""
        yield _("Nothing waits for a check-in.") if late else _("There are no goals in the current cycle.")


def _teams(known: "Understood", team: str | None) -> list[str | None]:
    repository = known.repository
    if team is None:
        return [None, *repository.below(None)]
    by_word = {one.id.lower(): one.id for one in repository.teams.values()}
    by_word |= {one.title.lower(): one.id for one in repository.teams.values() if one.title.lower() not in by_word}
    found = by_word.get(team.lower())
    if found is None:
        from goalsite.model.suggest import did_you_mean

        there = _(", ").join(map(_one_line, list(repository.teams)[:_MOST_TEAMS]))
        if not there:
            raise UserMistake(
                _("unknown team '{team}': there are none; a folder with a team.md in it is a team", team=team)
            )
        guess = str(did_you_mean(team, repository.teams)) or _("; there are {teams}", teams=there)
        raise UserMistake(_("unknown team '{team}'{guess}", team=team, guess=guess))
    return [found, *repository.below(found)]


def _headline(known: "Understood", team: str | None, form: "Format") -> str:
    repository = known.repository
    of = None if team is None else _teams(known, team)[0]
    parts = [_one_line(repository.team_title(of)) or _("Goals")]
    cycle = repository.cycles.get(known.measured.current_cycle or "")
    figures = None
    if cycle is not None:
        parts.append(form.cycle(cycle))
        figures = known.measured.teams.get((of, cycle.id))
    parts.append(_("as of {day}", day=form.long_day(known.as_of)))
    if figures is not None:
        if figures.progress is not None:
            parts.append(_("progress {percent}", percent=form.percent(figures.progress)))
        if figures.coverage is not None:
            parts.append(_("{percent} aligned", percent=form.percent(figures.coverage)))
    return pgettext("between facts", ", ").join(parts)


def _lines_of(known: "Understood", team: str | None, form: "Format", *, late: bool, keys: bool) -> Iterator[Line]:
    cycles = _cycles_shown(known)
    for figures in known.measured.objectives.values():
        objective = figures.objective
        hidden = objective.person is not None and not known.settings.people
        if objective.team != team or hidden or objective.cycle is None:
            continue
        if not (objective.cycle.id in cycles or (late and figures.status is Status.OVERDUE)):
            continue
        below = [
            _key_result_line(one, form)
            for one in figures.key_results.values()
            if one.active and (not late or one.status in _OPEN_LATE)
        ]
        if not late or below or figures.status in _OPEN_LATE:
            yield _objective_line(figures, form)
            if keys:
                yield from below
    for kpi in known.measured.kpis.values():
        if kpi.kpi.team == team and kpi.kpi.superseded_by is None and (not late or _waits(kpi)):
            yield _kpi_line(kpi, form)


def _cycles_shown(known: "Understood") -> set[str]:
    """Return the current cycle and the longer ones around it."""
    current = known.repository.cycles.get(known.measured.current_cycle or "")
    if current is None:
        return set()
    return {one.id for one in known.repository.cycles.values() if one.span.contains(current.span)}


def _waits(kpi: "KpiFigures") -> bool:
    return kpi.stale or (kpi.health is Health.NO_DATA and kpi.kpi.record.combine is None)


def _objective_line(figures: "ObjectiveFigures", form: "Format") -> Line:
    n, of = figures.measured
    return Line(
        figures.objective.owner,
        0,
        mark(figures.status),
        form.percent(figures.progress),
        word(figures.status),
        figures.objective.title or figures.objective.id,
        ngettext("{measured} of {n} measured", "{measured} of {n} measured", of, measured=n) if n < of else "",
    )


def _key_result_line(figures: "KeyResultFigures", form: "Format") -> Line:
    return Line(
        figures.key_result.owner,
        1,
        mark(figures.status),
        form.percent(figures.progress_raw),
        word(figures.status),
        figures.key_result.title or figures.key_result.id,
        _last(None if figures.status is Status.NO_DATA else figures.updated, form)
        if figures.status in _OPEN_LATE
        else "",
    )


def _kpi_line(figures: "KpiFigures", form: "Format") -> Line:
    kpi, latest = figures.kpi, figures.latest
    value = form.value(latest.value, kpi.record.unit) if latest else form.value(None)
    target = form.target(kpi.record.direction, figures.target_shown, kpi.record.unit)
    health = _("stale") if figures.stale else word(figures.health)
    note = _last(latest.date if latest else None, form) if _waits(figures) else _("target {target}", target=target)
    sign = mark(Status.OUTDATED if figures.stale else figures.health)
    return Line(kpi.owner, 0, sign, value, health, kpi.title or kpi.id, note)


def _last(day: date | None, form: "Format") -> str:
    return _("last {day}", day=form.day(day)) if day else _("never yet")


def _name(known: "Understood", person: str | None) -> str:
    return known.repository.name_of(person) if person else _("nobody")


def _one_line(text: str) -> str:
    """Return text that cannot steer a terminal: on one line, control characters made visible."""
    return said(" ".join(text.split()))
