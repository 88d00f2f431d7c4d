"""What search finds below a page of help: its sections, without what only repeats other pages."""

from goalsite.site.pages import SearchedPart
from goalsite.site.searched_parts import searched_parts


def test_each_section_is_told_by_its_id_its_heading_and_its_words() -> None:
    body = (
        "<div><p>Before all</p><section><h2 id='a'>One &amp; <b>all</b></h2><p>It is.<br>So</p>"
        "<ul><li>this</li><li>that</li></ul></section><p>between</p>"
        "<section><h2 id='b'>Two</h2></section><p>The foot</p></div>"
    )
    assert searched_parts(body) == (SearchedPart("#a", "One & all", "It is. So this that"), SearchedPart("#b", "Two"))


def test_what_the_theme_would_not_search_is_left_out_with_all_that_is_in_it() -> None:
    body = (
        '<section><h2 id="a">Files <span data-search-exclude>4</span></h2><p>Said</p>'
        "<table data-search-exclude><tr><td>a<br>b <i>c</i></td></tr></table><p>and done</p></section>"
    )
    assert searched_parts(body) == (SearchedPart("#a", "Files", "Said and done"),)


def test_a_page_without_sections_has_no_parts() -> None:
    assert searched_parts("<h1>Title</h1><h2>No id</h2><p>Words</p>") == ()
