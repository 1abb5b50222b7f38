"""Requests made from the OpenAPI description, valid and invalid ones: none breaks the service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from api.rest.app import make_app
from api.settings import Settings
from tests.api.conftest import Built
from tests.api.spaces import copied, served

DESCRIPTION = make_app(Settings(Path("unused"))).openapi()
OPERATIONS = [(path, method) for path, methods in DESCRIPTION["paths"].items() for method in methods]
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)
BOUNDED = settings(
    max_examples=3, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
)


@pytest.fixture(scope="module")
def own_site(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service of its own, since these requests upload, decide and register whatever comes."""
    folder: Path = tmp_path_factory.mktemp("fuzzed") / "workspace"
    with served(copied(small.folder, folder)) as address:
        yield address


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_request_breaks_the_service(own_site: str, path: str, method: str) -> None:
    @BOUNDED
    @given(SCHEMA[path][method].as_strategy())
    def ask(case: Any) -> None:
        answer = case.call(base_url=own_site, timeout=60)
        assert answer.status_code < 500, f"{answer.request.method} {answer.request.url}: {answer.text}"

    ask()
