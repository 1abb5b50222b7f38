from pathlib import Path

import pytest

from ontology.errors import BadInput
from ontology.notes import read_note


def note(folder: Path, content: bytes) -> Path:
    path = folder / "note.yaml"
    path.write_bytes(content)
    return path


def test_a_note_is_a_mapping(tmp_path: Path) -> None:
    assert read_note(note(tmp_path, "\ufeffname: 甲\n1: 乙\n".encode())) == {"name": "甲", "1": "乙"}


def test_an_empty_note_says_nothing(tmp_path: Path) -> None:
    assert read_note(note(tmp_path, b"# only a remark\n")) == {}


@pytest.mark.parametrize("content", [b"name: [", "name: 甲".encode("gb18030"), b"- a\n- b\n", b"word", b"0"])
def test_a_note_that_is_no_mapping_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInput, match=r"note\.yaml"):
        read_note(note(tmp_path, content))


def test_a_note_that_cannot_be_opened_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=tmp_path.name):
        read_note(tmp_path)
