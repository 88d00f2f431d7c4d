"""Good files in one line each, for trees of tests, and what is found in them."""

from goalsite.model import Repository


def codes(repository: Repository) -> list[str]:
    """Return the codes of what reading found."""
    return [one.code for one in repository.findings]


def told(repository: Repository) -> list[tuple[str, str]]:
    """Return what reading found, as (path below the goals, code)."""
    return [(one.path.removeprefix("goals/"), one.code) for one in repository.findings]


def objective(lines: str = "", *, key_results: str = "a: {title: A, from: 0, to: 10}") -> str:
    """Return an objective with more lines of front matter, and its key results as flow mappings."""
    inner = "".join(f"  {line}\n" for line in key_results.split("\n"))
    return f"---\nkind: objective\ntitle: Win\nowner: mei\n{lines}\nkey_results:\n{inner}---\n"


def kpi(lines: str = "", *, direction: str = "up") -> str:
    """Return a KPI with more lines of front matter."""
    return f"---\nkind: kpi\ntitle: K\nowner: mei\ndirection: {direction}\n{lines}\n---\n"


def check_in(lines: str = "", body: str = "") -> str:
    """Return a check-in file."""
    return f"---\nkind: check-in\n{lines}\n---\n{body}"


def team(title: str = "Team", lines: str = "") -> str:
    """Return a team."""
    return f"---\nkind: team\ntitle: {title}\n{lines}\n---\n"


def person(name: str, lines: str = "") -> str:
    """Return a person."""
    return f"---\nkind: person\ntitle: {name}\n{lines}\n---\n"


def cycle(lines: str = "") -> str:
    """Return a cycle."""
    return f"---\nkind: cycle\n{lines}\n---\n"
