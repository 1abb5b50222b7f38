"""Sentences of a text with what the rules found in them, before the tagger decides."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nlp.names.scene import Scene
from nlp.spans import Span


class Seen(NamedTuple):
    """A sentence: its scene, the spans found in it, and where in the text it starts."""

    scene: Scene
    spans: Sequence[Span]
    start: int = 0


def in_text(seen: Sequence[Seen], found: Iterable[Sequence[Span]] | None = None) -> tuple[Span, ...]:
    """All spans by their offsets in the text, in order of appearance.

    Args:
        seen: the sentences.
        found: spans of each sentence, its own where not given.
    """
    given = (one.spans for one in seen) if found is None else found
    return tuple([span.moved(one.start) for one, spans in zip(seen, given, strict=True) for span in spans])


def with_spans(seen: Sequence[Seen], spans: Sequence[Span]) -> list[Seen]:
    """The sentences with `spans`, which count from the start of the text; a span belongs where it begins.

    A span that runs over the end of its sentence is left out.
    """
    result, first = [], 0
    for one in seen:
        end = one.start + len(one.scene.text)
        last = first
        while last < len(spans) and spans[last].start < end:
            last += 1
        inside = tuple(span.moved(-one.start) for span in spans[first:last] if span.end <= end)
        result.append(one._replace(spans=inside))
        first = last
    return result
