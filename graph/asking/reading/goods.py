"""Questions on goods: what one firm supplies to another, and what a product is used for."""

from collections.abc import Sequence

from graph.asking.conditions import conditions_in
from graph.asking.frames import FRAMES
from graph.asking.heads import is_noun
from graph.asking.items import Item
from graph.asking.joining import supply_verb, turn_between
from graph.asking.meaning import Ask, EdgeTest, Linked, OnFact, Things
from ontology.schema import EntityClass

_C = EntityClass


def is_supplied(items: Sequence[Item]) -> bool:
    """Whether what is asked for is goods between firms, not what a firm makes."""
    firms = [at for at, one in enumerate(items) if one.is_things and _C.ENTERPRISE in one.classes]
    ways = [way for _, way in supply_verb(items)]
    return bool(firms) and (
        "take" in ways or (bool(ways) and (len(firms) > 1 or any(one.has("case:to") for one in items)))
    )


def read_goods(items: Sequence[Item]) -> Ask:
    """What a firm supplies to another, or buys of it: the products that the supplies name."""
    firms = [at for at, one in enumerate(items) if one.is_things and _C.ENTERPRISE in one.classes]
    focus, other = firms[0], firms[1] if len(firms) > 1 else None
    found = conditions_in(items)
    whole = Things((_C.ENTERPRISE,))
    if other is not None:
        turn = turn_between(items, (focus, frozenset({_C.ENTERPRISE})), (other, frozenset({_C.ENTERPRISE})))
        far = items[other].as_class({_C.ENTERPRISE})
    else:
        turn = turn_between(items, (len(items), frozenset({_C.ENTERPRISE})), (focus, frozenset({_C.ENTERPRISE})))
        far = items[focus].as_class({_C.ENTERPRISE})
    assert turn is not None  # two firms may always be joined
    near = items[focus].as_class({_C.ENTERPRISE}) if other is not None else whole
    return OnFact(Linked(FRAMES["supplies"].relations, turn.as_subject, far, EdgeTest(found.when)), near, "product")


def is_of_use(items: Sequence[Item]) -> bool:
    """用在哪里 of a product asks for other products, not for a place."""
    used = any(verb.startswith("upstream") for one in items if not one.is_things for verb in one.token.of("verb"))
    goods = [one for one in items if one.is_things]
    return used and bool(goods) and all(_C.TECHNOLOGY in one.classes for one in goods) and not any(map(is_noun, items))
