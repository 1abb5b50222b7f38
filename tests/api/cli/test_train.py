import json
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


def test_judgements_teach_the_weights_of_matching_that_the_next_match_uses(liantu: Command, tmp_path: Path) -> None:
    registers = tmp_path / "registers"
    registers.mkdir()
    (registers / "products.csv").write_text(
        "企业,产品\n甲轴承厂,轴承\n乙轴承厂,关节轴承\n丙泵厂,水泵\n", encoding="utf-8"
    )
    (registers / "products.card.yaml").write_text(
        "source: {name: 产品表, publisher: 试验, licence: 内部, kind: registry, published: 2026-01-01}\n"
        "tables:\n  - file: products.csv\n    things:\n      firm: {class: Enterprise, name: 企业}\n"
        "      product: {class: Technology, name: 产品}\n"
        "    facts: [{subject: firm, relation: produces, object: product}]\n",
        encoding="utf-8",
    )
    judged = tmp_path / "judged.jsonl"
    lines = [{"text": "求购轴承", "judged": {"a": 3, "b": 1}, "names": {"a": "甲轴承厂", "b": "乙轴承厂"}}]
    judged.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    workspace = tmp_path / "work"
    assert liantu("--workspace", workspace, "ingest", registers).status == 0
    done = liantu("--workspace", workspace, "train", "match", judged, "--json")
    assert done.status == 0
    told = json.loads(done.out)
    assert sum(told["weights"].values()) == pytest.approx(1, abs=1e-3)
    assert (workspace / "matching.json").exists()
    assert liantu("--workspace", workspace, "match", "求购轴承").out.count("甲轴承厂") == 1
