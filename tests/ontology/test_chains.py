"""The ten bundled definitions hold, and a definition that does not hold is told why, all at once."""

import csv
import gzip
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ontology.chain_checks import cycles_of, problems_of
from ontology.chains import (
    Chain,
    bundled_chains,
    chain_batch,
    chain_document,
    chain_key,
    chain_source,
    chains_in,
    find_chain,
    load_chain,
    node_id,
)
from ontology.columns import SHAPES
from ontology.errors import BadChain, UnknownChain
from ontology.schema import EntityClass, Relation, SourceKind, allows
from ontology.values.names import fold

IDS = {
    "industrial-internet": "工业互联网",
    "industrial-big-data": "工业大数据",
    "industrial-robot": "工业机器人",
    "new-energy-vehicle": "新能源汽车",
    "traction-battery": "动力电池",
    "integrated-circuit": "集成电路",
    "photovoltaic": "光伏",
    "biomedicine": "生物医药",
    "machine-tool": "工业母机",
    "textile-apparel": "纺织服装",
}


def near_code(code: str) -> str:
    """No code is unknown but C9999."""
    return "C3499" if code == "C9999" else ""


def small() -> dict[str, Any]:
    """A definition with nothing wrong: a reducer, or a direct drive, goes into a robot."""
    return {
        "id": "robot",
        "name": "机器人",
        "origin": "测试",
        "stages": ["上游", "中游"],
        "nodes": [
            {"id": "reducer", "name": "减速器", "stage": "上游", "aliases": ["RV减速器"], "industries": ["C3453"]},
            {"id": "direct-drive", "name": "直驱电机", "stage": "上游", "required": False},
            {"id": "body", "name": "本体", "stage": "中游", "industries": ["C3491"]},
        ],
        "links": [{"from": "reducer", "to": "body", "weight": 0.35, "either": ["direct-drive"]}],
    }


def written(folder: Path, definition: object, name: str = "robot.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(definition, allow_unicode=True), encoding="utf-8")
    return path


def robot() -> Chain:
    return find_chain("industrial-robot", bundled_chains())


def test_weights_rounded_to_two_places_may_add_up_to_a_little_over_one() -> None:
    definition = small()
    _link(**{"from": "direct-drive", "to": "body", "weight": 0.66})(definition)
    assert problems_of(definition, near_code) == []


def test_a_wrong_letter_before_an_industry_code_is_set_right_by_its_digits(tmp_path: Path) -> None:
    definition = small()
    _set(0, "industries", ["C6531", "3453"])(definition)
    path = tmp_path / "robot.yaml"
    path.write_text(yaml.safe_dump(definition, allow_unicode=True), encoding="utf-8")
    assert load_chain(path).nodes[0].industries == ("I6531", "C3453")


def test_the_ten_chains_are_bundled_under_their_names() -> None:
    assert {chain.id: chain.name for chain in bundled_chains()} == IDS


@pytest.mark.parametrize("chain_id", sorted(IDS))
def test_a_bundled_chain_has_25_to_60_nodes_each_joined_to_another(chain_id: str) -> None:
    chain = find_chain(chain_id, bundled_chains())
    joined = {node for arrow in chain.arrows() for node in arrow}
    assert 25 <= len(chain.nodes) <= 60
    assert {node.id for node in chain.nodes} == joined
    assert {node.stage for node in chain.nodes} == {"上游", "中游", "下游"}


@pytest.mark.parametrize("chain_id", sorted(IDS))
def test_every_node_of_a_bundled_chain_has_industries_and_at_least_one_other_name(chain_id: str) -> None:
    chain = find_chain(chain_id, bundled_chains())
    assert [node.id for node in chain.nodes if not node.industries or not node.aliases] == []


def test_a_bundled_chain_says_where_it_comes_from() -> None:
    assert all("GB/T 4754-2017" in chain.origin and "编制" in chain.origin for chain in bundled_chains())


@pytest.mark.shared
def test_products_of_a_real_register_fall_on_most_chains(shared: Path) -> None:
    with gzip.open(shared / "data/chainkg/company_product.csv.gz", "rt", encoding="utf-8") as lines:
        products = {fold(row["product"]) for row in csv.DictReader(lines)}
    hits = {c.id: sum(fold(name) in products for node in c.nodes for name in node.names) for c in bundled_chains()}
    assert min(hits.values()) >= 25, hits


def test_a_chain_is_found_by_id_by_lasting_id_and_by_name_with_its_ending() -> None:
    for text in ("industrial-robot", "chain:industrial-robot", "工业机器人", " 工业机器人产业链 "):
        assert find_chain(text, bundled_chains()).id == "industrial-robot"


def test_an_unknown_chain_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownChain, match="industrial-robot"):
        find_chain("industrial-robots", bundled_chains())


