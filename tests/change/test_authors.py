"""Whose a commit is."""

from datetime import date

import pytest
from tests.conftest import Goals

from goalsite.change import Authors, Commit

PERSON = "---\nkind: person\ntitle: {}\nemails: [{}]\n---\n"


@pytest.mark.parametrize(
    ("author", "email", "person"),
    [
        ("M. L.", "MEI@example.com", "mei-lin"),
        ("Mei Lin", "other@example.com", "mei-lin"),
        ("Omar Haddad", "mei@example.com", "mei-lin"),
        ("Nobody", "nobody@example.com", None),
        ("Nobody", "", None),
        ("Nobody", "both@example.com", None),
    ],
)
def test_a_commit_is_a_persons_by_address_else_by_name(
    goals: Goals, author: str, email: str, person: str | None
) -> None:
    repository = goals(
        {
            "people/mei-lin.md": PERSON.format("Mei Lin", "mei@example.com, both@example.com"),
            "people/omar-haddad.md": PERSON.format("Omar Haddad", "omar@example.com, both@example.com"),
        }
    )
    assert Authors(repository).of(Commit("1", author, email, date(2026, 11, 1), "")) == person
