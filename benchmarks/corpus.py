"""Write an invented goals repository of any size: ``python benchmarks/corpus.py DIR --goals 1000``.

The same size and seed give the same bytes. Four of five goals are objectives with three key results, six check-ins, a
plan of work and two paragraphs; the others KPIs with a CSV of twelve months. Teams lie in three levels, each with
about eight objectives in the running cycle and in the closed one before it. Nothing in it is a finding of error level.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

WORDS: dict[str, list[Any]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
AS_OF = date(2026, 11, 15)
OBJECTIVES_A_CYCLE = 8
PEOPLE_A_TEAM = 5


@dataclass(frozen=True, slots=True)
class Cycle:
    """A quarter and the days of its six check-ins."""

    id: str
    first: date
    last: date
    closed: bool

    def check_in_days(self) -> list[date]:
        """Return six days: two weeks apart in the closed cycle, one in the running one."""
        step = 14 if self.closed else 7
        return [self.first + timedelta(days=6 + step * number) for number in range(6)]


CYCLES = (
    Cycle("2026-q3", date(2026, 7, 1), date(2026, 9, 30), closed=True),
    Cycle("2026-q4", date(2026, 10, 1), date(2026, 12, 31), closed=False),
)


@dataclass(slots=True)
class Team:
    """A team with what others refer to: its objectives by cycle and its KPIs, both as references."""

    id: str
    title: str
    folder: str
    parent: "Team | None"
    people: list[str] = field(default_factory=list)
    objectives: dict[str, list[str]] = field(default_factory=dict)
    kpis: list[tuple[str, tuple[str, str, str, float, float]]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write an invented goals repository.")
    parser.add_argument("directory", type=Path, help="a new or empty folder")
    parser.add_argument("--goals", type=int, default=1000, help="how many objectives and KPIs (default 1000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.goals < 10:
        parser.error("a corpus has at least 10 goals")
    if options.directory.is_dir() and any(options.directory.iterdir()):
        parser.error(f"{options.directory} is not empty")
    files = write(options.directory, options.goals, options.seed)
    print(f"{options.directory}: {options.goals} goals in {files} files", file=sys.stderr)


def write(directory: Path, goals: int, seed: int = 1) -> int:
    """Write the repository and return how many files it has."""
    count = 0
    made: set[Path] = set()
    for path, text in repository(goals, seed):
        target = directory / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_text(text, encoding="utf-8", newline="\n")
        count += 1
    return count


def repository(goals: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield every file as its path and text."""
    random = Random(seed)
    kpi_count = goals // 5
    objective_count = goals - kpi_count
    company = Team("company", "the company", "", None)
    teams = _teams(max(1, round(objective_count / (OBJECTIVES_A_CYCLE * len(CYCLES)))), company)
    yield "mkdocs.yml", _MKDOCS
    yield "goals/company.md", "---\nkind: company\ntitle: Corpus & Co\nmission: To be of any size.\n---\n\nInvented.\n"
    for cycle in CYCLES:
        state = "state: closed\n" if cycle.closed else ""
        yield f"goals/cycles/{cycle.id}.md", f"---\nkind: cycle\n{state}theme: Less of more\n---\n\n{_body(random)}"
    yield from _people(teams, company)
    for team in teams:
        members = "\n".join(f"  - {person}" for person in team.people[1:])
        head = f"---\nkind: team\ntitle: {team.title}\nlead: {team.people[0]}\nmembers:\n{members}\n---\n\n"
        yield f"goals/{team.folder}/team.md", head + _body(random)
    everyone = [company, *teams]
    for number in range(kpi_count):
        yield from _kpi(everyone[number % len(everyone)], random)
    own = min(4 * len(CYCLES), objective_count)
    for number in range(objective_count):
        if number < own:
            team, cycle = company, CYCLES[number % len(CYCLES)]
        else:
            turn, place = divmod(number - own, len(teams))
            team, cycle = teams[place], CYCLES[(turn + 1) % len(CYCLES)]
        yield _objective(team, cycle, random)


def _teams(count: int, company: Team) -> list[Team]:
    """Return teams in three levels of equal breadth, each above before those within it."""
    breadth = 1
    while breadth + breadth**2 + breadth**3 < count:
        breadth += 1
    levels: list[list[Team]] = [[company]]
    teams: list[Team] = []
    for size in (breadth, breadth**2, count):
        here: list[Team] = []
        for number in range(min(size, count - len(teams))):
            above = levels[-1][number % len(levels[-1])]
            team = _team(len(teams), above)
            here.append(team)
            teams.append(team)
        levels.append(here or levels[-1])
    return teams


