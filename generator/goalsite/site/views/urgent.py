"""What needs someone: goals that go badly or have gone quiet."""

from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from goalsite.language import gettext as _
from goalsite.site.context import Named, SiteContext
from goalsite.site.views.rows import Rows, days_ago
from goalsite.site.views.sentences import in_points
from goalsite.vocabulary import Health, Status
from goalsite.wording import word


class UrgentLine(NamedTuple):
    """A goal that needs someone, and why; ``owner`` is drawn, ``who`` is the name of it.

    ``unfolds`` tells that what is said holds figures, which unfold on its page.
    """

    shape: str
    word: str
    title: str
    url: str
    said: str
    owner: Markup
    who: Named | None
    unfolds: bool = False


def urgent_lines(site: SiteContext, rows: Rows) -> tuple[UrgentLine, ...]:
    """Return what needs someone: alarms first, then what waits for a check-in, then what has no data."""
    lines: list[tuple[int, float, str, UrgentLine]] = []
    current = {cycle.id for cycle in site.current_cycles}
    for objective in site.objectives:
        if objective.cycle is None or objective.cycle.id not in current:
            continue
        row, who = rows.objective(objective), _who(site, objective.owner)
        if not row.usable:
            unread = _("could not be read")
            line = UrgentLine("broken", unread, row.title, row.url, unread, row.owner, who)
            lines.append((0, 0.0, row.id, line))
            continue
        figures = site.measured.objectives[row.id]
        status = row.status
        said = ""
        if status is Status.OFF_TRACK:
            said, order = _off_track(site, figures.behind, figures.confidence), 1
        elif status is Status.OVERDUE:
            said, order = _("the cycle is over and it is still open"), 2
        elif status is Status.OUTDATED:
            newest = figures.updated
            said = _("newest figure {when}", when=days_ago(site, newest)) if newest else _("never checked in")
            order = 4
        elif status is Status.NO_DATA:
            said, order = _("nothing measured yet"), 5
        if said and status is not None:
            unfolds = status is Status.OFF_TRACK and said != word(status)
            line = UrgentLine(row.shape, word(status), row.title, row.url, said, row.owner, who, unfolds)
            lines.append((order, -float(figures.behind), row.id, line))
    for kpi in site.repository.kpis.values():
        kpi_row = rows.kpi(kpi)
        if kpi_row.superseded or not kpi_row.usable:
            continue
        latest = site.measured.kpis[kpi.id].latest
        if kpi_row.shape == "off":
            unhealthy = word(Health.UNHEALTHY)
            said = unhealthy if kpi_row.key_results else _("unhealthy, and no key result works on it")
            line = UrgentLine("off", unhealthy, kpi_row.title, kpi_row.url, said, kpi_row.owner, _who(site, kpi.owner))
            lines.append((6 if kpi_row.key_results else 3, 0.0, kpi.id, line))
        elif kpi_row.shape == "old" and latest is not None:
            said = _("newest value {when}", when=days_ago(site, latest.date))
            line = UrgentLine("old", _("stale"), kpi_row.title, kpi_row.url, said, kpi_row.owner, _who(site, kpi.owner))
            lines.append((7, 0.0, kpi.id, line))
    return tuple(line for _, _, _, line in sorted(lines, key=lambda entry: entry[:3]))


def _who(site: SiteContext, owner: str | None) -> Named | None:
    return site.person(owner) if owner is not None else None


def _off_track(site: SiteContext, behind: Fraction, confidence: Fraction | None) -> str:
    far = behind > site.settings.pace.at_risk
    score = site.format.score(confidence)
    if confidence is not None and confidence < site.settings.confidence.at_risk:
        if far:
            return _("{points} behind, confidence {score}", points=in_points(site, behind), score=score)
        return _("confidence {score}", score=score)
    return _("{points} behind", points=in_points(site, behind)) if far else word(Status.OFF_TRACK)
