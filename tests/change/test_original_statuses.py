"""The status each key result would have under the original."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.change.repositories import COMPANY, Goals

from goalsite.change.originals import Beside
from goalsite.publish.understanding.pipeline import understand
from goalsite.vocabulary import Status


def grow(sales: int, more: str = "") -> str:
    return (
        "---\nkind: objective\ntitle: Grow\nowner: Mei Lin\nkey_results:\n"
        f"  sales: {{title: Sales, from: 0, to: {sales}}}\n  calls: {{title: Calls, from: 0, to: 10}}\n{more}"
        "check_ins:\n  - {date: 2026-11-16, values: {sales: 2, calls: 5}}\n---\n"
    )


def test_each_key_result_has_its_own_status_under_the_original(tmp_path: Path) -> None:
    # On the figures' day 46 of 91 days are gone, 51 %: 2 of 10 is 31 points behind, 2 of 4 one, 5 of 10 one.
    goals = Goals(tmp_path)
    goals.commit("2026-10-01", {"company.md": COMPANY, "2026-q4/grow.md": grow(10)})
    added = "  mails: {title: Mails, from: 0, to: 10}\n"
    goals.commit("2026-11-05", {"2026-q4/grow.md": grow(4, added)})
    known = understand(goals.folder, as_of=date(2026, 11, 20))
    assert known.goalposts is not None
    assert known.goalposts["2026-q4/grow"].key_results == (
        Beside("sales", "Sales", Fraction(1, 2), Fraction(1, 5), Status.ON_TRACK, Status.OFF_TRACK),
        Beside("calls", "Calls", Fraction(1, 2), Fraction(1, 2), Status.ON_TRACK, Status.ON_TRACK),
        Beside("mails", "Mails", None, None, Status.NO_DATA, None),
    )