def _team(number: int, above: Team) -> Team:
    rest, function = divmod(number, len(WORDS["functions"]))
    rounds = rest // len(WORDS["places"])
    place = (rest + function) % len(WORDS["places"])
    parts = [WORDS["functions"][function], WORDS["places"][place], *([WORDS["places"][rounds - 1]] if rounds else [])]
    id_ = "-".join(parts)
    folder = f"{above.folder or 'teams'}/{id_}"
    return Team(id_, " ".join(parts).capitalize(), folder, above)


def _people(teams: list[Team], company: Team) -> Iterator[tuple[str, str]]:
    number = 0
    for team in teams:
        for _ in range(PEOPLE_A_TEAM):
            rest, first = divmod(number, len(WORDS["first_names"]))
            last = (rest + first) % len(WORDS["last_names"])
            name = f"{WORDS['first_names'][first]} {WORDS['last_names'][last]}"
            rounds = rest // len(WORDS["last_names"])
            if rounds:
                name = f"{name}-{WORDS['last_names'][rounds % len(WORDS['last_names'])]}"
            id_ = name.lower().replace(" ", "-")
            team.people.append(id_)
            number += 1
            yield f"goals/people/{id_}.md", f"---\nkind: person\ntitle: {name}\nteam: {team.id}\n---\n"
    company.people = [team.people[0] for team in teams[:4]]


def _kpi(team: Team, random: Random) -> Iterator[tuple[str, str]]:
    kind = WORDS["kpis"][(len(team.kpis) + random.randrange(2)) % len(WORDS["kpis"])]
    title, unit, direction, now, target = kind
    stem = title.lower().replace(" ", "-")
    names = {ref.rpartition("/")[2] for ref, _ in team.kpis}
    if stem in names:
        stem = f"{stem}-{WORDS['places'][len(names) % len(WORDS['places'])]}"
    place = f"{team.folder}/kpis/{stem}" if team.folder else f"kpis/{stem}"
    team.kpis.append((place if not team.folder else f"{team.id}/kpis/{stem}", kind))
    wanted = f"{{min: {target - 6}, max: {target + 6}}}" if direction == "within" else str(target)
    yield (
        f"goals/{place}.md",
        f"---\nkind: kpi\ntitle: {title} of {team.title}\nowner: {random.choice(team.people)}\n"
        f"direction: {direction}\nunit: {unit}\ntarget: {wanted}\nweight: {random.randint(1, 3)}\n"
        f"definition: {random.choice(WORDS['sentences'])}\nsource: Monthly report\n---\n\n{_body(random)}",
    )
    rows = ["date,value,note"]
    first = date(2025, 11, 1)
    for month in range(12):
        year, index = divmod(first.year * 12 + first.month - 1 + month + 1, 12)
        day = date(year, index + 1, 1) - timedelta(days=1)
        value = now + (target - now) * (month / 13 + random.uniform(-0.2, 0.2))
        note = random.choice(WORDS["notes"]) if random.random() < 0.2 else ""
        rows.append(f'{day},{_plain(value)},"{note}"' if note else f"{day},{_plain(value)},")
    yield f"goals/{place}.csv", "\n".join(rows) + "\n"


def _plain(value: float) -> str:
    return str(round(value)) if abs(value) >= 1000 else f"{value:.1f}"


