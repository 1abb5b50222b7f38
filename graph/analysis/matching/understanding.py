"""A need in the words of the graph: what it asks for, of whom, and what would serve it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.analysis.matching import concepts as near
from graph.analysis.matching.concepts import Concepts
from graph.analysis.matching.dictionary import Dictionary
from graph.analysis.matching.doubt import in_company
from graph.analysis.matching.need import need_of
from graph.analysis.matching.results import Need
from graph.analysis.matching.scale import Scale, scale_in
from graph.analysis.matching.thesaurus import bundled_thesaurus
from graph.analysis.matching.vectors import vectors_of
from graph.analysis.matching.wishes import Wish, wishes_in
from graph.snapshot import Snapshot
from ontology.values.names import fold
from ontology.values.regions import Region

_WISHES: Final = 8  # that are followed


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: where it is, and the name of its industry."""

    region: Region | None = None
    industry: str = ""


ANYBODY: Final = Asker()


@dataclass(frozen=True)
class Understood:
    """A need in the words of the graph, its wishes, the scale it asks for, and what would serve it."""

    need: Need
    wishes: tuple[Wish, ...]
    scale: Scale | None
    things: Concepts
    industries: NDArray[np.int64]  # of the asker
    readings: NDArray[np.int64]  # for each thing the place of the wish that leads to it on the shortest way


def understood(snapshot: Snapshot, dictionary: Dictionary, text: str, asker: Asker = ANYBODY) -> Understood:
    """What a text asks for, and what of the graph would serve it; arguments as of `find_providers`."""
    folded = fold(text)
    wishes = [_checked(snapshot, wish) for wish in wishes_in(folded, dictionary, bundled_thesaurus())[:_WISHES]]
    things = [near.things_for(snapshot, dictionary, [wish]) for wish in wishes]
    need = need_of(snapshot, text, wishes, things, asker.region)
    whole = near.united(things)
    own = near.industries_named(dictionary, asker.industry)
    return Understood(need, tuple(wishes), scale_in(folded), whole, own, _readings(whole, things))


def _readings(whole: Concepts, parts: Sequence[Concepts]) -> NDArray[np.int64]:
    """For each thing the first of the parts that has it as near as the whole."""
    found = np.zeros(whole.number.size, np.int64)
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        place = np.searchsorted(whole.number, part.number)
        found[place[part.nearness >= whole.nearness[place]]] = at
    return found


def _checked(snapshot: Snapshot, wish: Wish) -> Wish:
    """A wish, less doubtful where what it leaves unexplained keeps company with it in the graph."""
    if not wish.untold:
        return wish
    names = [phrase.text for phrase in wish.phrases if phrase.worth == 1.0]
    return replace(wish, untold=in_company(wish.untold, names, vectors_of(snapshot)))
