"""A phrase with its head as a set of things: 浙江的谐波减速器企业, 甲的供应商的客户, 使用某平台的企业."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.asking.conditions import Conditions, conditions_in, is_left_out
from graph.asking.frames import FRAMES, Classes, Turn
from graph.asking.heads import ACTORS, Head
from graph.asking.items import Item
from graph.asking.joining import joins_alike, turn_between
from graph.asking.meaning import Dated, EdgeTest, Lasting, Linked, NoneOf, Reached, Test, Things, Valued, When, Within
from graph.asking.nouns import reduced
from graph.asking.places import places_inside
from graph.asking.refusal import Reason, Refused
from ontology.schema import EntityClass, Relation

_C = EntityClass
_FIRM: Final = frozenset({_C.ENTERPRISE})
# Of these a region's are those that lie in it; of others those that it issued, runs or takes part in itself.
_LYING: Final = frozenset({_C.ENTERPRISE, _C.ORGANIZATION, _C.PARK, _C.DEMAND, _C.SOLUTION})
ANY_FIRM: Final = Things((_C.ENTERPRISE,), tests=(Lasting(closed=False),))


def phrase(items: Sequence[Item], head: Head) -> Things:
    """The set that a head and everything else said of it make.

    Raises:
        Refused: something is missing, or has several readings.
    """
    whole, head = reduced(list(items), head, phrase)
    if head.is_group:
        group = whole[head.at]
        return _with_rest(whole, head, group.as_class(group.classes), frozenset(group.options[0].classes), {head.at})
    if head.turns:
        return _of_role(whole, head)
    return _with_rest(whole, head, Things(head.classes), frozenset(head.classes), set())


def _of_role(items: list[Item], head: Head) -> Things:
    """A role word with what it is the role for: 甲的供应商."""
    turn, anchor = _anchored(items, head)
    found = conditions_in(items)
    classes = turn.own - {_C.REGION} if turn.frame.name == "issued" else turn.own  # 发文单位 is no place
    if turn.frame.name in {"applies", "serves"} and items[head.at].token.text.endswith("行业"):
        classes = frozenset({_C.INDUSTRY})
    if anchor is None:
        other = at_work(Things(tuple(sorted(turn.far))))
        linked = Linked(turn.frame.relations, turn.as_subject, other, EdgeTest(found.when))
        return _with_rest(items, head, Things(tuple(sorted(classes)), tests=(linked,)), classes, set())
    item = items[anchor]
    if turn.frame.name == "upstream" and item.classes == {_C.CHAIN}:
        return _stage(items[head.at].token.text, item)
    thing = item.as_class(turn.far)
    if turn.frame.name in {"upstream", "kind"}:
        classes = frozenset(thing.classes)
    tests = _role_tests(items, item, turn, found)
    return _with_rest(items, head, Things(tuple(sorted(classes)), tests=tests), classes, {anchor})


def _stage(word: str, chain: Item) -> Things:
    """上游环节 of a whole chain: its nodes of that stage."""
    part = Linked(FRAMES["node_of"].relations, True, chain.as_class({_C.CHAIN}))
    return Things((_C.CHAIN_NODE,), tests=(part, Valued("stage", word[:2])))


def _anchored(items: Sequence[Item], head: Head) -> tuple[Turn, int | None]:
    """The turn that fits, and the place of what the role is for: the nearest before it, else after it."""
    places = sorted(
        (at for at, one in enumerate(items) if one.is_things and not is_left_out(items, at)),
        key=lambda at: (at > head.at, abs(at - head.at)),
    )
    for turn in head.turns:
        for at in places:
            if _far(turn) & items[at].classes or (turn.frame.name == "upstream" and items[at].classes == {_C.CHAIN}):
                return turn, at
    return head.turns[0], None


def _far(turn: Turn) -> Classes:
    """What a role is for; users and 入驻企业 are those of platforms, whatever else the ontology lets firms use."""
    return turn.far & {_C.PLATFORM} if turn.frame.name == "uses" else turn.far


def _role_tests(items: Sequence[Item], item: Item, turn: Turn, found: Conditions) -> tuple[Test, ...]:
    parts = item.members if item.members and found.every else (item,)
    edge = EdgeTest(found.when, since=found.since, until=found.until)
    if turn.frame.name == "supplies":
        edge = replace(edge, products=_products(items))
    return tuple(
        Linked(
            turn.frame.relations,
            turn.as_subject,
            at_work(part.as_class(turn.far)),
            edge,
            near=found.near,
        )
        for part in parts
    )


def _products(items: Sequence[Item]) -> tuple[str, ...]:
    """Names of the products a supply is asked for."""
    found = [one for at, one in enumerate(items) if _is_goods(items, at)]
    made = {_C.TECHNOLOGY}
    return tuple(
        name for one in found for name in (one.as_class(made).said, *(named.name for named in one.token.names))
    )


def _is_goods(items: Sequence[Item], at: int) -> bool:
    """Whether a product is what a supply is of; not where it is said to be made: 给甲供货的企业里谁做乙."""
    item = items[at]
    if not item.is_things or _C.TECHNOLOGY not in item.classes or item.classes & _FIRM:
        return False
    before = items[at - 1].token.of("verb") if at and not items[at - 1].is_things else ()
    return "produces" not in before or any(verb.startswith("supplies") for verb in before)


def at_work(things: Things) -> Things:
    """Firms nobody named must be at work; those named are meant whatever their state."""
    open_ = things.ids is None and _C.ENTERPRISE in things.classes and Lasting(closed=False) not in things.tests
    return things.tested(Lasting(closed=False)) if open_ else things


def _with_rest(items: Sequence[Item], head: Head, start: Things, classes: Classes, used: set[int]) -> Things:
    """The set with everything else the phrase says of it."""
    found, things = conditions_in(items), start
    for at in sorted(
        (at for at, one in enumerate(items) if one.is_things), key=lambda at: not items[at].classes & _FIRM
    ):
        item = items[at]
        if at in used or head.at == at or item.classes <= {_C.INDICATOR}:
            continue
        supplied = any(isinstance(one, Linked) and Relation.SUPPLIES in one.relations for one in things.tests)
        if supplied and _is_goods(items, at):
            continue  # said of what is supplied
        things = _attached(items, (head.at, classes), at, things, found)
    return _closing(_dated(_counted(items, head, things, classes, found), classes, found), classes, found)


def _attached(items: Sequence[Item], focus: tuple[int, Classes], at: int, things: Things, found: Conditions) -> Things:
    item, negated = items[at], at in found.negated
    place, classes = focus
    if _C.CHAIN_NODE in classes and _C.CHAIN in item.every_class:
        item = item.only({_C.CHAIN})  # 环节 are those of a chain
    if item.classes <= {_C.REGION} and classes & _LYING:
        return things.tested(Within(places_inside(item), negated=negated))
    counted = found.nobody or found.only_one  # 江苏没人做的: the region is of those who are counted
    if item.classes <= {_C.REGION} and classes <= {_C.TECHNOLOGY, _C.CHAIN_NODE} and not counted:
        return things.tested(_made_in(item, found, negated=negated))
    same = [one for one in item.options if frozenset(one.classes) & classes]
    if same and is_left_out(items, at):
        return _without(things, same[0])
    if same and not joins_alike(items) and (same[0].tests or classes <= frozenset(ACTORS)):
        return _both(things, same[0], negated=negated)
    if item.classes <= _MARKING and classes <= frozenset(_THROUGH):
        return things.tested(_through_firms(item, classes, negated=negated))
    turn = turn_between(items, (place if place >= 0 else len(items), classes), (at, item.classes))
    if turn is None:
        raise Refused(
            Reason.AMBIGUOUS,
            f"不明白“{item.token.text}”在这里的意思 · it is not clear what {item.token.text} has to do with it",
            words=(item.token.text,),
        )
    return things.tested(*_links(item, turn, found, negated=negated, products=_supplied(items, turn)))


# What firms make, use and carry out: 领航企业做什么产品 asks what the firms that bear the title make.
_THROUGH: Final = {_C.TECHNOLOGY: "produces", _C.PLATFORM: "uses", _C.SCENARIO: "implements"}
_MARKING: Final = frozenset({_C.INITIATIVE, _C.PARK})


def _through_firms(item: Item, classes: Classes, *, negated: bool) -> Linked:
    """Joined to firms that bear a title or lie in a park."""
    mark = FRAMES["titled" if _C.INITIATIVE in item.classes else "located"]
    firms = ANY_FIRM.tested(Linked(mark.relations, True, item.as_class(_MARKING)))
    name = next(_THROUGH[one] for one in sorted(classes) if one in _THROUGH)
    return Linked(FRAMES[name].relations, False, firms, negated=negated)


def _made_in(item: Item, found: Conditions, *, negated: bool) -> Linked:
    """安徽能做的: goods that a firm of the region makes."""
    makers = ANY_FIRM.tested(Within(places_inside(item)))
    return Linked(FRAMES["produces"].relations, False, makers, EdgeTest(found.when), negated=negated)


def _supplied(items: Sequence[Item], turn: Turn) -> tuple[str, ...]:
    return _products(items) if turn.frame.name == "supplies" else ()


def _both(things: Things, other: Things, *, negated: bool) -> Things:
    """The set with what lies in another of the same class, or without it."""
    if negated:
        return _without(things, other)
    ids = things.ids if other.ids is None else other.ids
    if things.ids is not None and other.ids is not None:
        ids = tuple(one for one in things.ids if one in other.ids)
    return replace(things, ids=ids, tests=(*things.tests, *other.tests))


def _without(things: Things, other: Things) -> Things:
    """The set without another: what is none of those named, or fails one of the tests that make the other."""
    ways = [_denied(one) for one in other.tests]
    if other.ids is not None:
        ways.append(NoneOf(other.ids))
    return things.tested(Reached(tuple(ways))) if ways else things


def _denied(test: Test) -> Test:
    """The test failed; that a thing lies elsewhere only where it is known to lie somewhere."""
    if isinstance(test, Within):
        return replace(test, negated=not test.negated)
    return Reached((test,), negated=True)


def _links(item: Item, turn: Turn, found: Conditions, *, negated: bool, products: tuple[str, ...]) -> tuple[Test, ...]:
    parts = item.members if item.members and not item.either and _each(item, found) else (item,)
    makes = turn.frame.name == "produces"
    edge = EdgeTest(found.when, found.since, found.until, found.shares if makes else (), products)
    if turn.frame.name == "issued" and _C.REGION in item.classes:
        edge = EdgeTest()
    links = [
        Linked(turn.frame.relations, turn.as_subject, at_work(part.as_class(turn.far)), edge, negated=negated)
        for part in parts
    ]
    return tuple(_or_through_node(one) for one in links) if makes else tuple(links)


def _or_through_node(link: Linked) -> Test:
    """Who makes a node of a chain makes it directly, or a product that realises it."""
    if link.other.classes != (_C.CHAIN_NODE,):
        return link
    product = Things((_C.TECHNOLOGY,), tests=(Linked((Relation.REALISES,), False, link.other),))
    ways = Reached((replace(link, negated=False), replace(link, other=product, negated=False)))
    return replace(ways, negated=link.negated)


def _each(item: Item, found: Conditions) -> bool:
    """Whether every member of a group must be joined to it, not any of them."""
    return found.every or not (item.classes & {_C.REGION})


def _counted(items: Sequence[Item], head: Head, things: Things, classes: Classes, found: Conditions) -> Things:
    """Nobody makes it, only one makes it: how many firms a thing is joined to."""
    if not (found.nobody or found.only_one):
        return things
    turn = turn_between(items, (head.at, classes), (len(items), _FIRM))
    if turn is None or classes & _FIRM:
        return things
    inside = tuple(one for one in things.tests if isinstance(one, Within))
    kept = tuple(one for one in things.tests if not isinstance(one, Within))
    regions = tuple(Within(places_inside(one)) for one in items if one.is_things and one.classes <= {_C.REGION})
    other = ANY_FIRM.tested(*(inside or regions))
    edge, alone = EdgeTest(found.when), found.only_one
    linked = Linked(turn.frame.relations, turn.as_subject, other, edge, negated=not alone, alone=alone)
    rest = tuple(one for one in kept if not (isinstance(one, Linked) and one.other.classes == (_C.REGION,)))
    return replace(things, tests=(*rest, linked))


def _dated(things: Things, classes: Classes, found: Conditions) -> Things:
    """Years said of the things themselves: founded, listed, launched, issued."""
    key = found.date_key(classes, linked=any(isinstance(one, Linked) for one in things.tests))
    return things.tested(Dated(key, found.years)) if key and found.years else things


def _closing(things: Things, classes: Classes, found: Conditions) -> Things:
    """Firms that are closed count where those are asked for, and nowhere else."""
    if not classes & _FIRM:
        return things
    if found.closed:
        return things.tested(Lasting(closed=True))
    if found.when in {When.ENDED, When.EVER, When.PLANNED}:
        return things
    return things.tested(Lasting(closed=False))
