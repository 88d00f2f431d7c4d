"""With Chinese asked for, pages are Chinese: nothing is said in English but names."""

import pytest
from tests.site.chinese import TREE, english_words
from tests.site.conftest import Pages, Rendered
from tests.site.reading_html import Parsed

from goalsite.settings import Settings
from goalsite.site.pages import PageKind


@pytest.fixture
def chinese(pages: Rendered) -> Pages:
    return pages(TREE, settings=Settings(language="zh"))


def test_no_page_says_anything_in_english(chinese: Pages) -> None:
    assert {page.kind for page in chinese.values()} == set(PageKind)
    assert {page.path: words for page in chinese.values() if (words := english_words(page))} == {}


def test_a_sentence_says_what_decided(chinese: Pages) -> None:
    # Expected on 12 November: 0.9 + 0.1 × 2 ÷ 51 = 0.904 of the planned line; 0.2 is there.
    objective = Parsed(chinese["2026-q4/l.md"].body).text
    assert (
        "偏离：按最近一次数据（11月12日）计，落后70个百分点，超过25个百分点。仅看信心：0.90，不低于0.70。"
        "1个关键结果中有1个有数据。" in objective
    )
    kpi = Parsed(chinese["kpis/m.md"].body).text
    assert "预警：低于目标值€12.00，未越过预警值€11.00。2026年10月31日的数值。按年均变化+€1.54推算，" in kpi


def test_formulas_and_their_inputs_are_told_in_chinese(chinese: Pages) -> None:
    said = Parsed(chinese["teams/g/2026-q4/o.md"].body).text
    assert "进度 (当前值 − 起始值) ÷ (目标值 − 起始值) = (7 − 10) ÷ (4 − 10) = 50%" in said
    assert "起始值：10（teams/g/2026-q4/o.md:11）" in said
    assert "11月12日至11月18日：达标、99.99、进行中；" in said


def test_cycles_and_dates_are_named_as_chinese_names_them(chinese: Pages) -> None:
    said = Parsed(chinese["2026-q4/w.md"].body).text
    assert "星河 / 2026年第4季度" in said
    assert "10月1日至12月31日" in said
    assert "截至2026年11月15日" in said
