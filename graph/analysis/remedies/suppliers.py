"""Suppliers outside the region, ranked by how near they are, how well they are attested, what the node is to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.analysis.supply import Made, Supply
from ontology.values.regions import Region, is_inside, members_of, province_of, region_of, regions

NEAR: Final = 0.5  # weight of the distance
ATTESTED: Final = 0.3  # … of the sources
SHARE: Final = 0.2  # … of the node's share of the firm's revenue
_WIDEST: Final = 5  # provinces of an economic region that still is one
_SAME_PROVINCE, _SAME_ZONE, _ELSEWHERE = 1.0, 0.6, 0.2


@dataclass(frozen=True, slots=True)
class Supplier:
    """A firm elsewhere that makes the node."""

    made: Made
    value: float  # 0..1
    why: str


def outside_suppliers(supply: Supply, node: int, region: str | None, *, most: int) -> tuple[Supplier, ...]:
    """The best suppliers outside the region (V5); a country has none.

    Args:
        supply: firms of the chain.
        node: place of the node.
        region: `reg:` id, None for the whole country.
        most: how many are answered.
    """
    outside = [one for one in supply.of_node(node) if region and not supply.inside(one.firm, region)]
    ranked = sorted((_ranked(supply, one, str(region)) for one in outside), key=lambda one: -one.value)
    return tuple(ranked[:most])


def _ranked(supply: Supply, made: Made, region: str) -> Supplier:
    home = supply.region.get(made.firm, "")
    near, place = _nearness(home, region)
    attested = 1 - 0.5 ** len(made.sources)
    value = NEAR * near + ATTESTED * attested * made.confidence + SHARE * (made.share or 0.0)
    return Supplier(made, value, "；".join([place, *_signs(made)]))


def _signs(made: Made) -> Iterator[str]:
    yield f"已做此环节，{len(made.sources)} 个来源"
    if made.share is not None:
        yield f"占其营收 {made.share:.0%}"


def _nearness(home: str, region: str) -> tuple[float, str]:
    if not home:
        return 0.0, "所在地未知"
    where = f"位于{region_of(home).name}"
    if province_of(home) and province_of(home) == province_of(region):
        return _SAME_PROVINCE, f"{where}（同省）"
    shared = [zone.short for zone in _zones() if is_inside(home, zone.id) and is_inside(region, zone.id)]
    return (_SAME_ZONE, f"{where}（同属{shared[0]}）") if shared else (_ELSEWHERE, where)


@cache
def _zones() -> tuple[Region, ...]:
    """Economic regions that are small enough to be near: 长三角, not 东部地区."""
    zones = (region for region in regions() if region.level == "zone")
    return tuple(zone for zone in zones if len({province_of(one) for one in members_of(zone.id)}) <= _WIDEST)
