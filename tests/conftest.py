"""Fixtures every test folder may use."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("untimed")

_REAL_DATA = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and registers beside the checkout; skips where it is absent."""
    if not _REAL_DATA.is_dir():
        pytest.skip("the real documents and registers (../shared) are not on this machine")
    return _REAL_DATA


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """For several workers (`--dist loadgroup`): a file stays with one of them, and so do all tests of the Neo4j."""
    for item in items:
        asks = getattr(item, "fixturenames", ())
        serves = "neo4j_server" in asks or item.get_closest_marker("neo4j") is not None
        item.add_marker(pytest.mark.xdist_group("neo4j" if serves else item.path.as_posix()))