def _objective(team: Team, cycle: Cycle, random: Random) -> tuple[str, str]:
    siblings = team.objectives.setdefault(cycle.id, [])
    what = random.randrange(len(WORDS["what"]))
    stem = WORDS["stems"][what]
    who = random.choice(WORDS["who"])
    names = {ref.rpartition("/")[2] for ref in siblings}
    if stem in names:
        stem = f"{stem}-{WORDS['places'][len(names) % len(WORDS['places'])]}"
    title = f"{who} of {team.title} {WORDS['what'][what]}" if team.folder else f"{who} {WORDS['what'][what]}"
    place = f"{team.folder}/{cycle.id}/{stem}" if team.folder else f"{cycle.id}/{stem}"
    lines = ["---", "kind: objective", f"title: {title}", f"owner: {random.choice(team.people)}"]
    if team.parent is not None and random.random() < 0.95:
        above = _above(team, cycle, random)
        if above:
            lines.append(f"supports: {above}")
    if random.random() < 0.3:
        lines.append("type: committed")
    lines.append(f"tags: [{random.choice(WORDS['functions'])}, {random.choice(WORDS['places'])}]")
    if cycle.closed:
        lines += ["state: closed", f"score: 0.{random.randint(3, 9)}", f"learned: {random.choice(WORDS['learned'])}"]
    lines.append("key_results:")
    ids = ("first", "second", "third")
    checked: dict[str, tuple[float, float]] = {}
    for id_ in ids:
        lines += _key_result(id_, team, cycle, random, checked)
    lines.append("check_ins:")
    for number, day in enumerate(cycle.check_in_days(), 1):
        lines.append(f"  - date: {day}")
        if checked:
            values = {id_: _towards(ends, number / 8 * random.uniform(0.6, 1.3)) for id_, ends in checked.items()}
            lines.append(f"    values: {{{', '.join(f'{id_}: {value}' for id_, value in values.items())}}}")
        lines.append(f"    confidence: {random.choice(('0.4', '0.5', '0.6', '0.7', '0.7', '0.8', '0.9'))}")
        lines.append(f'    note: "{random.choice(WORDS["notes"])}"')
        lines.append(f"    by: {random.choice(team.people)}")
    lines.append("initiatives:")
    for status in ("done", "doing"):
        due = cycle.first + timedelta(days=random.randint(20, 80))
        work = random.choice(WORDS["work"])
        lines.append(f'  - {{title: {work}, status: {status}, due: {due}, for: "#{random.choice(ids)}"}}')
    siblings.append(f"{team.id}/{cycle.id}/{stem}" if team.folder else place)
    return f"goals/{place}.md", "\n".join([*lines, "---", "", _body(random)])


def _above(team: Team, cycle: Cycle, random: Random) -> str | None:
    """Return a goal of the nearest team above that has any in the cycle, half of the time one of its key results."""
    above = team.parent
    while above is not None:
        if goals := above.objectives.get(cycle.id):
            goal = random.choice(goals)
            return f"{goal}#{random.choice(('first', 'second', 'third'))}" if random.random() < 0.5 else goal
        above = above.parent
    return None


def _key_result(
    id_: str, team: Team, cycle: Cycle, random: Random, checked: dict[str, tuple[float, float]]
) -> list[str]:
    """Return a key result's lines; ``checked`` gains those whose values come from check-ins."""
    kind = random.random()
    if kind < 0.12 and not cycle.closed:
        kpis = [(ref, one) for ref, one in team.kpis if one[2] != "within"]
        if kpis:
            ref, (title, _, _, _, _) = random.choice(kpis)
            return [f"  {id_}:", f"    title: Bring {title.lower()} to its target", f"    kpi: {ref}"]
    if kind < 0.72:
        title, unit, start, end = random.choice(WORDS["metrics"])
        checked[id_] = (start, end)
        return [f"  {id_}:", f"    title: {title}", f"    from: {start}", f"    to: {end}", f"    unit: {unit}"]
    if kind < 0.80:
        title, unit, least = random.choice(WORDS["keeps"])
        checked[id_] = (least * 0.98, least * 1.02)
        return [f"  {id_}:", f"    title: {title}", f"    keep: {{min: {least}}}", f"    unit: {unit}"]
    if kind < 0.92:
        lines = [f"  {id_}:", "    title: The move in three steps", "    milestones:"]
        for number, title in enumerate(random.sample(WORDS["milestones"], 3), 1):
            due = cycle.first + timedelta(days=25 * number)
            done = f", done: {due + timedelta(days=2)}" if due + timedelta(days=2) < AS_OF else ""
            lines.append(f"      - {{title: {title}, due: {due}{done}, weight: {number}}}")
        return lines
    done = str(cycle.first + timedelta(days=30)) if random.random() < 0.5 else "false"
    return [f"  {id_}:", f"    title: {random.choice(WORDS['decisions'])}", f"    done: {done}"]


def _towards(ends: tuple[float, float], share: float) -> str:
    start, end = ends
    return f"{start + (end - start) * share:.1f}"


def _body(random: Random) -> str:
    """Return two short paragraphs."""
    paragraphs = [" ".join(random.sample(WORDS["sentences"], count)) for count in (3, 2)]
    return f"## Why now\n\n{paragraphs[0]}\n\n{paragraphs[1]}\n"


_MKDOCS = f"""site_name: Corpus & Co
docs_dir: goals
theme:
  name: material
  font: false
plugins:
  - search
  - goalsite:
      as_of: {AS_OF}
      rules:
        G202: {{max: 10}}
"""


if __name__ == "__main__":
    main()
