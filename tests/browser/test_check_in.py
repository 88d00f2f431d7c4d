"""The check-in form, filled in by hand: its file is what the model reads, and the forge is opened with it."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Open
from tests.browser.serving import built, served
from tests.conftest import write_tree
from tests.publish.sites import GOALS

from goalsite.publish.understanding.pipeline import understand

FORGE = "repo_url: https://github.com/acme/goals\n"
GOAL = "teams/growth/2026-q4/onboarding"
OBJECTIVE = """---
kind: objective
title: Effortless onboarding
owner: Mei Lin
supports: win
key_results:
  days: {title: Days to first value, from: 10, to: 4}
  calls: {title: Help calls, from: 30, to: 10}
  steps: {title: The guide, milestones: [{title: Written}, {title: Tried out}]}
---
"""


DOUBTFUL = "teams/growth/2026-q4/tour"
SAID = OBJECTIVE.replace("Effortless onboarding", "A shorter tour").replace(
    "\n---\n", "\ncheck_ins: [{date: 2026-11-10, values: {days: 9}, confidence: 0.68}]\n---\n"
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small repository on a forge."""
    root = tmp_path_factory.mktemp("forge")
    config = str(GOALS["mkdocs.yml"]) + FORGE
    write_tree(root, {**GOALS, f"goals/{GOAL}.md": OBJECTIVE, f"goals/{DOUBTFUL}.md": SAID, "mkdocs.yml": config})
    return root


@pytest.fixture(scope="module")
def there(repository: Path) -> Iterator[str]:
    """Return the address of its site."""
    with served(built(repository, repository / "site")) as root:
        yield root


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site whose settings fix no day."""
    root = tmp_path_factory.mktemp("running")
    config = str(GOALS["mkdocs.yml"]).replace("as_of: 2026-11-15", "history: false")
    assert "as_of" not in config
    company, goal = GOALS["goals/company.md"], OBJECTIVE.replace("supports: win\n", "")  # nothing that has a day
    write_tree(root, {"goals/company.md": company, f"goals/{GOAL}.md": goal, "mkdocs.yml": config})
    with served(built(root, root / "site")) as address:
        yield address


def _fill_in(page: Page) -> None:
    """Fill in what someone would after a week."""
    page.get_by_label("Days to first value").fill("6.5")
    page.get_by_label("Written").check()
    page.get_by_label("One for all").check()
    page.get_by_role("slider", name="Confidence", exact=True).last.fill("80")
    page.get_by_label("What happened").fill('Half the guide: *written*, "tried" next week.')
    page.get_by_label("Your name or id").fill("mei")
    page.locator("[name=date]").fill("2026-11-15")


EXPECTED = """---
kind: check-in
date: 2026-11-15
by: mei
values:
  days: 6.5
  steps:
    - "Written"
