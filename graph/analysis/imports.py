"""Does the country hang on imports of a node? From trade figures that the user loads; without them nothing is said.

Observations about a product or node: 进口额 by origin, 世界出口额 by exporter, 出口额; the partner stands in brackets,
as 进口额（日本）. Three criteria a year (GeoDep): origins concentrated, world exporters concentrated, imports above
exports; the dependence holds when all three do in two of the last three years. A year that lacks one of the figures
tells nothing: it is not taken for 0. Where the output of the country is told as well, as 国内产值, so is the share of
imports in what is used. Method: docs/methods.md, equations T1–T6.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.analysis.concentration import herfindahl
from graph.analysis.routes import join, routes_of
from graph.analysis.thresholds import Thresholds
from graph.snapshot import Snapshot
from ontology.chains import Chain
from ontology.schema import EntityClass, Relation

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

FLOWS: Final = ("进口额", "世界出口额", "出口额", "国内产值")
IMPORTS, WORLD, EXPORTS, OUTPUT = range(4)
WINDOW: Final = 3  # years looked at, the newest
NO_EXPORTS: Final = 9999.0  # the ratio where exports are told to be 0
_TELLING: Final = 0.5  # share of the imports of a node from which its products' dependence is the node's
_INDICATOR: Final = rf'"indicator": ?"(?P<flow>{"|".join(FLOWS)})(?:（(?P<partner>[^"）]*)）)?"'
_NUMBER: Final = r'"{}": ?(?P<number>-?[0-9.]+(?:[eE][+-]?[0-9]+)?)'
_YEAR: Final = r'"period": ?"(?P<year>[0-9]{4})'


@dataclass(frozen=True, slots=True)
class ImportYear:
    """The figures of one year and product; None where one cannot be told."""

    year: int
    origins: float | None  # HHI of the countries of origin
    exporters: float | None  # HHI of the world's exporters
    ratio: float | None  # imports over exports
    used: float | None = None  # output and imports less exports: what the country uses of it

    def holds(self, limits: Thresholds) -> bool | None:
        """Whether all three criteria hold (T1–T3); one that fails settles it, an unknown one otherwise does not."""
        pairs = (
            (self.origins, limits.import_index),
            (self.exporters, limits.import_index),
            (self.ratio, limits.import_ratio),
        )
        if any(value is not None and value <= limit for value, limit in pairs):
            return False
        return None if any(value is None for value, _ in pairs) else True


@dataclass(frozen=True, slots=True)
class ProductTrade:
    """The years of one product, newest first, and its imports in them."""

    product: int  # snapshot number
    years: tuple[ImportYear, ...]
    imports: float
    penetration: tuple[float, float] | None  # imports and use of the newest year that tells both
    origins: tuple[str, ...]  # the largest first
    evidence: tuple[str, ...]
    tainted: bool

    def dependent(self, limits: Thresholds) -> bool | None:
        """Whether the criteria hold in enough of the years; None where unknown years could still decide."""
        told = [year.holds(limits) for year in self.years]
        needed = int(limits.import_years)
        if told.count(True) >= needed:
            return True
        return None if told.count(True) + told.count(None) + max(WINDOW - len(told), 0) >= needed else False

    def held(self, limits: Thresholds) -> float:
        """Share of the years that tell something in which the criteria hold."""
        told = [year.holds(limits) for year in self.years]
        known = [one for one in told if one is not None]
        return known.count(True) / len(known) if known else 0.0


@dataclass(frozen=True, slots=True)
class ImportDependence:
    """What trade figures say of a node."""

    holds: bool | None  # the criteria hold for at least half of its imports; None where the figures do not tell
    share: float | None  # of its imports, times the share of the years, in which they hold
    note: str
    evidence: tuple[str, ...]
    tainted: bool
    penetration: float | None = None  # imports in what the country uses (T6); None where its output is not told

    @property
    def value(self) -> float | None:
        """How much hangs on imports, 0..1: what can be told of concentration times what can be told of their part."""
        if self.share is None:
            return self.penetration
        return self.share * (1.0 if self.penetration is None else self.penetration)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Trade figures as columns, n rows."""

    product: Numbers
    flow: Numbers
    partner: Numbers  # place among `partners`, 0 where none is told
    year: Numbers
    value: Floats
    fact: Numbers  # rows of the ABOUT facts
    partners: tuple[str, ...]


def imports_of(snapshot: Snapshot, chain: Chain, limits: Thresholds) -> Mapping[int, ImportDependence]:
    """Import dependence of the nodes of a chain by their places; a node without any trade figure is not in it."""
    trades = snapshot.kept("trades", lambda: products_traded(snapshot))
    if not trades:
        return {}
    routes = routes_of(snapshot, chain)
    sure = routes.confidence >= limits.least_confidence
    at, way = join(np.array([one.product for one in trades], np.int64), routes.target[sure])
    found: dict[int, list[ProductTrade]] = {}
    for row, place in zip(at.tolist(), routes.node[sure][way].tolist(), strict=True):
        found.setdefault(place, []).append(trades[row])
    return {place: _together(snapshot, products, limits) for place, products in found.items()}


