"""The language of a run: who decides it, and that nothing but names, codes and data is left in another one."""

import ast
import re
from pathlib import Path

import click
import pytest
from tests.cli.conftest import BROKEN, Repository, Run
from tests.conftest import write_tree
from tests.publish.sites import GOALS

from goalsite.cli.click_words import MESSAGES
from goalsite.cli.language import asked_for, language_of
from goalsite.cli.program import _COMMANDS
from goalsite.language import Plural, speaking
from goalsite.vocabulary import Direction, Status
from goalsite.wording import word
from goalsite.writing.importing.columns import KPI_COLUMNS, OBJECTIVE_COLUMNS
from goalsite.writing.rollover import Choice

ZH_SITE = {"mkdocs.yml": str(GOALS["mkdocs.yml"]).replace("  name: material\n", "  name: material\n  language: zh\n")}
NAMES = {"goalsite", "Markdown", "OKR", "KPI", "JSON", "Schema", "CSV", "GitHub", "mkdocs", "yml", "goals", "json"}
NAMES |= {"site", "team", "auto", "TEAM", "KIND", "DIR", "CODE", "DAY", "HOST", "LINK", "PORT"}
NAMES |= {"FROM", "TO", "GOAL", "FILE", "HEAD", "COLUMN", "SCENARIO", "TITLE", "TEXT", "kr", "true"}
NAMES |= {"CI", "CODEOWNERS", "XLSX", "YAML", "BASE", "COMMIT", "text", "markdown"}
NAMES |= {one.value for one in (*Choice, *Direction)}
NAMES |= {part for column in OBJECTIVE_COLUMNS | KPI_COLUMNS for part in column.split()}


def left_over(text: str) -> set[str]:
    """Return the English words of a text, apart from names, options and their values, examples and quoted data."""
    lines = [line for line in text.splitlines() if "示例：" not in line and not line.startswith("用法")]
    rest = re.sub(r"'[^']*'|“[^”]*”|\[[\w|]+\]|(?<!\w)--?[\w-]+", " ", "\n".join(lines))
    return set(re.findall(r"[A-Za-z]{2,}", rest)) - NAMES - set(_COMMANDS)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, None),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, None),
        ({"LC_ALL": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANGUAGE": "en:zh", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANGUAGE": "fr:zh_TW:en"}, "zh"),
        ({"LANGUAGE": "", "LANG": "zh"}, "zh"),
    ],
)
def test_the_environment_asks_in_gettexts_order_of_precedence(environment: dict[str, str], language: str) -> None:
    assert asked_for(environment) == language


def test_the_option_goes_before_the_environment_and_that_before_the_site(tmp_path: Path) -> None:
    site = str(write_tree(tmp_path / "zh", ZH_SITE))
    assert language_of(["check"], {}) == "en"
    assert language_of(["-C", site, "check"], {}) == "zh"
    assert language_of(["check", f"-C{site}"], {"LANG": "en_US.UTF-8"}) == "zh"
    assert language_of(["--language", "en", "-C", site, "check"], {"LANG": "zh_CN.UTF-8"}) == "en"
    assert language_of(["--language=zh", "check"], {}) == "zh"
    assert language_of(["--language", "fr"], {"LANG": "zh"}) == "en"
    assert language_of(["check", "--no-such", "-C", str(tmp_path / "nowhere")], {}) == "en"


@pytest.mark.parametrize("command", [[], *([name] for name in _COMMANDS)])
def test_help_is_chinese(run: Run, command: list[str]) -> None:
    done = run("--language", "zh", *command, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith("用法：")
    assert "显示本帮助并退出。" in done.stdout
    assert left_over(done.stdout) == set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "错误：没有命令“chek”"),
        (["check", "--nonsense"], "错误：没有选项'--nonsense'"),
        (["check", "more"], "错误：多出了参数（more）"),
        (["check", "--as-of"], "错误：选项'--as-of'需要1个值。"),
        (["check", "--strict=yes"], "错误：选项'--strict'不带值。"),
        (["check", "--format", "xml"], "'--format'的值无效：'xml'不在可选值之内："),
        (["check", "--as-of", "soon"], "'soon'不是日期"),
        (["export", "csv"], "错误：缺少参数 'DIR'"),
        (["-C", "nowhere", "check"], "错误：没有文件夹'nowhere'"),
        (["rule", "G999"], "可用“goalsite rule”列出全部规则"),
        (["--language", "zh", "--language", "fr"], "'--language' is not one of"),
    ],
)
def test_wrong_usage_is_answered_in_chinese(run: Run, words: list[str], said: str) -> None:
    done = run(*words, LANG="zh_CN.UTF-8")
    assert done.exit_code == 2
    if "--language" in words:
        assert "Invalid value for '--language'" in done.stderr
    else:
        assert said in done.stderr
        assert left_over(done.stderr.replace("; did you mean 'check'?", "")) == {"more"} & set(words)


def test_status_is_chinese_but_for_what_the_files_say(run: Run, repository: Repository) -> None:
    done = run("-C", repository(ZH_SITE), "status", "growth")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    with speaking("zh"):
        words = {status: word(status) for status in Status}
    assert lines[0] == "Growth，2026年第4季度，截至2026年11月15日，进度25%，已对齐100%"
    assert f"○ – {words[Status.NO_DATA]} Help calls（Mei Lin，尚无更新）" in lines
    title = f"25% {words[Status.AT_RISK]} Effortless onboarding（Mei Lin，2项中有1项有数据）"
    assert any(line.endswith(title) for line in lines)
    data = set(re.findall("[A-Za-z]+", "Growth Effortless onboarding Days to first value Help calls Mei Lin"))
    assert left_over(done.stdout) <= {*data, *" ".join(words.values()).split()}


def test_status_lines_up_by_what_a_terminal_shows(run: Run, repository: Repository) -> None:
    from goalsite.cli.columns import wide

    assert wide("正常 ab") == 7
    text = run("-C", repository(ZH_SITE), "status").stdout
    starts = {
        wide(line.partition(title)[0])
        for line in text.splitlines()
        for title in ("Win the", "Revenue")
        if title in line
    }
    assert len(starts) == 1


def test_what_a_command_did_is_said_in_chinese(run: Run, repository: Repository, tmp_path: Path) -> None:
    done = run("-C", repository(), "--language", "zh", "export", "json", tmp_path / "out")
    assert "2个文件，2个有变化；" in done.stderr
    done = run("-C", write_tree(tmp_path / "empty", {"README": ""}), "--language", "zh", "check")
    assert done.stderr.endswith("中没有文件夹'goals'；请用“-C DIR”指定仓库，或新建该文件夹\n")


def test_the_next_run_speaks_its_own_language(run: Run) -> None:
    assert run("check", "--help", LANG="zh_CN.UTF-8").stdout.startswith("用法：")
    assert run("check", "--help").stdout.startswith("Usage: ")
    assert "Missing argument" in run("export").stderr


def test_what_click_may_say_is_what_click_says() -> None:
    said = {
        node.value
        for path in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    }
    ours = {text for one in MESSAGES for text in ((one.text, one.many) if isinstance(one, Plural) else (one.text,))}
    assert ours <= said


def test_a_step_summary_is_in_the_language_of_the_run(run: Run, repository: Repository, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    run("-C", repository({**ZH_SITE, **BROKEN}), "check", GITHUB_STEP_SUMMARY=str(summary))
    assert "| 级别 | 位置 | 代码 | 问题 |" in summary.read_text(encoding="utf-8")
