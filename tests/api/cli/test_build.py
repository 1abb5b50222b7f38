import json
from pathlib import Path

from tests.api.conftest import Command
from tests.api.spaces import PLAN, PRODUCTS


def test_ingest_has_the_shape_of_the_contract(liantu: Command, small_copy: Path) -> None:
    found = liantu("--workspace", small_copy, "ingest", PLAN, PRODUCTS, "--json").json
    wanted = {"documents", "tables", "rows", "claims", "entities", "facts", "rejects", "seconds"}
    assert wanted <= found.keys()
    assert (found["documents"], found["tables"], found["unchanged"]) == (0, 0, 2)


def test_ingest_says_in_words_what_it_did(liantu: Command, small_copy: Path) -> None:
    shown = liantu("--workspace", small_copy, "ingest", PLAN).out
    assert shown.startswith("文档 0，表 0")


def test_ingest_of_a_missing_path_or_card_writes_nothing(liantu: Command, tmp_path: Path) -> None:
    for arguments in (("nowhere",), (str(PLAN), "--card", "nowhere.yaml")):
        outcome = liantu("--workspace", tmp_path / "workspace", "ingest", *arguments, "--json")
        assert outcome.status == 1
        assert json.loads(outcome.err)["error"]["type"] == "NoSuchPath"
    assert not (tmp_path / "workspace" / "graph.lbug").exists()


def test_retract_and_rebuild_answer_the_version(liantu: Command, small_copy: Path) -> None:
    cypher = "MATCH (d:Document) WHERE d.name CONTAINS '18-encoder-plan' RETURN d.id"
    ((document,),) = liantu("--workspace", small_copy, "query", cypher, "--json").json["rows"]
    gone = liantu("--workspace", small_copy, "retract", document, "--json").json
    assert gone["document"] == document
    assert liantu("--workspace", small_copy, "rebuild", "--json").json["version"] == gone["version"]
    assert liantu("--workspace", small_copy, "retract", document).status == 1


def test_read_gives_one_line_a_file_and_needs_no_workspace(liantu: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"%PDF-1.4 nothing")
    lines = [json.loads(line) for line in liantu("read", PLAN, tmp_path / "empty.pdf").out.splitlines()]
    assert [line["status"] for line in lines] == ["ok", "error"]
    assert all({"file", "message", "text", "tables", "pages", "blocks"} <= line.keys() for line in lines)
    assert "光电编码器" in lines[0]["text"]
    assert lines[1]["message"]


def test_read_writes_a_file_and_says_so(liantu: Command, tmp_path: Path) -> None:
    found = liantu("read", PLAN, "--out", tmp_path / "out.jsonl", "--json").json
    assert found["files"] == 1
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_a_drafted_card_can_be_used(liantu: Command, small_copy: Path, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("企业名称,统一社会信用代码,主要产品\n" + "乙样例有限公司,,行星减速器\n" * 3, encoding="utf-8")
    assert liantu("cards", "draft", table, "--out", tmp_path / "list.card.yaml").status == 0
    found = liantu("--workspace", small_copy, "ingest", tmp_path, "--json").json
    assert (found["tables"], found["rows"]) == (1, 3)
