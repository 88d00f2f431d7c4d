"""``goalsite log``: what changed about the goals, newest first, and which goalposts moved."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goalsite.check.report import said
from goalsite.cli.options import UserMistake, as_of, at, read, repository
from goalsite.cli.outcome import tell
from goalsite.language import gettext as _
from goalsite.language import language, ngettext
from goalsite.publish.data.shown import story_shown
from goalsite.wording import word

if TYPE_CHECKING:
    from goalsite.change.moves import Move
    from goalsite.change.originals import Goalposts
    from goalsite.change.stories import Event, Stories
    from goalsite.publish.understanding.understood import Understood
    from goalsite.site.changes import Telling
    from goalsite.site.format import Format

_ID = 8
_MOST_SKIPPED = 10


@click.command(epilog="Example: goalsite log effortless-onboarding --moved")
@click.argument("goal", required=False)
@click.option("--moved", is_flag=True, help="Only moved goalposts, with their reasons.")
@click.option("-n", "--limit", type=click.IntRange(min=1), metavar="N", help="At most so many changes.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it; default: text."
)
@as_of
@at
@repository
def log(
    directory: Path, goal: str | None, moved: bool, limit: int | None, form: str, as_of: date | None, at: str | None
) -> None:
    """Print what changed about the goals, or about one GOAL, newest first."""
    known = read(directory, as_of, at)
    stories = known.stories
    if stories is None:
        why = known.no_history or _("the setting `history` is false")
        raise UserMistake(_("there is no history: {why}", why=why))
    key = find(known, goal) if goal is not None else None
    if form == "json":
        from goalsite.publish.data.changes_json import events_data, moves_data

        data = moves_data(known, key, limit) if moved else events_data(known, key)[:limit]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        lines = list(_moved(known, key, limit) if moved else _log(known, key, limit))
        click.echo("\n".join(lines) if lines else _nothing(known, moved=moved))
    _tell_skipped(stories, key)


def find(known: "Understood", goal: str) -> str:
    """Return the key of the story that a word means: a goal's id or the end of it, of goals that are gone, too."""
    stories = known.stories
    assert stories is not None
    text = goal.removesuffix(".md").strip("/")
    folder = known.settings.goals_dir.rstrip("/")
    text = text.removeprefix(f"{folder}/")
    if text in stories:
        return text
    found = [key for key in stories if key.endswith(f"/{text}")]
    there = [key for key in found if stories[key].alive]
    found = there or found or _once_called(stories, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise UserMistake(
            _("'{goal}' may mean {ways}; write more of the path", goal=said(goal), ways=said(", ".join(found[:6])))
        )
    from goalsite.model.suggest import did_you_mean

    guess = did_you_mean(text, {key.rpartition("/")[2] for key in stories})
    raise UserMistake(_("there is no goal '{goal}', and never was", goal=said(goal)) + str(guess))


def _once_called(stories: "Stories", text: str) -> list[str]:
    """Return the goals that had a name, or the end of a path, before they were renamed; those still there first."""
    found = [
        key
        for key, story in stories.items()
        if any(f"/{version.key.removesuffix('.md')}".endswith(f"/{text}") for version in story.versions)
    ]
    return [key for key in found if stories[key].alive] or found


def _nothing(known: "Understood", *, moved: bool) -> str:
    assert known.stories is not None
    if known.stories.last < date.max:
        day = _form(known).long_day(known.stories.last)
        return _("No goalpost had moved by {day}.", day=day) if moved else _("Nothing had changed by {day}.", day=day)
    return _("No goalpost has moved.") if moved else _("Nothing has changed yet.")


def _form(known: "Understood") -> "Format":
    from goalsite.site.format import Format

    return Format(language(), known.as_of)


def _log(known: "Understood", key: str | None, limit: int | None) -> Iterator[str]:
    from goalsite.site.change_names import RepositoryNames
    from goalsite.site.changes import Telling

    assert known.stories is not None
    form = _form(known)
    telling = Telling(RepositoryNames(known.repository), form)
    last: tuple[str, str] | None = None
    goal = None
    stories = known.stories
    events = [event for event in stories.events if story_shown(known, event.story, key)]
    for event in events[:limit]:
        here = (event.landed.id, event.commit.id)
        if here != last:
            if last is not None:
                yield ""
            yield _head(event, form)
            last, goal = here, None
        if event.story != goal:
            goal = event.story
            yield f"  {said(stories[goal].title)} ({said(goal)})"
        yield f"    {_event(event, telling)}"


def _head(event: "Event", form: "Format") -> str:
    day = form.long_day(event.day)
    if not event.commit.id:
        return _("{day}  not committed yet", day=day)
    return said(f"{day}  {event.commit.id[:_ID]}  {event.commit.author}  {event.commit.subject}".rstrip())


def _event(event: "Event", telling: "Telling") -> str:
    return said(_("{of}: {change}", of=word(event.change.about), change=telling(event.story, event.change)))


def _moved(known: "Understood", key: str | None, limit: int | None) -> Iterator[str]:
    from goalsite.change.moves import missing_reasons
    from goalsite.check.facts import Facts
    from goalsite.publish.data.changes_json import newest_moves
    from goalsite.site.change_names import RepositoryNames
    from goalsite.site.changes import Telling

    form = _form(known)
    telling = Telling(RepositoryNames(known.repository), form)
    for one in newest_moves(known, key, limit):
        yield f"{said(one.moved.moves[-1].title)} ({said(one.moved.goal)})"
        for move in reversed(one.moved.moves):
            yield f"  {said(_move(known, move, telling, form))}"
        if one.known:
            yield f"  {compared(one, form)}"
        yield ""
    if posts := newest_moves(known, key):
        missing = [goal for one in posts for goal, _what in missing_reasons(one.moved.moves)]
        asked = Facts(known.measured).answerable
        now = sum(goal in asked for goal in missing)
        yield ngettext("{n} reason is missing", "{n} reasons are missing", now)
        if over := len(missing) - now:
            yield ngettext(
                "{n} more of what does not run now, which no check asks for",
                "{n} more of what does not run now, which no check asks for",
                over,
            )


def _move(known: "Understood", move: "Move", telling: "Telling", form: "Format") -> str:
    what = telling(move.goal, move.change)
    head = f"{form.long_day(move.day)}  {move.commit.id[:_ID] or '–'}  {move.commit.author}".rstrip()
    return f"{head}  {_told(what, reason(known, move))}"


def _told(what: str, why: str) -> str:
    return _("{what} ({why})", what=what, why=why)


def reason(known: "Understood", move: "Move") -> str:
    """Return why a goalpost moved, in words."""
    if move.reason is not None:
        if move.reason.approved_by is None:
            return move.reason.why
        who = known.repository.name_of(move.reason.approved_by)
        return _("{why} – approved by {who}", why=move.reason.why, who=who)
    if move.undone:
        return _("moved back since")
    if move.through is not None:
        return _("the target of its KPI {kpi} moved", kpi=move.through)
    return _("no reason given")


def compared(posts: "Goalposts", form: "Format") -> str:
    """Return a goal's progress beside the one it would have under the original."""
    assert posts.original_status is not None
    assert posts.status is not None
    return _(
        "today {progress}, {status}; under the original targets {original}, {then}",
        progress=form.percent(posts.progress),
        status=word(posts.status),
        original=form.percent(posts.original),
        then=word(posts.original_status),
    )


def _tell_skipped(stories: "Stories", key: str | None) -> None:
    """Say which past versions could not be read, as what they changed is told with the next one that can be."""
    skipped = [one for one in stories.skipped if key is None or one.key.startswith(key)]
    if not skipped:
        return
    tell(ngettext("{n} past version could not be read:", "{n} past versions could not be read:", len(skipped)))
    for one in skipped[-_MOST_SKIPPED:]:
        tell(said(f"  {one.commit.day}  {one.commit.id[:_ID]}  {one.key}"))