def products_traded(snapshot: Snapshot) -> tuple[ProductTrade, ...]:
    """The trade of every product that figures are told of, by its number."""
    rows = _rows(snapshot)
    order = np.argsort(rows.product, kind="stable")
    products, starts = np.unique(rows.product[order], return_index=True)
    parts = np.split(order, starts[1:]) if products.size else []
    return tuple(_product(snapshot, int(product), rows, part) for product, part in zip(products, parts, strict=True))


def _rows(snapshot: Snapshot) -> _Rows:
    about = snapshot.edges(Relation.ABOUT)
    observed = np.flatnonzero(snapshot.is_class(EntityClass.OBSERVATION)[about.subject])
    texts = snapshot.nodes["properties"].take(pa.array(about.subject[observed])).combine_chunks()
    kept = pc.fill_null(pc.match_substring_regex(texts, rf'"indicator": ?"(?:{"|".join(FLOWS)})'), fill_value=False)
    fact, texts = observed[np.asarray(kept.to_numpy(zero_copy_only=False), np.bool_)], texts.filter(kept)
    told = pc.extract_regex(texts, _INDICATOR)
    flows = pc.index_in(pc.struct_field(told, "flow"), value_set=pa.array(FLOWS))
    partners = pc.fill_null(pc.struct_field(told, "partner"), "").dictionary_encode()
    years = pc.struct_field(pc.extract_regex(texts, _YEAR), "year").cast(pa.int64())
    values = pc.coalesce(_numbers(texts, "base_value"), _numbers(texts, "value"))
    whole = pc.and_(pc.and_(pc.is_valid(flows), pc.is_valid(years)), pc.is_valid(values))
    use = np.flatnonzero(whole.to_numpy(zero_copy_only=False))
    names = partners.dictionary.to_pylist()
    number = np.array([0 if not name else at + 1 for at, name in enumerate(names)], np.int64)
    return _Rows(
        product=about.object[fact[use]],
        flow=flows.take(pa.array(use)).to_numpy().astype(np.int64),
        partner=number[partners.indices.to_numpy()[use]],
        year=years.take(pa.array(use)).to_numpy().astype(np.int64),
        value=values.take(pa.array(use)).to_numpy().astype(np.float64),
        fact=fact[use],
        partners=("", *names),
    )


def _numbers(texts: pa.Array, name: str) -> pa.Array:
    return pc.struct_field(pc.extract_regex(texts, _NUMBER.format(name)), "number").cast(pa.float64())


def _product(snapshot: Snapshot, product: int, rows: _Rows, part: Numbers) -> ProductTrade:
    newest = sorted(set(rows.year[part].tolist()), reverse=True)[:WINDOW]
    kept = part[np.isin(rows.year[part], newest)]
    bought = kept[(rows.flow[kept] == IMPORTS) & (rows.partner[kept] > 0)]
    sums = np.bincount(rows.partner[bought], rows.value[bought], len(rows.partners))
    years = [_year(rows, kept[rows.year[kept] == year], year) for year in newest]
    facts = snapshot.edges(Relation.ABOUT).table.select(["evidence", "marked"]).take(pa.array(rows.fact[kept]))
    return ProductTrade(
        product=product,
        years=tuple(years),
        penetration=next(
            filter(None, (_penetration(rows, kept[rows.year[kept] == one.year], one) for one in years)), None
        ),
        imports=sum(_total(rows, kept[rows.year[kept] == year], IMPORTS) or 0.0 for year in newest),
        origins=tuple(rows.partners[at] for at in np.argsort(-sums)[:WINDOW].tolist() if sums[at] > 0),
        evidence=tuple(dict.fromkeys(item for items in facts["evidence"].to_pylist() for item in items)),
        tainted=bool(pc.any(facts["marked"]).as_py()),
    )


def _year(rows: _Rows, part: Numbers, year: int) -> ImportYear:
    bought, sold = _total(rows, part, IMPORTS), _total(rows, part, EXPORTS)
    ratio = None if bought is None or sold is None else (bought / sold if sold > 0 else NO_EXPORTS)
    return ImportYear(year, _index(rows, part, IMPORTS), _index(rows, part, WORLD), ratio, _used(rows, part))


def _used(rows: _Rows, part: Numbers) -> float | None:
    """Output and imports less exports; None where one is not told, or more is exported than there is."""
    made, bought, sold = (_total(rows, part, flow) for flow in (OUTPUT, IMPORTS, EXPORTS))
    if made is None or bought is None or sold is None or made + bought <= sold:
        return None
    return made + bought - sold


