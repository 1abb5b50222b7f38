"""What a decision would change in the published answers: supply of chain nodes, and candidates for a product."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.firm_states import lifecycles_of
from graph.analysis.makings import makings_of
from graph.analysis.routes import join
from graph.review.counts import COUNTRY, Changes, Makers, Numbers, Rows, changes_of
from graph.snapshot import Snapshot
from ontology.chains import Chain
from ontology.schema import EntityClass, Lifecycle, Relation, Status
from ontology.values.regions import province_of, region_of

_MAKING: Final = (Relation.PRODUCES, Relation.PROVIDES)
_PROOFS: Final = frozenset({Relation.ABOUT, Relation.STATES})
UNKNOWN: Final = -1
_MOST: Final = 8  # changes shown


@dataclass(frozen=True, slots=True)
class Change:
    """A count of firms that would change."""

    node: str  # `node:` id
    name: str
    region: str  # name, 全国 for the country
    before: int
    after: int
    finding: str  # what would appear or be hidden in the gaps; empty where the count alone changes


@dataclass(frozen=True, slots=True)
class Consequence:
    """What hangs on one decision; `changes` holds the gravest, `counts` says how many there are."""

    priority: float = 0.0  # weight of the changes times the doubt
    doubt: float = 0.0  # 0..1
    counts: int = 0  # counts of suppliers that would change, country and provinces
    products: int = 0  # products for which a match would list one provider fewer, or others
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Ground:
    """The graph as the analyses count it."""

    snapshot: Snapshot
    nodes: tuple[str, ...]  # `node:` ids
    names: tuple[str, ...]  # of the nodes
    suppliers: Makers  # of nodes, by place in `nodes`
    makers: Makers  # of products, by snapshot number
    provinces: tuple[str, ...]  # names, 全国 first
    facts: Numbers = field(repr=False)  # edges of each snapshot node, proofs left out


def ground_of(snapshot: Snapshot, chains: Sequence[Chain], *, least_confidence: float) -> Ground:
    """What the consequences are reckoned from; kept with the snapshot."""

    def made() -> Ground:
        makings = makings_of(snapshot, chains, least_confidence=least_confidence)
        province, names = _provinces(snapshot)
        thing, firm = _making(snapshot)
        suppliers, makers = Makers(makings.node, makings.firm, province), Makers(thing, firm, np.zeros_like(province))
        return Ground(
            snapshot, makings.nodes, _names(snapshot, makings.nodes), suppliers, makers, names, _degrees(snapshot)
        )

    return snapshot.kept(("review", tuple(chains), least_confidence), made)


def pair_changes(ground: Ground, left: Numbers, right: Numbers) -> tuple[Changes, Changes]:
    """Counts of suppliers of nodes, and of makers of products, that merging pairs of firms would change.

    The merged firm sits where the left one does, or the right one where that is not known. Where one of the two is
    closed the merged one is taken to be closed: the graver case.

    Args:
        ground: the graph.
        left: snapshot number of one side of each pair, UNKNOWN where it is not in the graph.
        right: of the other.
    """
    home = np.where(left == UNKNOWN, COUNTRY, ground.suppliers.province[left])
    other = np.where(right == UNKNOWN, COUNTRY, ground.suppliers.province[right])
    merged = np.where(home == COUNTRY, other, home)
    closed = _closed(ground.snapshot, left) | _closed(ground.snapshot, right)
    sides = ((left, home), (right, other))
    supply, products = (_merging(makers, sides, merged, closed) for makers in (ground.suppliers, ground.makers))
    return supply, products


def _merging(
    makers: Makers, sides: Sequence[tuple[Numbers, Numbers]], merged: Numbers, closed: NDArray[np.bool_]
) -> Changes:
    """Both sides go, and one firm comes that makes what either made, where it is not closed."""
    rows = [(*makers.of(firms), homes) for firms, homes in sides]
    asked = np.concatenate([one for one, _, _ in rows])
    thing = np.concatenate([things for _, things, _ in rows])
    province = np.concatenate([homes[one] for one, _, homes in rows])
    union = np.unique(np.stack([asked, thing]), axis=1)
    who, what = union[0], union[1]
    stays = ~closed[who]
    come = Rows(who[stays], what[stays], merged[who[stays]])
    return changes_of(makers, Rows(asked, thing, province), come)


def link_changes(ground: Ground, concepts: Numbers, nodes: Sequence[str]) -> Changes:
    """Counts of suppliers that would change if concepts belonged to nodes (`node:` ids, empty for none)."""
    place = {key: at for at, key in enumerate(ground.nodes)}
    at = np.array([place.get(key, UNKNOWN) for key in nodes], np.int64)
    asked, row = join(concepts, ground.makers.thing)
    firm, node = ground.makers.firm[row], at[asked]
    size = ground.snapshot.nodes.num_rows
    known = np.isin(node * size + firm, ground.suppliers.thing * size + ground.suppliers.firm)
    kept = (node != UNKNOWN) & ~known
    come = Rows(asked[kept], node[kept], ground.suppliers.province[firm[kept]])
    none = Rows(*(np.empty(0, np.int64),) * 3)
    return changes_of(ground.suppliers, none, come)


def shown_changes(ground: Ground, changes: Changes, question: int) -> tuple[Change, ...]:
    """The gravest changes of a question in words."""
    one = changes.of([question])
    low = np.minimum(one.before, one.after)
    order = np.lexsort((one.thing, one.province, low))[:_MOST]
    return tuple(_change(ground, one, int(row)) for row in order)


def _change(ground: Ground, changes: Changes, row: int) -> Change:
    thing, province = int(changes.thing[row]), int(changes.province[row])
    before, after = int(changes.before[row]), int(changes.after[row])
    return Change(
        ground.nodes[thing],
        ground.names[thing],
        ground.provinces[province],
        before,
        after,
        finding_of(before, after),
    )


def finding_of(before: int, after: int) -> str:
    """What a change of a count makes appear, or hides, in the gaps."""
    if after == 0:
        return "成为断点"
    if before == 0:
        return "不再是断点"
    if after == 1:
        return "成为单点"
    return "不再是单点" if before == 1 else ""


def _names(snapshot: Snapshot, nodes: Sequence[str]) -> tuple[str, ...]:
    """Names of nodes, the id of one that is not in the graph; all at once, since each look-up hashes all ids."""
    numbers = snapshot.index_of(nodes).tolist()
    return tuple(snapshot.name(one) if one >= 0 else key for one, key in zip(numbers, nodes, strict=True))


def _provinces(snapshot: Snapshot) -> tuple[Numbers, tuple[str, ...]]:
    """Place of each node's province among the names, which begin with the country."""
    homes = pc.fill_null(snapshot.nodes["region"].combine_chunks(), "").dictionary_encode()
    ids = [province_of(home) if home else "" for home in homes.dictionary.to_pylist()]
    known = sorted(set(ids) - {""})
    place = {"": COUNTRY} | {key: at for at, key in enumerate(known, 1)}
    codes = np.array([place[key] for key in ids], np.int64)
    return codes[homes.indices.to_numpy()], ("全国", *(region_of(key).name for key in known))


