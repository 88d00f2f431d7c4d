"""CODEOWNERS: who is asked to agree when the goals of a team change."""

import re
from collections.abc import Iterator

from goalsite.model.repository import Repository

_ACCOUNT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_])?")


def codeowners(repository: Repository) -> str:
    """Return the file: one line a team whose lead has an account, those of sub-teams after the ones around them.

    GitHub and GitLab take the last line that fits a path. What could be anything but a login or a path is left out.
    """
    lines = [
        "# Who agrees to changes of a team's goals: its lead, by the account in the lead's file below people/.",
        "# Made by goalsite init. To bring it up to date, delete it and run goalsite init again.",
        *_lines(repository),
    ]
    return "".join(f"{line}\n" for line in lines)


def _lines(repository: Repository) -> Iterator[str]:
    for team in sorted(repository.teams.values(), key=lambda one: one.file.path.rpartition("/")[0]):
        person = repository.people.get(team.lead or "")
        account = (person.record.account or "").removeprefix("@") if person is not None else ""
        folder = team.file.path.rpartition("/")[0]
        if _ACCOUNT.fullmatch(account) and folder and not re.search(r"[\s#*?\[\]!\\]", folder):
            yield f"/{folder}/ @{account}"
