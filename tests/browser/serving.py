"""Builds a site as its users do, and serves it on a port of this machine, as a static host would."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.publish.sites import environment


def built(root: Path, folder: Path, *, with_errors: bool = False) -> Path:
    """Build the site of a repository and return its folder; goals ``with_errors`` are published, too."""
    command = [sys.executable, "-m", "goalsite", "-C", str(root), "build", "--site-dir", str(folder)]
    said = subprocess.run(command, env=environment(GOALSITE_CACHE_DIR=""), capture_output=True, text=True, check=False)
    assert said.returncode == int(with_errors), said.stdout + said.stderr
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing: what fails, the browser tells."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; give the address of its root, which ends with a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