confidence: 0.8
---
Half the guide: *written*, "tried" next week.
"""


def test_the_file_is_what_was_filled_in_and_moves_the_number(browse: Open, there: str, repository: Path) -> None:
    seen = browse(f"check-in/?goal={GOAL}", root=there)
    assert seen.page.locator("[data-part=goal]").inner_text() == "Effortless onboarding"
    assert seen.page.get_by_role("button", name="Download").is_disabled()
    _fill_in(seen.page)
    with seen.page.expect_download() as download:
        seen.page.get_by_role("button", name="Download").click()
    text = download.value.path().read_text(encoding="utf-8")
    assert text == EXPECTED
    path = seen.page.locator("[data-part=path]").inner_text()
    assert path == f"goals/{GOAL}/{download.value.suggested_filename}" == f"goals/{GOAL}/2026-11-15-mei.md"
    before = understand(repository)
    after = repository.parent / "after"
    shutil.copytree(repository, after, ignore=shutil.ignore_patterns("site"))
    write_tree(after, {path: text})
    now = understand(after)
    assert {str(one) for one in now.findings} <= {str(one) for one in before.findings}
    # (6.5 - 10) / (4 - 10) = 7/12; one of two milestones
    progress = {key: figures.progress for key, figures in now.measured.objectives[GOAL].key_results.items()}
    assert (str(progress["days"]), str(progress["steps"])) == ("7/12", "1/2")
    assert seen.complaints == []


def test_a_confidence_that_nobody_moves_is_not_rounded_to_the_sliders_steps(browse: Open, there: str) -> None:
    page = browse(f"check-in/?goal={DOUBTFUL}", root=there).page
    assert page.locator("[data-part=was]").inner_text() == "0.68"
    assert set(page.locator("output").all_inner_texts()) == {"0.68"}
    page.get_by_label("What happened").fill("Well.")
    file = page.locator("[data-part=file]")
    assert "confidence" not in file.inner_text()  # left as it is
    page.get_by_label("One for all").check()
    assert "confidence: 0.68\n" in file.inner_text()
    page.get_by_role("slider", name="Confidence", exact=True).last.fill("75")
    assert "confidence: 0.75\n" in file.inner_text()


def test_the_forge_is_opened_with_the_file(browse: Open, there: str) -> None:
    page = browse(f"check-in/?goal={GOAL}", root=there).page
    _fill_in(page)
    page.context.route("https://github.com/**", lambda route: route.fulfill(body="the forge"))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Continue on GitHub").click()
    address = urlsplit(opened.value.url)
    assert f"{address.scheme}://{address.netloc}{address.path}" == (
        f"https://github.com/acme/goals/new/main/goals/{GOAL}"
    )
    assert parse_qs(address.query) == {"filename": ["2026-11-15-mei.md"], "value": [EXPECTED]}


def test_what_is_no_number_is_said_beside_it_and_nothing_is_offered(browse: Open, there: str) -> None:
    page = browse(f"check-in/?goal={GOAL}", root=there).page
    page.get_by_label("Days to first value").fill("6,5")
    assert page.get_by_role("alert").first.inner_text() == "Write 6.5."
    assert page.get_by_label("Days to first value").get_attribute("aria-invalid") == "true"
    assert page.get_by_role("button", name="Copy").is_disabled()
    assert page.get_by_role("link", name="Continue on GitHub").get_attribute("href") is None


def test_check_in_on_a_goals_page_leads_to_its_form_with_the_day_of_the_site(browse: Open) -> None:
    page = browse("teams/service/2026-q4/same-day-answers/").page
    page.get_by_role("link", name="Check in").first.click()
    page.wait_for_selector(".gs-checkin form:not([hidden])")
    assert page.locator("[data-part=goal]").inner_text() == "Answers come the same day"
    assert page.locator("[name=date]").input_value() == "2026-11-21"  # the demo's own
    assert not page.locator("[data-part=later]").is_visible()
    page.locator("[name=date]").fill("2026-11-22")
    assert "how things stood on 21 Nov 2026" in page.locator("[data-part=later]").inner_text()


def test_a_site_of_no_fixed_day_proposes_today_and_no_day_to_come(browse: Open, running: str) -> None:
    page = browse(f"check-in/?goal={GOAL}", root=running).page
    today = datetime.datetime.now(datetime.UTC).date()
    assert page.locator("[name=date]").input_value() in (today.isoformat(), str(today - datetime.timedelta(days=1)))
    page.locator("[name=date]").fill(str(today + datetime.timedelta(days=3)))
    assert page.locator("#gs-date-problem").inner_text() == "That day is still to come."
    assert page.locator("[name=date]").get_attribute("aria-invalid") == "true"


def test_whoever_rates_is_asked_for_their_role(browse: Open) -> None:
    page = browse("check-in/?goal=kpis/execution-quality").page
    page.wait_for_selector(".gs-checkin form:not([hidden])")
    role = page.get_by_label("Whose rating is this?")
    ready, problem = page.locator("[data-part=ready]"), page.locator("#gs-by-problem")
    assert ready.inner_text() == "Nothing is filled in yet that would be recorded."
    assert problem.inner_text() == ""
    page.locator("[data-field=typed]").fill("7.5")
    assert page.get_by_role("alert").first.inner_text() == "The levels go from 1 to 5."
    page.locator("[data-field=typed]").fill("4")
    assert ready.inner_text() == "Something above has to be mended first."
    assert problem.inner_text() == "Choose whose rating it is."
    assert role.get_attribute("aria-invalid") == "true"
    role.select_option("board")
    assert (ready.inner_text(), problem.inner_text()) == ("", "")
    assert "by: board\nvalue: 4" in page.locator("[data-part=file]").inner_text()


def test_a_goal_that_is_not_there_is_said_so(browse: Open, there: str) -> None:
    page = browse("check-in/", root=there).page
    assert page.locator("[data-say=none]").is_visible()
    page.goto(f"{there}check-in/?goal=no/such")
    page.wait_for_selector("[data-say=missing]:not([hidden])")
    assert not page.locator(".gs-checkin form").is_visible()
