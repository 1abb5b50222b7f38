from pathlib import Path

import pytest

from api.cli.lines import read_lines
from ontology.errors import BadInput


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('\ufeff{"id": 1}\n\n{"id": 2}\n', encoding="utf-8")
    assert [line["id"] for line in read_lines(path)] == [1, 2]


@pytest.mark.parametrize(("text", "place"), [('{"id": 1}\nnonsense\n', ":2"), ("[1]\n", ":1")])
def test_a_line_that_is_no_object_is_named_by_its_number(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=f"in.jsonl{place}"):
        list(read_lines(path))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nowhere"):
        list(read_lines(tmp_path / "nowhere"))
