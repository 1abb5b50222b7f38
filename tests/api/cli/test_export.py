from pathlib import Path

import pytest
from typer.testing import CliRunner

from api import pipeline
from api.cli import export
from api.cli.app import app
from api.settings import read_settings
from api.workspace import Workspace
from ontology.errors import UnknownEntity


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that holds one firm and what it makes."""
    home = tmp_path_factory.mktemp("workspace")
    said = home / "报道.txt"
    said.write_text("杭州甲传动科技有限公司生产谐波减速器。\n", encoding="utf-8")
    with Workspace(read_settings(home / "kept", None)) as workspace:
        pipeline.ingest(workspace, [said])
    return home / "kept"


def run(folder: Path, *words: str) -> str:
    assert export
    result = CliRunner().invoke(app, ["--workspace", str(folder), "export", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_part_around_an_entity_is_smaller_than_the_whole(folder: Path, tmp_path: Path) -> None:
    assert "已写入" in run(folder, "--format", "graphml", "--out", str(tmp_path / "whole.graphml"))
    run(folder, "--format", "graphml", "--out", str(tmp_path / "part.graphml"), "--around", "杭州甲传动科技有限公司")
    part, whole = ((tmp_path / name).stat().st_size for name in ("part.graphml", "whole.graphml"))
    assert part < whole
    assert "谐波减速器" in (tmp_path / "part.graphml").read_text(encoding="utf-8")


def test_json_lists_the_files(folder: Path, tmp_path: Path) -> None:
    assert "Enterprise.csv" in run(folder, "--format", "csv", "--out", str(tmp_path / "out"), "--json")


def test_a_name_that_nothing_has_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownEntity):
        run(folder, "--format", "ttl", "--out", str(tmp_path / "x.ttl"), "--around", "zzzz")
