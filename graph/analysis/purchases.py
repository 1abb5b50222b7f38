"""What share of a region's purchases of a node is local, when a list of trades misses the sellers it does not know?

A list of trades holds the sales of the sellers that it knows. Where it knows few of a region's own, local purchases
are missing more often than those from outside, and the recorded share is too low. With o the odds that a local seller
is listed against one from outside,

    P(a recorded seller is local | true local share q) = q·o / (q·o + 1 − q)

Sellers, not purchases, are the independent observations: the effective number of them in the recorded value counts.
The prior of q over cells is learned from all of them. Method: docs/methods.md, equations B1–B3.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.levels import UNKNOWN
from graph.analysis.makings import Makings, ended_in
from graph.analysis.pairs import all_or_some, summed_pairs
from graph.analysis.routes import join
from graph.snapshot import Edges, Snapshot
from ontology.schema import Relation, Status
from ontology.values.names import fold

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
Numbers = NDArray[np.int64]

SHARES: Final = np.linspace(0.01, 0.99, 50)
_ROUNDS: Final = 30
_SMOOTH: Final = 0.06  # width of the kernel over shares, so that few cells give no spikes
_FLAT: Final = 4.0  # weight of the even prior, in cells
_FEWEST_CELLS: Final = 20  # with fewer the prior stays even
_MOST_CELLS: Final = 4_000  # looked at for the prior, evenly spaced over all
_LOG_TINY: Final = 1e-300


@dataclass(frozen=True, slots=True)
class Trades:
    """Supply facts by the node they are about; a fact about several products counts for each, its value shared."""

    node: Numbers  # n places
    seller: Numbers  # n snapshot numbers
    buyer: Numbers
    records: Floats  # n, purchases behind the fact
    value: Floats  # n, their amount


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the trades say of each cell, R x N each."""

    purchases: Floats  # number of records
    share: Floats  # local share of the value, one half where nothing is recorded
    sellers: Floats  # effective number of them


@dataclass(frozen=True, slots=True)
class LocalShare:
    """What is believed of the true local share of each cell's purchases, R x N each."""

    mean: Floats
    below: Floats  # P(share < the limit asked about)


def standing_sales(snapshot: Snapshot) -> Edges:
    """Supply facts that are stated and not over."""
    sales = snapshot.edges(Relation.SUPPLIES).where(Status.STATED)
    kept = ~ended_in(sales, snapshot.as_of)
    return sales if kept.all() else Edges(sales.subject[kept], sales.object[kept], sales.table.filter(pa.array(kept)))


def trades_of(sales: Edges, named: Mapping[str, frozenset[int]], makings: Makings) -> Trades:
    """Supply facts as columns; those whose product no node bears the name of are left out.

    Args:
        sales: SUPPLIES facts, seller to buyer, with properties `product` and `amount`.
        named: places of the nodes of each folded name, of the node or of a product that realises it.
        makings: what firms make: a fact that names no product counts for all that its seller makes.

    Returns:
        One row a fact and node. Where a fact is about several nodes of a chain they share its value; each chain is
        looked at by itself, so that the same purchase counts whole in every chain whose node it is about.
    """
    row, places = goods_of(sales, named, makings)
    parts = np.ones(row.size, np.int64)
    several = np.bincount(row, minlength=sales.subject.size)[row] > 1
    parts[several] = _times(row[several] * (makings.chain.max(initial=0) + 1) + makings.chain[places[several]])
    records = records_of(sales)
    value = values_of(amounts_of(sales), records)
    kept = places >= 0
    row, parts = row[kept], parts[kept]
    return Trades(places[kept], sales.subject[row], sales.object[row], records[row] / parts, value[row] / parts)


def _times(keys: Numbers) -> Numbers:
    """How often each key stands among the keys, same length."""
    _, back, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return np.asarray(counts[back])


def goods_of(sales: Edges, named: Mapping[str, frozenset[int]], makings: Makings) -> tuple[Numbers, Numbers]:
    """What each supply fact is about: rows of the facts, and the places of their nodes; -1 for a name of none.

    Args:
        sales, named, makings: as of `trades_of`; a fact without a product whose seller makes nothing has no row.
    """
    texts = sales.table["properties"].combine_chunks()
    row, product = _products(texts)
    silent = np.setdiff1d(np.arange(len(texts)), row)
    of_silent, made = join(sales.subject[silent], makings.firm)
    which, places = _places(product, named)
    return np.concatenate([row[which], silent[of_silent]]), np.concatenate([places, makings.node[made]])


def records_of(sales: Edges) -> Floats:
    """Purchases behind each supply fact, as many as it has evidence for."""
    return np.asarray(pc.list_value_length(sales.table["evidence"]).to_numpy(), np.float64)


def _places(products: pa.Array, named: Mapping[str, frozenset[int]]) -> tuple[Numbers, Numbers]:
    """Each product with each node of its name: positions among the products, and places; -1 where none bears it."""
    coded = products.dictionary_encode()
    words = coded.dictionary.to_pylist()
    borne = [(code, place) for code, word in enumerate(words) for place in sorted(named.get(fold(word), {-1}))]
    codes, places = np.array(borne, np.int64).reshape(-1, 2).T
    which, at = join(coded.indices.to_numpy().astype(np.int64), codes)
    return which, places[at]


