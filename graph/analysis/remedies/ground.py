"""What all remedies of one report rest on: the question, the census, how near nodes are, how far firms are."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.cells import Asked
from graph.analysis.census import Census
from graph.analysis.homes import home_mask, homeless_mask
from graph.analysis.relatedness import Relatedness, relatedness_of
from graph.analysis.remedies.recipes import Recipes, recipes_of
from graph.analysis.results import Named, NodeRef
from graph.snapshot import Snapshot
from ontology.chains import Chain, node_id
from ontology.values.regions import province_of, region_of

LOCAL, PROVINCE, FAR, UNKNOWN = range(4)  # how far a firm is, nearest first
REACHES: Final = ("本地", "本省", "外地", "所在地未知")


@dataclass(frozen=True)
class Ground:
    """One chain and region, with what is known of all firms."""

    asked: Asked
    census: Census
    near: Relatedness
    recipes: Recipes

    @property
    def snapshot(self) -> Snapshot:
        """The graph."""
        return self.asked.snapshot

    @property
    def chain(self) -> Chain:
        """The chain asked about."""
        return self.asked.supply.chain

    @cached_property
    def distance(self) -> NDArray[np.int8]:
        """For each node of the snapshot how far it is from the region: LOCAL, PROVINCE, FAR or UNKNOWN."""
        place, snapshot = self.asked.place, self.snapshot
        return snapshot.kept(("distance", place), lambda: _distances(snapshot, place))

    def made_by(self, firm: int) -> NDArray[np.int64]:
        """Places of the nodes that a firm makes, among those of all chains."""
        makings = self.census.makings
        order = self.snapshot.kept(("by firm", *self._key), lambda: np.argsort(makings.firm, kind="stable"))
        low, high = np.searchsorted(makings.firm, [firm, firm + 1], sorter=order)
        return makings.node[order[low:high]]

    @property
    def _key(self) -> tuple[tuple[Chain, ...], float]:
        return tuple(self.asked.chains), self.asked.limits.least_confidence

    @property
    def columns(self) -> slice:
        """Places of the chain's nodes among all nodes."""
        return self.census.columns(self.asked.number)

    def reach(self, firm: int) -> str:
        """本地, 本省, 外地 or 所在地未知; 国内 where the whole country is asked about."""
        return REACHES[int(self.distance[firm])] if self.asked.place else "国内"

    def name(self, number: int) -> Named:
        """A node of the snapshot by id and name."""
        return Named(self.snapshot.id(number), self.snapshot.name(number))

    def node(self, place: int) -> NodeRef:
        """A node of the chain."""
        node = self.chain.nodes[place]
        return NodeRef(node_id(self.chain, node), node.name, node.stage)

    def home(self, firm: int) -> Named | None:
        """The region of a firm."""
        home = self.snapshot.nodes["region"][firm].as_py()
        return Named(home, region_of(home).name) if home else None


def ground_of(asked: Asked, census: Census) -> Ground:
    """The ground of a question; nearness is kept with the snapshot."""
    chains = tuple(asked.chains)
    key = ("relatedness", chains, asked.number, asked.limits.least_confidence)
    near = asked.snapshot.kept(key, lambda: relatedness_of(asked.chains, asked.number, census.makings))
    recipes = asked.snapshot.kept(("recipes", chains), lambda: recipes_of(asked.chains))
    return Ground(asked, census, near, recipes)


def _distances(snapshot: Snapshot, place: str | None) -> NDArray[np.int8]:
    found = np.full(snapshot.nodes.num_rows, FAR, np.int8)
    if place is None:
        found[:] = LOCAL
        return found
    province = province_of(place)
    if province and province != place:
        found[home_mask(snapshot, province)] = PROVINCE
    found[home_mask(snapshot, place)] = LOCAL
    found[homeless_mask(snapshot)] = UNKNOWN
    return found
