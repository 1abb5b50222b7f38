"""Hard constraints as users write them: names of regions, firms and certificates, a capacity with its unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.answers import entity_id, region_named
from api.workspace import Workspace
from graph.analysis.market.constraints import Terms
from ontology.errors import BadMarket
from ontology.values.quantities import parse_quantity


@dataclass(frozen=True, slots=True)
class TermsGiven:
    """What a provider must be, in words; what is empty does not bind."""

    within: str = ""  # region
    certificates: tuple[str, ...] = ()
    capacity: str = ""  # 5000台: what it must be able to make in a year
    asker: str = ""  # the firm that asks, by id or name
    excluded: tuple[str, ...] = ()  # firms, by id or name
    unknown_too: bool = False


def terms_of(workspace: Workspace, given: TermsGiven) -> Terms:
    """The constraints in the ids of the graph. Raises UnknownRegion, UnknownEntity, BadMarket."""
    amount, unit = _capacity(given.capacity)
    return Terms(
        region=region_named(given.within),
        certificates=_words(given.certificates),
        capacity=amount,
        unit=unit,
        asker=entity_id(workspace, given.asker) if given.asker else "",
        excluded=frozenset(entity_id(workspace, name) for name in _words(given.excluded)),
        unknown_too=given.unknown_too,
    )


def _words(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for one in given if (word := one.strip()))


def _capacity(text: str) -> tuple[float, str]:
    if not text.strip():
        return 0.0, ""
    measure = parse_quantity(text)
    if measure is None or measure.base <= 0 or not measure.base_unit:
        raise BadMarket(
            f"{text!r} 不是带单位的产能 · {text!r} is no capacity with a unit", "写作 5000台、3万件 · write 5000台"
        )
    return measure.base, measure.base_unit
