"""Which file that came is one that left, in a step that git does not know of."""

from collections.abc import Mapping
from hashlib import sha1

from tests.change.repositories import COMPANY

from goalsite.change.history import Version
from goalsite.publish.past.lineages import RawVersion
from goalsite.publish.past.past_files import Reader
from goalsite.publish.past.renames import renamed


class Blobs(Reader):
    """Blobs by their id."""

    def __init__(self, *contents: str) -> None:
        super().__init__()
        self._bytes = {blob(content): content.encode() for content in contents}

    def bytes_of(self, blob: str) -> bytes | None:
        return self._bytes[blob]


def blob(content: str) -> str:
    return sha1(content.encode(), usedforsecurity=False).hexdigest()


def became(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return the new path of each old one that was found again."""
    left = {number: Version("c", "c", key, blob(content)) for number, (key, content) in enumerate(old.items())}
    fresh = [RawVersion("", key, None, blob(content)) for key, content in new.items()]
    found = renamed(left, fresh, Blobs(*old.values(), *new.values()))
    return {left[number].key: raw.key for number, raw in found.items()}


def goal(title: str, to: int = 10, kr: str = "k") -> str:
    return (
        f"---\nkind: objective\ntitle: {title}\nowner: Ada\nkey_results:\n"
        f"  {kr}: {{title: K of {title}, from: 5, to: {to}}}\n---\n"
    )


def test_equal_content_is_found_under_any_name() -> None:
    assert became({"a.md": goal("A"), "b.md": goal("B")}, {"x/y.md": goal("B")}) == {"b.md": "x/y.md"}


def test_among_equal_files_a_like_name_decides() -> None:
    same = goal("A")
    old = {"t/a.md": same, "t/b.md": same}
    assert became(old, {"u/b.md": same, "u/a.md": same}) == {"t/a.md": "u/a.md", "t/b.md": "u/b.md"}


def test_the_file_that_says_most_of_the_same_is_found_whatever_its_name() -> None:
    # Of six facts (title, owner, the key result, its title, from, to) one differs in "near", two in "a.md".
    old = {"t/a.md": goal("A", 10)}
    new = {"u/a.md": goal("A", 9).replace("owner: Ada", "owner: Omar"), "u/near.md": goal("A", 9)}
    assert became(old, new) == {"t/a.md": "u/near.md"}


def test_half_of_the_same_is_too_little() -> None:
    assert became({"a.md": goal("A")}, {"b.md": goal("B", 8, "l")}) == {}


def test_a_like_name_goes_for_files_that_leave_unsaid_the_same() -> None:
    old, new = "---\nkind: team\ntitle: A\nlead: Ada\n---\n", "---\nkind: team\ntitle: B\nlead: Ada\n---\n"
    assert became({"teams/a/team.md": old}, {"teams/b/team.md": new}) == {"teams/a/team.md": "teams/b/team.md"}


def test_a_file_of_another_kind_or_that_cannot_be_read_is_another() -> None:
    assert became({"a.md": goal("A")}, {"b.md": COMPANY, "c.md": "---\nkind: [\n---\n", "a.csv": goal("A")}) == {}
