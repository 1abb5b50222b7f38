"""The ground of a question on a small world."""

from graph.analysis.cells import Asked
from graph.analysis.census import census_of
from graph.analysis.remedies import Ground, ground_of
from graph.analysis.supply import supply_of
from graph.analysis.thresholds import Thresholds
from ontology.values.regions import find_region
from tests.graph.analysis.worlds import World

LIMITS = Thresholds()


def ground(world: World, region: str | None = "浙江") -> Ground:
    snapshot, place = world.snapshot(), find_region(region) if region else None
    supply = supply_of(snapshot, world.chain, least_confidence=LIMITS.least_confidence)
    asked = Asked(snapshot, supply, [world.chain], place, LIMITS)
    return ground_of(asked, census_of(snapshot, [world.chain], place, limits=LIMITS))
