"""Makes the pictures that the README shows: main pages of the demo.

python -m tests.browser.pictures docs/pictures
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser
from tests.browser.launching import launched
from tests.browser.serving import built, served
from tests.publish.sites import DEMO

LARGEST = 150_000


@dataclass(frozen=True)
class Picture:
    """One picture: its name, what it shows and how."""

    name: str
    page: str
    width: int = 1280
    height: int = 720
    dark: bool = False
    waits_for: str = ".gs"


PICTURES = (
    Picture("home", ""),
    Picture("home-dark", "", dark=True),
    Picture("home-phone", "", width=360, height=740),
    Picture("objective", "teams/marketing/online-store/2026-q4/online-regulars/"),
    Picture("objective-phone", "teams/marketing/online-store/2026-q4/online-regulars/", width=360, height=740),
    Picture("kpi", "kpis/customer-satisfaction/"),
    Picture("team", "teams/service/"),
    Picture("alignment", "alignment/"),
    Picture("explore", "explore/", waits_for=".gs-find"),
    Picture(
        "check-in", "check-in/?goal=teams/service/2026-q4/same-day-answers", waits_for="form:not([hidden]) .gs-ask"
    ),
)


def taken(browser: Browser, root: str, picture: Picture) -> bytes:
    """Take a picture of a page of the site at ``root``."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-21T09:00:00Z")  # the day of the demo: the form proposes today
    page.goto(root + picture.page)
    page.wait_for_selector(picture.waits_for)
    made = page.screenshot()
    context.close()
    return made


def main(target: str) -> None:
    """Write all pictures into a folder."""
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, served(built(DEMO, Path(made) / "site")) as root, launched() as browser:
        for picture in PICTURES:
            image = taken(browser, root, picture)
            if len(image) > LARGEST:
                raise SystemExit(f"{picture.name}: {len(image)} bytes, more than {LARGEST}")
            (folder / f"{picture.name}.png").write_bytes(image)
            print(f"{picture.name}.png: {len(image) // 1000} KB")


if __name__ == "__main__":
    main(*sys.argv[1:])
