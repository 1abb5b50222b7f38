"""One report of the sample, made once; its three files as bytes."""

from collections.abc import Mapping

import pytest

from api.reports.making import WRITERS, Report, make_report
from api.reports.reading import Question
from api.workspace import Workspace
from tests.api.conftest import Built
from tests.api.spaces import copied, opened


@pytest.fixture(scope="session")
def report(space: Workspace) -> Report:
    return make_report(space, Question("industrial-robot", "浙江", "2026-11-28"))


@pytest.fixture(scope="session")
def little(small: Built, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report of few pages."""
    with opened(copied(small.folder, tmp_path_factory.mktemp("little") / "workspace")) as workspace:
        return make_report(workspace, Question("industrial-robot", "浙江", "2026-11-28"))


@pytest.fixture(scope="session")
def brief(little: Report) -> Mapping[str, bytes]:
    """Suffix → file of the report of few pages."""
    return {suffix: write(little.paper, little.pack) for suffix, write in WRITERS.items()}


@pytest.fixture(scope="session")
def files(report: Report) -> Mapping[str, bytes]:
    """Suffix → file."""
    return {suffix: write(report.paper, report.pack) for suffix, write in WRITERS.items()}
