"""All rules for names and terms on one sentence, and what is left of their proposals."""

from collections.abc import Callable, Iterator
from typing import Final

from nlp.names.companies import find_companies, find_extended
from nlp.names.compounds import find_compounds
from nlp.names.gazetteer import find_listed
from nlp.names.lists import find_listed_items
from nlp.names.places import find_regions
from nlp.names.quotes import find_quoted
from nlp.names.scenarios import find_scenarios
from nlp.names.scene import QUOTES, Scene
from nlp.names.selection import best_of
from nlp.names.services import find_services
from nlp.names.standards import find_standards
from nlp.names.suffixes import find_by_head
from nlp.names.titles import find_titles
from nlp.spans import Span

Rule = Callable[[Scene], Iterator[Span]]
_ANY: Final = ""
# each with the characters of which a sentence must have one for the rule to find anything
_RULES: Final[tuple[tuple[Rule, str], ...]] = (
    (find_listed, _ANY),
    (find_regions, _ANY),
    (find_standards, _ANY),
    (find_by_head, _ANY),
    (find_listed_items, "等家"),
    (find_companies, _ANY),
    (find_extended, _ANY),
    (find_compounds, _ANY),
    (find_scenarios, _ANY),
    (find_services, "通云链脑"),
    (find_titles, "《"),
    (find_quoted, QUOTES),
)
_OF_LISTED: Final = frozenset({find_listed, find_extended, find_compounds})  # they begin with a name of the lexicon
_WITHOUT_LISTED: Final = tuple((rule, signs) for rule, signs in _RULES if rule not in _OF_LISTED)


def find_names(scene: Scene) -> tuple[Span, ...]:
    """Names and terms of the sentence in order of appearance, none overlapping another."""
    return best_of(_proposals(scene))


def _proposals(scene: Scene) -> Iterator[Span]:
    is_there = scene.text.__contains__
    for rule, signs in _RULES if scene.hits or scene.weak_firms else _WITHOUT_LISTED:
        if not signs or any(map(is_there, signs)):
            yield from rule(scene)
