"""Placeholder text.

TBD, TODO, xxx, lorem ipsum, 待定: what was meant to be filled in later is still there. Write what
is meant, or make the goal a draft (`state: draft`) until it is known. Titles, definitions and
owners are looked at; of the text below, paragraphs that are nothing else.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "TBD", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Bad:
    # teams/growth/kpis/trials.md
    ---
    kind: kpi
    title: 试用账户
    definition: 口径待定
    owner: Mei Lin
    direction: up
    target: 60
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---
"""

import re
from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.findings import Finding, Position
from goalsite.language import Message
from goalsite.model.objects import File, Kpi, Objective
from goalsite.model.placeholders import CHINESE, ENGLISH
from goalsite.vocabulary import Level

_PLACEHOLDER = re.compile(rf"{ENGLISH}|\?{{3,}}|？{{3,}}|{CHINESE}")
_ONLY = re.compile(
    r"^[ \t#>*_-]{0,8}(?P<word>TBD|tbd|TBA|TBC|TODO|FIXME|[xX]{3,9}|待定|待补充|待填写)[ \t.…。*_]{0,8}$", re.MULTILINE
)
# Looked for first, as most texts have none and this is ten times as quick.
_TITLE_HINTS = ("tbd", "tba", "tbc", "xxx", "lorem", "todo", "fixme", "???", "？？？", "待", "占位")
_HINTS = ("TBD", "tbd", "TBA", "TBC", "TODO", "FIXME", "xxx", "XXX", "待定", "待补充", "待填写")


def look(view: View) -> Iterator[Finding]:
    """Look through the texts of running objectives and KPIs."""
    for objective in view.facts.running:
        texts = list(_texts_of_objective(objective))
        together = "\n".join([text for _, text in texts]).lower()
        if any(hint in together for hint in _TITLE_HINTS):
            for key, text in texts:
                yield from _in_text(view, objective, key, text)
        yield from _in_body(view, objective.file)
    for kpi in view.facts.kpis:
        record = kpi.record
        for key, said in (("title", record.title), ("definition", record.definition), ("source", record.source)):
            if said:
                yield from _in_text(view, kpi, key, said)
        if record.owner is not None:
            yield from _in_text(view, kpi, "owner", record.owner.text)
        yield from _in_body(view, kpi.file)


def _texts_of_objective(objective: Objective) -> Iterator[tuple[str, str]]:
    record = objective.record
    yield "title", record.title
    if record.owner is not None:
        yield "owner", record.owner.text
    for key_result in objective.key_results:
        if key_result.retired is not None:
            continue
        key = f"key_results.{key_result.id}"
        yield f"{key}.title", key_result.record.title
        for index, milestone in enumerate(key_result.record.milestones or ()):
            yield f"{key}.milestones.{index}.title", milestone.title
    for index, initiative in enumerate(record.initiatives):
        yield f"initiatives.{index}.title", initiative.title


def _in_text(view: View, subject: Objective | Kpi, key: str, text: str) -> Iterator[Finding]:
    match = _PLACEHOLDER.search(text)
    if match is not None:
        yield view.finding(subject, key, _message(match[0]))


def _in_body(view: View, file: File) -> Iterator[Finding]:
    body = file.body
    if not body:
        return
    start = body.lower().find("lorem ipsum")
    word = body[start : start + 11]
    if start < 0:
        if not any(hint in body for hint in _HINTS):
            return
        match = _ONLY.search(body)
        if match is None:
            return
        start, word = match.start("word"), match["word"]
    line_start = body.rfind("\n", 0, start) + 1
    position = Position(file.body_line + body.count("\n", 0, start), start - line_start + 1)
    yield view.placed(file.key, file.path, position, "", _message(word))


def _message(word: str) -> Message:
    return Message("placeholder '{word}'; write what is meant, or set `state: draft` until it is known", word=word)


RULE = rule("G205", Level.ERROR, __doc__, look)
