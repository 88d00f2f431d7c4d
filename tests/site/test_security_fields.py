"""Hostile text in every field of every kind of file: pages show it as text, and nothing acts."""

import pytest
from tests.hostile import ATTACKS, hostile, objective
from tests.site.company import TREE
from tests.site.conftest import Rendered
from tests.site.reading_html import Parsed, dangers


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_field_of_any_kind_can_act(pages: Rendered, attack: str) -> None:
    for path, page in pages({**TREE, **hostile(attack)}).items():
        assert dangers(page.body, page.path) == [], path
        parsed = Parsed(page.body)
        assert parsed.open == [], path
        assert parsed.unbalanced == [], path
        assert "\n\n" not in page.body, path
        assert not any(letter < " " and letter != "\n" for letter in page.body), path
        assert "__config" not in parsed.ids, path
        assert "md-overlay" not in [value for _, name, value in parsed.attributes if name == "class"], path


def test_an_unsafe_link_is_shown_as_text(pages: Rendered) -> None:
    x = '"javascript:alert(1)"'
    page = pages({**TREE, "teams/growth/2026-q4/evil.md": objective(x)})["teams/growth/2026-q4/evil.md"]
    parsed = Parsed(page.body)
    assert "javascript:alert(1)" in parsed.text
    assert not any("javascript" in link.partition("#")[0] for link in parsed.links)  # a key result's id is an anchor


def test_hostile_names_of_files_and_folders_stay_names(pages: Rendered) -> None:
    folder = 'teams/growth/"><img src=x onerror=alert(1)>'
    found = pages({**TREE, f"{folder}/2026-q4/x.md": TREE["teams/growth/2026-q4/onboard.md"]})
    assert {path: bad for path, page in found.items() if (bad := dangers(page.body, page.path))} == {}
