"""An impact as text for a terminal, and as JSON for a program."""

import json
from collections.abc import Iterator

from goalsite.change.impact import GoalImpact, Impact
from goalsite.change.side import GoalSide
from goalsite.check.report import finding_data, said
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.publish.changes_json import Json, change_data, value_data
from goalsite.publish.comparing import Compared
from goalsite.publish.impact_report import MOST_ROWS, Report
from goalsite.publish.impact_rows import Row
from goalsite.publish.numbers import json_number
from goalsite.site.views.sentences import joined


def impact_text(report: Report) -> str:
    """Return the report as text, one line a goal."""
    return "".join(f"{said(line)}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield report.headline
    if not report.is_short:
        rows = report.rows
        if rows:
            yield ""
        for row in rows[:MOST_ROWS]:
            yield f"  {_row(row)}"
        if len(rows) > MOST_ROWS:
            yield ngettext("{n} more goal is not shown.", "{n} more goals are not shown.", len(rows) - MOST_ROWS)
        if report.teams:
            yield ""
        yield from (f"  {team}" for team in report.teams)
        for post in report.posts:
            yield ""
            title = _("A goalpost moves without a reason.") if post.paste else _("A goalpost moves.")
            moved = _("{goal}: {change}.", goal=post.title, change=post.told)
            yield f"⚑ {joined(title, moved)}"
            if post.compared:
                yield f"  {post.compared}"
            if post.reason:
                reason = _("The reason: {why}", why=post.reason)
                yield f"  {reason}"
            if post.paste:
                say = _("Say why in {file}:", file=post.path)
                yield f"  {say}"
                yield from (f"    {line}" for line in post.paste)
        yield from _findings(report)
        if report.concerned:
            yield ""
            theirs = _("Theirs too, and not in on it yet:")
            yield joined(theirs, report.concerned)
    if report.compared.no_history is not None:
        yield _("Moves are compared with the base alone: {why}.", why=report.compared.no_history)
    yield ""
    yield report.footer


def _row(row: Row) -> str:
    title = f"{row.title} › {row.part}" if row.part else row.title
    figure = f"{row.old} → {row.new}" if row.old else row.new
    status = f"{row.old_status} → {row.status}" if row.old_status and row.status else row.status or row.old_status
    rest = " · ".join(part for part in (row.where, *row.notes) if part)
    head = f"{'↑ ' if row.above else ''}{title}"
    return "  ".join(part for part in (f"{figure:>12}", head, status, f"({rest})" if rest else "") if part)


def _findings(report: Report) -> Iterator[str]:
    impact = report.impact
    if impact.added or impact.removed:
        yield ""
    for word, findings in ((_("new"), impact.added), (_("gone"), impact.removed)):
        yield from (f"  {word}: {one}" for one in findings)


def impact_json(compared: Compared) -> str:
    """Return an impact as JSON; numbers have at most six decimals, unknown is null."""
    impact = compared.impact
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
            }
            for team in impact.teams
        ],
        "findings": {
            "added": [finding_data(one) for one in impact.added],
            "removed": [finding_data(one) for one in impact.removed],
        },
        "goalposts": _moves(impact),
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
        "progress": json_number(side.progress),
        "status": side.status.value if side.status else None,
        "stale": side.stale,
        "key_results": {
            id_: {"progress": json_number(part.progress), "status": part.status.value}
            for id_, part in side.key_results.items()
        },
    }


def _moves(impact: Impact) -> list[Json]:
    found: list[Json] = []
    for move in impact.moves:
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
