"""``goalsite import``: tables as people keep them become goals; hostile ones become nothing."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from tests.cli.conftest import CLEAN, Repository, Run
from tests.conftest import write_tree
from tests.publish.sites import files_of

from goalsite.writing.importing.cells import Amount, amount_of, cycle_of, day_of, period_end, text_of
from goalsite.writing.importing.columns import read_columns

OKRS = """\
公司 OKR 表,,,,,,,,,,
目标,负责人,部门,周期,对齐目标,关键结果,起始值,目标值,当前值,截止日期,备注
提升客户满意度,张三,客户服务部,2026年第四季度,,满意度评分,4.1 分,4.5,4.2,2026/12/20,x
,,,,,投诉: 每月,"1,200",600件,900,,=cmd|' /C calc'!A0
更快响应,Mei Lin,Growth,2026Q4,提升客户满意度,响应时间,9小时,4小时,,,
"""

KPIS = """\
Indicator;Responsible;Better;Target;Weight;2026年9月;2026-10;Nov 2026;Remark
Net sales;Mei Lin;越高越好;€1,200.5;30%;1100;1150,5;;
Reply time;Mei Lin;↓;4 hours;70%;5;4,5;99;
"""


def test_objectives_are_read_shown_and_then_written(run: Run, repository: Repository, tmp_path: Path) -> None:
    place = repository(CLEAN)
    table = write_tree(tmp_path, {"okr.csv": b"\xef\xbb\xbf" + OKRS.replace("\n", "\r\n").encode()}) / "okr.csv"
    before = files_of(place)
    shown = run("-C", place, "import", table)
    assert shown.exit_code == 0, shown.output
    assert "heads in row 2" in shown.stderr
    assert "  关键结果 → key result\n" in shown.stderr
    assert "  备注 → left out\n" in shown.stderr
    assert "nothing is written yet" in shown.stderr
    assert files_of(place) == before

    done = run("-C", place, "import", table, "--write")
    assert done.stdout == shown.stdout
    after = files_of(place)
    assert sorted(set(after) - set(before)) == sorted(done.stdout.split())
    satisfaction = after["goals/teams/客户服务部/2026-q4/提升客户满意度.md"].decode()
    assert satisfaction == (
        "---\nkind: objective\ntitle: 提升客户满意度\nowner: 张三\nkey_results:\n"
        "  满意度评分:\n    title: 满意度评分\n    from: 4.1\n    to: 4.5\n    unit: 分\n    due: 2026-12-20\n"
        '  投诉-每月:\n    title: "投诉: 每月"\n    from: 1200\n    to: 600\n    unit: 件\n'
        "check_ins:\n  - date: 2026-11-15\n    values: {满意度评分: 4.2, 投诉-每月: 900}\n---\n"
    )
    faster = after["goals/teams/growth/2026-q4/更快响应.md"].decode()
    assert "supports: teams/客户服务部/2026-q4/提升客户满意度\n" in faster
    assert run("-C", place, "check").exit_code == 0


@pytest.mark.parametrize(
    ("heads", "at"),
    [
        ("Objective,Owner,Key Result,Start,Target,Current", {"from": 3, "to": 4}),
        ("Objective,Owner,Key Result,Baseline,Goal,Actual", {"from": 3, "to": 4}),
        ("Goal,Owner,Key Result,Baseline Value,Target,Actual", {"objective": 0, "from": 3, "to": 4}),
        ("Goal,Owner,Key Result,Goal,Start,Now", {"objective": 0, "to": 3}),
        ("Goal,Objective,KR,From,Owner", {"to": 0, "objective": 1}),
        ("Goal,Objective,KR,From,To", {"objective": 1, "to": 4}),
        ("目标,负责人,关键结果,起始值,指标值,当前值", {"objective": 0, "to": 4}),
        ("O,负责人,关键结果,起始值,目标,当前值", {"objective": 0, "to": 4}),
        ("KPI,Owner,Goal,Weight", {"kpi": 0, "target": 2}),
        ("KPI,Owner,Target value,Weight", {"kpi": 0, "target": 2}),
        ("指标,负责人,目标,权重", {"kpi": 0, "target": 2}),
    ],
)
def test_an_end_is_found_under_the_heads_people_give_it(heads: str, at: dict[str, int]) -> None:
    columns = read_columns([heads.split(",")], {})
    assert columns is not None
    assert {name: columns.at.get(name) for name in at} == at
    assert columns.ends_missing == ()


def test_a_target_of_key_results_is_written_as_their_end(run: Run, repository: Repository, tmp_path: Path) -> None:
    text = "Objective,Owner,Key Result,Start,Target,Current\nGrow,Mei Lin,Leads,0,100,10\n,,Deals,0,10,2\n"
    place = repository(CLEAN)
    done = run("-C", place, "import", write_tree(tmp_path, {"t.csv": text}) / "t.csv", "--write")
    assert "  Target → to\n" in done.stderr
    assert "  deals: {title: Deals, from: 0, to: 10}\n" in (place / "goals/2026-q4/grow.md").read_text()
    assert "G204" not in done.stderr


HEADS = "Objective,Owner,Key Result,Start,Target,"


@pytest.mark.parametrize(
    ("heads", "rows", "current"),
    [
        # From 20 to 10 at 60 % stands at 14, not at 60.
        ("Progress", ["Grow,Mei,Hours,20,10,60%", "Grow,Mei,Deals,0,8,25 %"], None),
        ("进度", ["Grow,Mei,Hours,20,10,60%"], None),
        ("Actual", ["Grow,Mei,Hours,20,10,60%"], None),
        ("Progress", ["Grow,Mei,Hours,20,10,0.6", "Grow,Mei,Deals,0,8,1"], None),
        # Per cents on the way from per cents are a value, unless the head says progress.
        ("Actual", ["Grow,Mei,Rate,50%,80%,60%"], 5),
        ("Progress", ["Grow,Mei,Rate,50%,80%,60%"], None),
        # Under a head that says progress a plain number may be either.
        ("Progress", ["Grow,Mei,Hours,20,10,14", "Grow,Mei,Deals,0,8,1"], None),
        ("Progress", ["Grow,Mei,Hours,0,100,45%", "Grow,Mei,Deals,0,8,", "Grow,Mei,Calls,0,8,100"], None),
        ("Progress", ["Grow,Mei,Share,0,1,0.6"], None),
        ("Actual", ["Grow,Mei,Hours,20,10,14", "Grow,Mei,Deals,0,8,60%"], 5),
        ("Actual", ["Grow,Mei,Hours,20,10,"], 5),
        # The next column that may hold the value takes its place.
        ("Progress,Actual", ["Grow,Mei,Hours,20,10,60%,14"], 6),
        ("Progress,Current", ["Grow,Mei,A,0,100,45%,40", "Grow,Mei,B,8,4,0.25,7", "Grow,Mei,C,20,50,60,30"], 6),
        ("Current,Progress", ["Grow,Mei,A,0,100,40,45", "Grow,Mei,B,8,4,7,25"], 5),
        ("Progress,Current", ["Grow,Mei,A,0,100,,40"], 6),
    ],
)
def test_progress_is_no_current_value(heads: str, rows: list[str], current: int | None) -> None:
    columns = read_columns([line.split(",") for line in (HEADS + heads, *rows)], {})
    assert columns is not None
    assert columns.at.get("current") == current


def test_a_column_of_progress_is_said_to_be_left_out_unless_it_is_mapped(
    run: Run, repository: Repository, tmp_path: Path
) -> None:
    place = repository(CLEAN)
    table = write_tree(tmp_path, {"t.csv": f"{HEADS}Progress\nGrow,Mei Lin,Hours,20,10,60%\n"}) / "t.csv"
    left_out = "  Progress → left out: progress, not a current value, unless --map Progress=current says so\n"
    assert left_out in run("-C", place, "import", table).stderr
    mapped = run("-C", place, "import", table, "--map", "Progress=current")
    assert "  Progress → current\n" in mapped.stderr
    run("-C", place, "import", table, "--write")
    assert "check_ins" not in (place / "goals/2026-q4/grow.md").read_text()


def test_a_column_that_is_mapped_goes_before_one_that_is_guessed() -> None:
    rows = [line.split(",") for line in (f"{HEADS}Current,Progress", "Grow,Mei,Hours,20,10,15,14")]
    columns = read_columns(rows, {"progress": "current"})
    assert columns is not None
    assert columns.at["current"] == 6


def test_key_results_without_an_end_are_told_at_the_end(run: Run, repository: Repository, tmp_path: Path) -> None:
    place = repository(CLEAN)
    text = "Objective,Owner,Key Result,Start,Wish\nGrow,Mei Lin,Leads,0,100\n,,Deals,0,10\n"
    table = write_tree(tmp_path, {"t.csv": text}) / "t.csv"
    done = run("-C", place, "import", table)
    assert done.exit_code == 0
    assert done.stderr.endswith(
        "2 key results have no measure (G204)\n"
        "t.csv: no head is read as 'to', so nothing of it is measured; name one, like --map 'HEAD=to'\n"
        "nothing is written yet; --write does it\n"
    )
    assert "G204" not in run("-C", place, "import", table, "--map", "Wish=to").stderr
    write_tree(tmp_path, {"t.csv": "Objective,Owner,Key Result\nGrow,Mei Lin,Leads\n"})
    assert "no head is read as 'from, to', so" in run("-C", place, "import", table).stderr


def test_kpis_are_read_with_their_values(run: Run, repository: Repository, tmp_path: Path) -> None:
    place = repository(CLEAN)
    table = write_tree(tmp_path, {"kpi.csv": KPIS}) / "kpi.csv"
    done = run("-C", place, "import", table, "--write")
    assert done.exit_code == 0, done.output
    assert (place / "goals/kpis/net-sales.md").read_text() == (
        "---\nkind: kpi\ntitle: Net sales\nowner: Mei Lin\ndirection: up\ntarget: 1200.5\nunit: EUR\nweight: 30\n---\n"
    )
    assert (place / "goals/kpis/net-sales.csv").read_text() == "date,value\n2026-09-30,1100\n2026-10-31,1150.5\n"
    # November is not over on the day, so that its value is not one yet.
    assert (place / "goals/kpis/reply-time.csv").read_text() == "date,value\n2026-09-30,5\n2026-10-31,4.5\n"
    assert run("-C", place, "check").exit_code == 0


def test_what_is_there_already_stays_as_it_is(run: Run, repository: Repository, tmp_path: Path) -> None:
    place = repository(CLEAN)
    table = write_tree(tmp_path, {"kpi.csv": KPIS}) / "kpi.csv"
    run("-C", place, "import", table, "--write")
    before = files_of(place)
    done = run("-C", place, "import", table, "--write")
    assert done.exit_code == 0
    assert "kpis/net-sales.md is there already" in done.stderr
    assert files_of(place) == before


def test_a_workbook_is_read_with_real_numbers_days_and_per_cents(
    run: Run, repository: Repository, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Objective", "Owner", "KR", "Baseline", "Target value", "Current", "Due"])
    sheet.append(["Sell more", "Mei Lin", "Share", 0.1, 0.125, 0.11, datetime(2026, 12, 1)])
    sheet.append([None, None, "Price", 0.1 + 0.2, 5, None, None])
    for cell in ("D2", "E2", "F2"):
        sheet[cell].number_format = "0.0%"
    book.create_sheet("Notes").append(["nothing here"])
    book.save(tmp_path / "okr.xlsx")
    place = repository(CLEAN)
    done = run("-C", place, "import", tmp_path / "okr.xlsx", "--write")
    assert done.exit_code == 0, done.output
    assert (place / "goals/2026-q4/sell-more.md").read_text() == (
        "---\nkind: objective\ntitle: Sell more\nowner: Mei Lin\nkey_results:\n"
        '  share:\n    title: Share\n    from: 10\n    to: 12.5\n    unit: "%"\n    due: 2026-12-01\n'
        "  price:\n    title: Price\n    from: 0.3\n    to: 5\n"
        "check_ins:\n  - date: 2026-11-15\n    values: {share: 11}\n---\n"
    )


def test_columns_are_told_where_they_cannot_be_guessed(run: Run, repository: Repository, tmp_path: Path) -> None:
    place = repository(CLEAN)
    text = "What we want,Boss,Key result,From,To,Team\nWin it,Mei Lin,Share,1,2,whatever\n"
    table = write_tree(tmp_path, {"t.csv": text}) / "t.csv"
    assert "no row of heads is found" in run("-C", place, "import", table).stderr
    told = ("--map", "what we want=objective", "--map", "Boss=owner", "--map", "Team=")
    done = run("-C", place, "import", table, *told, "--cycle", "2027-q1")
    assert done.stdout == "goals/2027-q1/win-it.md\n", done.output
    wrong = run("-C", place, "import", table, "--map", "Boss=ownr")
    assert wrong.exit_code == 2
    assert "did you mean 'owner'?" in wrong.stderr


def test_cells_that_cannot_be_read_are_named_and_nothing_is_written(
    run: Run, repository: Repository, tmp_path: Path
) -> None:
    text = (
        "Objective,Owner,Cycle,Key result,From,To,Due\n"
        "A,Mei Lin,2026-q4,K,1,many,03/04/2026\nB,,2026-q4,K,1,2,\nC,Mei Lin,soon,K,1,2,\nD,Mei Lin,,K,2,2,\n"
    )
    place = repository(CLEAN)
    before = files_of(place)
    done = run("-C", place, "import", write_tree(tmp_path, {"t.csv": text}) / "t.csv", "--write")
    assert done.exit_code == 1
    for told in (
        "t.csv, row 2, 'To': 'many' is no number",
        "t.csv, row 2, 'Due': '03/04/2026' is no day; write it like 2026-10-31",
        "t.csv, row 3, 'Owner': 'B' has no owner",
        "t.csv, row 4, 'Cycle': 'soon' is no cycle",
        "t.csv, row 5, 'To': 'to' equals 'from'",
    ):
        assert told in done.stderr
    assert files_of(place) == before


def test_hostile_cells_stay_text(run: Run, repository: Repository, tmp_path: Path) -> None:
    text = (
        "Objective,Owner,Team,Key result,From,To\n"
        '"=HYPERLINK(""http://x"")",Mei Lin,../../etc,"<script>x</script>\n---\nkind: company",1,2\n'
        '"\x1b[2Jclear\u202e",Mei Lin,,"a: [b}",1,2\n'
    )
    place = repository(CLEAN)
    before = set(files_of(place))
    done = run("-C", place, "import", write_tree(tmp_path, {"t.csv": text}) / "t.csv", "--write")
    assert done.exit_code == 0, done.output
    assert "\x1b" not in done.output
    assert set(files_of(place)) - before == {
        "goals/teams/etc/team.md",
        "goals/teams/etc/2026-q4/hyperlink-http-x.md",
        "goals/2026-q4/2jclear.md",
    }
    written = (place / "goals/teams/etc/2026-q4/hyperlink-http-x.md").read_text()
    assert written.count("\n---\n") == 1
    assert "<script>x</script> --- kind: company" in written
    assert run("-C", place, "check").exit_code == 0


def test_files_that_are_no_tables_are_told(run: Run, repository: Repository, tmp_path: Path) -> None:
    place = repository(CLEAN)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 129 * 1024 * 1024)
    write_tree(
        tmp_path, {"a.xlsx": b"PK junk", "a.txt": "x", "gbk.csv": "目标,负责人\n".encode("gbk"), "q.csv": 'a,"b\n'}
    )
    for name, told in {
        "bomb.xlsx": "unpacks to more than 128 MiB",
        "a.xlsx": "is no workbook that can be read",
        "a.txt": "is neither .csv nor .xlsx",
        "gbk.csv": "save the file as CSV UTF-8",
        "q.csv": "cannot be read as CSV",
    }.items():
        done = run("-C", place, "import", tmp_path / name)
        assert done.exit_code == 2, name
        assert told in done.stderr
        assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1,200", Amount(Decimal(1200))),
        ("1.5", Amount(Decimal("1.5"))),
        ("3,5", Amount(Decimal("3.5"))),
        ("66 %", Amount(Decimal(66), "%")),
        ("６６％", Amount(Decimal(66), "%")),
        ("−4", Amount(Decimal(-4))),
        ("$1,000,000.50", Amount(Decimal("1000000.50"), "USD")),
        ("12 calls", Amount(Decimal(12), "calls")),
        (0.1 + 0.2, Amount(Decimal("0.3"))),
        (1e15, Amount(Decimal(10) ** 15)),
        ("1,2,3", None),
        ("1e6", None),
        ("3 of 5", None),
        ("soon", None),
        (True, None),
        (float("nan"), None),
    ],
)
def test_numbers_are_read_as_people_write_them(cell: str | float, amount: Amount | None) -> None:
    assert amount_of(cell) == amount


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("2026年第四季度", "2026-q4"),
        ("2026 Q4", "2026-q4"),
        ("Q4 2026", "2026-q4"),
        ("2026年上半年", "2026-h1"),
        ("2026年", "2026"),
        ("2026年3月", "2026-03"),
        ("FY2026-Q1", "fy2026-q1"),
        ("soon", None),
    ],
)
def test_cycles_are_read_as_people_write_them(text: str, cycle: str | None) -> None:
    assert cycle_of(text) == cycle


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026年10月3日", date(2026, 10, 3)),
        ("2026/10/3", date(2026, 10, 3)),
        (datetime(2026, 10, 3, 12), date(2026, 10, 3)),
        ("2026-02-30", None),
        ("10/03/2026", None),
    ],
)
def test_days_are_read_only_where_they_are_certain(cell: str | date, day: date | None) -> None:
    assert day_of(cell) == day


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("2026-02", date(2026, 2, 28)),
        ("2026年2月", date(2026, 2, 28)),
        ("Oct 2026", date(2026, 10, 31)),
        ("2026 Q3", date(2026, 9, 30)),
        ("2026", None),
        ("Remark", None),
    ],
)
def test_a_column_of_values_is_of_the_end_of_its_period(head: str, day: date | None) -> None:
    assert period_end(head) == day


def test_a_guard_before_a_formula_is_taken_off() -> None:
    assert text_of("'=1+1") == "=1+1"
    assert text_of("'tis") == "'tis"
