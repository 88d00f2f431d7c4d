"""From one cycle to the next: what is carried on, how it begins there, and how the old one ends (SPEC 10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from goalsite.language import gettext as _
from goalsite.measure.figures import KeyResultFigures, Measured
from goalsite.model.objects import Goal, Objective
from goalsite.vocabulary import InitiativeStatus, Measure, State
from goalsite.writing.edits import Change, Path, Put, Remove
from goalsite.writing.front_matter import edited, said
from goalsite.writing.refusal import Refused

_ENDED = ("check_ins", "adjustments", "score", "learned", "state", "planned", "becomes_kpi", "carries_on")
"""Keys of an objective that belong to the cycle it was in."""

_DATED = ("due", "added", "planned", "score", "retired")
"""The same of a key result."""

_FINISHED = (InitiativeStatus.DONE.value, InitiativeStatus.DROPPED.value)


class Choice(StrEnum):
    """What becomes of an open objective."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Answer:
    """What someone decided about an objective; ``to`` are new ends of key results."""

    choice: Choice
    why: str | None = None
    title: str | None = None
    to: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carried:
    """An objective that goes on: its new path below the goals folder, without ``.md``, and its key results there."""

    objective: Objective
    key: str
    key_results: tuple[str, ...]


def open_objectives(measured: Measured, cycle: str) -> list[Objective]:
    """Return the objectives of a cycle that are neither closed nor abandoned, by their ids."""
    found = measured.repository.objectives.values()
    ended = (State.CLOSED, State.ABANDONED)
    return [one for one in found if one.cycle is not None and one.cycle.id == cycle and one.state not in ended]


def left_to_do(measured: Measured, objective: Objective) -> tuple[str, ...]:
    """Return the key results of a usable objective that are neither reached nor retired."""
    figures = measured.objectives[objective.id]
    return tuple(kr for kr, one in figures.key_results.items() if one.active and not _reached(one))


def carried_on(measured: Measured, answers: Mapping[str, Answer], to: str) -> dict[str, Carried]:
    """Return, by its id, each objective that goes on in the cycle ``to``; all that are answered for are usable."""
    found = {}
    for id_, answer in answers.items():
        objective = measured.repository.objectives[id_]
        left = left_to_do(measured, objective)
        by_supporters = not objective.key_results
        if answer.choice is not Choice.DROP and (left or by_supporters):
            found[id_] = Carried(objective, _new_key(objective, to), left)
    return found


def ended(content: bytes, objective: Objective, answer: Answer) -> bytes:
    """Return the old file: closed, or abandoned where it was dropped, with the reason in ``learned``."""
    state = State.ABANDONED if answer.choice is Choice.DROP else State.CLOSED
    changes: list[Change] = [Put(("state",), state.value)]
    if answer.why:
        before = objective.record.learned
        changes.append(
            Put(("learned",), f"{before.rstrip()}\n{answer.why}" if before else answer.why, after=("state",))
        )
    return edited(content, changes)


def begun(
    content: bytes, measured: Measured, carried: Carried, answer: Answer, others: Mapping[str, Carried], to: str
) -> bytes:
    """Return the new file, made of the old one: what is left to do, from where it stands."""
    objective = carried.objective
    front = said(content)
    changes: list[Change] = [Remove((key,)) for key in _ENDED if key in front]
    if "cycle" in front:
        changes.append(Put(("cycle",), to) if not _in_folder(objective) else Remove(("cycle",)))
    if answer.title and answer.title != objective.title:
        changes.append(Put(("title",), answer.title))
    changes.extend(_references(front, objective, others))
    figures = measured.objectives[objective.id]
    results = front.get("key_results") or {}
    for kr in results:
        if kr in carried.key_results:
            changes.extend(_key_result(kr, results[kr], figures.key_results[kr], answer))
        else:
            changes.append(Remove(("key_results", kr)))
    changes.extend(_initiatives(front, carried))
    changes.append(Put(("carries_on",), objective.id, after=("supports", "owner", "person", "title")))
    unknown = [kr for kr in answer.to if kr not in carried.key_results]
    if unknown:
        raise Refused(_("'{kr}' is no key result of '{goal}' that goes on", kr=unknown[0], goal=objective.ref))
    return edited(content, changes)


