"""An index measured: figures in, scores with their reasons and doubts out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.efficiency import comparable, efficiencies, few_units
from graph.analysis.indices.definition import Index
from graph.analysis.indices.report import (
    IndexHead,
    IndexReport,
    LevelConsistency,
    Method,
    UnitEfficiency,
)
from graph.analysis.indices.scored import Scored, score
from graph.analysis.indices.standing import Standing, standing
from graph.analysis.indices.unit_score import sheet_of, unit_score
from graph.analysis.indices.values import UNDATED, Values
from ontology.errors import BadIndexValues, nearest
from ontology.values.names import fold
from ontology.values.regions import find_region

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

DRAWS: Final = 10_000
_SURE: Final = 0.7  # chance of its tier below which a unit is said to be between tiers


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of an index."""

    year: int | None = None  # None: the newest with scores
    since: int | None = None  # None: the year before it that has figures
    peer: str | None = None  # id or name of a unit; None: the best
    draws: int = DRAWS
    seed: int = 0


def measure_index(index: Index, values: Values, asked: Asked = Asked()) -> IndexReport:
    """Scores of an index with ranks, tiers, what they are made of and how sure they are (docs/methods.md, I).

    Args:
        index: the definition.
        values: figures, from `observed_values` or `given_values`; without any the report has no units and says so.
        asked: year, year to compare with, peer, draws.

    Raises:
        BadIndexValues: no figures of the year asked for, or no such peer.
    """
    found = score(index, values)
    year = found.year_at(asked.year)
    head = IndexHead(index.id, index.name, index.source, index.note)
    if year is None:
        return _nothing(head, found, asked)
    stands = standing(found, year, draws=asked.draws, seed=asked.seed)
    peer = _peer(found, stands, asked.peer)
    sheet = sheet_of(found, year, stands, since=_since(found, year, asked.since), peer=peer)
    units = [unit_score(sheet, unit) for unit in _in_order(found, year)]
    efficiency, doubts = _efficiency(found, year)
    return IndexReport(
        index=head,
        year=values.years[year],
        years=values.years,
        units=tuple(units),
        method=_method(found, stands, asked.seed),
        efficiency=efficiency,
        notes=(*found.notes, *_year_notes(found, year, stands), *doubts),
        tainted=bool(values.marked),
    )


def _nothing(head: IndexHead, found: Scored, asked: Asked) -> IndexReport:
    nobody = Standing(np.empty(0, np.int64), np.empty(0, np.int64), None, None, None, 0, {})
    note = "没有任何指标值：先入库统计资料，或用 --values 给表 · no figures: ingest some, or give a table"
    return IndexReport(head, None, (), (), _method(found, nobody, asked.seed), (), (*found.notes, note), False)


def _in_order(found: Scored, year: int) -> Numbers:
    """Places of the units with any figure in that year, best score first, those without one last."""
    values = found.values
    there = ~np.isnan(values.cube[year]).all(axis=1) | ~np.isnan(values.published[year])
    order = np.argsort(np.where(np.isnan(found.scores[year]), np.inf, -found.scores[year]), kind="stable")
    return np.asarray(order[there[order]])


def _since(found: Scored, year: int, asked: int | None) -> int | None:
    years = found.values.years
    if asked is not None:
        return found.year_at(asked)
    before = [place for place in range(year) if years[place] != UNDATED]
    return before[-1] if before and years[year] != UNDATED else None


def _peer(found: Scored, stands: Standing, asked: str | None) -> int | None:
    """Place of the unit to compare with: the one asked for, else the best."""
    units = found.values.units
    if asked is None:
        return int(stands.units[np.argmin(stands.rank)]) if stands.units.size else None
    region = find_region(asked)
    wanted = {fold(asked), *((region.id,) if region else ())}
    for place in stands.units.tolist():
        if wanted & {fold(units[place].id), fold(units[place].name)}:
            return int(place)
    names = [units[place].name for place in stands.units.tolist()]
    raise BadIndexValues(
        f"没有得分的单位 {asked!r}；相近的有 {nearest(asked, names)} · no unit {asked!r} with a score",
        "写表中的名称或编号 · give a name or id of the table",
    )


