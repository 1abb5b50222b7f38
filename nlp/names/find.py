"""All rules for names and terms on one sentence, and what is left of their proposals."""

from collections.abc import Iterator

from nlp.names.companies import find_companies, find_extended
from nlp.names.compounds import find_compounds
from nlp.names.gazetteer import find_listed
from nlp.names.lists import find_listed_items
from nlp.names.places import find_regions
from nlp.names.quotes import find_quoted
from nlp.names.scenarios import find_scenarios
from nlp.names.scene import Scene
from nlp.names.selection import best_of
from nlp.names.services import find_services
from nlp.names.standards import find_standards
from nlp.names.suffixes import find_by_head
from nlp.names.titles import find_titles
from nlp.spans import Span

_RULES = (
    find_listed,
    find_regions,
    find_standards,
    find_by_head,
    find_listed_items,
    find_companies,
    find_extended,
    find_compounds,
    find_scenarios,
    find_services,
)


_RULES_OF_MARKS = (find_titles, find_quoted)  # have nothing to find where no bracket or quotation mark stands


def find_names(scene: Scene) -> tuple[Span, ...]:
    """Names and terms of the sentence in order of appearance, none overlapping another."""
    return best_of(_proposals(scene))


def _proposals(scene: Scene) -> Iterator[Span]:
    for rule in _RULES:
        yield from rule(scene)
    if scene.brackets:
        for rule in _RULES_OF_MARKS:
            yield from rule(scene)
