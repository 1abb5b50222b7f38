"""Regions of a question as the beginnings of the ids that lie in them."""

from typing import Final

from graph.asking.items import Item
from ontology.schema import EntityClass
from ontology.values.regions import COUNTRY, members_of, regions

CENTRAL: Final = ("reg:110000", "reg:120000", "reg:310000", "reg:500000")  # both a province and a city


def beginnings(region: str) -> tuple[str, ...]:
    """`reg:33` for 浙江省, `reg:3301` for 杭州市, the whole id for a county; each member's for an economic region."""
    members = members_of(region)
    if members:
        return tuple(one for member in members for one in beginnings(member))
    digits = region.removeprefix("reg:")
    for ending in ("0000", "00"):
        if digits.endswith(ending):
            return (f"reg:{digits.removesuffix(ending)}",)
    return (region,)


def places_inside(item: Item) -> tuple[str, ...]:
    """Beginnings of the ids in the regions that an item names; every id for the country."""
    ids = item.as_class({EntityClass.REGION}).ids or ()
    if COUNTRY in ids:
        return tuple(f"reg:{first}{second}" for first in range(1, 10) for second in range(10))
    return tuple(dict.fromkeys(one for region in ids for one in beginnings(region)))


def ids_of_level(level: str) -> tuple[str, ...]:
    """Ids of every region of a level; 上海 and its like are cities, too."""
    return tuple(one.id for one in regions() if one.level == level or (level == "city" and one.id in CENTRAL))
