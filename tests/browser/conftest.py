"""The demo site in a real browser: the Chromium of the machine, opened once a test run; nothing is downloaded."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response
from tests.browser.demo import Site
from tests.browser.launching import MISSING, launched, program
from tests.browser.serving import built, served
from tests.publish.sites import DEMO

Open = Callable[..., "Seen"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly at the very end that nothing was looked at."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if MISSING in str(report.longrepr)]
    if skipped:
        terminalreporter.section("NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests were skipped: {MISSING}. Install chromium and run them.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser; without one skip, or fail where one is promised."""
    if program() is None:
        if os.environ.get("GOALSITE_NEEDS_BROWSER"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the demo site, served. Each process builds its own: that takes two seconds, less than waiting would."""
    folder = built(DEMO, tmp_path_factory.mktemp("demo") / "site")
    with served(folder) as root:
        yield Site(folder, root)


class Seen:
    """A page in the browser, and what was wrong with it: ``complaints`` are errors of scripts and failed requests."""

    def __init__(self, page: Page, root: str, *, scripts: bool) -> None:
        self.page = page
        self.root = root
        self.scripts = scripts
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(f"console: {said.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.root, "about:", "data:", "blob:")):
            self.complaints.append(f"asked another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what was still on its way when the page was left
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.complaints.append(f"{answer.status}: {answer.url}")

    def go(self, path: str = "") -> "Seen":
        """Open a page by its address below the root; what was wrong before is forgotten."""
        self.complaints.clear()
        self.page.goto(self.root + quote(path, safe="/?=&#%"), wait_until="load")
        if self.scripts and path.startswith("explore/"):
            self.page.wait_for_selector(".gs-find")
        if self.scripts and path.startswith("check-in/?"):
            self.page.wait_for_selector(".gs-checkin form:not([hidden])")
        return self


@pytest.fixture
def browse(chromium: Browser, demo: Site) -> Iterator[Open]:
    """Return a function that opens a page of the demo; ``root`` names another site, ``scripts=False`` has none."""
    contexts = []

    def opened(
        path: str = "", *, width: int = 1280, dark: bool = False, scripts: bool = True, root: str | None = None
    ) -> Seen:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="UTC",
        )
        contexts.append(context)
        return Seen(context.new_page(), root or demo.root, scripts=scripts).go(path)

    yield opened
    for context in contexts:
        context.close()
