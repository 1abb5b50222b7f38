"""Relations that the words of the sentence deny: who needs a thing does not provide it (`denials.tsv`).

And one that the names deny: a body of the state is at no place below the country.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from nlp.lexicon import read_rows
from nlp.relations.reader import Found
from nlp.relations.view import View
from ontology.rows import rows_of
from ontology.schema import Relation


def is_denied(view: View, item: Found, clause_end: int) -> bool:
    """Whether words between the two names, or behind both in their clauses, deny the relation.

    Args:
        view: the sentence.
        item: a relation found in it.
        clause_end: where the clause of the later name ends.
    """
    if item.relation is Relation.LOCATED_IN and view.spans[item.head].text in _bodies_of_state():
        return True
    first, last = sorted((view.spans[item.head], view.spans[item.tail]), key=lambda span: span.start)
    places = {"between": view.text[first.end : last.start], "after": view.text[last.end : clause_end]}
    patterns = _denials().get(item.relation, {})
    return any(place in patterns and patterns[place].search(text) for place, text in places.items())


@cache
def _bodies_of_state() -> frozenset[str]:
    """What is at no one place; a 国家…中心 is."""
    rows = read_rows("organizations")
    return frozenset(name for name, group in rows if group == "中央机关" and not name.endswith("中心"))


@cache
def _denials() -> Mapping[Relation, Mapping[str, re.Pattern[str]]]:
    found: dict[Relation, dict[str, str]] = defaultdict(dict)
    for relations, place, pattern, _ in rows_of("nlp.relations", "denials.tsv"):
        for relation in relations.split():
            places = found[Relation(relation)]
            places[place] = f"{places[place]}|{pattern}" if place in places else pattern
    return {
        relation: {place: re.compile(pattern) for place, pattern in places.items()}
        for relation, places in found.items()
    }
