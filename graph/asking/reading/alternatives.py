"""甲是江苏的还是福建的, 主轴是甲做的还是乙做的: which of two that are named holds."""

from collections.abc import Sequence

from graph.asking.heads import Form, Head
from graph.asking.items import Item, grouped
from graph.asking.meaning import Ask, ListOf, PlacesOf
from graph.asking.phrases import phrase
from ontology.schema import EntityClass

_C = EntityClass


def read_alternatives(items: Sequence[Item], form: Form) -> Ask | None:
    """Which of the things at the two sides of 还是; None where it joins no two of a kind."""
    middle = next((at for at, one in enumerate(items) if one.has("alternative")), -1)
    if middle < 0 or form is not Form.LIST:
        return None
    first = next((at for at in range(middle - 1, -1, -1) if items[at].is_things), -1)
    second = next((at for at in range(middle + 1, len(items)) if items[at].is_things), -1)
    if first < 0 or second < 0 or not items[first].classes & items[second].classes:
        return None
    group = grouped([items[first], items[second]])
    before = [one for at, one in enumerate(items[:first]) if not one.has("of") or at + 1 < first]
    if group.classes <= {_C.REGION}:
        placed = next((one for one in before if one.is_things), None)
        return None if placed is None else PlacesOf(placed.as_class(placed.classes), _level(group))
    between = [one for one in items[first + 1 : middle] if not one.has("of")]
    return ListOf(phrase([*before, group, *between], Head(len(before), (), is_group=True)))


def _level(regions: Item) -> str:
    """The level of the regions among which is chosen."""
    ids = [id_ for one in regions.options for id_ in one.ids or ()]
    if all(one.endswith("0000") for one in ids):
        return "province"
    return "city" if all(one.endswith("00") for one in ids) else "any"
