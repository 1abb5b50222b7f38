import json
from pathlib import Path

import pytest

from ontology.schema import MARK
from tests.api.conftest import Command


def test_gaps_has_the_shape_of_the_contract(asked: Command) -> None:
    found = asked("gaps", "industrial-robot", "--region", "浙江", "--json").json
    assert found["chain"] == {"id": "chain:industrial-robot", "name": "工业机器人"}
    assert found["region"] == {"id": "reg:330000", "name": "浙江省"}
    assert {"as_of", "coverage", "gaps"} <= found.keys()
    for gap in found["gaps"]:
        assert gap["node"].keys() >= {"id", "name", "stage"}
        assert 0 <= gap["score"] <= 1
        assert 0 <= gap["certainty"] <= 1
        assert {"probability_absent", "observed", "expected", "evidence", "tainted"} <= gap.keys()
        assert all({"cause", "value", "weight", "contribution", "evidence"} <= part.keys() for part in gap["why"])
        assert sum(part["contribution"] for part in gap["why"]) == pytest.approx(gap["score"], abs=1e-4)
        assert all({"kind", "target", "why"} <= one.keys() for one in gap["remedies"])


def test_gaps_of_the_country_has_no_region(asked: Command) -> None:
    assert asked("gaps", "工业机器人", "--json").json["region"] is None


def test_all_lists_the_healthy_nodes_too(asked: Command) -> None:
    gaps = asked("gaps", "industrial-robot", "--region", "浙江", "--all", "--json").json["gaps"]
    assert len(gaps) == 42
    assert {gap["type"] for gap in gaps} >= {None, "断点", "单点"}


def test_gaps_are_printed_as_a_table_with_causes_and_the_mark(asked: Command) -> None:
    shown = asked("gaps", "industrial-robot", "--region", "浙江").out
    for word in (MARK, "力觉传感器", "断点", "对策"):
        assert word in shown


def test_match_has_the_shape_of_the_contract(asked: Command) -> None:
    found = asked("match", "需要一家做谐波减速器的供应商", "--json").json
    assert found["need"].keys() >= {"text", "nodes", "products"}
    first = found["results"][0]
    assert (first["name"], first["class"]) == ("杭州样例谐动传动科技有限公司", "Enterprise")
    assert {"id", "score", "certainty", "why", "why_not"} <= first.keys()
    assert sum(part["contribution"] for part in first["why"]) == pytest.approx(first["score"], abs=1e-4)


def test_match_says_in_words_who_and_why(asked: Command) -> None:
    shown = asked("match", "谐波减速器", "--top", "1").out
    assert "【样例】杭州样例谐动传动科技有限公司" in shown
    assert "为何" in shown
    assert shown.count("精密减速机") == 1  # what was searched for, once


def test_many_needs_come_and_go_as_lines(asked: Command, tmp_path: Path) -> None:
    needs, out = tmp_path / "needs.jsonl", tmp_path / "out.jsonl"
    needs.write_text('{"id": "a", "text": "自主移动机器人"}\n{"id": "b", "text": "桁架机械手"}\n', encoding="utf-8")
    assert asked("match", "--jsonl", needs, "--out", out, "--top", "2").status == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    assert all(1 <= len(line["results"]) <= 2 for line in lines)


def test_query_has_the_shape_of_the_contract(asked: Command) -> None:
    cypher = "MATCH (e:Enterprise) WHERE e.name CONTAINS $part RETURN e.name AS name ORDER BY name LIMIT 2"
    found = asked("query", cypher, "--param", "part=谐动", "--json").json
    assert found["columns"] == ["name"]
    assert len(found["rows"]) == 2


def test_query_gives_csv(asked: Command) -> None:
    shown = asked("query", "MATCH (c:Chain) RETURN c.id AS id ORDER BY id LIMIT 1", "--format", "csv").out
    assert shown.splitlines() == ["id", "chain:biomedicine"]


def test_show_and_evidence_lead_to_the_sentence(asked: Command) -> None:
    facts = asked("show", "样例谐动", "--json").json["facts"]
    key = next(fact["evidence"][0] for fact in facts if fact["evidence"])
    (quote,) = asked("evidence", key, "--json").json["evidence"]
    assert quote["id"] == key
    assert quote["sentence"]
    assert quote["document_name"]


def test_show_prints_names_and_facts(asked: Command) -> None:
    shown = asked("show", "样例谐动").out
    assert shown.startswith("【样例】杭州样例谐动传动科技有限公司")
    assert "谐波减速器" in shown


