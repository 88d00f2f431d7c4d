"""The wheel holds all that a site needs: it works away from the repository."""

import importlib.util
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from tests.conftest import write_tree
from tests.publish.sites import DEMO, GOALS

pytestmark = pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed")


def _run(*command: object, cwd: Path) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=cwd, capture_output=True, text=True, env={**kept, "NO_MKDOCS_2_WARNING": "1"}, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_installed_wheel_builds_a_site(tmp_path: Path) -> None:
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist", cwd=DEMO)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"goalsite/site_templates/pages/home.html", "goalsite/site_templates/theme/goalsite-page.html"} <= names
    assert not [name for name in names if name.startswith(("tests/", "goals/", "site_templates/"))]

    # The dependencies are those of this environment: what is tried is the wheel.
    venv.create(tmp_path / "env", with_pip=False)
    (home,) = (tmp_path / "env/lib").glob("python*/site-packages")
    (home / "here.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")) + "\n")
    zipfile.ZipFile(wheel).extractall(home)
    python = tmp_path / "env/bin/python"
    place = write_tree(tmp_path / "company", GOALS)
    _run(python, "-m", "goalsite", "build", cwd=place)
    assert "Win the mid market" in (place / "site/2026-q4/win/index.html").read_text()
    assert (place / "site/assets/goalsite.css").is_file()
    _run(python, "-m", "mkdocs", "build", "-q", "-d", tmp_path / "plain", cwd=place)
    page = "2026-q4/win/index.html"
    assert (tmp_path / "plain" / page).read_bytes() == (place / "site" / page).read_bytes()

    # As a new user would: an empty folder, init, and the two lines it prints.
    lines = _run(python, "-m", "goalsite", "init", "ours", cwd=tmp_path).splitlines()
    for line in lines:
        _run(python, "-m", *line.split(), cwd=tmp_path)
    assert "Customers hear from us the same day" in (tmp_path / "ours/site/index.html").read_text()
    assert (tmp_path / "ours/.github/workflows/goals-check.yml").is_file()
    done = _run(
        python, "-m", "goalsite", "-C", "ours", "new", "kpi", "--example", "brand", "--owner", "x", cwd=tmp_path
    )
    assert done == "goals/kpis/new-followers.md\n"