def translated(content: bytes, carried: Carried, answer: Answer) -> bytes:
    """Return a translation beside the new file: without what is no longer there, or no longer says the same."""
    front = said(content)
    gone = ["learned", *(["title"] if answer.title not in (None, carried.objective.title) else [])]
    changes: list[Change] = [Remove((key,)) for key in gone if key in front]
    titles = front.get("key_results")
    if isinstance(titles, dict):
        lost = [kr for kr in titles if kr not in carried.key_results]
        whole = len(lost) == len(titles)
        changes += [Remove(("key_results",))] if whole else [Remove(("key_results", kr)) for kr in lost]
    return edited(content, changes)


def _reached(figures: KeyResultFigures) -> bool:
    # What is kept week by week is never done with: it goes on.
    keeps = figures.key_result.measure is Measure.KEEP
    return figures.progress is not None and figures.progress >= 1 and not keeps


def _new_key(objective: Objective, to: str) -> str:
    assert objective.cycle is not None
    *folders, name = objective.file.key.split("/")
    if objective.cycle.id in folders:
        number = len(folders) - 1 - folders[::-1].index(objective.cycle.id)
        return "/".join([*folders[:number], to, *folders[number + 1 :], name])
    return "/".join([*folders, to, name])


def _in_folder(objective: Objective) -> bool:
    return True if objective.cycle is None else objective.cycle.id in objective.file.key.split("/")[:-1]


def _key_result(kr: str, before: Any, figures: KeyResultFigures, answer: Answer) -> Iterable[Change]:
    path = ("key_results", kr)
    yield from (Remove((*path, key)) for key in _DATED if key in before)
    record = figures.key_result.record
    start, end = record.from_, answer.to.get(kr, record.to)
    now = _exact(figures.current.value) if figures.current is not None else None
    if "from" in before and now is not None and now != start and now != end:
        yield Put((*path, "from"), now)
        start = now
    if kr in answer.to:
        yield Put((*path, "to"), answer.to[kr], after=("from", "kpi", "title"))
    if "checkpoints" in before:
        ends = sorted(one for one in (start, end) if one is not None)
        outside = [str(value) for value, _ in record.checkpoints if len(ends) < 2 or not ends[0] < value < ends[1]]
        gone = [word for word in before["checkpoints"] if str(Decimal(word)) in outside]
        everything = len(gone) == len(before["checkpoints"])
        yield from [Remove((*path, "checkpoints"))] if everything else [Remove((*path, "checkpoints", k)) for k in gone]
    if "milestones" in before:
        for number in reversed(range(len(before["milestones"]))):
            if figures.key_result.milestones_done[number] is not None:
                yield Remove((*path, "milestones", number))
            elif "due" in before["milestones"][number]:
                yield Remove((*path, "milestones", number, "due"))


def _initiatives(front: Mapping[str, Any], carried: Carried) -> Iterable[Change]:
    """Carry on the work that is not finished, without its days."""
    work = front.get("initiatives") or []
    finished = [one.get("status") in _FINISHED for one in work]
    if work and all(finished):
        yield Remove(("initiatives",))
        return
    for number in reversed(range(len(work))):
        one = work[number]
        if finished[number]:
            yield Remove(("initiatives", number))
            continue
        if "due" in one:
            yield Remove(("initiatives", number, "due"))
        if "for" in one and one["for"].rpartition("#")[2] not in carried.key_results:
            yield Remove(("initiatives", number, "for"))


def _references(front: Mapping[str, Any], objective: Objective, others: Mapping[str, Carried]) -> Iterable[Change]:
    """Lead references to goals that go on, too, to where they are then."""
    lists = {"also_supports": objective.also_supports, "depends_on": objective.depends_on}
    pairs: list[tuple[Path, Any, Goal | None]] = [(("supports",), front.get("supports"), objective.supports)]
    for key, goals in lists.items():
        words = front.get(key) or []
        if len(words) == len(goals):
            pairs += [((key, number), word, goal) for number, (word, goal) in enumerate(zip(words, goals, strict=True))]
    for path, word, goal in pairs:
        target = others.get(goal.id) if goal is not None else None
        if target is None or goal is None or not isinstance(word, str):
            continue
        name, _hash, kr = word.partition("#")
        if name and "/" in name:
            name = target.key
        fresh = f"{name}#{kr}" if kr and kr in target.key_results else name
        if fresh and fresh != word:
            yield Put(path, fresh)


def _exact(value: Fraction) -> Decimal | None:
    """Return a number as it can be written in digits, None where it cannot."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return Decimal(value.numerator) / Decimal(value.denominator) if denominator == 1 else None