@pytest.mark.parametrize(("name", "begins"), [("a.svg", "<svg"), ("a.html", "<!doctype html>")])
def test_view_writes_a_chain(asked: Command, tmp_path: Path, name: str, begins: str) -> None:
    out = tmp_path / name
    assert asked("view", "industrial-robot", "--region", "浙江", "--out", out).status == 0
    assert out.read_text(encoding="utf-8").lower().startswith(begins)


def test_view_writes_the_neighbourhood_of_an_entity(asked: Command, tmp_path: Path) -> None:
    out = tmp_path / "firm.html"
    assert asked("view", "样例谐动", "--out", out, "--json").json["bytes"] == out.stat().st_size


def test_rejects_are_listed_with_place_and_reason(asked: Command) -> None:
    found = asked("rejects", "--json").json["rejects"]
    assert found
    assert all(one["reason"] for one in found)


def test_rejects_name_a_claim_whose_ends_a_person_judges_to_be_one(tmp_path: Path, liantu: Command) -> None:
    register, space = tmp_path / "register", ("--workspace", tmp_path / "workspace")
    register.mkdir()
    (register / "deals.csv").write_text("卖方,买方\n甲机电有限公司,乙传动有限公司\n", encoding="utf-8")
    (register / "deals.card.yaml").write_text(
        "source: {name: 名录, kind: registry}\ntables:\n  - file: deals.csv\n    things:\n"
        "      seller: {class: Enterprise, name: 卖方}\n      buyer: {class: Enterprise, name: 买方}\n"
        "    facts: [{subject: seller, relation: supplies, object: buyer}]\n",
        encoding="utf-8",
    )
    assert liantu(*space, "ingest", register).status == 0
    assert liantu(*space, "rejects", "--json").json["rejects"] == []
    assert liantu(*space, "resolve", "merge", "甲机电有限公司", "乙传动有限公司").status == 0
    (found,) = liantu(*space, "rejects", "--json").json["rejects"]
    assert (found["document_name"], "同一实体" in found["reason"]) == ("deals.csv", True)


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("gaps", "机器"), "UnknownChain"),
        (("gaps", "industrial-robot", "--region", "浙南省"), "UnknownRegion"),
        (("show", "Zzyzx"), "UnknownEntity"),
        (("query", "CREATE (n:Enterprise {id: 'x'})"), "QueryRefused"),
        (("query", "MATCH (e) RETURN", "--param", "novalue"), "BadInput"),
        (("view", "industrial-robot", "--out", "a.gif"), "BadInput"),
    ],
)
def test_an_error_is_one_object_on_stderr_and_exit_status_one(
    asked: Command, arguments: tuple[str, ...], kind: str
) -> None:
    outcome = asked(*arguments, "--json")
    assert (outcome.status, outcome.out) == (1, "")
    problem = json.loads(outcome.err)["error"]
    assert problem["type"] == kind
    assert " · " in problem["message"]


def test_an_error_for_people_comes_with_a_hint(asked: Command) -> None:
    outcome = asked("gaps", "工业机器人链")
    assert outcome.status == 1
    assert "错误 · error" in outcome.err
    assert "提示 · hint" in outcome.err


@pytest.mark.parametrize(
    "arguments", [("match",), ("gaps",), ("gaps", "x", "--nothing"), ("nothing",), ("match", "a", "--top", "0")]
)
def test_wrong_usage_is_exit_status_two(asked: Command, arguments: tuple[str, ...]) -> None:
    assert asked(*arguments).status == 2


def test_a_question_to_an_empty_workspace_says_what_to_do(liantu: Command, tmp_path: Path) -> None:
    outcome = liantu("--workspace", tmp_path, "gaps", "industrial-robot", "--json")
    assert outcome.status == 1
    assert "liantu demo" in json.loads(outcome.err)["error"]["hint"]


def test_unknown_evidence_is_an_error_that_names_it(asked: Command) -> None:
    outcome = asked("evidence", "ev:nope", "--json")
    assert "ev:nope" in json.loads(outcome.err)["error"]["message"]


def test_documents_are_listed_with_the_ids_that_retract_takes(asked: Command) -> None:
    found = asked("documents", "--json").json["documents"]
    assert len(found) == 31
    assert all(one["id"].startswith("doc:") for one in found)


def test_a_name_that_only_looks_alike_shows_nobody(asked: Command) -> None:
    outcome = asked("show", "不存在的样例企业", "--json")
    assert json.loads(outcome.err)["error"]["type"] == "UnknownEntity"