def test_a_node_has_a_readable_lasting_id() -> None:
    chain = robot()
    assert node_id(chain, chain.node("reducer")) == node_id("industrial-robot", "reducer")
    assert node_id(chain, "reducer") == "node:industrial-robot/reducer"
    assert chain_key(chain) == "chain:industrial-robot"


def test_the_inputs_of_a_node_name_what_can_stand_in() -> None:
    link = next(link for link in robot().inputs_of("robot-body") if link.source == "reducer")
    assert (link.weight, link.options) == (0.35, ("reducer", "direct-drive"))


def test_a_good_definition_has_no_problems_and_loads(tmp_path: Path) -> None:
    assert problems_of(small(), near_code) == []
    chain = load_chain(written(tmp_path, small()))
    assert (chain.id, len(chain.nodes), chain.links[0].either) == ("robot", 3, ("direct-drive",))
    assert not chain.node("direct-drive").required


def _set(node: int, field: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda definition: definition["nodes"][node].update({field: value})


def _link(**fields: object) -> Callable[[dict[str, Any]], None]:
    return lambda definition: definition["links"].append(fields)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_set(0, "industries", ["C9999"]), "环节 reducer（减速器）：GB/T 4754-2017 没有行业代码 'C9999'"),
        (_set(2, "id", "reducer"), "环节 id reducer 用了 2 次"),
        (_set(0, "id", "RV 减速器"), "只能用小写英文"),
        (_set(2, "aliases", ["rv 减速器"]), "名称“rv 减速器”同时用于环节 reducer 和 body"),
        (_set(0, "stage", "上油"), "阶段 '上油' 不在 stages（上游、中游）之中"),
        (_set(0, "name", ""), "环节 reducer：缺少 name"),
        (_set(0, "alias", ["减速机"]), "环节 reducer：没有字段 'alias'；相近的有 aliases"),
        (_set(0, "required", "yes"), "required 应为true 或 false"),
        (_set(0, "industries", [3453]), "每一项都应是文字"),
        (_link(**{"from": "reducr", "to": "body"}), "没有环节 'reducr'；相近的有 reducer"),
        (_link(**{"from": "direct-drive", "to": "body", "either": ["motor"]}), "没有环节 'motor'"),
        (_link(**{"from": "reducer", "to": "body"}), "连线 reducer → body 写了 2 次"),
        (_link(**{"from": "reducer", "to": "reducer"}), "上下游成环：reducer → reducer"),
        (_link(**{"from": "body", "to": "reducer"}), "从中游指向上游，方向反了"),
        (_link(**{"from": "direct-drive", "to": "body", "weight": 1.2}), "weight 1.2 应大于 0 且不超过 1"),
        (_link(**{"from": "direct-drive", "to": "body", "weight": 0.8}), "weight 合计 1.15"),
        (_link(**{"from": "direct-drive", "to": "body", "weight": True}), "weight 应为数字"),
        (_link(**{"from": "body"}), "连线 body → ?：缺少 to"),
        (_link(**{"from": "direct-drive", "to": "body", "either": ["direct-drive"]}), "either 里写了 from 自己"),
        (lambda definition: definition.pop("origin"), "产业链：缺少 origin"),
        (lambda definition: definition.update(nodes=[], links=[]), "产业链没有环节"),
        (lambda definition: definition["nodes"].append("减速器"), "第 4 个环节应写成"),
        (lambda definition: definition.update(id="Robot"), "产业链 id 'Robot' 只能用小写英文"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(spoil: Callable[[dict[str, Any]], None], said: str) -> None:
    definition = small()
    spoil(definition)
    assert said in "\n".join(problems_of(definition, near_code))


@pytest.mark.parametrize("raw", [None, [], "减速器", 7])
def test_a_file_that_is_no_definition_is_said_to_be_none(raw: object) -> None:
    assert problems_of(raw, near_code)[0].startswith("文件不是")


def test_all_problems_are_told_at_once_with_the_file(tmp_path: Path) -> None:
    definition = small()
    definition["nodes"][0]["industries"] = ["C9999"]
    definition["nodes"][2]["aliases"] = ["直驱电机"]
    definition["links"].append({"from": "body", "to": "nowhere"})
    with pytest.raises(BadChain, match=r"robot\.yaml 有 3 处问题") as caught:
        load_chain(written(tmp_path, definition))
    assert len(caught.value.problems) == 3
    assert caught.value.hint


def test_a_file_that_is_no_yaml_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("id: a\nnodes: ]\n", encoding="utf-8")
    with pytest.raises(BadChain, match="第 2 行"):
        load_chain(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadChain, match="读不到文件"):
        load_chain(tmp_path / "none.yaml")


def test_two_files_may_not_define_the_same_chain(tmp_path: Path) -> None:
    written(tmp_path, small(), "a.yaml")
    written(tmp_path, small() | {"id": "robot-2"}, "b.yml")
    with pytest.raises(BadChain, match=r"已由 a\.yaml 定义"):
        chains_in(tmp_path)


def test_a_folder_that_is_not_there_holds_no_chains(tmp_path: Path) -> None:
    assert chains_in(tmp_path / "none") == ()


ARROWS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=14)


