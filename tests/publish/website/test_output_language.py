"""The site is in its own language, whatever the terminal speaks; and what MkDocs says is in the terminal's."""

import csv
import io
import logging
from pathlib import Path

import feedparser
import mkdocs
import pytest
from tests.publish.sites import CONFIG, build, known_of, pages_of

from goalsite.language import language, speaking
from goalsite.publish.data.data_files import data_files
from goalsite.publish.website.mkdocs_words import MESSAGES, level_of, message_of
from goalsite.site.views.wallboard import WALLBOARD

ZH_SITE = {"mkdocs.yml": CONFIG.replace("  name: material\n", "  name: material\n  language: zh\n")}


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_data_is_in_the_sites_language_whatever_the_terminal_speaks(tmp_path: Path, spoken: str) -> None:
    with speaking(spoken):
        english = data_files(known_of(tmp_path / "en"))
        chinese = data_files(known_of(tmp_path / "zh", ZH_SITE))
        assert language() == spoken
    titles = [feedparser.parse(files["data/feed.xml"]).feed.title for files in (english, chinese)]
    assert titles == ["Acme: check-ins, KPI values, changes and closings", "Acme：更新、KPI数值、变更与目标结束"]
    assert "提交更新：Acme" in chinese["data/calendar.ics"].decode()
    assert "Check in: Acme" in english["data/calendar.ics"].decode()


def test_heads_and_words_of_csv_files_stay_those_of_the_contract(tmp_path: Path) -> None:
    files = data_files(known_of(tmp_path, ZH_SITE))
    rows = list(csv.DictReader(io.StringIO(files["data/objectives.csv"].decode("utf-8-sig"))))
    assert {row["type"] for row in rows} == {"aspirational"}
    total = files["data/scorecards.csv"].decode("utf-8-sig").splitlines()[-1]
    assert "合计" in total
    assert "1项中有1项有完成率" in total


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_pages_are_made_in_the_sites_language(tmp_path: Path, spoken: str) -> None:
    known = known_of(tmp_path)
    with speaking(spoken):
        assert {page.title for page in known.pages} >= {"Win the mid market", "Needs attention"}


def test_every_page_names_the_feed_in_its_head(tmp_path: Path) -> None:
    site = build({}, tmp_path)
    for path, page in pages_of(site).items():
        if path == WALLBOARD:
            continue
        (feed,) = [link for link in page.all("link") if link.get("type") == "application/atom+xml"]
        # Browsers and feed readers read words; Material's script takes the very word for a language of the site.
        assert feed["rel"] == "alternate "
        href = feed["href"] or ""
        here = site if href.startswith("/") else (site / path).parent
        assert (here / href.lstrip("/")).resolve() == (site / "data/feed.xml").resolve(), path


def record(level: int, text: str) -> logging.LogRecord:
    return logging.LogRecord("mkdocs", level, "", 1, text, None, None)


def test_what_mkdocs_says_of_every_build_is_translated_and_the_rest_stays() -> None:
    served = record(logging.INFO, "Serving on http://127.0.0.1:8000/")
    assert message_of(served) == "Serving on http://127.0.0.1:8000/"
    with speaking("zh"):
        assert message_of(served) == "网站地址：http://127.0.0.1:8000/"
        assert message_of(record(logging.INFO, "[23:46:42] Reloading browsers")) == "[23:46:42] 正在刷新浏览器"
        assert message_of(record(logging.INFO, "Something else {url}")) == "Something else {url}"
        assert "12.5" in message_of(record(logging.INFO, "Documentation built in 12.5 seconds"))
    assert [level_of(record(level, "")) for level in (logging.WARNING, logging.ERROR, logging.CRITICAL)] == [
        "warning",
        "error",
        "error",
    ]


def test_what_mkdocs_may_say_is_what_it_says() -> None:
    folder = Path(mkdocs.__file__).parent
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    assert [one.text for one in MESSAGES if one.text.partition("{")[0] not in sources] == []
