"""A real browser that reaches this machine only, and that forgives no error on a page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Visit:
    """A page, and what it must not do."""

    page: Page
    asked_elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def guard(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"http", "https"} and address.hostname != "127.0.0.1":
            self.asked_elsewhere.append(route.request.url)
            route.abort()
        else:
            route.continue_()


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    """Chromium; skips where there is none, unless LIANTU_REQUIRE_BROWSER asks to fail."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("LIANTU_REQUIRE_BROWSER"):
            pytest.fail("LIANTU_REQUIRE_BROWSER is set and there is no Chromium on the path")
        pytest.skip("no Chromium on the path")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started.new_context(locale="zh-CN")
        started.close()


@contextmanager
def visiting(browser: BrowserContext, width: int) -> Iterator[Visit]:
    """A fresh page of a width in pixels; afterwards it must have asked nobody else and reported no error."""
    page = browser.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    visit = Visit(page)
    page.route("**/*", visit.guard)
    page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    try:
        yield visit
    finally:
        page.close()
    assert (visit.asked_elsewhere, visit.errors) == ([], [])


@dataclass(frozen=True)
class Album:
    """Where screenshots go."""

    folder: Path
    whole: bool  # all of a long page; takes its time

    def keep(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png", full_page=self.whole)


@pytest.fixture(scope="session")
def album(tmp_path_factory: pytest.TempPathFactory) -> Album:
    """A temporary folder and what a window shows, or LIANTU_SCREENSHOTS and whole pages."""
    given = os.environ.get("LIANTU_SCREENSHOTS")
    folder = Path(given) if given else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return Album(folder, whole=bool(given))
