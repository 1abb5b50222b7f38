"""A chain definition as claims: what it says, line by line, goes to the ledger as any document's claims do."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

from ontology.chain_definition import Chain, ChainNode, Link, chain_key, node_id
from ontology.codes import industry
from ontology.columns import SHAPES, ClaimBatch
from ontology.facts import Block, BlockKind, Document, Source
from ontology.ids import document_id
from ontology.schema import EntityClass, Relation, SourceKind, Status

_EXTRACTOR: Final = "chain/1"


def chain_source(chain: Chain) -> Source:
    """Who speaks in a definition: the definition itself."""
    return Source(name=f"产业链定义：{chain.name}", kind=SourceKind.DEFINITION, publisher=chain.origin)


def chain_document(chain: Chain) -> Document:
    """The definition as readable text, one line a node and a link; the batch's evidence points into it."""
    lines = _lines(chain)
    starts = _starts(lines)
    text = "\n".join(lines)
    blocks = (
        Block(lines[0], 0, BlockKind.TITLE),
        *(Block(line, start, BlockKind.ITEM) for line, start in zip(lines[1:], starts[1:], strict=True)),
    )
    return Document(document_id(text.encode()), f"{chain.id}.yaml", text, blocks, title=lines[0])


def chain_batch(chain: Chain) -> ClaimBatch:
    """What a definition says, as claims.

    Nodes are part of the chain; inputs are upstream of what they go into (properties `weight` and `either`; one
    that only stands in for another carries `stands_in_for`); nodes realise the technologies that their names and
    aliases stand for, and the industries of their codes. Chain and nodes carry their lasting ids as `key`.
    """
    rows = _Rows()
    rows.put_evidence(_lines(chain))
    whole = rows.mention(chain.name, EntityClass.CHAIN, chain_key(chain))
    rows.attribute(whole, "origin", chain.origin, 0)
    for line, node in enumerate(chain.nodes, start=1):
        _put_node(rows, chain, node, line)
    for line, link in enumerate(chain.links, start=1 + len(chain.nodes)):
        _put_link(rows, chain, link, line)
    return rows.batch()


def _lines(chain: Chain) -> list[str]:
    title = f"产业链定义：{chain.name}（{'、'.join(chain.stages)}）。来源：{chain.origin}"
    nodes = (_node_line(chain, node) for node in chain.nodes)
    links = (_link_line(chain, link) for link in chain.links)
    return [title, *nodes, *links]


def _node_line(chain: Chain, node: ChainNode) -> str:
    parts = [f"{node.name}是{chain.name}产业链的{node.stage}环节"]
    if node.aliases:
        parts.append(f"又称或包括{'、'.join(node.aliases)}")
    if node.industries:
        classes = "、".join(f"{code} {_industry_name(code)}" for code in node.industries)
        parts.append(f"对应行业 {classes}")
    if not node.required:
        parts.append("可以没有")
    return "；".join(parts) + "。"


def _industry_name(code: str) -> str:
    found = industry(code)
    return found.name if found else code


def _link_line(chain: Chain, link: Link) -> str:
    line = f"{chain.node(link.source).name}是{chain.node(link.target).name}的上游"
    if link.weight is not None:
        line += f"，约占其投入的 {link.weight:.0%}"
    if link.either:
        line += f"，可由{'、'.join(chain.node(node).name for node in link.either)}替代"
    return line + "。"


def _starts(lines: Iterable[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1  # the line break
    return starts


def _put_node(rows: "_Rows", chain: Chain, node: ChainNode, line: int) -> None:
    me = _node_mention(rows, chain, node)
    rows.attribute(me, "stage", node.stage, line)
    rows.attribute(me, "required", json.dumps(node.required), line)
    for alias in node.aliases:
        rows.attribute(me, "alias", alias, line)
    rows.claim((me, rows.mention(chain.name, EntityClass.CHAIN, chain_key(chain))), Relation.PART_OF, line)
    for name in node.names:
        rows.claim((me, rows.mention(name, EntityClass.TECHNOLOGY)), Relation.REALISES, line)
    for code in node.industries:
        cls = rows.mention(_industry_name(code), EntityClass.INDUSTRY, f"gbt4754:{code}")
        rows.claim((me, cls), Relation.REALISES, line)


def _put_link(rows: "_Rows", chain: Chain, link: Link, line: int) -> None:
    source, target, *others = (
        _node_mention(rows, chain, chain.node(short)) for short in (link.source, link.target, *link.either)
    )
    known: dict[str, Any] = {} if link.weight is None else {"weight": link.weight}
    stand_ins: dict[str, Any] = {"either": [node_id(chain, node) for node in link.either]} if link.either else {}
    rows.claim((source, target), Relation.UPSTREAM_OF, line, **known, **stand_ins)
    for other in others:
        rows.claim((other, target), Relation.UPSTREAM_OF, line, **known, stands_in_for=node_id(chain, link.source))


def _node_mention(rows: "_Rows", chain: Chain, node: ChainNode) -> int:
    return rows.mention(node.name, EntityClass.CHAIN_NODE, node_id(chain, node))


@dataclass(slots=True)
class _Rows:
    """Rows of a batch as they are written; a mention stands once."""

    places: dict[tuple[str, EntityClass, str], int] = field(default_factory=dict)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    attributes: list[dict[str, Any]] = field(default_factory=list)

    def put_evidence(self, lines: list[str]) -> None:
        for line, start in zip(lines, _starts(lines), strict=True):
            self.evidence.append({"sentence": line, "extractor": _EXTRACTOR, "start": start, "end": start + len(line)})

    def mention(self, name: str, cls: EntityClass, key: str = "") -> int:
        return self.places.setdefault((name, cls, key), len(self.places))

    def attribute(self, mention: int, name: str, value: str, evidence: int) -> None:
        self.attributes.append({"mention": mention, "name": name, "value": value, "evidence": evidence})

    def claim(self, ends: tuple[int, int], relation: Relation, evidence: int, **properties: Any) -> None:
        subject, target = ends
        self.claims.append(
            {
                "subject": subject,
                "relation": relation.value,
                "object": target,
                "evidence": evidence,
                "status": Status.STATED.value,
                "confidence": 1.0,
                "properties": json.dumps(properties, ensure_ascii=False) if properties else "",
            }
        )

    def batch(self) -> ClaimBatch:
        mentions = [
            {"name": name, "class": cls.value, "code": "", "region": "", "key": key} for name, cls, key in self.places
        ]
        rows = {
            "mentions": mentions,
            "evidence": self.evidence,
            "claims": self.claims,
            "attributes": self.attributes,
        }
        return ClaimBatch(
            **{name: pa.Table.from_pylist(rows.get(name, []), schema=shape) for name, shape in SHAPES.items()}
        )