def _products(texts: pa.Array) -> tuple[Numbers, pa.Array]:
    """Rows and the products they name: most name one, which is cut out of the text in bulk."""
    found = pc.struct_field(pc.extract_regex(texts, r'"product": ?"(?P<product>[^"\\]*)"'), "product")
    single = pc.is_valid(found)
    several = np.flatnonzero(pc.and_not(pc.match_substring(texts, '"product"'), single).to_numpy(zero_copy_only=False))
    rows, names = [np.flatnonzero(single.to_numpy(zero_copy_only=False))], [found.filter(single)]
    for row in several.tolist():
        told = json.loads(texts[row].as_py()).get("product")
        listed = [str(one) for one in (told if isinstance(told, list) else [told])]
        rows.append(np.full(len(listed), row))
        names.append(pa.array(listed, pa.string()))
    return np.concatenate(rows).astype(np.int64), pa.concat_arrays([one.cast(pa.string()) for one in names])


def amounts_of(sales: Edges) -> Floats:
    """Sum of the amounts of each supply fact, NaN where none is told."""
    texts = sales.table["properties"].combine_chunks()
    found = pc.struct_field(pc.extract_regex(texts, r'"amount": ?(?P<amount>[0-9.eE+-]+)'), "amount")
    amounts = np.array(pc.fill_null(found.cast(pa.float64()), np.nan).to_numpy(zero_copy_only=False), np.float64)
    listed = pc.fill_null(pc.match_substring_regex(texts, r'"amount": ?\['), fill_value=False)
    for row in np.flatnonzero(listed.to_numpy(zero_copy_only=False)).tolist():
        told = json.loads(texts[row].as_py())["amount"]
        amounts[row] = sum(float(one) for one in told if isinstance(one, int | float))
    return amounts


def values_of(amounts: Floats, records: Floats) -> Floats:
    """Amount of each fact; one without is worth its records times what is usual, or its records where none has one."""
    told = np.isfinite(amounts) & (amounts > 0)
    usual = float(np.median(amounts[told] / np.maximum(records[told], 1))) if told.any() else 1.0
    return np.where(told, amounts, np.maximum(records, 1) * usual)


def recorded_of(trades: Trades, home: Numbers, *, regions: int, nodes: int) -> Recorded:
    """Sum the trades up by the buyers' cells.

    Args:
        trades: the supply facts.
        home: place of the region of every snapshot node, or UNKNOWN or ELSEWHERE; sellers elsewhere are from outside.
        regions, nodes: R and N.
    """
    at = home.astype(np.int16)  # a small table is looked up faster
    buyer = at[trades.buyer]
    rows = all_or_some((buyer >= 0) & (at[trades.seller] != UNKNOWN))
    cell = buyer[rows].astype(np.int32)
    cell *= nodes  # in place: of ten million rows a copy costs as much as the work
    np.add(cell, trades.node[rows], out=cell, casting="same_kind")
    purchases = np.bincount(cell, trades.records[rows], regions * nodes).astype(np.float64)
    held = summed_pairs(cell, trades.seller[rows], trades.value[rows], cells=regions * nodes, owners=home.size)
    sold, of_region = held.value, np.diff(held.start[::nodes])
    local = at[held.owner] == np.repeat(np.arange(regions, dtype=np.int16), of_region)
    whole, part = held.by_cell(sold), sold * local
    inside, squares = held.by_cell(part), held.by_cell(np.multiply(sold, sold, out=part))
    share = np.where(whole > 0, inside / np.maximum(whole, _LOG_TINY), 0.5)
    sellers = np.where(whole > 0, whole**2 / np.maximum(squares, _LOG_TINY), 0.0)
    return Recorded(*(one.reshape(regions, nodes) for one in (purchases, share, sellers)))


def local_share(recorded: Recorded, listed: Floats, supply: Floats, *, limit: float) -> LocalShare:
    """Posterior of the true local share of each cell's purchases.

    Args:
        recorded: what the trades say.
        listed: probability that the list of trades knows a seller of the region, R values.
        supply: firms that each cell is believed to have, R x N; says where sellers from outside sit.
        limit: share asked about in `below`.
    """
    odds = (listed[:, None] / np.maximum(_elsewhere(listed, supply), 1e-3)).astype(np.float32)
    shares = SHARES.astype(np.float32)
    inside = (recorded.sellers * recorded.share).astype(np.float32)
    outside = recorded.sellers.astype(np.float32) - inside
    either = np.log(shares * odds[..., None] + 1 - shares)
    told = inside[..., None] * (np.log(shares) + np.log(odds)[..., None]) + outside[..., None] * np.log1p(-shares)
    told -= (inside + outside)[..., None] * either
    weights = _posterior(told, _learned(told[(recorded.sellers > 0) & (supply > 0)]))
    below = weights[..., limit > SHARES].sum(axis=-1)
    return LocalShare((weights @ shares).astype(np.float64), below.astype(np.float64))


def _elsewhere(listed: Floats, supply: Floats) -> Floats:
    """Mean chance that the list knows a seller from outside the region, by where they sit, R x N."""
    known = listed[:, None] * supply
    sold, sellers = known.sum(axis=0) - known, supply.sum(axis=0) - supply
    return np.asarray(np.where(sellers > 0, sold / np.maximum(sellers, 1e-9), listed.mean()))


def _learned(told: Floats32) -> Floats:
    """Prior of the share over cells, by expectation–maximisation, smoothed; even where cells are few."""
    prior = np.full(SHARES.size, 1 / SHARES.size)
    if len(told) < _FEWEST_CELLS:
        return prior
    told = told[:: 1 + len(told) // _MOST_CELLS]
    kernel = np.exp(-0.5 * np.square((SHARES[:, None] - SHARES) / _SMOOTH))
    kernel /= kernel.sum(axis=0)
    for _ in range(_ROUNDS):
        grown: Floats = kernel @ (_posterior(told, prior).sum(axis=0) + _FLAT / SHARES.size)
        prior = grown / grown.sum()
    return np.asarray(prior)


def _posterior(told: Floats32, prior: Floats) -> Floats32:
    logs = told + np.log(prior).astype(np.float32)
    weights = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))
