"""CODEOWNERS: who is asked to agree when the goals of a team change."""

import re
from collections.abc import Iterator

from goalsite.model.repository import Repository

_ACCOUNT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_])?")


BEGIN, END = "# goalsite: begin", "# goalsite: end"
"""The lines around the part that is kept up to date; all else in the file is its owners'."""

_OURS = re.compile(r"/\S+/ @\S+")


def codeowners(repository: Repository) -> str:
    """Return the file: one line a team whose lead has an account, those of sub-teams after the ones around them.

    GitHub and GitLab take the last line that fits a path. What could be anything but a login or a path is left out.
    """
    lines = [
        "# Who agrees to changes of a team's goals: its lead, by the account in the lead's file below people/.",
        "# goalsite init brings the lines between the marks up to date. Write your own below: the last that fits wins.",
        BEGIN,
        *_lines(repository),
        END,
    ]
    return "".join(f"{line}\n" for line in lines)


def refreshed(content: bytes, repository: Repository) -> bytes | None:
    """Return a file whose part between the marks is up to date and whose every other byte is as it was.

    None where it has no such part. A line in it that was not made here comes right below it, where it wins.
    """
    lines = content.splitlines(keepends=True)
    bare = [line.strip() for line in lines]
    begin, end = BEGIN.encode(), END.encode()
    if begin not in bare or end not in bare[bare.index(begin) :]:
        return None
    first = bare.index(begin)
    last = bare.index(end, first)
    break_ = lines[first][len(lines[first].rstrip(b"\r\n")) :]
    own = [one for one in bare[first + 1 : last] if one and not _OURS.fullmatch(one.decode("utf-8", "replace"))]
    made = [line.encode() for line in _lines(repository)]
    if own and not lines[last].endswith((b"\r", b"\n")):
        lines[last] += break_
    part = b"".join(line + break_ for line in made)
    after = b"".join(line + break_ for line in own)
    return b"".join([*lines[: first + 1], part, lines[last], after, *lines[last + 1 :]])


def _lines(repository: Repository) -> Iterator[str]:
    for team in sorted(repository.teams.values(), key=lambda one: one.file.path.rpartition("/")[0]):
        person = repository.people.get(team.lead or "")
        account = (person.record.account or "").removeprefix("@") if person is not None else ""
        folder = team.file.path.rpartition("/")[0]
        if _ACCOUNT.fullmatch(account) and folder and not re.search(r"[\s#*?\[\]!\\]", folder):
            yield f"/{folder}/ @{account}"
