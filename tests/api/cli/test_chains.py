import json
from pathlib import Path

from tests.api.conftest import Command

OWN = """
id: own-chain
name: 自建链
origin: 测试 · test
stages: [上游, 下游]
nodes:
  - {id: part, name: 部件甲, stage: 上游, required: true}
  - {id: whole, name: 整机甲, stage: 下游, required: true}
links:
  - {from: part, to: whole}
"""


def test_ten_chains_are_bundled(liantu: Command, tmp_path: Path) -> None:
    found = liantu("--workspace", tmp_path, "chains", "list", "--json").json["chains"]
    assert len(found) == 10
    assert {"id", "name", "nodes", "links"} <= found[0].keys()


def test_a_chain_is_shown_with_its_origin(liantu: Command, tmp_path: Path) -> None:
    shown = liantu("--workspace", tmp_path, "chains", "show", "工业机器人").out
    assert "定义来源" in shown
    assert "减速器" in shown


def test_an_own_chain_is_added_and_can_be_asked(liantu: Command, small_copy: Path, tmp_path: Path) -> None:
    definition = tmp_path / "own.yaml"
    definition.write_text(OWN, encoding="utf-8")
    added = liantu("--workspace", small_copy, "chains", "add", definition, "--json").json["added"]
    assert [one["name"] for one in added] == ["自建链"]
    assert liantu("--workspace", small_copy, "gaps", "自建链", "--all", "--json").json["chain"]["name"] == "自建链"


def test_a_chain_with_faults_is_not_added_and_every_fault_is_named(liantu: Command, tmp_path: Path) -> None:
    definition = tmp_path / "own.yaml"
    definition.write_text(OWN.replace("to: whole", "to: nothing").replace("下游, req", "末游, req"), encoding="utf-8")
    outcome = liantu("--workspace", tmp_path / "workspace", "chains", "add", definition, "--json")
    problem = json.loads(outcome.err)["error"]
    assert (outcome.status, problem["type"]) == (1, "BadChain")
    assert "nothing" in problem["message"]
    assert "末游" in problem["message"]
    assert not (tmp_path / "workspace" / "chains").exists()
