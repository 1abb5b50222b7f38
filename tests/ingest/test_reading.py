import json
from pathlib import Path

import pytest

from ingest.files import files_of
from ingest.reading import ReadingStatus, read_file


def test_a_text_reads_as_one_line_of_json(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于开展调查的通知\n请于6月10日前完成填报。\n", encoding="utf-8")
    line = json.loads(read_file(path).as_line())
    assert (line["status"], line["message"], line["pages"]) == ("ok", "", None)
    assert line["text"] == "关于开展调查的通知\n请于6月10日前完成填报。"
    assert line["blocks"][1]["text"] == "请于6月10日前完成填报。"


def test_a_bad_file_is_an_error_with_its_cause(tmp_path: Path) -> None:
    path = tmp_path / "空.pdf"
    path.write_bytes(b"")
    reading = read_file(path)
    assert reading.status is ReadingStatus.ERROR
    assert "空文件" in reading.message


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    assert read_file(tmp_path / "无此文件.txt").status is ReadingStatus.ERROR


@pytest.mark.shared
def test_the_zoo_is_read_or_refused_as_expected(shared: Path) -> None:
    zoo = shared / "data" / "zoo"
    wanted = {
        item["file"]: item
        for item in map(json.loads, (zoo / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    }
    for file in files_of([zoo / name for name in wanted]):
        reading = read_file(file)
        item = wanted[Path(file.name).name]
        assert reading.status.value in item["expect"].split("|"), file.name
        if reading.document:
            assert not [sign for sign in item.get("absent", []) if sign in reading.document.text], file.name
