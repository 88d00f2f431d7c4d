"""``goalsite rollover``: what is still open at the end of a cycle goes on in the next one, or ends."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from goalsite.cli.asking import ask, ask_for, can_ask
from goalsite.cli.goals import goal_meant
from goalsite.cli.options import UserMistake, repository
from goalsite.cli.outcome import tell
from goalsite.findings import Position
from goalsite.language import gettext as _
from goalsite.language import ngettext
from goalsite.model.objects import Objective
from goalsite.model.periods import Span, span_of
from goalsite.publish.files.placing import Placed, put_in_place
from goalsite.publish.understanding.inputs import gather
from goalsite.publish.understanding.pipeline import understand_inputs
from goalsite.publish.understanding.trial import findings_added
from goalsite.publish.understanding.understood import Understood
from goalsite.source.files import decode
from goalsite.source.nodes import compose
from goalsite.vocabulary import Level
from goalsite.writing.check_in import number
from goalsite.writing.front_matter import tree_of
from goalsite.writing.refusal import Refused
from goalsite.writing.rollover import (
    Answer,
    Carried,
    Choice,
    begun,
    carried_on,
    ended,
    left_to_do,
    open_objectives,
    translated,
)

_MOST = 10


@click.command(epilog="Example: goalsite rollover 2026-q4 2027-q1 --answers answers.yml")
@click.argument("old", metavar="FROM")
@click.argument("to", metavar="TO")
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML file: 'goal: keep', or 'goal: {do: change, why: …, title: …, to: {kr: 70}}'; keep, change or drop.",
)
@repository
def rollover(directory: Path, old: str, to: str, answers: Path | None) -> None:
    """Carry the open objectives of the cycle FROM on to the cycle TO, or drop them; without an answer they stay."""
    inputs = gather(directory)
    known = understand_inputs(inputs)
    if _span(known, to).first <= _span(known, old).first:
        raise UserMistake(_("'{to}' does not begin after '{old}'", to=to, old=old))
    found = open_objectives(known.measured, old)
    if not found:
        raise UserMistake(_("no objective of '{cycle}' is open", cycle=old))
    if answers is None and not can_ask():
        raise UserMistake(_("without a terminal, answers come from a file: --answers FILE"))
    decided = _read_answers(known, found, answers) if answers is not None else _asked(known, found)
    if unread := [why for id_ in decided for why in _unread(known, known.repository.objectives[id_])]:
        text = "\n".join(unread[:_MOST])
        raise UserMistake(
            _("what cannot be read is neither carried on nor closed; mend first:\n{findings}", findings=text)
        )
    carried = carried_on(known.measured, decided, to)
    files = _files(known, decided, carried, to)
    added = findings_added(
        inputs, known, {one.path.relative_to(known.goals_dir).as_posix(): one.content for one in files}
    )
    if errors := [one for one in added if one.level is Level.ERROR]:
        text = "\n".join(map(str, errors[:_MOST]))
        raise UserMistake(_("this would not be right, so nothing is written:\n{findings}", findings=text))
    put_in_place(files, known.goals_dir)
    for one in files:
        click.echo(one.path.relative_to(directory) if one.path.is_relative_to(directory) else one.path)
    _tell(found, decided, carried)


def _unread(known: Understood, objective: Objective) -> list[str]:
    """Return what keeps an objective or a check-in file of it from being read, as then nobody knows what is left."""
    path, beside = objective.file.path, objective.file.path.removesuffix(".md") + "/"
    errors = [one for one in known.findings if one.level is Level.ERROR]
    found = [str(one) for one in errors if one.path.startswith(beside) or (one.path == path and not objective.usable)]
    return found if found or objective.usable else [path]


def _files(known: Understood, decided: Mapping[str, Answer], carried: Mapping[str, Carried], to: str) -> list[Placed]:
    files: list[Placed] = []
    for id_, answer in decided.items():
        objective = known.repository.objectives[id_]
        path = known.goals_dir / f"{objective.file.key}.md"
        before = path.read_bytes()
        try:
            if id_ in carried:
                new = begun(before, known.measured, carried[id_], answer, carried, to)
                files.append(Placed(known.goals_dir / f"{carried[id_].key}.md", new))
                for language in ("en", "zh"):
                    beside = path.with_suffix(f".{language}.md")
                    if beside.is_file():
                        place = known.goals_dir / f"{carried[id_].key}.{language}.md"
                        files.append(Placed(place, translated(beside.read_bytes(), carried[id_], answer)))
            files.append(Placed(path, ended(before, objective, answer), before))
        except Refused as refused:
            raise refused.in_file(objective.file.path) from refused
    return files


def _tell(found: list[Objective], decided: Mapping[str, Answer], carried: Mapping[str, Carried]) -> None:
    dropped = sum(one.choice is Choice.DROP for one in decided.values())
    tell(ngettext("{n} objective goes on", "{n} objectives go on", len(carried)))
    if closed := len(decided) - len(carried) - dropped:
        tell(ngettext("{n} objective is done and closed", "{n} objectives are done and closed", closed))
    if dropped:
        tell(ngettext("{n} objective is dropped", "{n} objectives are dropped", dropped))
    if left := len(found) - len(decided):
        tell(ngettext("{n} objective is left alone", "{n} objectives are left alone", left))


def _span(known: Understood, cycle: str) -> Span:
    there = known.repository.cycles.get(cycle)
    span = there.span if there is not None else span_of(cycle, known.repository.fiscal)
    if span is None:
        raise UserMistake(_("'{cycle}' is no cycle; write it like 2026-q4", cycle=cycle))
    return span


def _asked(known: Understood, found: list[Objective]) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for objective in found:
        tell(f"\n{objective.title} ({objective.ref})")
        if unread := _unread(known, objective):
            tell(
                _(
                    "it cannot be read and is left alone; mend first:\n{findings}",
                    findings="\n".join(unread[:_MOST]),
                )
            )
            continue
        choice = ask_for(_("keep, change or drop (empty: leave it alone)"), _choice)
        if choice is None:
            continue
        title, to = None, {}
        if choice is Choice.CHANGE:
            title = ask(_("Title"), default=objective.title)
            for kr in objective.key_results:
                if kr.id in left_to_do(known.measured, objective) and kr.record.to is not None:
                    label = _("{title}, to (now {value})", title=kr.title, value=format(kr.record.to, "f"))
                    if (end := ask_for(label, lambda text: number(text, "to"))) is not None:
                        to[kr.id] = end
        answers[objective.id] = Answer(choice, ask(_("Why, and what was learned")) or None, title, to)
    return answers


def _choice(text: str) -> Choice:
    found = [one for one in Choice if one.value.startswith(text.lower())]
    if len(found) != 1:
        raise Refused(_("write keep, change or drop"))
    return found[0]


def _read_answers(known: Understood, found: list[Objective], path: Path) -> dict[str, Answer]:
    text = decode(path.read_bytes())
    tree = compose(text.text)
    problems = [text.problem] if text.problem is not None else tree.problems
    if problems:
        raise Refused(str(problems[0].said), problems[0].at).in_file(str(path))
    said = tree_of(tree.root) if tree.root is not None else {}
    if not isinstance(said, dict):
        raise Refused(_("write one line a goal, like 'win-mid-market: keep'"), Position(1, 1)).in_file(str(path))
    ids = {one.id for one in found}
    answers: dict[str, Answer] = {}
    for word, one in said.items():
        goal = goal_meant(known, word) if word not in ids else known.repository.objectives[word]
        named = [objective for objective in found if objective.id.endswith(f"/{word}") or objective.id == word]
        goal = named[0] if len(named) == 1 else goal
        if goal.id not in ids:
            raise UserMistake(_("'{goal}' is no open objective of that cycle", goal=word))
        answers[goal.id] = _answer(word, one)
    return answers


def _answer(word: str, said: Any) -> Answer:
    given = {"do": said} if isinstance(said, str) else said
    unknown = set(given) - {"do", "why", "title", "to"} if isinstance(given, dict) else {""}
    if unknown or not isinstance(given.get("do"), str):
        raise UserMistake(
            _("the answer of '{goal}' must be keep, change or drop, or {{do, why, title, to}}", goal=word)
        )
    ends = given.get("to") or {}
    if not isinstance(ends, dict):
        raise UserMistake(_("'to' in the answer of '{goal}' maps key results to numbers", goal=word))
    to = {kr: number(str(end), kr) for kr, end in ends.items()}
    return Answer(_choice(given["do"]), given.get("why"), given.get("title"), to)