def _making(snapshot: Snapshot) -> tuple[Numbers, Numbers]:
    """Product and firm of every stated making fact, each once."""
    edges = [snapshot.edges(relation).where(Status.STATED) for relation in _MAKING]
    subject, thing = (np.concatenate([getattr(one, end) for one in edges]) for end in ("subject", "object"))
    firms, products = snapshot.is_class(EntityClass.ENTERPRISE), ~snapshot.is_class(EntityClass.CHAIN_NODE)
    kept = firms[subject] & products[thing]
    pairs = np.unique(np.stack([thing[kept], subject[kept]]), axis=1)
    return pairs[0], pairs[1]


def _degrees(snapshot: Snapshot) -> Numbers:
    size = snapshot.nodes.num_rows
    found = np.zeros(size, np.int64)
    for relation, edges in snapshot.relations.items():
        if relation not in _PROOFS:
            found += np.bincount(edges.subject, minlength=size) + np.bincount(edges.object, minlength=size)
    return found


def _closed(snapshot: Snapshot, firms: Numbers) -> NDArray[np.bool_]:
    states = lifecycles_of(snapshot, {int(one) for one in np.unique(firms) if one != UNKNOWN})
    closed = [number for number, state in states.items() if state is Lifecycle.CLOSED]
    return np.isin(firms, np.array(closed, np.int64))


def facts_of(ground: Ground, numbers: Numbers) -> Numbers:
    """Facts that each node takes part in, 0 for one that is not in the graph."""
    found: Numbers = np.where(numbers == UNKNOWN, 0, ground.facts[np.maximum(numbers, 0)])
    return found
