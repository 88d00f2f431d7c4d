"""The CI files of ``goalsite init``: valid, safe, and made of commands that work."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import write_tree
from tests.publish.sites import environment

from goalsite.cli.program import _COMMANDS
from goalsite.writing.starter import skeleton

MARK = "<!-- goalsite impact -->"
RUN = "https://github.example/acme/goals/actions/runs/7#artifacts"
PIPELINE = "https://gitlab.example/acme/goals/-/pipelines/7"

needs_diff = pytest.mark.skipif("diff" not in _COMMANDS, reason="goalsite diff is not there yet")


def tool(name: str) -> str:
    """Return a development tool's program; skip where it is not installed."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new repository as init makes it, with a branch that changes a goal."""
    from datetime import UTC, datetime

    root = tmp_path_factory.mktemp("company")
    write_tree(root, skeleton("en", name="Acme", today=datetime.now(UTC).date(), version="0"))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Our goals")
    git(root, "switch", "-qc", "change")
    (goal,) = root.glob("goals/teams/support/*/answers-at-hand.md")
    goal.write_text(goal.read_text().replace("to: 60", "to: 80"))
    git(root, "commit", "-qam", "More answers")
    return root


def git(root: Path, *words: str) -> str:
    who = ["-c", "user.name=Mei Lin", "-c", "user.email=mei@example.com", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True).stdout


def github(company: Path, name: str) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load((company / f".github/workflows/{name}.yml").read_text())
    return workflow


def gitlab(company: Path) -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load((company / ".gitlab-ci.yml").read_text())
    return jobs


