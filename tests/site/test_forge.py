"""Addresses on the forge of what is in a commit, and of what lies between two."""

import pytest

from goalsite.settings import Settings
from goalsite.site.forge import Forge


@pytest.mark.parametrize(
    ("forge", "file", "between"),
    [
        ("github", "/blob/abc/goals/x%20y.md#L7", "/compare/abc...def"),
        ("gitlab", "/-/blob/abc/goals/x%20y.md#L7", "/-/compare/abc...def"),
        ("gitea", "/src/commit/abc/goals/x%20y.md#L7", "/compare/abc...def"),
    ],
)
def test_a_commits_files_and_what_lies_between_two_commits(forge: str, file: str, between: str) -> None:
    there = Forge(Settings(repo_url="https://f.example/a/b/", forge=forge))
    assert there.at("goals/x y.md", "abc", 7) == f"https://f.example/a/b{file}"
    assert there.at("goals/x y.md", "abc") == f"https://f.example/a/b{file.removesuffix('#L7')}"
    assert there.compare("abc", "def") == f"https://f.example/a/b{between}"


def test_what_is_not_committed_has_no_address() -> None:
    there = Forge(Settings(repo_url="https://f.example/a/b/", forge="github"))
    assert there.at("goals/x.md", "") is None
    assert there.compare("abc", "") is None


@pytest.mark.parametrize("settings", [Settings(repo_url="https://f.example/a"), Settings(forge="github")])
def test_without_a_forge_there_is_neither(settings: Settings) -> None:
    assert Forge(settings).at("goals/x.md", "abc") is None
    assert Forge(settings).compare("abc", "def") is None
