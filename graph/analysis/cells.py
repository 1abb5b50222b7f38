"""One cell (region, node) with its figures and with the firms, purchases and doubts behind them.

Method: docs/methods.md, sections P, L, C, D, B and O.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from graph.analysis.census import Census, census_of
from graph.analysis.coverage import coverage_in
from graph.analysis.criticality import criticality, input_shares
from graph.analysis.demand import inputs_of, stand_ins_of
from graph.analysis.dependence import Dependence, dependence_of
from graph.analysis.imports import ImportDependence, choked_chance, few_chance, imports_of
from graph.analysis.measures import Measures, measures_of
from graph.analysis.results import Coverage, GapType
from graph.analysis.supply import Made, Supply
from graph.analysis.thresholds import Thresholds
from graph.analysis.verdict import KINDS, certainty, judge
from graph.snapshot import Snapshot
from ontology.chains import Chain
from ontology.values.regions import Region, is_inside

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cell:
    """One node in the region, measured and judged."""

    node: int  # place in Chain.nodes
    type: GapType | None
    certainty: float
    makers: tuple[Made, ...]
    doubtful: tuple[Made, ...]  # firms that unsure records name
    homeless: int  # makers of which it is not known whether they are here
    expected: float  # firms the region would have if its structure were that of all regions
    unseen: float  # firms believed to be there that nobody recorded
    whole: float  # P(no firm beyond those seen)
    absent: float | None  # P(really no firm), None where firms are seen
    single: float  # P(it hangs on one supplier)
    owners: int  # corporate groups among the makers
    concentration: float | None  # HHI of the groups' capacity
    quotient: float
    blocked: float  # P(most purchases come from outside)
    local: float  # expected local share of purchases
    dependence: Dependence | None  # the recorded purchases
    criticality: float
    wanted: bool  # somebody in the region needs it
    required: bool  # the definition says that the chain cannot do without
    stand_ins: tuple[str, ...]  # names of nodes made here that can take its place
    imports: ImportDependence | None = None  # what trade figures say, None without any


@dataclass(frozen=True, slots=True)
class Field:
    """All cells of one chain in one region, and what they share."""

    cells: tuple[Cell, ...]
    coverage: Coverage
    compared: bool  # there are other regions to compare with
    thin: bool  # too little is recorded of the region
    assumed: bool  # its coverage is assumed, not estimated
    told: Floats  # k values: how far the records can tell that a node is empty, 0..1
    place: str  # 本地 or 国内, for the explanations
    census: Census
    measures: Measures  # k cells
    required: Flags  # k values
    served: Flags  # k values: another node takes its place


@dataclass(frozen=True, slots=True)
class Asked:
    """The chain and region asked about, among all chains of the workspace."""

    snapshot: Snapshot
    supply: Supply
    chains: Sequence[Chain]
    region: Region | None  # None for the whole country
    limits: Thresholds

    @property
    def place(self) -> str | None:
        """`reg:` id, None for the whole country."""
        return None if self.region is None or self.region.level == "country" else self.region.id

    @property
    def number(self) -> int:
        """Place of the chain among all."""
        return [chain.id for chain in self.chains].index(self.supply.chain.id)


def measure(asked: Asked) -> Field:
    """Measure and judge every node of the chain in the region."""
    census = census_of(asked.snapshot, asked.chains, asked.region, limits=asked.limits)
    row, chain = census.row(asked.place), asked.supply.chain
    shared = _shared(asked, census, row)
    measures = shared.measures
    required = np.array([node.required for node in chain.nodes], np.bool_)
    served = np.array([bool(found) for found in shared.stand_ins], np.bool_)
    codes = judge(measures, asked.limits, required=required, served=served)
    sure = certainty(measures, codes)
    return Field(
        cells=tuple(shared.cell(node, KINDS[code], float(sure[node])) for node, code in enumerate(codes.tolist())),
        coverage=coverage_in(census, row, asked.limits),
        compared=bool(measures.compared[0]),
        thin=bool(measures.thin[0]),
        assumed=bool(measures.assumed[0]),
        told=_told(census, row, asked.limits) * _informed(measures, asked.limits),
        place="本地" if asked.place else "国内",
        census=census,
        measures=measures,
        required=required,
        served=served,
    )


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the cells of a field are made from."""

    asked: Asked
    census: Census
    measures: Measures  # k cells
    criticality: Floats
    imports: Mapping[int, ImportDependence]
    bought: Mapping[int, Dependence]
    stand_ins: tuple[tuple[str, ...], ...]
    row: int

    def cell(self, node: int, kind: GapType | None, sure: float) -> Cell:
        """The cell of one node, as it was judged."""
        supply, region = self.asked.supply, self.asked.place
        makers = supply.of_node(node, region)
        at = self.row, self.census.columns(self.asked.number).start + node
        index = float(self.census.concentration[at])
        return Cell(
            node=node,
            type=kind,
            certainty=sure,
            makers=makers,
            doubtful=supply.doubtful_at(node, region),
            homeless=len(supply.homeless_at(node, region)) if region else 0,
            expected=float(self.census.supply[at] / max(self.census.quotient[at], 1e-9)),
            unseen=float(self.census.outlook.unseen[at]),
            whole=float(self.census.outlook.none[at]),
            absent=None if makers else float(self.measures.absent[node]),
            single=float(self.measures.single[node]),
            owners=int(self.census.owners[at]),
            concentration=index if makers else None,
            quotient=float(self.measures.quotient[node]),
            blocked=float(self.measures.blocked[node]),
            local=float(self.measures.local[node]),
            dependence=self.bought.get(node),
            criticality=float(self.criticality[node]),
            wanted=bool(self.measures.wanted[node]),
            required=supply.chain.nodes[node].required,
            stand_ins=self.stand_ins[node],
            imports=self.imports.get(node),
        )


