"""``goalsite checkin``: a check-in written where the goal keeps its check-ins, and nothing else in the file changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from goalsite.cli.asking import ask, ask_for, ask_yes, can_ask
from goalsite.cli.goals import goal_meant
from goalsite.cli.options import Day, UserMistake, read, repository
from goalsite.language import gettext as _
from goalsite.model.objects import KeyResult, Kpi, Objective
from goalsite.publish.files.placing import Placed, put_in_place
from goalsite.publish.understanding.inputs import latest_day
from goalsite.publish.understanding.understood import Understood
from goalsite.vocabulary import Measure, State
from goalsite.writing.check_in import (
    CheckInWords,
    Given,
    check_kpi_takes,
    checked_note,
    given_confidence,
    given_value,
    given_values,
    kpi_entry,
    kpi_file,
    number,
    open_key_results,
    share,
)
from goalsite.writing.checked import checked_edit
from goalsite.writing.edits import Append
from goalsite.writing.refusal import Refused
from goalsite.writing.values_table import with_row


@click.command(epilog="Example: goalsite checkin effortless-onboarding --value calls=2.7 --confidence 0.7")
@click.argument("goal")
@click.option("--value", "values", multiple=True, help="A new value: kr=3.2, kr=true, kr='milestone'; of a KPI: 3.2.")
@click.option("--confidence", multiple=True, help="0 to 1, for all key results, or kr=0.7 for one.")
@click.option("--note", help="What happened.")
@click.option("--by", help="Who checks in; with raters, the role.")
@click.option("--date", "day", type=Day(), metavar="DAY", help="The day it is of; default: today.")
@click.option("--file", "own_file", is_flag=True, help="Write a file of its own beside the goal: it never conflicts.")
@repository
def checkin(
    directory: Path,
    goal: str,
    values: tuple[str, ...],
    confidence: tuple[str, ...],
    note: str | None,
    by: str | None,
    day: date | None,
    own_file: bool,
) -> None:
    """Check in the GOAL, an objective or a KPI: by the values given, else by asking."""
    known = read(directory, None)
    found = goal_meant(known, goal)
    asked = not (values or confidence or note)
    if asked and not can_ask():
        raise UserMistake(_("nothing is given; write --value, --confidence or --note, or answer at a terminal"))
    when = day or known.as_of
    if when > latest_day(known.as_of):
        raise UserMistake(_("{day} is still to come; what is recorded cannot lie in the future", day=when))
    if isinstance(found, Kpi):
        placed = _check_in_kpi(known, found, when, values, confidence, note, by, own_file=own_file)
    else:
        words = _asked(found, when, by) if asked else _given(found, when, values, confidence, note, by)
        placed = _check_in_objective(known, found, words, own_file=own_file)
    put_in_place([placed], known.goals_dir)
    click.echo(placed.path.relative_to(directory) if placed.path.is_relative_to(directory) else placed.path)


def _given(
    objective: Objective,
    day: date,
    values: Sequence[str],
    confidence: Sequence[str],
    note: str | None,
    by: str | None,
) -> CheckInWords:
    return CheckInWords(
        day, given_values(objective, values), given_confidence(objective, confidence), checked_note(note), by
    )


def _check_in_objective(known: Understood, objective: Objective, words: CheckInWords, *, own_file: bool) -> Placed:
    if objective.state is not State.ACTIVE:
        raise UserMistake(_("'{goal}' is not open, and takes no check-ins", goal=objective.ref))
    if not words.says_something:
        raise UserMistake(_("there is nothing to write"))
    path = known.repo_dir / objective.file.path
    has_files = any(one.path != objective.file.path for one in objective.check_ins)
    has_list = any(one.path == objective.file.path for one in objective.check_ins)
    if own_file or (has_files and not has_list):
        return Placed(_free_name(path, words.date), words.file().encode())
    before = path.read_bytes()
    return Placed(path, checked_edit(objective.file.path, before, [Append(("check_ins",), words.entry())]), before)


def _check_in_kpi(
    known: Understood,
    kpi: Kpi,
    day: date,
    values: Sequence[str],
    confidence: Sequence[str],
    note: str | None,
    by: str | None,
    *,
    own_file: bool,
) -> Placed:
    if confidence:
        raise UserMistake(_("a KPI has no confidence; that is of objectives"))
    if len(values) > 1:
        raise UserMistake(_("a KPI takes one value at a time"))
    check_kpi_takes(kpi, day, by)
    text = values[0] if values else _ask_kpi(kpi)
    value = number(text.removeprefix("value=").strip(), kpi.ref)
    said = checked_note(note)
    path = known.repo_dir / kpi.file.path
    table = path.with_suffix(".csv")
    here = {one.path for one in kpi.values}
    in_files = any(place.endswith(".md") and place != kpi.file.path for place in here)
    if own_file or (in_files and kpi.record.values is None and not table.is_file()):
        return Placed(_free_name(path, day), kpi_file(day, value, said, by).encode())
    entry = kpi_entry(day, value, said, by)
    if kpi.record.values is None and table.is_file():
        before = table.read_bytes()
        try:
            return Placed(table, with_row(before, entry), before)
        except Refused as refused:
            raise refused.in_file(kpi.file.path.removesuffix(".md") + ".csv") from refused
    before = path.read_bytes()
    return Placed(path, checked_edit(kpi.file.path, before, [Append(("values",), entry)]), before)


def _free_name(goal: Path, day: date) -> Path:
    """Return a name for a check-in file that is not taken."""
    folder = goal.with_suffix("")
    names = [day.isoformat(), *(f"{day.isoformat()}-{number}" for number in range(2, 100))]
    return next((path for name in names if not (path := folder / f"{name}.md").exists()), folder / f"{names[0]}.md")


def _asked(objective: Objective, day: date, by: str | None) -> CheckInWords:
    """Ask for each value with the last one shown; an empty answer leaves it out."""
    click.echo(objective.title, err=True)
    values: dict[str, Given] = {}
    for kr in open_key_results(objective):
        if (value := _ask_value(objective, kr)) is not None:
            values[kr.id] = value
    asked = _question(_("Confidence, 0 to 1"), _last_confidence(objective))
    confidence = ask_for(asked, lambda text: share(text, "confidence"))
    return CheckInWords(day, values, confidence, checked_note(ask(_("What happened"))), by)


def _ask_value(objective: Objective, kr: KeyResult) -> Given | None:
    if kr.measure is Measure.YES_NO:
        return True if kr.done is None and ask_yes(_("{kr}: done?", kr=kr.title)) else None
    if kr.measure is Measure.MILESTONES:
        milestones = zip(kr.record.milestones or (), kr.milestones_done, strict=True)
        left = [one.title for one, done in milestones if done is None]
        done = [title for title in left if ask_yes(_("{kr}, {milestone}: done?", kr=kr.title, milestone=title))]
        return tuple(done) or None
    last = next((v for one in reversed(objective.check_ins) if (v := one.record.values.get(kr.id)) is not None), None)
    question = _question(kr.title, _figure(last, kr.record.unit) if isinstance(last, Decimal) else "")
    return ask_for(question, lambda text: given_value(kr, text))


def _last_confidence(objective: Objective) -> str:
    """Return the newest confidence as it was given: for all key results, or for each by its id."""
    said = (one.record.confidence for one in reversed(objective.check_ins) if one.record.confidence is not None)
    last = next(said, "")
    return str(last) if not isinstance(last, Mapping) else ", ".join(f"{kr}={value}" for kr, value in last.items())


def _ask_kpi(kpi: Kpi) -> str:
    if not can_ask():
        raise UserMistake(_("the value is missing; write --value"))
    return ask(_question(kpi.title, _figure(kpi.values[-1].value, kpi.record.unit) if kpi.values else ""))


def _question(title: str, last: str) -> str:
    return _("{title} (last: {value})", title=title, value=last) if last else title


def _figure(value: Decimal, unit: str | None) -> str:
    text = format(value, "f")
    return f"{text}%" if unit == "%" else f"{text} {unit or ''}".strip()
