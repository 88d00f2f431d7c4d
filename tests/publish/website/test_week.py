"""What home tells of the week."""

from datetime import date
from pathlib import Path

from tests.change.quarter import FIRST, RATE, grow
from tests.change.repositories import Goals
from tests.conftest import write_tree
from tests.publish.website.lived_site import AS_OF, text
from tests.site.reading_html import Parsed

from goalsite.publish.understanding.pipeline import understand


def test_home_tells_of_the_seven_days_up_to_the_day(lived: Goals) -> None:
    # On 20 November only the check-in of the 16th; on the 11th two moves, of the 5th and the 10th. The check-in before
    # it was of 12 October: 3 of 6 sales and calls down by 5 of 5, (50 % + 100 %) ÷ 2. Then mails took the place of
    # calls: 4.5 of 6 and 25 of 100, (75 % + 25 %) ÷ 2.
    assert "This week 1 All changes 16 NovGrow check-in: 75% → 50%" in text(understand(lived.folder).pages[0])
    earlier = text(understand(lived.folder, as_of=date(2026, 11, 11)).pages[0])
    week = earlier[earlier.index("This week") :]
    assert week.startswith("This week 2 All changes 10 Nov")
    assert "5 Novgoalpost moved Grow Calls: target 10 → 15 no reason given" in week


def test_the_week_tells_of_the_values_of_kpis_too(tmp_path: Path) -> None:
    # Two values lie in the seven days up to the 20th; the newest of those before is 40. A whole has none of its own.
    rate = RATE.replace("up\n", 'up\nunit: "%"\n').format(60)
    values = "".join(
        f"  - {{date: {day}, value: {value}}}\n" for day, value in (("11-02", 40), ("11-14", 45), ("11-16", 50.5))
    ).replace("date: ", "date: 2026-")
    whole = "---\nkind: kpi\ntitle: All\nowner: Mei Lin\ndirection: up\ncombine: sum\n---\n"
    first = "---\nkind: kpi\ntitle: New\nowner: Mei Lin\ndirection: up\nvalues: [{date: 2026-11-20, value: 7}]\n---\n"
    late = first.replace("New", "Quiet").replace("11-20", "11-13")
    files = {"company.md": FIRST["company.md"], "kpis/rate.md": f"{rate}{values}part_of: all\n---\n"}
    files |= {"kpis/all.md": whole, "kpis/new.md": first, "kpis/quiet.md": late}
    write_tree(tmp_path / "goals", files)
    said = text(understand(tmp_path, as_of=AS_OF).pages[0])
    week = said[said.index("This week") :]
    assert week.startswith("This week 2 All changes 20 NovNew value: 7 16 NovRate value: 40.0% → 50.5%")
    assert "Quiet" not in week


def checked(title: str, day: str, before: int, after: int) -> str:
    told = f"  - {{date: 2026-10-12, values: {{sales: {before}}}}}\n  - {{date: {day}, values: {{sales: {after}}}}}\n"
    return grow("sales: {title: Sales, from: 0, to: 100}", check_ins=told).replace("Grow", title)


def test_the_week_lists_the_largest_moves_and_folds_the_others(tmp_path: Path) -> None:
    # Ten objectives, moved by 0, 1, … 9 of 100: the two that moved least are folded, one of them stands still.
    tree = dict(FIRST)
    for moved in range(10):
        tree[f"teams/growth/2026-q4/{moved}.md"] = checked(f"Goal {moved}", f"2026-11-{20 - moved % 3}", 20, 20 + moved)
    write_tree(tmp_path / "goals", tree)
    home = understand(tmp_path, as_of=AS_OF).pages[0].body
    week = home[home.index('id="week"') :]
    shown, _fold, folded = week.partition("<details")
    assert "10, these matter most" in shown
    assert [moved for moved in range(10) if f"Goal {moved}<" in shown] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert "2 more of this week" in folded
    said = " ".join(Parsed(folded).text.split())
    assert "Goal 1 check-in: 20% → 21%" in said
    assert "Goal 0 check-in: still 20%" in said


def test_of_very_many_check_ins_those_not_listed_are_counted(tmp_path: Path) -> None:
    tree = dict(FIRST)
    tree |= {f"teams/growth/2026-q4/g{n}.md": checked(f"Goal {n}", "2026-11-20", 20, 50) for n in range(60)}
    write_tree(tmp_path / "goals", tree)
    home = text(understand(tmp_path, as_of=AS_OF).pages[0])
    # Eight are listed and forty folded.
    assert "60, these matter most" in home
    assert "52 more of this week" in home
    assert "and 12 more; the data has all check-ins and values." in home