def _shared(asked: Asked, census: Census, row: int) -> _Shared:
    measures, weights = _doubted(asked, census, row), _criticality(asked, census, row)
    trade = imports_of(asked.snapshot, asked.supply.chain, asked.limits)
    return _Shared(
        asked=asked,
        census=census,
        measures=replace(measures, choked=_choked(asked, trade, weights)) if trade else measures,
        criticality=weights,
        imports=trade,
        bought=_bought(asked, census),
        stand_ins=_stand_ins(asked, census, row),
        row=row,
    )


def _bought(asked: Asked, census: Census) -> Mapping[int, Dependence]:
    """Recorded purchases by node; the whole country buys nothing from outside that these records could tell."""
    if asked.place is None:
        return {}
    return dependence_of(asked.snapshot, asked.chains, census, number=asked.number, region=asked.place)


def _choked(asked: Asked, trade: Mapping[int, ImportDependence], weights: Floats) -> Floats:
    """P(few suppliers in the country) where the criteria of import dependence hold at a critical node, k values."""
    country = census_of(asked.snapshot, asked.chains, None, limits=asked.limits)
    columns = country.columns(asked.number)
    none, one = country.outlook.none[0, columns], country.outlook.one[0, columns]
    few = few_chance(country.concentration[0, columns], none, one, asked.limits.few_suppliers)
    return choked_chance(trade, few, weights, asked.limits)


def _told(census: Census, row: int, limits: Thresholds) -> float:
    """Records over those that would do, times the coverage: where nothing is recorded, nothing is told."""
    enough = min(1.0, float(census.seen[row].sum()) / limits.least_records)
    return enough * float(census.coverage[row])


def _informed(measures: Measures, limits: Thresholds) -> Floats:
    """Where the coverage is only assumed, the bits that the empty record says over those that would do; else 1."""
    share = np.clip(measures.told / limits.least_bits, 0.0, 1.0)
    return np.asarray(np.where(measures.assumed, share, 1.0))


def _doubted(asked: Asked, census: Census, row: int) -> Measures:
    """The measures of the cells asked about; absence is less sure where unsure or homeless records name a maker."""
    columns = census.columns(asked.number)
    key = ("measures", census.regions, tuple(asked.chains), asked.limits)  # of all regions, for the next question
    whole = asked.snapshot.kept(key, lambda: measures_of(census, asked.chains, asked.limits))
    measures = whole.at(row, columns)
    if asked.place is None:
        return measures
    share = cache(partial(_share, census, row))
    doubts = np.array([_wrong(asked, node, share) for node in range(columns.stop - columns.start)])
    return replace(measures, absent=measures.absent * doubts)


def _wrong(asked: Asked, node: int, share: Callable[[str], float]) -> float:
    """P(no unsure record and no maker that may sit here is a maker here): each of the latter is with a share."""
    doubtful = [one.confidence for one in asked.supply.doubtful_at(node, asked.place)]
    homes = Counter(asked.supply.region[one.firm] for one in asked.supply.homeless_at(node, asked.place))
    return float(np.prod([1 - sure for sure in doubtful] + [(1 - share(home)) ** many for home, many in homes.items()]))


def _share(census: Census, row: int, home: str) -> float:
    """The region's part of the firms that are known to sit in a wider one, or anywhere where no home is told."""
    within = [not home or is_inside(region, home) for region in census.regions]
    return float(census.seen[row].sum()) / max(float(census.seen[within].sum()), 1.0)


def _stand_ins(asked: Asked, census: Census, row: int) -> tuple[tuple[str, ...], ...]:
    columns, chain = census.columns(asked.number), asked.supply.chain
    inputs, made = inputs_of([chain]), census.seen[row, columns] > 0
    found = (stand_ins_of(inputs, made, node) for node in range(len(chain.nodes)))
    return tuple(tuple(chain.nodes[other].name for other in others) for others in found)


def _criticality(asked: Asked, census: Census, row: int) -> Floats:
    here = census.seen[row, census.columns(asked.number)]
    activity = here if here.any() else asked.supply.counts()
    limits = asked.limits
    return criticality(activity, input_shares(asked.supply.chain), depth=limits.depth, steps=limits.steps)
