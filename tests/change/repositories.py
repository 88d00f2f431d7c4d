"""Real git repositories for tests, a commit a line."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.conftest import write_tree

COMPANY = "---\nkind: company\ntitle: Acme\n---\n"
MEI = "Mei Lin <mei@example.com>"


class Goals:
    """A repository whose goals folder is changed by :meth:`commit`, as somebody, on some day."""

    def __init__(self, folder: Path, goals_dir: str = "goals") -> None:
        self.folder = folder
        self.goals = folder / goals_dir
        folder.mkdir(parents=True, exist_ok=True)
        self.goals.mkdir(parents=True, exist_ok=True)
        if not (folder / ".git").exists():
            self.git("init", "-q", "-b", "main")

    def git(self, *words: str, day: str = "2026-10-01", by: str = MEI, **environment: str) -> str:
        """Run git as somebody on some day (at noon, or at a time given with it), and return what it says."""
        name, _, email = by.rpartition(" <")
        moment = day if "T" in day else f"{day}T12:00:00"
        stamp = f"{int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())} +0000"
        identity = {
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": email.rstrip(">"),
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": email.rstrip(">"),
            "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_DATE": stamp,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            # Tests write thousands of small files, and nobody needs them after a power cut.
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": "core.fsync",
            "GIT_CONFIG_VALUE_0": "none",
            "GIT_CONFIG_KEY_1": "gc.auto",
            "GIT_CONFIG_VALUE_1": "0",
        }
        done = subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**os.environ, **identity, **environment},
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("utf-8", "replace").strip()

    def copy(self, folder: Path) -> "Goals":
        """Return a copy of the whole repository."""
        shutil.copytree(self.folder, folder)
        return Goals(folder, str(self.goals.relative_to(self.folder)))

    def write(self, tree: Mapping[str, str | bytes | None]) -> None:
        """Write files below the goals folder; None takes one away."""
        write_tree(self.goals, {path: content for path, content in tree.items() if content is not None})
        for path, content in tree.items():
            if content is None:
                (self.goals / path).unlink()

    def commit(self, day: str, tree: Mapping[str, str | bytes | None], message: str = "Change", by: str = MEI) -> str:
        """Write files, commit everything, and return the commit's id."""
        self.write(tree)
        self.git("add", "-A")
        (self.folder / ".git" / "message").write_text(message, encoding="utf-8", errors="surrogateescape")
        self.git("commit", "-q", "--allow-empty", "-F", ".git/message", day=day, by=by)
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str, day: str, by: str = MEI, **tree: str) -> str:
        """Merge a branch, keeping it visible, and return the merge's id."""
        self.git("merge", "-q", "--no-ff", "-m", f"Merge {branch}", branch, day=day, by=by, **tree)
        return self.git("rev-parse", "HEAD")
