"""Where things are, by regions of a level, and how many are in each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.asking.heads import OF_FIRMS, Form, Head, is_noun, noun_head
from graph.asking.items import Item
from graph.asking.meaning import Ask, CountOf, ListOf, PlacesOf, Things
from graph.asking.nouns import reduced
from graph.asking.phrases import phrase
from ontology.schema import EntityClass

_C = EntityClass


_PLACED: Final = frozenset({_C.ENTERPRISE, _C.ORGANIZATION, _C.PARK})


def read_places(items: Sequence[Item], head: Head, form: Form) -> Ask:
    """Where things are, by regions of a level; or regions joined to things in another way."""
    inner, moved = reduced(list(items), head, phrase)
    asked = any(one.has("ask:where", "ask:which") for one in items)
    counted = (any(one.has("per") for one in items) and not asked) or form is Form.COUNT
    said = next((level for one in items for level in one.token.of("level") if level != "any" and not one.is_things), "")
    head = replace(head, level=said or head.level)  # 哪里在做，按省说
    named = [at for at, one in enumerate(inner) if one.is_things]
    if counted or not named:
        return PlacesOf(_housed(items, head), head.level, counted=counted)
    placed = next((at for at in named if inner[at].classes & _PLACED), None)
    if placed is None:
        return formed(phrase(inner, moved), form) if not _makers(inner) else PlacesOf(_housed(items, head), head.level)
    return PlacesOf(inner[placed].as_class(_PLACED), head.level)


def _makers(items: Sequence[Item]) -> bool:
    """Whether what is named stands for firms: those that make it, bear the title or belong to the industry."""
    joined = any(one.token.of("verb") for one in items if not one.is_things and not one.has("verb:located"))
    return any(
        one.is_things and (_C.TECHNOLOGY in one.classes or (one.classes & OF_FIRMS and not joined)) for one in items
    )


def _housed(items: Sequence[Item], head: Head) -> Things:
    """The things that are counted by region: 工业机器人企业按省份."""
    rest = [one for at, one in enumerate(items) if at != head.at and not one.has("level")]
    nouns = [at for at, one in enumerate(rest) if is_noun(one)]
    if nouns:
        return phrase(rest, noun_head(rest, nouns[-1]))
    return phrase(rest, Head(len(rest), (_C.ENTERPRISE,)))


def formed(things: Things, form: Form) -> Ask:
    """The things, or how many they are."""
    return CountOf(things) if form is Form.COUNT else ListOf(things)