def shell(script: str, cwd: Path, path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runners do, with ``goalsite`` and stand-ins for other programs found first."""
    where = os.pathsep.join([str(path), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=cwd,
        env=environment(PATH=where, GOALSITE_CACHE_DIR="", **more),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with a program ``goalsite`` that is this one, and ``python``."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, words in {"goalsite": f'"{sys.executable}" -m goalsite', "python": f'"{sys.executable}"'}.items():
        (folder / name).write_text(f'#!/bin/sh\nexec {words} "$@"\n')
        (folder / name).chmod(0o755)
    return folder


def test_workflows_are_valid(company: Path) -> None:
    check = tool("check-jsonschema")
    for schema, files in {
        "vendor.github-workflows": sorted(company.glob(".github/workflows/*.yml")),
        "vendor.dependabot": [company / ".github/dependabot.yml"],
    }.items():
        done = subprocess.run([check, "--builtin-schema", schema, *files], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    words = [
        check,
        "--builtin-schema",
        "vendor.gitlab-ci",
        "--data-transform",
        "gitlab-ci",
        str(company / ".gitlab-ci.yml"),
    ]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing(company: Path) -> None:
    words = [tool("zizmor"), "--offline", "--pedantic", "--no-progress", str(company)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout + done.stderr


def test_actions_are_pinned_and_tokens_may_do_no_more_than_they_must(company: Path) -> None:
    for path in sorted(company.glob(".github/workflows/*.yml")):
        for used in re.findall(r"uses: (\S+)(.*)", path.read_text()):
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", used[0])
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", used[1])
        workflow = yaml.safe_load(path.read_text())
        assert workflow["permissions"] == {}
        assert "secrets" not in path.read_text()
    (check,) = github(company, "goals-check")["jobs"].values()
    assert check["permissions"] == {"contents": "read"}
    checkout = check["steps"][0]["with"]
    assert checkout == {"fetch-depth": 0, "persist-credentials": False}
    (comment,) = github(company, "goals-comment")["jobs"].values()
    assert not any("checkout" in step.get("uses", "") for step in comment["steps"])
    assert gitlab(company)["variables"] == {"GIT_DEPTH": "0"}


def run_steps(job: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for step in job["steps"]:
        if "run" in step and step.get("id") != "install" and step["name"] != "Install":
            yield step["name"], step["run"]


def test_the_commands_of_the_github_jobs_work(company: Path, programs: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(company), str(clone))
    summary = tmp_path / "summary.md"
    (check,) = github(company, "goals-check")["jobs"].values()
    for name, script in run_steps(check):
        if name == "Tell the impact" and "diff" not in _COMMANDS:
            continue
        more = {"BASE": "main", "RUN": RUN, "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
        done = shell(script, clone, programs, **more)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "### Goals" in summary.read_text()
    assert (clone / "site/index.html").is_file()
    for name, script in run_steps(github(company, "goals-publish")["jobs"]["build"]):
        done = shell(script, clone, programs)
        assert done.returncode == 0, name + done.stderr


@needs_diff
def test_the_impact_of_a_pull_request_is_told(company: Path, programs: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(company), str(clone))
    (check,) = github(company, "goals-check")["jobs"].values()
    script = dict(run_steps(check))["Tell the impact"]
    done = shell(script, clone, programs, BASE="main", RUN=RUN, GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert done.returncode == 0, done.stderr
    impact_text = (clone / "impact/impact.md").read_text()
    assert "Everyone has the answer at hand" in impact_text
    assert f"artifacts of [this run]({RUN}).\n" in impact_text
    impact = gitlab(company)["impact"]["script"]
    base = git(clone, "rev-parse", "origin/main").strip()
    done = shell("\n".join(impact), clone, programs, CI_MERGE_REQUEST_DIFF_BASE_SHA=base, CI_PIPELINE_URL=PIPELINE)
    assert done.returncode == 0, done.stderr
    assert "Everyone has the answer at hand" in done.stdout
    assert f"artifacts of [this run]({PIPELINE}).\n" in done.stdout


def test_the_report_names_the_artifact_that_both_forges_keep(company: Path) -> None:
    (check,) = github(company, "goals-check")["jobs"].values()
    (kept,) = [step["with"] for step in check["steps"] if step["name"] == "Keep the preview"]
    assert (kept["name"], kept["path"]) == ("preview", "site")
    told = next(step for step in check["steps"] if step["name"] == "Tell the impact")
    # Of what a pull request could choose, nothing is put into a script; where the run is, only the forge says.
    expressions = re.findall(r"\$\{\{ *(.*?) *\}\}", told["env"]["RUN"])
    assert expressions == ["github.server_url", "github.repository", "github.run_id"]
    assert "${{" not in told["run"]
    assert gitlab(company)["preview"]["artifacts"]["paths"] == ["site/"]


GH = """\
import json, os, sys
words, state = sys.argv[1:], os.environ["STATE"]
said = json.load(open(state))
where = next(word for word in words if word.startswith("repos/"))
method = words[words.index("--method") + 1] if "--method" in words else "GET"
if where.endswith("/pulls"):
    assert "head=fork:change" in words, words
    rows = [row["number"] for row in said["pulls"] if row["sha"] == os.environ["HEAD_SHA"]]
    print("\\n".join(map(str, rows)))
elif method == "GET":
    mark = "<!-- goalsite impact -->"
    ours = [c for c in said["comments"] if c["login"] == "github-actions[bot]" and c["body"].startswith(mark)]
    print("\\n".join(str(comment["id"]) for comment in ours))
else:
    body = open(next(word for word in words if word.startswith("body=@"))[6:], encoding="utf-8").read()
    if method == "POST":
        assert where == "repos/acme/goals/issues/7/comments", where
        said["comments"].append({"id": 99, "login": "github-actions[bot]", "body": body})
    else:
        (comment,) = [one for one in said["comments"] if str(one["id"]) == where.rpartition("/")[2]]
        comment["body"] = body
    json.dump(said, open(state, "w"))
"""
"""A forge of its own kind: it answers the requests that the script makes."""


def test_the_impact_is_commented_once_and_then_brought_up_to_date(
    company: Path, programs: Path, tmp_path: Path
) -> None:
    (programs / "gh").write_text(f"#!{sys.executable}\n{GH}")
    (programs / "gh").chmod(0o755)
    state = tmp_path / "state.json"
    theirs = {"id": 1, "login": "mallory", "body": f"{MARK}\nnot ours"}
    state.write_text(json.dumps({"pulls": [{"number": 7, "sha": "abc"}], "comments": [theirs]}))
    (job,) = github(company, "goals-comment")["jobs"].values()
    (script,) = [step["run"] for step in job["steps"] if "run" in step]
    more = {"STATE": str(state), "REPOSITORY": "acme/goals", "HEAD_OWNER": "fork", "HEAD_BRANCH": "change"}

    def comments(text: bytes, sha: str = "abc") -> list[str]:
        write_tree(tmp_path, {"impact/impact.md": text})
        done = shell(script, tmp_path, programs, HEAD_SHA=sha, **more)
        assert done.returncode == 0, done.stdout + done.stderr
        return [one["body"] for one in json.loads(state.read_text())["comments"]]

    assert comments(b"first") == [theirs["body"], f"{MARK}\nfirst"]
    assert comments("第二 $(touch pwned) `x`".encode()) == [theirs["body"], f"{MARK}\n第二 $(touch pwned) `x`"]
    assert len(comments("长".encode() * 40_000)[1]) < 21_000
    assert comments(b"of an older push", sha="old")[1].startswith(f"{MARK}\n长")
    assert len(comments(b"")) == 2
    assert not (tmp_path / "pwned").exists()


class _Forge(BaseHTTPRequestHandler):
    """Answers as GitLab's API does, from and into ``server.notes``."""

    server: "_Server"

    def do_GET(self) -> None:
        assert self.headers["PRIVATE-TOKEN"] == "secret"
        path, first = self.path.partition("?")[0], self.path.endswith("&page=1")
        if path == "/user":
            self._answer({"id": 5})
        elif path.endswith("/merge_requests"):
            self._answer(
                [{"iid": 3, "web_url": "https://gitlab.example/acme/goals/-/merge_requests/3"}] if first else []
            )
        else:
            self._answer(self.server.notes if first else [])

    def do_POST(self) -> None:
        self.server.notes.append({"id": len(self.server.notes), "author": {"id": 5}, "body": self._body()})
        self._answer({})

    def do_PUT(self) -> None:
        self.server.notes[int(self.path.rpartition("/")[2])]["body"] = self._body()
        self._answer({})

    def _body(self) -> str:
        return str(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"])

    def _answer(self, said: object) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_: object) -> None:
        pass


class _Server(HTTPServer):
    notes: list[dict[str, Any]]


@needs_diff
def test_gitlabs_schedule_comments_open_merge_requests_once(company: Path, programs: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(company, "update-ref", "refs/merge-requests/3/head", "change")
    git(tmp_path, "clone", "-q", "-b", "main", str(company), str(clone))
    server = _Server(("127.0.0.1", 0), _Forge)
    server.notes = [{"id": 0, "author": {"id": 6}, "body": f"{MARK}\nnot ours"}]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        more = {
            "CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}",
            "CI_PROJECT_ID": "1",
            "GOALSITE_TOKEN": "secret",
            "CI_DEFAULT_BRANCH": "main",
        }
        for _ in range(2):
            done = shell("\n".join(gitlab(company)["comment"]["script"]), clone, programs, **more)
            assert done.returncode == 0, done.stdout + done.stderr
    finally:
        server.shutdown()
        server.server_close()
    assert [one["author"]["id"] for one in server.notes] == [6, 5]
    assert "Everyone has the answer at hand" in server.notes[1]["body"]
    assert "[this run](https://gitlab.example/acme/goals/-/merge_requests/3/pipelines)" in server.notes[1]["body"]


def test_the_commands_of_the_gitlab_jobs_work(company: Path, programs: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(company), str(clone))
    for name in ("check", "preview", "pages"):
        done = shell("\n".join(gitlab(company)[name]["script"]), clone, programs)
        assert done.returncode == 0, name + done.stdout + done.stderr
    assert isinstance(json.loads((clone / "gl-code-quality-report.json").read_text()), list)
    assert (clone / "public/index.html").is_file()
