"""Templates: the company's own come first, in a sandbox; languages change numbers and dates."""

from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError
from markupsafe import Markup
from tests.conftest import Goals
from tests.site.company import TREE
from tests.site.conftest import Rendered

from goalsite.measure import measure
from goalsite.settings import Settings
from goalsite.site import assets, render
from goalsite.site.environment import environment
from goalsite.site.page_renderer import tidy


def test_a_companys_own_template_comes_first(goals: Goals, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "pages").mkdir(parents=True)
    (own / "pages" / "kpi.html").write_text('<div class="gs">Our own page of {{ title }}, {{ view.value }}</div>')
    found = {page.path: page for page in render(measure(goals(TREE), Settings()), (), templates=own)}
    assert found["kpis/revenue.md"].body == '<div class="gs">Our own page of Revenue, €11.20</div>'
    assert "Well made things" in found["index.md"].body


def test_a_companys_own_template_cannot_reach_beyond_the_page(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("{{ ''.__class__.__mro__ }}")
    with pytest.raises(SecurityError):
        environment(tmp_path).get_template("x.html").render()


@pytest.mark.parametrize("gap", ["{x.__class__}", "{x[0]}", "{x!r}", "{x:{x.__class__}}"])
@pytest.mark.parametrize("call", ["_('GAP', x=x)", "ngettext('GAP', 'GAP', 1, x=x)", "pgettext('c', 'GAP', x=x)"])
def test_a_message_of_a_companys_own_template_cannot_reach_into_its_values(tmp_path: Path, call: str, gap: str) -> None:
    (tmp_path / "x.html").write_text(f"{{{{ {call.replace('GAP', gap)} }}}}")
    with pytest.raises(SecurityError):
        environment(tmp_path).get_template("x.html").render(x="a")


def test_a_message_of_a_template_may_hold_html_but_its_values_may_not() -> None:
    text = "{{ _('<b>Learned:</b> {what}', what=what) }} {{ ngettext('{n} of {all}', '{n} of {all}', 2, all=what) }}"
    said = environment().from_string(text)
    assert said.render(what="<i>{n}") == "<b>Learned:</b> &lt;i&gt;{n} 2 of &lt;i&gt;{n}"
    assert said.render(what=Markup("<i>a</i>")) == "<b>Learned:</b> <i>a</i> 2 of <i>a</i>"


def test_dates_follow_the_language(pages: Rendered) -> None:
    assert "2026年11月15日" in pages(TREE, settings=Settings(language="zh"))["index.md"].body


def test_the_style_sheet_loads_nothing() -> None:
    style = assets()["assets/goalsite.css"].decode()
    assert "@import" not in style
    assert all(part.startswith("'data:image/svg+xml,") for part in style.split("url(")[1:])


def test_pages_are_tidied_without_touching_words() -> None:
    assert tidy("  <p>\n\n   a\x00 b\r\n \t\n</p>  ") == "<p>\na b\n</p>"


def test_paper_is_light_whatever_the_screen_was() -> None:
    style = assets()["assets/goalsite.css"].decode()
    before = style.split('[data-md-color-scheme="slate"]')[:-1]
    assert len(before) == 2  # the tokens, and the ground of the wallboard
    assert all("@media screen {" in part[-90:] for part in before)


def test_rows_share_their_columns_on_a_phone() -> None:
    style = assets()["assets/goalsite.css"].decode()
    phone = style[style.index("@container gs (max-width: 600px)") :]
    shared = "grid-template-columns: minmax(0, 1fr) 44px minmax(48px, auto) minmax(98px, auto)"
    assert phone.count(shared) == 2  # tables of goals, and the key results that unfold
