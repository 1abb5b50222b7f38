"""Small graphs made by hand: a chain, firms that make its nodes, and facts between them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from graph.snapshot import Edges, Snapshot
from graph.store import EDGE_COLUMNS, NODE_COLUMNS
from ontology.chains import Chain, chain_key, make_chain, node_id
from ontology.schema import Relation
from ontology.values.regions import find_region

THREE = ("名录", "目录", "报道")
_PREFIXES = {"ent": "Enterprise", "tec": "Technology", "sce": "Scenario", "sol": "Solution"}

ROBOT: Chain = make_chain(
    {
        "id": "robot",
        "name": "机器人",
        "origin": "试验用",
        "stages": ["上游", "中游", "下游"],
        "nodes": [
            {"id": "steel", "name": "特钢", "stage": "上游"},
            {"id": "reducer", "name": "减速器", "stage": "上游", "aliases": ["谐波减速器", "RV减速器"]},
            {"id": "direct", "name": "直驱电机", "stage": "上游", "required": False},
            {"id": "motor", "name": "伺服电机", "stage": "上游"},
            {"id": "body", "name": "机器人本体", "stage": "中游"},
            {"id": "cell", "name": "焊接工作站", "stage": "下游"},
        ],
        "links": [
            {"from": "steel", "to": "reducer"},
            {"from": "reducer", "to": "body", "weight": 0.4, "either": ["direct"]},
            {"from": "motor", "to": "body"},
            {"from": "body", "to": "cell"},
        ],
    }
)


@dataclass
class World:
    """Collects nodes and facts; `snapshot()` makes the graph. Ids are `ent:` + name and the like."""

    chain: Chain = ROBOT
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: list[tuple[Relation, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.node(chain_key(self.chain), self.chain.name, "Chain")
        for node in self.chain.nodes:
            self.node(node_id(self.chain, node), node.name, "ChainNode", aliases=list(node.aliases))
            for name in node.names:
                self.fact(node_id(self.chain, node), Relation.REALISES, self.thing("tec", name), confidence=1.0)

    def node(self, key: str, name: str, cls: str, **given: Any) -> str:
        self.nodes[key] = {
            "id": key, "name": name, "class": cls, "aliases": [], "region": "", "code": "", "properties": "{}",
            "marked": False, **given,
        }  # fmt: skip
        return key

    def thing(self, prefix: str, name: str) -> str:
        key = f"{prefix}:{name}"
        return key if key in self.nodes else self.node(key, name, _PREFIXES[prefix])

    def fact(self, subject: str, relation: Relation, target: str, **given: Any) -> None:
        sources = given.pop("by", ("名录",))
        properties = json.dumps(given.pop("properties", {}), ensure_ascii=False)
        row = {
            "subject": subject, "object": target, "confidence": 0.95, "sources": len(sources),
            "source_ids": list(sources), "status": "stated", "first_seen": date(2026, 1, 1),
            "last_seen": date(2026, 6, 1), "evidence": [f"ev:{subject}-{target}"], "properties": properties,
            "marked": False, **given,
        }  # fmt: skip
        self.facts.append((relation, row))

    def firm(self, name: str, region: str, *makes: str, state: str = "active", **given: Any) -> str:
        """A firm of a region that makes nodes of the chain (short ids)."""
        home = find_region(region)
        key = self.node(
            f"ent:{name}", name, "Enterprise", region=home.id if home else "", properties=json.dumps({"status": state})
        )
        for made in makes:
            self.fact(key, Relation.PRODUCES, node_id(self.chain, made), **given)
        return key

    def firms(self, count: int, region: str, *makes: str, **given: Any) -> None:
        """So many firms, each making all of these nodes."""
        for number in range(count):
            self.firm(f"{region}{''.join(makes)}{number}", region, *makes, **given)

    def snapshot(self, as_of: str = "2026-06-01") -> Snapshot:
        rows = sorted(self.nodes.values(), key=lambda row: str(row["id"]))
        place = {row["id"]: number for number, row in enumerate(rows)}
        shape = NODE_COLUMNS.append(pa.field("class", pa.string()))
        relations = {relation: self._edges(relation, place) for relation in {one for one, _ in self.facts}}
        return Snapshot("v1", pa.Table.from_pylist(rows, schema=shape), relations, as_of)

    def _edges(self, relation: Relation, place: dict[str, int]) -> Edges:
        rows: Sequence[dict[str, Any]] = [row for one, row in self.facts if one is relation]
        ends = [np.array([place[row[end]] for row in rows], np.int64) for end in ("subject", "object")]
        return Edges(*ends, pa.Table.from_pylist(list(rows), schema=EDGE_COLUMNS))


def well_recorded(*missing: str, rest: Sequence[str] = ()) -> World:
    """浙江 with eight firms a node, none for the missing ones; 江苏 with eight a node of `rest`; in three sources."""
    world = World()
    for node in ROBOT.nodes:
        if node.id not in missing:
            world.firms(8, "浙江", node.id, by=THREE)
    for node in rest:
        world.firms(8, "江苏", node, by=THREE)
    return world
