"""An impact as text for a terminal, and as JSON for a program."""

import json
from collections.abc import Iterator

from goalsite.change.impact import GoalImpact
from goalsite.change.side import GoalSide
from goalsite.check.report import finding_data, said
from goalsite.language import gettext as _
from goalsite.language import pgettext
from goalsite.publish.data.changes_json import Json, change_data, value_data
from goalsite.publish.data.numbers import json_number
from goalsite.publish.impact.comparing import Compared
from goalsite.publish.impact.report import Report
from goalsite.publish.impact.rows import Row
from goalsite.site.views.sentences import joined
from goalsite.vocabulary import Level


def impact_text(report: Report) -> str:
    """Return the report as text, one line a goal."""
    return "".join(f"{said(line)}\n" for line in _lines(report))


class PlainStyle:
    """Texts as they are, for a terminal."""

    def text(self, text: str) -> str:
        """Return the text."""
        return text

    strong = text

    def code(self, text: str) -> str:
        """Return the text between backticks."""
        return f"`{text}`"

    def goal(self, _goal: str, title: str) -> str:
        """Return the title."""
        return title

    def file(self, path: str, line: int = 0, *, old: bool = False) -> str:  # noqa: ARG002 - as the protocol has it
        """Return the path, with the line where one is meant."""
        return f"{path}:{line}" if line else path


def _lines(report: Report) -> Iterator[str]:
    style = PlainStyle()
    yield report.headline
    if not report.is_short:
        rows = report.rows
        if rows:
            yield ""
        yield from (f"  {_row(row)}" for row in rows)
        if report.more_goals:
            yield f"  {report.more_goals}"
        yield from _means(report)
        for post in report.posts(style):
            yield ""
            yield f"⚑ {joined(post.head, post.said)}"
            yield from (f"  – {line}" for line in post.lines)
            if post.ask:
                yield f"  {post.ask}"
            yield from (f"    {line}" for line in post.paste)
        if more := report.more_posts:
            yield ""
            yield more
        yield from _findings(report)
        if concerned := report.concerned(style):
            yield ""
            theirs = _("Theirs too, and not in on it yet:")
            yield joined(theirs, concerned)
    if report.compared.no_history is not None:
        yield _("Moves are compared with the base alone: {why}.", why=report.compared.no_history)
    yield ""
    yield report.footer(report.commits)


def _means(report: Report) -> Iterator[str]:
    if report.means:
        yield ""
    colon = pgettext("before a value", ": ")
    yield from (f"  {mean.label}{colon}{mean.old} → {mean.new}" for mean in report.means)
    if report.more_means:
        yield f"  {report.more_means}"


def _row(row: Row) -> str:
    title = f"{row.title} › {row.part}" if row.part else row.title
    figure = f"{row.old} → {row.new}" if row.old else row.new
    status = f"{row.old_status} → {row.status}" if row.old_status and row.status else row.status or row.old_status
    rest = " · ".join(part for part in (row.where, *row.notes) if part)
    head = f"{'↑ ' if row.above else ''}{title}"
    return "  ".join(part for part in (f"{figure:>12}", head, status, f"({rest})" if rest else "") if part)


def _findings(report: Report) -> Iterator[str]:
    if report.added or report.removed:
        yield ""
    for finding in report.added:
        what = _("new error") if finding.level is Level.ERROR else _("new")
        yield f"  {what}: {finding}"
    gone = _("gone")
    yield from (f"  {gone}: {finding}" for finding in report.removed)


def impact_json(compared: Compared) -> str:
    """Return an impact as JSON; numbers have at most six decimals, unknown is null."""
    impact = compared.impact
    report = Report(compared)
    data: Json = {
        "as_of": impact.new.as_of.isoformat(),
        "base": compared.base,
        "head": compared.head,
        "nothing": impact.is_nothing,
        "goals": [_goal(goal, touched=True) for goal in impact.touched if _shown(compared, goal)],
        "along": [_goal(goal, touched=False) for goal in impact.along if _shown(compared, goal)],
        "elsewhere": {key: [change_data(one) for one in changes] for key, changes in impact.elsewhere.items()},
        "teams": [
            {
                "team": team.team,
                "cycle": team.cycle,
                "old": json_number(team.old.progress) if team.old else None,
                "new": json_number(team.new.progress) if team.new else None,
                "left_out": list(team.new.left_out) if team.new else [],
            }
            for team in impact.teams
        ],
        "findings": {
            "added": [finding_data(one) for one in report.added],
            "removed": [finding_data(one) for one in report.removed],
        },
        "goalposts": _moves(compared),
        "concerned": [{"person": one.person, "name": one.name, "goals": list(one.goals)} for one in impact.concerned]
        if compared.settings.people
        else [],
        "history": None if compared.no_history is None else compared.no_history.english,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _shown(compared: Compared, goal: GoalImpact) -> bool:
    return compared.settings.people or goal.side.person is None


def _goal(goal: GoalImpact, *, touched: bool) -> Json:
    return {
        "id": goal.id,
        "kind": goal.side.kind.value,
        "title": goal.side.title,
        "path": goal.side.path,
        "moves": goal.moves,
        "old": _side(goal.old),
        "new": _side(goal.new),
        **({"changes": [change_data(change) for change in goal.changes]} if touched else {}),
    }


def _side(side: GoalSide | None) -> Json | None:
    if side is None:
        return None
    return {
        "readable": side.readable,
        "progress": json_number(side.progress),
        "status": side.status.value if side.status else None,
        "stale": side.stale,
        "key_results": {
            id_: {"progress": json_number(part.progress), "status": part.status.value}
            for id_, part in side.key_results.items()
        },
    }


def _moves(compared: Compared) -> list[Json]:
    impact = compared.impact
    found: list[Json] = []
    for move in impact.moves:
        side = impact.new.goals.get(move.goal) or impact.old.goals.get(move.goal)
        if side is not None and side.person is not None and not compared.settings.people:
            continue
        posts = impact.posts.get(move.goal)
        found.append(
            {
                "goal": move.goal,
                **change_data(move.change),
                "key_result": move.change.key_result,
                "reason": move.reason.why if move.reason else None,
                "approved_by": move.reason.approved_by if move.reason else None,
                "explained": not move.unexplained,
                "undone": move.undone,
                "progress": json_number(posts.progress) if posts else None,
                "original_progress": json_number(posts.original) if posts else None,
                "original_status": value_data(posts.original_status.value) if posts and posts.original_status else None,
            }
        )
    return found
