"""A real browser that reaches this machine only, and that forgives no error on a page."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route

from graph.view.chain_points import MOST_SHAPES
from tests.api.conftest import Built
from tests.api.spaces import copied, served


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


@contextmanager
def visiting(browser: BrowserContext, width: int) -> Iterator[Visit]:
    """A fresh page of a width in pixels; afterwards it must have asked nobody else and reported no error."""
    browser.clear_cookies()  # the language and the name of the visit before
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


def faults(page: Page) -> list[str]:
    """What the axe rules find wrong for readers who do not see, or do not use a mouse."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def no_wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@dataclass(frozen=True)
class Album:
    """Where screenshots go."""

    folder: Path
    whole: bool  # all of a long page; takes its time

    def keep(self, page: Page, name: str) -> None:
        page.screenshot(path=self.folder / f"{name}.png", full_page=self.whole)


@pytest.fixture(scope="session")
def album() -> Album | None:
    """LIANTU_SCREENSHOTS and whole pages; none where nobody wants to look."""
    given = os.environ.get("LIANTU_SCREENSHOTS")
    if not given:
        return None
    folder = Path(given)
    folder.mkdir(parents=True, exist_ok=True)
    return Album(folder, whole=True)


@pytest.fixture(scope="session")
def own_site(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a service on a copy of the sample that tests may change."""
    with served(copied(sample.folder, tmp_path_factory.mktemp("own") / "workspace")) as address:
        yield address


@pytest.fixture(scope="session")
def own_client(own_site: str) -> Iterator[httpx.Client]:
    """A client of that service."""
    with httpx.Client(base_url=own_site, timeout=60, trust_env=False, follow_redirects=True) as found:
        yield found


LONG = MOST_SHAPES + 1  # nodes


@pytest.fixture(scope="session")
def big_site(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a service with a chain of many nodes."""
    folder = copied(small.folder, tmp_path_factory.mktemp("big") / "workspace")
    (folder / "chains").mkdir(exist_ok=True)
    nodes = "".join(f"  - {{id: n{at}, name: 环节{at}, stage: 上游}}\n" for at in range(LONG))
    links = "".join(f"  - {{from: n{at}, to: n{at + 1}}}\n" for at in range(9))
    text = f"id: long\nname: 长链\norigin: 测试\nstages: [上游]\nnodes:\n{nodes}links:\n{links}"
    (folder / "chains" / "long.yaml").write_text(text, encoding="utf-8")
    with served(folder) as address:
        yield address