@given(ARROWS)
def test_a_circle_is_found_exactly_when_there_is_one(arrows: list[tuple[str, str]]) -> None:
    acyclic = nx.is_directed_acyclic_graph(nx.DiGraph(arrows))
    assert (list(cycles_of(arrows)) == []) == acyclic


@given(ARROWS)
def test_a_circle_walks_along_arrows_and_breaking_each_leaves_none(arrows: list[tuple[str, str]]) -> None:
    left = set(arrows)
    for cycle in cycles_of(arrows):
        assert cycle[0] == cycle[-1]
        assert all(step in set(arrows) for step in pairwise(cycle))
        left.discard((cycle[0], cycle[1]))
    assert nx.is_directed_acyclic_graph(nx.DiGraph(list(left)))


def test_the_batch_has_the_shapes_that_the_ledger_takes() -> None:
    batch = chain_batch(robot())
    assert all(getattr(batch, name).schema == shape for name, shape in SHAPES.items())
    assert batch.rejects.num_rows == 0


def test_the_batch_says_what_the_ontology_allows_about_things_with_lasting_keys() -> None:
    batch = chain_batch(robot())
    classes = [EntityClass(value) for value in batch.mentions["class"].to_pylist()]
    for claim in batch.claims.to_pylist():
        assert allows(Relation(claim["relation"]), classes[claim["subject"]], classes[claim["object"]])
    keys = {row["key"] for row in batch.mentions.to_pylist() if row["class"] == "ChainNode"}
    assert keys == {node_id(robot(), node) for node in robot().nodes}


def _said(chain: Chain) -> set[tuple[str, str, str, str]]:
    batch = chain_batch(chain)
    names = batch.mentions["name"].to_pylist()
    return {
        (names[claim["subject"]], claim["relation"], names[claim["object"]], claim["properties"])
        for claim in batch.claims.to_pylist()
    }


def test_a_node_realises_its_name_its_aliases_and_its_industries() -> None:
    said = _said(robot())
    for target in ("减速器", "谐波减速器", "RV减速器", "齿轮及齿轮减、变速箱制造"):
        assert ("减速器", "realises", target, "") in said
    assert ("减速器", "part_of", "工业机器人", "") in said


def test_a_stand_in_is_upstream_too_and_says_for_what_it_stands_in() -> None:
    properties = {
        subject: json.loads(text)
        for subject, relation, target, text in _said(robot())
        if (relation, target) == ("upstream_of", "机器人本体") and text
    }
    assert properties["减速器"] == {"weight": 0.35, "either": ["node:industrial-robot/direct-drive"]}
    assert properties["直驱电机"] == {"weight": 0.35, "stands_in_for": "node:industrial-robot/reducer"}


def test_the_evidence_is_a_line_of_the_definition_as_a_document() -> None:
    document = chain_document(robot())
    for row in chain_batch(robot()).evidence.to_pylist():
        assert document.text[row["start"] : row["end"]] == row["sentence"]
    assert "减速器是工业机器人产业链的上游环节；又称或包括减速机、" in document.text
    assert chain_source(robot()).kind is SourceKind.DEFINITION
