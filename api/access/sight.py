"""What the one who asks may see: which regions, and whether personal data.

The gate sets it for each request; everything that shows rows asks here. Where nobody set it (the command line, jobs in
the background) all regions are seen and personal data is masked.

The rule of regions, in one place:
  a region that is named lies in the account's regions, or is refused; where none is named, an account of one region
  gets its own, and one of several has to choose. Entities elsewhere are refused, and left out of lists; what has no
  place (a product, a policy) is everybody's. What cannot be cut by region is refused by the table of routes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from ontology.errors import OtherRegion
from ontology.values.personal import masked
from ontology.values.regions import Region, find_region, is_inside, region_of


@dataclass(frozen=True, slots=True)
class Sight:
    """What may be seen."""

    regions: tuple[str, ...] = ()  # `reg:` ids; none for all
    personal: bool = False


_EVERYTHING: Final = Sight()  # all regions, persons masked
_SIGHT: Final[ContextVar[Sight]] = ContextVar("sight")


def sight() -> Sight:
    """Of the request that is being answered."""
    return _SIGHT.get(_EVERYTHING)


@contextmanager
def seeing(what: Sight) -> Iterator[None]:
    """Answer with this sight."""
    token = _SIGHT.set(what)
    try:
        yield
    finally:
        _SIGHT.reset(token)


def shown_region(asked: Region | None) -> Region | None:
    """The region to answer for.

    Args:
        asked: what was named, None for the whole country.

    Raises:
        OtherRegion: it is not within the account's regions, or one of several has to be named.
    """
    allowed = sight().regions
    if not allowed or (asked is not None and _within(asked, allowed)):
        return asked
    if asked is None and len(allowed) == 1:
        return region_of(allowed[0])
    raise OtherRegion(asked.name if asked else "全国", [region_of(one).name for one in allowed])


def is_shown(place: str | None) -> bool:
    """Whether what lies at a place, given by its name or code, is shown; what has no place is."""
    allowed = sight().regions
    if not allowed or not place:
        return True
    found = find_region(place)
    return found is not None and _within(found, allowed)


def refuse_elsewhere(name: str, place: str | None) -> None:
    """Raises OtherRegion where what lies at a place is not shown."""
    if not is_shown(place):
        raise OtherRegion(name, [region_of(one).name for one in sight().regions])


def told(text: str) -> str:
    """A text of documents as it may be shown: personal data masked, letter for letter."""
    return text if sight().personal else masked(text)


def _within(region: Region, allowed: tuple[str, ...]) -> bool:
    return any(is_inside(region.id, one) for one in allowed)
