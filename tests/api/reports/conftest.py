"""One report of the sample, made once; its three files as bytes."""

from collections.abc import Mapping

import pytest

from api.reports.making import WRITERS, Report, make_report
from api.reports.reading import Question
from api.workspace import Workspace


@pytest.fixture(scope="session")
def report(space: Workspace) -> Report:
    return make_report(space, Question("industrial-robot", "浙江", "2026-11-28"))


@pytest.fixture(scope="session")
def files(report: Report) -> Mapping[str, bytes]:
    """Suffix → file."""
    return {suffix: write(report.paper, report.pack) for suffix, write in WRITERS.items()}
