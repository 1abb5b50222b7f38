from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.files import FoundFile, files_of, read_content, read_document
from ingest.parts import Draft
from ontology.errors import Unreadable

Zip = Callable[[dict[str, bytes]], bytes]


def test_folders_and_archives_are_walked_in_the_order_of_names(tmp_path: Path, make_zip: Zip) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "二.txt").write_text("二", encoding="utf-8")
    (tmp_path / "a.zip").write_bytes(
        make_zip({"上海/2018.md": "# 报告".encode(), "../../x.txt": b"y", ".DS_Store": b"z"})
    )
    (tmp_path / "~$lock.docx").write_bytes(b"")
    names = [Path(file.name).relative_to(tmp_path).as_posix() for file in files_of([tmp_path])]
    assert names == ["a.zip/x.txt", "a.zip/上海/2018.md", "b/二.txt"]


def test_a_member_is_read_without_unpacking(tmp_path: Path, make_zip: Zip) -> None:
    (tmp_path / "a.zip").write_bytes(make_zip({"报告.md": "# 政府工作报告\n\n全年增长5%。\n".encode()}))
    (file,) = files_of([tmp_path / "a.zip"])
    assert read_document(file).title == "政府工作报告"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.zip"]


def test_names_of_old_chinese_archivers_are_readable(tmp_path: Path, make_zip: Zip) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(make_zip({"ABCD.txt": b"x"}).replace(b"ABCD.txt", "名录.txt".encode("gb18030")))
    assert [file.name for file in files_of([path])] == [f"{path}/名录.txt"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [(b"", "空文件"), (b"\x89PNG\r\n\x1a\n0000", "不支持"), (b"{\\rtf1 x}", "不支持"), (b"PK\x03\x04xx", "损坏")],
)
def test_what_cannot_be_read_names_file_and_cause(tmp_path: Path, content: bytes, cause: str) -> None:
    path = tmp_path / "文件.docx"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=cause) as caught:
        read_document(path)
    assert "文件.docx" in caught.value.message


def test_same_bytes_have_the_same_id_under_any_name(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("减速器产能不足。", encoding="utf-8")
    assert read_document(tmp_path / "a.txt").id == read_document(tmp_path / "b.txt").id


def test_blocks_lie_where_the_document_says(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("关于印发方案的通知\n\n一、总体要求\n坚持链式思维，统筹推进。\n", encoding="utf-8")
    document = read_document(path)
    assert all(document.text[block.start : block.end] == block.text for block in document.blocks)


@settings(max_examples=200)
@given(
    st.sampled_from(
        [
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"PAR1",
            b"<html>",
            b"MIME-Version: 1.0\n",
        ]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_give_text_or_a_reason(head: bytes, rest: bytes) -> None:
    for name in ("x.csv", "x.json", "x.txt"):
        draft, reason = draft_or_reason(head + rest, name)
        assert (draft.parts or draft.tables) if draft else " · " in reason


def draft_or_reason(content: bytes, name: str) -> tuple[Draft | None, str]:
    try:
        return read_content(content, name), ""
    except Unreadable as refusal:
        return None, refusal.message


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    for file in (FoundFile("gone.txt", tmp_path / "gone.txt"), FoundFile("gone", tmp_path / "gone.zip", "a.txt")):
        with pytest.raises(Unreadable, match="cannot open the file"):
            file.read_bytes()


def test_a_member_packed_in_an_unknown_way_is_told_so(tmp_path: Path, make_zip: Zip) -> None:
    content = bytearray(make_zip({"a.txt": b"x"}))
    content[8] = content[content.index(b"PK\x01\x02") + 10] = 97  # the method, in the member's head and in the index
    (tmp_path / "a.zip").write_bytes(content)
    (file,) = files_of([tmp_path / "a.zip"])
    with pytest.raises(Unreadable, match="compression method"):
        file.read_bytes()
