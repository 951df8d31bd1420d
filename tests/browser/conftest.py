"""The demonstration in a real Chromium: a server of its own, and a page that tolerates no fault."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from prasan.home.demo.accounts import PASSWORD
from tools import installation, server
from tools.chromium import find_chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
DESK = {"width": 1280, "height": 900}
# Chromium says so itself when a page answers 404 or 403; tests look at those pages on purpose.
EXPECTED = "Failed to load resource: the server responded with a status of 4"
# What it says while a test has cut the line, and htmx after it.
CUT = ("net::ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")


def _variables(data: Path) -> dict[str, str]:
    return {"PRASAN_DATA": str(data), "PRASAN_DEMO_DAY": "2024-11-05"}


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Path:
    """The data of the demonstration, built once per run as ./run builds it."""
    data = tmp_path_factory.mktemp("demo")
    build = [sys.executable, "-m", "tools.installation", "--demo"]
    subprocess.run(build, env={**os.environ, **_variables(data)}, check=True, cwd=installation.ROOT)
    return data


@pytest.fixture(scope="session")
def site(demo, tmp_path_factory) -> Iterator[str]:
    """The address of a demonstration that tests only look at."""
    data = shutil.copytree(demo, tmp_path_factory.mktemp("site") / "data")
    with server.served(server.free_port(), **_variables(data)) as running:
        yield running.address


@pytest.fixture
def own_site(demo, tmp_path) -> Iterator[str]:
    """The address of a demonstration of the test's own, for work that changes it."""
    data = shutil.copytree(demo, tmp_path / "data")
    with server.served(server.free_port(), **_variables(data)) as running:
        yield running.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        told = "no Chromium here: the browser tests did NOT run (apt install chromium)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(told)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def new_page(browser, site) -> Iterator[Callable[..., Page]]:
    """Make a page in a session of its own; a script error or a breach of the CSP fails the test."""
    contexts, faults = [], []

    def make(**options) -> Page:
        context = browser.new_context(
            **{"base_url": site, "viewport": DESK, "locale": "th-TH"} | options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.extend(_fault(page, message)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not faults


def _fault(page: Page, message: ConsoleMessage) -> list[str]:
    if message.type != "error" or message.text.startswith(EXPECTED):
        return []
    if any(word in message.text for word in CUT):
        return []
    return [f"{page.url}: {message.text}"]


@pytest.fixture
def page(new_page) -> Page:
    """A page as wide as a desk."""
    return new_page()


@pytest.fixture
def phone(new_page) -> Page:
    """A page as wide as a phone, touched with a finger."""
    return new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


@pytest.fixture
def page_without_js(new_page) -> Page:
    return new_page(java_script_enabled=False)


@pytest.fixture
def sign_in() -> Callable[[Page, str], None]:
    """Sign in as one of the demonstration's accounts, by the form, as people do."""

    def through_the_form(page: Page, username: str) -> None:
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form:has(input[name=password]) button").first.click()
        page.wait_for_url(lambda url: "/login" not in url)

    return through_the_form


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that the accessibility rules find nothing on the page."""

    def check(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check
