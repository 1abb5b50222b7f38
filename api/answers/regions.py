"""Regions as users name them, within what an account may see."""

from api.access.sight import shown_region
from ontology.errors import UnknownRegion
from ontology.values.regions import Region, find_region, regions


def region_named(text: str | None) -> Region | None:
    """The region a user named; None for none, 全国 and 中国. Raises UnknownRegion, OtherRegion."""
    return shown_region(compared_region(text))


def compared_region(text: str | None) -> Region | None:
    """The same of a region whose figures stand beside those of the account's own. Raises UnknownRegion."""
    if not text or text in {"全国", "中国", "all"}:
        return None
    found = find_region(text)
    if found is None:
        raise UnknownRegion(text, [region.name for region in regions() if region.level in {"province", "city"}])
    return found
