"""Who serves what, as columns: one row for each fact that a provider makes, provides, offers or solves something.

Rows stand in the order of what is served, so that the providers of a product are one slice. Method: docs/methods.md,
equation M2.
"""

import json
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.firm_states import are_active
from graph.analysis.matching.slices import rows_of
from graph.analysis.supply import is_over, largest_share
from graph.snapshot import Edges, Snapshot
from ontology.schema import EntityClass, Relation, Status

SERVING: Final = (Relation.PRODUCES, Relation.PROVIDES, Relation.OFFERS, Relation.SOLVES)
_YEAR: Final = 365.25  # days
_SHARE: Final = r'"share": ?(?P<share>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)[,}]'
_LISTED: Final = '"share": ?\\['
_ENDED: Final = '"until":'


@dataclass(frozen=True)
class Offers:
    """Facts of serving, n rows in the order of what is served, and where each thing's rows begin."""

    provider: NDArray[np.int64]  # node numbers
    share: NDArray[np.float64]  # of the provider's revenue, 0..1; nan where unknown or senseless
    confidence: NDArray[np.float64]
    sources: NDArray[np.int64]
    age: NDArray[np.float64]  # years since the newest source, nan where it has no date
    relation: NDArray[np.int8]  # place in SERVING, len(SERVING) for membership of an industry
    row: NDArray[np.int64]  # in that relation's edges
    start: NDArray[np.int64]  # rows of thing i are start[i]:start[i + 1]

    def rows_of(self, things: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of some things, and for each row the place of its thing among them."""
        return rows_of(self.start, things)

    def has(self, things: NDArray[np.int64]) -> NDArray[np.bool_]:
        """For each thing whether anybody serves it."""
        return self.start[things + 1] > self.start[things]


def offers_of(snapshot: Snapshot) -> Offers:
    """The offers of providers that are at work; kept with the snapshot."""
    return snapshot.kept("matching.offers", lambda: _offers(snapshot))


def at_work(snapshot: Snapshot) -> NDArray[np.bool_]:
    """For each node whether it is at work, by its properties; kept with the snapshot."""
    return snapshot.kept("matching.at_work", lambda: are_active(snapshot.nodes["properties"]))


def _offers(snapshot: Snapshot) -> Offers:
    active = at_work(snapshot)
    parts = [_part(snapshot, place, snapshot.edges(one), active) for place, one in enumerate(SERVING)]
    parts.append(_memberships(snapshot, active))
    joined = pa.concat_tables(parts).sort_by([("thing", "ascending"), ("provider", "ascending")])
    column = {name: joined[name].to_numpy() for name in joined.column_names}
    start = np.searchsorted(column["thing"], np.arange(snapshot.nodes.num_rows + 1))
    kept = ("provider", "share", "confidence", "sources", "age", "relation", "row")
    column["age"] = _years(column["seen"], snapshot.as_of)
    return Offers(**{name: column[name] for name in kept}, start=start)


def _part(snapshot: Snapshot, place: int, edges: Edges, active: NDArray[np.bool_]) -> pa.Table:
    keep = np.asarray(pc.equal(edges.table["status"], Status.STATED.value).to_numpy(zero_copy_only=False), np.bool_)
    keep &= active[edges.subject]
    keep[_over(edges, snapshot.as_of)] = False
    return _columns(edges, place, np.flatnonzero(keep))


def _memberships(snapshot: Snapshot, active: NDArray[np.bool_]) -> pa.Table:
    """Firms under the industry they are classed in."""
    edges = snapshot.edges(Relation.PART_OF)
    firm, industry = snapshot.is_class(EntityClass.ENTERPRISE), snapshot.is_class(EntityClass.INDUSTRY)
    keep = firm[edges.subject] & industry[edges.object] & active[edges.subject]
    return _columns(edges, len(SERVING), np.flatnonzero(keep))


def _columns(edges: Edges, place: int, rows: NDArray[np.int64]) -> pa.Table:
    facts = edges.table.take(pa.array(rows))
    return pa.table(
        {
            "thing": edges.object[rows],
            "provider": edges.subject[rows],
            "share": shares_in(facts["properties"]),
            "confidence": facts["confidence"].cast(pa.float64()),
            "sources": facts["sources"].cast(pa.int64()),
            "seen": facts["last_seen"].cast(pa.int32()).cast(pa.float64()),
            "relation": np.full(rows.size, place, np.int8),
            "row": rows,
        }
    )


def _years(seen: NDArray[np.float64], as_of: str) -> NDArray[np.float64]:
    """Years from days since 1970 to a day; what is dated later is new."""
    today = int(np.datetime64(as_of, "D").astype(np.int64))
    return np.asarray(np.maximum((today - seen) / _YEAR, 0.0), np.float64)


def _over(edges: Edges, as_of: str) -> NDArray[np.int64]:
    """Rows of facts that have ended."""
    told = pc.fill_null(pc.match_substring(edges.table["properties"], _ENDED), fill_value=False)
    rows = np.flatnonzero(told.to_numpy(zero_copy_only=False))
    facts = edges.table.take(pa.array(rows)).to_pylist()
    return rows[[is_over(fact, as_of) for fact in facts]] if rows.size else rows


def shares_in(properties: pa.ChunkedArray) -> NDArray[np.float64]:
    """Share of revenue in each text of properties; nan where there is none, or one that no share can be."""
    plain = pc.struct_field(pc.extract_regex(properties, _SHARE), "share")
    found = np.array(plain.cast(pa.float64()).to_numpy(zero_copy_only=False), np.float64)
    listed = pc.fill_null(pc.match_substring_regex(properties, _LISTED), fill_value=False)
    for row in np.flatnonzero(listed.to_numpy(zero_copy_only=False)):
        share = largest_share(json.loads(properties[row].as_py()))
        found[row] = np.nan if share is None else share
    return np.where((found > 0) & (found <= 1), found, np.nan)
