"""Who makes what, over all chains at once: one row a firm and node, as columns.

The counting side of `supply.py`: the same rules of what is supply, for whole countries instead of one answer.
Method: docs/methods.md, section A.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.firm_states import are_active, groups_of
from graph.analysis.routes import join, routes_to
from graph.analysis.supply import is_over
from graph.snapshot import Edges, Snapshot
from ontology.chains import Chain, node_id
from ontology.schema import EntityClass, Relation, Status

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST_LISTS: Final = 8  # sources told apart; the smaller ones share the last place
_MAKING: Final = (Relation.PRODUCES, Relation.PROVIDES)


@dataclass(frozen=True)
class Makings:
    """Firm–node facts that count as supply, each pair once, ordered by node and firm; n rows."""

    nodes: tuple[str, ...]  # ids of the nodes of all chains, chain by chain
    chain: Numbers  # number of the chain of each node
    node: Numbers  # n places in `nodes`
    firm: Numbers  # n snapshot numbers
    owner: Numbers  # n snapshot numbers of the top of each firm's corporate group
    lists: Numbers  # n bit patterns: bit i is set where source i states the fact
    sources: tuple[str, ...]  # at most MOST_LISTS; the last may stand for several


def node_ids(chains: Sequence[Chain]) -> tuple[str, ...]:
    """`node:` ids of these chains, chain by chain."""
    return tuple(node_id(chain, node) for chain in chains for node in chain.nodes)


def makings_of(snapshot: Snapshot, chains: Sequence[Chain], *, least_confidence: float) -> Makings:
    """All firm–node facts of these chains.

    Args:
        snapshot: the graph at one version.
        chains: the definitions, whose nodes are numbered one after the other.
        least_confidence: facts less sure than this, 0..1, do not count.
    """
    nodes = node_ids(chains)
    parts = [_stated(snapshot, relation, nodes, least_confidence) for relation in _MAKING]
    node, firm, source_rows, edges = _joined(parts)
    names, masks = _masks(edges, source_rows)
    keep = _active(snapshot, firm)
    node, firm, masks = node[keep], firm[keep], masks[keep]
    order = np.lexsort((firm, node))
    node, firm, masks = node[order], firm[order], masks[order]
    first = np.flatnonzero(np.r_[True, (np.diff(node) != 0) | (np.diff(firm) != 0)][: node.size])
    lists = np.bitwise_or.reduceat(masks, first) if first.size else masks
    firm = firm[first]
    return Makings(
        nodes=nodes,
        chain=np.repeat(np.arange(len(chains)), [len(chain.nodes) for chain in chains]),
        node=node[first],
        firm=firm,
        owner=_owners(snapshot, firm),
        lists=lists,
        sources=names,
    )


@dataclass(frozen=True)
class _Stated:
    """Making facts of one relation: places in the nodes, firms, and their rows among `edges`."""

    node: Numbers
    firm: Numbers
    row: Numbers
    edges: Edges


def _stated(snapshot: Snapshot, relation: Relation, nodes: Sequence[str], least_confidence: float) -> _Stated:
    edges, routes = snapshot.edges(relation).where(Status.STATED), routes_to(snapshot, nodes)
    at, way = join(edges.object, routes.target)
    sure = routes.confidence[way] * edges.confidence[at] >= least_confidence
    keep = sure & snapshot.is_class(EntityClass.ENTERPRISE)[edges.subject[at]] & ~ended_in(edges, snapshot.as_of)[at]
    return _Stated(routes.node[way[keep]], edges.subject[at[keep]], at[keep], edges)


def ended_in(edges: Edges, as_of: str) -> Flags:
    """Whether each fact is said to have ended before a day; only those that name an end are looked at one by one."""
    named = pc.fill_null(pc.match_substring(edges.table["properties"], '"until"'), fill_value=False)
    over = np.zeros(edges.subject.size, np.bool_)
    rows = np.flatnonzero(named.to_numpy(zero_copy_only=False))
    facts = edges.table.select(["properties", "source_ids"]).take(pa.array(rows)).to_pylist()
    over[rows] = [is_over(fact, as_of) for fact in facts]
    return over


def _joined(parts: Sequence[_Stated]) -> tuple[Numbers, Numbers, Numbers, pa.ChunkedArray]:
    """Rows of all relations, and the lists of sources that they point into."""
    starts = np.cumsum([0, *(part.edges.subject.size for part in parts)])
    rows = np.concatenate([part.row + start for part, start in zip(parts, starts[:-1], strict=True)])
    sources = pa.chunked_array(
        [chunk for part in parts for chunk in part.edges.table["source_ids"].chunks], pa.list_(pa.string())
    )
    node, firm = (np.concatenate([getattr(part, name) for part in parts]) for name in ("node", "firm"))
    return node, firm, rows, sources


def _masks(sources: pa.ChunkedArray, rows: Numbers) -> tuple[tuple[str, ...], Numbers]:
    """Names of the sources, and the pattern of those that state each row."""
    stated = sources.take(pa.array(rows)).combine_chunks()
    coded = pc.list_flatten(stated).dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    codes, names = np.asarray(coded.indices.to_numpy(), np.int64), coded.dictionary.to_pylist()
    times = np.bincount(codes, minlength=len(names))
    ranked = sorted(range(len(names)), key=lambda one: (-times[one], names[one]))
    place = np.empty(len(names), np.int64)
    place[ranked] = np.minimum(np.arange(len(names)), MOST_LISTS - 1)
    masks = np.zeros(rows.size, np.int64)
    np.bitwise_or.at(masks, np.asarray(pc.list_parent_indices(stated).to_numpy(), np.int64), 1 << place[codes])
    return tuple(names[one] for one in ranked[:MOST_LISTS]), masks


def _active(snapshot: Snapshot, firms: Numbers) -> Flags:
    """Whether each firm works: neither closed nor only planned."""
    distinct, back = np.unique(firms, return_inverse=True)
    return are_active(snapshot.nodes["properties"].take(pa.array(distinct)))[back]


def _owners(snapshot: Snapshot, firms: Numbers) -> Numbers:
    owned = np.isin(firms, snapshot.edges(Relation.SUBSIDIARY_OF).subject)
    groups = groups_of(snapshot, np.unique(firms[owned]).tolist())
    owners = firms.copy()
    owners[owned] = [groups[firm] for firm in firms[owned].tolist()]
    return owners


def revenue_of(snapshot: Snapshot, firms: Numbers) -> NDArray[np.float64]:
    """Revenue of each firm in yuan, the largest that is observed, NaN where none is; same length as `firms`."""
    about = snapshot.edges(Relation.ABOUT)
    kept = snapshot.is_class(EntityClass.OBSERVATION)[about.subject] & np.isin(about.object, firms)
    texts = snapshot.nodes["properties"].take(pa.array(about.subject[kept]))
    is_revenue = pc.fill_null(pc.match_substring(texts, '"idc:revenue"'), fill_value=False)
    rows = np.flatnonzero(is_revenue.to_numpy(zero_copy_only=False))
    values = np.full(snapshot.nodes.num_rows, np.nan)
    of_firm = about.object[kept][rows]
    for firm, text in zip(of_firm.tolist(), texts.take(pa.array(rows)).to_pylist(), strict=True):
        told = json.loads(text).get("base_value")
        if isinstance(told, int | float):
            values[firm] = np.fmax(values[firm], told)
    return values[firms]
