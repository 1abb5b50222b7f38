"""The notebooks in examples/ run as they stand there."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Built

EXAMPLES = Path(__file__).parents[2] / "examples"


def _main(name: str) -> Any:
    return runpy.run_path(str(EXAMPLES / f"{name}.py"))["main"]


def test_the_networkx_notebook_names_firms_of_the_chain(sample: Built, capsys: pytest.CaptureFixture[str]) -> None:
    _main("networkx_notebook")(str(sample.folder), "industrial-robot")
    assert "样例" in capsys.readouterr().out


def test_the_rest_notebook_tells_weak_links_and_providers(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    _main("rest_notebook")("industrial-robot", "浙江", site)
    told = capsys.readouterr().out
    assert "把握" in told
    assert "因为" in told
