from pathlib import Path

import pytest

from api.cli.export import ExportFormat
from graph.exports import FORMATS, write_export
from ontology.errors import BadInput, UnknownWord
from tests.graph.exports.worlds import exported


def text_of(path: Path) -> str:
    files = [path] if path.is_file() else [one for one in sorted(path.rglob("*")) if one.suffix in {".csv", ".txt"}]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - {"shacl"}))  # shapes are the same for any graph
def test_the_sample_mark_is_in_every_output(form: str, tmp_path: Path) -> None:
    marked = write_export(exported(marked=True), form, tmp_path / "marked")
    plain = write_export(exported(), form, tmp_path / "plain")
    assert (marked.tainted, plain.tainted) == (True, False)
    assert "不可用于决策" in text_of(tmp_path / "marked")
    assert "不可用于决策" not in text_of(tmp_path / "plain")


def test_the_command_offers_the_formats_there_are() -> None:
    assert {one.value for one in ExportFormat} == set(FORMATS)


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownWord):
        write_export(exported(), "excel", tmp_path / "out")


def test_a_file_is_not_written_over_a_folder_nor_a_folder_over_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write_export(exported(), "ttl", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput):
        write_export(exported(), "csv", tmp_path / "file")