def _method(found: Scored, stands: Standing, seed: int) -> Method:
    index, weights = found.index, found.weights
    leaves = zip(index.indicators, weights.leaves, strict=True)
    return Method(
        basis=found.basis,
        normalisation=index.normalisation.value,
        base_year=index.base_year,
        weights={"dimensions": index.weighting.dimensions.value, "indicators": index.weighting.indicators.value},
        weights_published=index.weighting.published,
        leaf_weights={leaf.id: float(weight) for leaf, weight in leaves},
        consistency=tuple(
            LevelConsistency(level, one.ratio, one.weights, one.geometric) for level, one in weights.consistency.items()
        ),
        aggregation=index.aggregation.value,
        tiers=stands.tiers,
        fit=stands.fit,
        draws=stands.draws,
        seed=seed,
        sensitivity=stands.sensitivity,
    )


def _year_notes(found: Scored, year: int, stands: Standing) -> tuple[str, ...]:
    """What is to be said of the year's units as a whole."""
    unscored = len(_in_order(found, year)) - stands.units.size
    notes = [f"{unscored} 个单位已知指标不足三分之二权重，不计分 · too little known for a score"] if unscored else []
    if stands.tier is not None and stands.drawn is not None:
        chance = stands.drawn.tier_shares[np.arange(stands.units.size), stands.tier - 1]
        between = [found.values.units[place].name for place in stands.units[chance < _SURE]]
        notes += [f"档次不稳（不到七成）：{'、'.join(between)} · between tiers"] if between else []
    return tuple(notes)


def _efficiency(found: Scored, year: int) -> tuple[tuple[UnitEfficiency, ...], tuple[str, ...]]:
    """Input–output comparison of the units whose inputs and outputs are all known."""
    roles = found.index.efficiency
    if roles is None:
        return (), ()
    at = {leaf.id: place for place, leaf in enumerate(found.index.indicators)}
    columns = [at[name] for name in (*roles.inputs, *roles.outputs)]
    figures = found.values.cube[year][:, columns]
    known = ~np.isnan(figures).any(axis=1)
    sides = np.split(figures, [len(roles.inputs)], axis=1)
    fit = known & np.all([comparable(side) for side in sides], axis=0)
    units = np.flatnonzero(fit)
    doubts = _left_out(found, np.flatnonzero(known & ~fit))
    if not units.size:
        return (), doubts
    if few_units(units.size, len(columns)):
        doubts = (*doubts, "单位太少，投入产出效率区分不开 · too few units to tell efficiency apart")
    rows = _of_units(found, units, *(side[units] for side in sides))
    return tuple(sorted(rows, key=lambda row: (-row.constant, row.id))), doubts


def _of_units(found: Scored, units: Numbers, inputs: Floats, outputs: Floats) -> list[UnitEfficiency]:
    """Each of these units beside the others, by n x inputs and n x outputs."""
    roles = found.index.efficiency
    assert roles is not None
    constant, variable = efficiencies(inputs, outputs), efficiencies(inputs, outputs, variable=True)
    named = [found.values.units[place] for place in units.tolist()]
    return [
        UnitEfficiency(
            id=unit.id,
            name=unit.name,
            constant=one.theta,
            variable=other.theta,
            peers={named[place].name: weight for place, weight in one.peers.items()},
            slacks=_slacks((*roles.inputs, *roles.outputs), (*one.input_slacks, *one.output_slacks)),
        )
        for unit, one, other in zip(named, constant, variable, strict=True)
    ]


def _left_out(found: Scored, units: Numbers) -> tuple[str, ...]:
    """Which units have figures that efficiency is not defined for: a loss, or nothing put in or made."""
    names = "、".join(found.values.units[place].name for place in units.tolist())
    return (f"{names}的投入或产出为负或全为 0，不计效率 · no efficiency of figures below or all at 0",) if names else ()


def _slacks(names: tuple[str, ...], slacks: tuple[float, ...]) -> Mapping[str, float]:
    return {name: slack for name, slack in zip(names, slacks, strict=True) if slack}
