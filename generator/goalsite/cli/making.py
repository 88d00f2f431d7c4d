"""``goalsite new``: a new file in the right place, from flags, by asking, or from the library of examples."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from goalsite.cli.asking import ask, ask_for, can_ask
from goalsite.cli.options import Day, UserMistake, repository
from goalsite.cli.outcome import tell
from goalsite.language import gettext as _
from goalsite.language import language
from goalsite.model.periods import span_of
from goalsite.model.suggest import did_you_mean
from goalsite.publish.files.placing import Placed, put_in_place
from goalsite.publish.understanding.inputs import Inputs, gather
from goalsite.publish.understanding.pipeline import understand_inputs
from goalsite.publish.understanding.trial import findings_added
from goalsite.publish.understanding.understood import Understood
from goalsite.vocabulary import Cadence, Direction, Kind, Level
from goalsite.writing.check_in import number
from goalsite.writing.examples import Example, examples
from goalsite.writing.new_file import markdown
from goalsite.writing.new_goal import Places, given_key_results, given_name
from goalsite.writing.scalars import Value
from goalsite.writing.starter import quarter_of

_KINDS = [kind.value for kind in (Kind.OBJECTIVE, Kind.KPI, Kind.TEAM, Kind.PERSON, Kind.CYCLE)]

_TAKES = {
    "owner": {Kind.OBJECTIVE, Kind.KPI},
    "cycle": {Kind.OBJECTIVE},
    "supports": {Kind.OBJECTIVE},
    "kr": {Kind.OBJECTIVE},
    "team": {Kind.OBJECTIVE, Kind.KPI, Kind.TEAM, Kind.PERSON},
    "direction": {Kind.KPI},
    "target": {Kind.KPI},
    "unit": {Kind.KPI},
    "cadence": {Kind.KPI},
    "part_of": {Kind.KPI},
    "lead": {Kind.TEAM},
    "mission": {Kind.TEAM},
    "role": {Kind.PERSON},
    "account": {Kind.PERSON},
    "starts": {Kind.CYCLE},
    "ends": {Kind.CYCLE},
    "theme": {Kind.CYCLE},
    "example": {Kind.OBJECTIVE, Kind.KPI},
}
"""Which kinds take which option."""


@dataclass(slots=True)
class Files:
    """New files by their path below the goals folder."""

    found: dict[str, bytes] = field(default_factory=dict)

    def add(self, key: str, front: Mapping[str, Value], body: str = "") -> None:
        """Add a file."""
        self.found[key] = markdown(front, body).encode()


@click.command(epilog="Example: goalsite new objective 'Customers feel at home' --owner mei-lin --kr 'Calls: 3.2..1.1'")
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("title", required=False)
@click.option("--id", "name", help="The file's name; default: made of the title.")
@click.option("--owner", help="One person.")
@click.option("--team", help="Whose it is; default: the company's. Of a team: the team above.")
@click.option("--cycle", help="The cycle, like 2026-q4; default: the current one.")
@click.option("--supports", help="The goal it rolls up to.")
@click.option("--kr", multiple=True, help="A key result: 'TITLE: 55..66 %', 'TITLE: >= 99.9 %', 'TITLE: kpi NAME'.")
@click.option("--direction", type=click.Choice([one.value for one in Direction]), help="Which way a KPI is good.")
@click.option("--target", help="A KPI's target: a number, or 95..105 for within.")
@click.option("--unit", help="The unit of a KPI.")
@click.option("--cadence", type=click.Choice([one.value for one in Cadence]), help="How often a value is expected.")
@click.option("--part-of", help="The KPI that a KPI is a part of.")
@click.option("--lead", help="Who leads a team.")
@click.option("--mission", help="What a team is for.")
@click.option("--role", help="What a person does.")
@click.option("--account", help="A person's login on the forge.")
@click.option("--starts", type=Day(), metavar="DAY", help="A cycle's first day, where its id does not say.")
@click.option("--ends", type=Day(), metavar="DAY", help="A cycle's last day.")
@click.option("--theme", help="What a cycle is about.")
@click.option("--example", metavar="SCENARIO", help="Fill it from the library of worked examples; 'list' shows them.")
@repository
def new(directory: Path, kind: str, title: str | None, name: str | None, **given: object) -> None:
    """Write a new file of that kind in the right place; what is not given is asked for."""
    what = Kind(kind)
    asked = {key: value for key, value in given.items() if value not in (None, ())}
    for key in asked:
        if what not in _TAKES[key]:
            raise UserMistake(_("a {kind} takes no --{option}", kind=kind, option=key.replace("_", "-")))
    if asked.get("example") == "list":
        _list_examples()
        return
    inputs = gather(directory)
    known = understand_inputs(inputs)
    made = Files()
    if "example" in asked:
        _from_example(known, what, name, title, asked, made)
    else:
        _from_words(known, what, name, title, asked, made)
    write_new(inputs, known, made.found)


def write_new(inputs: Inputs, known: Understood, files: Mapping[str, bytes]) -> None:
    """Write new files, or none: where they would bring errors those are told instead. Print their paths."""
    added = findings_added(inputs, known, files)
    errors = [one for one in added if one.level is Level.ERROR]
    if errors:
        told = "\n".join(map(str, errors[:10]))
        raise UserMistake(_("this would not be right, so nothing is written:\n{findings}", findings=told))
    put_in_place([Placed(known.goals_dir / key, content) for key, content in files.items()], known.goals_dir)
    for key in files:
        click.echo(f"{known.settings.goals_dir.rstrip('/')}/{key}")
    for one in added:
        if not one.code.startswith("G5"):
            # That a new goal has no figures yet needs no telling.
            tell(str(one))


def _from_words(
    known: Understood, kind: Kind, name: str | None, title: str | None, asked: dict[str, object], made: Files
) -> None:
    text = title or (_asked_or_mistake(_("Title"), "TITLE") if kind is not Kind.CYCLE or name is None else None)
    said = {key: str(value) for key, value in asked.items() if isinstance(value, str)}
    front: dict[str, Value] = {"kind": kind.value}
    if kind is Kind.CYCLE:
        # A cycle's id carries its dates: it is given as such, by --id or in place of a title.
        stem = given_name(name or text, text or "")
        if name is not None and text:
            front["title"] = text
        front |= {key: day for key in ("starts", "ends") if isinstance(day := asked.get(key), date)}
        front |= {"theme": said["theme"]} if "theme" in said else {}
        made.add(f"cycles/{stem}.md", front)
        return
    assert text is not None
    stem = given_name(name, text)
    front["title"] = text
    team = said.get("team")
    if kind is Kind.OBJECTIVE:
        front["owner"] = said.get("owner") or _asked_or_mistake(_("Owner"), "--owner")
        front |= {"supports": said["supports"]} if "supports" in said else {}
        words = asked.get("kr")
        front["key_results"] = given_key_results(words if isinstance(words, tuple) else _asked_key_results())
        made.add(Places(known.repository).key(kind, stem, team, _cycle(known, said.get("cycle"))), front)
        return
    if kind is Kind.KPI:
        front["owner"] = said.get("owner") or _asked_or_mistake(_("Owner"), "--owner")
        front["direction"] = said.get("direction") or _asked_or_mistake(
            _("Direction (up, down, within)"), "--direction"
        )
        front |= _target(said.get("target"))
    for key in ("lead", "mission", "role", "account", "unit", "cadence", "part_of"):
        front |= {key: said[key]} if key in said else {}
    if kind is Kind.PERSON and team is not None:
        Places(known.repository).team_folder(team)
        front["team"] = team
    made.add(Places(known.repository).key(kind, stem, team, None), front)


def _target(text: str | None) -> dict[str, Value]:
    if text is None:
        return {}
    low, dots, high = text.partition("..")
    if dots:
        return {"target": {"min": number(low.strip(), "target"), "max": number(high.strip(), "target")}}
    return {"target": number(text.strip(), "target")}


def _cycle(known: Understood, asked: str | None) -> str:
    cycles = known.repository.cycles
    if asked is not None:
        if asked not in cycles and span_of(asked, known.repository.fiscal) is None:
            raise UserMistake(_("'{cycle}' is no cycle; write it like 2026-q4", cycle=asked))
        return asked
    current = cycles.get(known.measured.current_cycle or "")
    return current.id if current is not None and known.as_of in current.span else quarter_of(known.as_of)


def _asked_key_results() -> list[str]:
    if not can_ask():
        raise UserMistake(_("an objective needs key results; write --kr 'TITLE: 55..66 %', or --example"))
    words: list[str] = []
    tell(_("Key results, like 'Support calls: 3.2..1.1'; an empty line ends them"))
    while (word := ask_for(_("Key result"), lambda text: (given_key_results([text]), text)[1])) is not None:
        words.append(word)
    return words


def _asked_or_mistake(question: str, option: str) -> str:
    answer = ask(question) if can_ask() else ""
    if not answer:
        raise UserMistake(_("{option} is missing", option=option))
    return answer


def _list_examples() -> None:
    for one in examples().values():
        click.echo(f"{one.id:<24} {one.scenario[language()]}: {one.title[language()]}")


def _from_example(
    known: Understood, kind: Kind, name: str | None, title: str | None, asked: dict[str, object], made: Files
) -> None:
    """Write the example's KPIs that are not there yet, and the objective where one is asked for."""
    example = _example(str(asked["example"]))
    language = known.settings.language
    owner = str(asked.get("owner") or _asked_or_mistake(_("Owner"), "--owner"))
    team = str(asked["team"]) if "team" in asked else None
    places = Places(known.repository)
    there = {id_.rpartition("/")[2] for id_ in known.repository.kpis}
    for stem, front in example.kpis(language, owner).items():
        if stem not in there or kind is Kind.KPI:
            made.add(places.key(Kind.KPI, stem, team, None), front)
    if kind is Kind.KPI:
        return
    cycle = _cycle(known, str(asked["cycle"]) if "cycle" in asked else None)
    known_cycle = known.repository.cycles.get(cycle)
    span = known_cycle.span if known_cycle is not None else span_of(cycle, known.repository.fiscal)
    assert span is not None
    front = example.front(language, owner, span)
    if title:
        front["title"] = title
    if "supports" in asked:
        results = front.pop("key_results")
        front |= {"supports": str(asked["supports"]), "key_results": results}
    stem = given_name(name, "") if name is not None else example.objective
    made.add(places.key(kind, stem, team, cycle), front, example.why(language))


def _example(word: str) -> Example:
    found = examples().get(word)
    if found is None:
        guess = str(did_you_mean(word, examples()))
        raise UserMistake(
            _(
                "unknown example '{word}'{guess}; goalsite new objective --example list shows them",
                word=word,
                guess=guess,
            )
        )
    return found