def _penetration(rows: _Rows, part: Numbers, year: ImportYear) -> tuple[float, float] | None:
    bought = _total(rows, part, IMPORTS)
    return None if year.used is None or bought is None else (min(bought, year.used), year.used)


def _of_flow(rows: _Rows, part: Numbers, flow: int) -> tuple[Numbers, Numbers]:
    """The rows of a flow: those with a partner, and those without."""
    own = part[rows.flow[part] == flow]
    return own[rows.partner[own] > 0], own[rows.partner[own] == 0]


def _total(rows: _Rows, part: Numbers, flow: int) -> float | None:
    """Value of a flow: the sum over partners, or else what is told without one; None where nothing is."""
    partners, whole = _of_flow(rows, part, flow)
    if partners.size:
        return float(rows.value[partners].sum())
    return float(rows.value[whole].max()) if whole.size else None


def _index(rows: _Rows, part: Numbers, flow: int) -> float | None:
    """HHI of the partners of a flow (T1, T2); None where none has a value."""
    partners, _ = _of_flow(rows, part, flow)
    used = partners[rows.value[partners] > 0]
    if not used.size:
        return None
    sums = np.bincount(rows.partner[used], rows.value[used]).astype(np.float64)
    return float(herfindahl(np.zeros(np.count_nonzero(sums), np.int64), sums[sums > 0], 1)[0])


def _together(snapshot: Snapshot, products: list[ProductTrade], limits: Thresholds) -> ImportDependence:
    """A node is as dependent as the part of its imports whose products are (T4)."""
    known = [one for one in products if one.dependent(limits) is not None and one.imports > 0]
    evidence = tuple(dict.fromkeys(item for one in products for item in one.evidence))
    tainted = any(one.tainted for one in products)
    part = _part_of_use(products)
    if not known:
        names = "、".join(snapshot.name(one.product) for one in products[:2])
        return ImportDependence(None, None, f"{names}的贸易数据不足以判断{_used_note(part)}", evidence, tainted, part)
    whole = sum(one.imports for one in known)
    dependent = sum(one.imports for one in known if one.dependent(limits)) / whole
    share = sum(one.imports * one.held(limits) for one in known) / whole
    found = ImportDependence(dependent >= _TELLING, share, "", evidence, tainted, part)
    told = _note(max(known, key=lambda one: one.imports), limits, holds=bool(found.holds))
    return replace(found, note=told + _used_note(part))


def _part_of_use(products: list[ProductTrade]) -> float | None:
    """Imports of all products in their use, of those that tell both (T6)."""
    told = [one.penetration for one in products if one.penetration is not None]
    used = sum(whole for _, whole in told)
    return sum(bought for bought, _ in told) / used if used > 0 else None


def _used_note(part: float | None) -> str:
    return "" if part is None else f"；进口占国内消费（产值＋进口−出口）的 {part:.0%}"


def _note(largest: ProductTrade, limits: Thresholds, *, holds: bool) -> str:
    year = next((one for one in largest.years if one.holds(limits) is not None), largest.years[0])
    figures = "，".join(
        f"{word} {value:.2f}"
        for word, value in (("来源国 HHI", year.origins), ("世界出口国 HHI", year.exporters), ("进口/出口", year.ratio))
        if value is not None
    )
    verdict = "三项条件近三年至少两年成立" if holds else "三项条件没有在近三年的两年里同时成立"
    told = f"主要来源{'、'.join(largest.origins)}；" if largest.origins else ""
    return f"{year.year} 年{figures}；{told}{verdict}"


def few_chance(concentration: Floats, none: Floats, one: Floats, few: float) -> Floats:
    """P(the country has fewer effective suppliers than `few`), from those seen and those that may be unseen (T5).

    Args:
        concentration: HHI of the suppliers seen, NaN where there is none; k values.
        none, one: P(no unseen supplier) and P(just one), k values.
        few: effective suppliers.
    """
    effective = np.where(np.isnan(concentration), 0.0, 1 / np.where(np.isnan(concentration), 1.0, concentration))
    with_one = np.where(effective + 1 < few, one, 0.0)
    return np.where(effective < few, np.minimum(none + with_one, 1.0), 0.0)


def choked_chance(trade: Mapping[int, ImportDependence], few: Floats, weights: Floats, limits: Thresholds) -> Floats:
    """P(imports choke each node), k values: the criteria hold, it is critical, and suppliers at home are few.

    Args:
        trade: what trade figures say, by place of the node; nodes without any are not choked.
        few: P(few suppliers in the country) of each node, k values, of `few_chance`.
        weights: criticality of each node, k values.
        limits: `critical_share` is the share of the nodes that count as critical.
    """
    most = int(np.ceil(limits.critical_share * weights.size))
    critical = (weights > 0) & (weights >= np.sort(weights)[-max(most, 1)])
    held = np.zeros(weights.size, np.bool_)
    held[[place for place, one in trade.items() if one.holds]] = True
    return np.where(held & critical, few, 0.0)
