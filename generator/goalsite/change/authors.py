"""Whose a commit is: a person's by one of their addresses, else by their name (SPEC 8.3)."""

from goalsite.change.history import Commit
from goalsite.model.repository import Repository


class Authors:
    """The people of a repository as commits know them; one address or name that several share is nobody's."""

    def __init__(self, repository: Repository) -> None:
        self._by_email: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        for person in repository.people.values():
            self._by_name.setdefault(person.title, set()).add(person.id)
            for email in person.record.emails:
                self._by_email.setdefault(email.strip().lower(), set()).add(person.id)

    def of(self, commit: Commit) -> str | None:
        """Return the key of the person who made a commit, None where nobody is known by what it says."""
        for found in (self._by_email.get(commit.email.strip().lower()), self._by_name.get(commit.author)):
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None
