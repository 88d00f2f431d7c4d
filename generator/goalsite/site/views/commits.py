"""Commits as pages show them: who made them, when, and where they can be read. All of it is other people's text."""

from typing import NamedTuple

from goalsite.change.history import Commit
from goalsite.language import gettext as _
from goalsite.site.changes import MOST
from goalsite.site.chronicle import Chronicle
from goalsite.site.context import Named, SiteContext

SHORT = 8
"""Characters of a commit's id that are shown."""


class CommitLink(NamedTuple):
    """A commit: its short id (empty: not committed yet), its address on the forge, who made it, and its subject."""

    id: str
    href: str | None
    who: Named | None
    subject: str


def commit_link(site: SiteContext, commit: Commit) -> CommitLink:
    """Return how a commit is shown."""
    if not commit.id:
        return CommitLink("", None, None, "")
    known = site.authors.of(commit)
    who = site.person(known) if known is not None else Named(_line(commit.author), None)
    return CommitLink(
        commit.id[:SHORT], site.forge.commit(commit.id), who if who.title else None, _line(commit.subject)
    )


def stamp(site: SiteContext) -> CommitLink | None:
    """Return the commit that the pages stand at, None where there is no history."""
    head = site.chronicle.head
    if not head:
        return None
    return CommitLink(head[:SHORT], site.forge.commit(head), None, uncommitted(site.chronicle))


def uncommitted(chronicle: Chronicle) -> str:
    """Return what to say behind the commit where the files say more than it does."""
    return _("and changes not committed yet") if chronicle.uncommitted else ""


def _line(text: str) -> str:
    line = " ".join(text[: 4 * MOST].split())
    return line if len(line) <= MOST else f"{line[: MOST - 1]}…"
