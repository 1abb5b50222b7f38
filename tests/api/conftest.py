"""The sample, ingested once a session; a workspace open for questions; the command line; a REST client."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, sync_playwright

from api.cli import main
from api.ingest_result import IngestResult
from api.workspace import Workspace
from tests.api.spaces import FOLDERS, PLAN, PRODUCTS, copied, ingested, opened, served

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Built:
    """A closed workspace and what its ingest answered."""

    folder: Path
    result: IngestResult


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on stdout."""
        return json.loads(self.out)


Command = Callable[..., Outcome]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole sample; not to be changed."""
    folder = tmp_path_factory.mktemp("sample") / "workspace"
    return Built(folder, ingested(folder, FOLDERS))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One paper and one register; not to be changed."""
    folder = tmp_path_factory.mktemp("small") / "workspace"
    return Built(folder, ingested(folder, [PLAN, PRODUCTS]))


@pytest.fixture(scope="session")
def space(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample, open for questions."""
    with opened(copied(sample.folder, tmp_path_factory.mktemp("space") / "workspace")) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def site(sample: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running service on a copy of the sample."""
    with served(copied(sample.folder, tmp_path_factory.mktemp("service") / "workspace")) as address:
        yield address


@pytest.fixture(scope="session")
def client(site: str) -> Iterator[httpx.Client]:
    """A client of that service."""
    with httpx.Client(base_url=site, timeout=60, trust_env=False) as found:
        yield found


@pytest.fixture
def small_copy(small: Built, tmp_path: Path) -> Path:
    """A small workspace that a test may change."""
    return copied(small.folder, tmp_path / "workspace")


@pytest.fixture
def liantu(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line, run in this process as the console script runs it."""

    def run(*arguments: str | Path) -> Outcome:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["liantu", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        return Outcome(int(stopped.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def asked(liantu: Command, sample: Built) -> Command:
    """The command line on the sample, for commands that change nothing."""
    return lambda *arguments: liantu("--workspace", sample.folder, *arguments)


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    """Chromium; skips where there is none, unless LIANTU_REQUIRE_BROWSER asks to fail."""
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("LIANTU_REQUIRE_BROWSER"):
            pytest.fail("LIANTU_REQUIRE_BROWSER is set and there is no Chromium on the path")
        pytest.skip("no Chromium on the path")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started.new_context(locale="zh-CN", accept_downloads=True)
        started.close()
