"""Which names stand in the text of a need? Longest first, left to right, of the graph and of the thesaurus alike."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate

_CURATED_ANYWHERE = 3  # from this length a thesaurus name counts inside other words too


@dataclass(frozen=True, slots=True)
class Span:
    """A name found in the text, and how surely it is what is asked for, beside the others."""

    name: str  # folded
    start: int
    end: int
    known: bool = True  # in the thesaurus, so that a short one is no chance hit
    weight: float = 1.0
    sought: bool = False  # words of seeking stand before it


def spans_in(text: str, names: Collection[str], curated: Collection[str], longest: int) -> tuple[Span, ...]:
    """Names in a folded text.

    Args:
        text: the need, folded.
        names: names of the graph; those of three characters or less must be whole words.
        curated: names of the thesaurus.
        longest: characters of the longest name that is looked for.
    """
    return tuple(_spans(text, names, curated, longest))


def _spans(text: str, names: Collection[str], curated: Collection[str], longest: int) -> Iterator[Span]:
    edges, at = word_edges(text), 0
    while at < len(text):
        found = _longest_at(text, at, (names, curated, longest), edges)
        if found:
            yield found
        at = found.end if found else at + 1


def _longest_at(
    text: str, at: int, known: tuple[Collection[str], Collection[str], int], edges: Collection[int]
) -> Span | None:
    names, curated, longest = known
    for end in range(min(len(text), at + longest), at + 1, -1):
        piece, whole = text[at:end], at in edges and end in edges
        if piece in curated and (whole or end - at >= _CURATED_ANYWHERE):
            return Span(piece, at, end)
        if piece in names and (whole or end - at > _CURATED_ANYWHERE):
            return Span(piece, at, end, known=False)
    return None


def word_edges(text: str) -> frozenset[int]:
    """Where words begin and end."""
    import rjieba  # reads its dictionary when imported: 0.2 s that only a need in words has to wait for

    return frozenset({0, *accumulate(map(len, rjieba.cut(text)))})
