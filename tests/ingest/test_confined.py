import os
import signal
from pathlib import Path

import pytest

from ingest import confined
from ingest.confined import begin_confined, read_confined
from ingest.files import FoundFile, read_here
from ontology.errors import Unreadable
from ontology.facts import Document


@pytest.fixture
def text(tmp_path: Path) -> FoundFile:
    path = tmp_path / "报告.txt"
    path.write_text("全年增长5%。\n", encoding="utf-8")
    return FoundFile("报告.txt", path)


def test_the_child_reads_what_this_process_would_read(text: FoundFile) -> None:
    assert read_confined(text) == read_here(text)


def test_a_refusal_arrives_with_reason_and_hint(tmp_path: Path) -> None:
    path = tmp_path / "空.pdf"
    path.write_bytes(b"")
    with pytest.raises(Unreadable, match="空文件") as caught:
        read_confined(FoundFile("空.pdf", path))
    assert caught.value.hint


def test_the_end_of_the_child_is_not_the_end_of_reading(text: FoundFile) -> None:
    read_confined(text)
    process = confined._child(os.getpid())._process  # ended from outside, as a machine short of memory does
    assert process is not None
    process.kill()
    process.wait()
    assert read_confined(text).text == "全年增长5%。"


def test_what_an_interrupted_read_leaves_is_not_the_answer_to_the_next(
    text: FoundFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(confined, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read_confined(text)
    (tmp_path / "快讯.txt").write_text("一季度增长6%。\n", encoding="utf-8")
    assert read_confined(FoundFile("快讯.txt", tmp_path / "快讯.txt")).text == "一季度增长6%。"


def test_what_was_begun_is_answered_once_and_the_file_read_again_after(text: FoundFile) -> None:
    begin_confined(text)
    assert read_confined(text).text == "全年增长5%。"
    text.path.write_text("全年增长7%。\n", encoding="utf-8")
    assert read_confined(text).text == "全年增长7%。"


def test_what_was_begun_stays_for_the_one_who_asks_for_it(text: FoundFile, tmp_path: Path) -> None:
    (tmp_path / "快讯.txt").write_text("一季度增长6%。\n", encoding="utf-8")
    begin_confined(text)
    assert read_confined(FoundFile("快讯.txt", tmp_path / "快讯.txt")).text == "一季度增长6%。"
    assert read_confined(text).text == "全年增长5%。"


def test_a_refusal_of_what_was_begun_arrives_too(tmp_path: Path) -> None:
    (tmp_path / "空.pdf").write_bytes(b"")
    begin_confined(FoundFile("空.pdf", tmp_path / "空.pdf"))
    with pytest.raises(Unreadable, match="空文件"):
        read_confined(FoundFile("空.pdf", tmp_path / "空.pdf"))


@pytest.mark.parametrize(
    ("status", "cause"),
    [(-signal.SIGXCPU, "时间"), (3, "内存"), (-signal.SIGKILL, "内存"), (-signal.SIGSEGV, "损坏")],
)
def test_how_the_child_ended_names_the_cause(status: int, cause: str) -> None:
    assert cause in confined._End(status).reason().reason  # the ends themselves take minutes and gigabytes


def test_what_no_reader_foresaw_names_the_line_that_raised_it() -> None:
    def read(_: object) -> Document:
        raise KeyError("sheetData")

    reason, _ = confined._answer(read, None)  # type: ignore[misc]  # a pair, since nothing was read
    assert "test_confined.py:" in reason
    assert "KeyError: 'sheetData'" in reason
