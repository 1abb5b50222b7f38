from pathlib import Path

import pytest

from api.cli.train import read_texts
from tests.api.conftest import Command


def test_a_text_that_cannot_be_read_is_told_of_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("减速器产能不足。", encoding="utf-8")
    assert list(read_texts([tmp_path])) == ["减速器产能不足。"]
    assert "a.txt：空文件" in capsys.readouterr().err.replace(f"{tmp_path}/", "")


def test_texts_that_do_not_exist_end_the_training(liantu: Command, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text("", encoding="utf-8")
    done = liantu("train", "--gold", gold, "--out", tmp_path / "model", "--texts", tmp_path / "none")
    assert (done.status, "does not exist" in done.err) == (1, True)


def test_a_class_of_unseen_names_needs_the_sentences_that_name_them(liantu: Command, tmp_path: Path) -> None:
    done = liantu("train", "--gold", tmp_path / "a.jsonl", "--out", tmp_path / "model", "--unseen", "Park")
    assert (done.status, "--without" in done.err) == (2, True)
