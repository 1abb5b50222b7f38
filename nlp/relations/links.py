"""Relations of a sentence as links between its entities, each with the clause that says so and how it is stated."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.context import NO_CONTEXT, Context
from nlp.pieces import Piece, pieces_of, without_names
from nlp.relations.groups import groups_of
from nlp.relations.reader import Reader
from nlp.spans import Link, Span
from nlp.status import status_at

_CLAUSE: Final = re.compile(r"[，。；！？：:;!?\n]")


def find_relations(text: str, entities: Sequence[Span], context: Context = NO_CONTEXT) -> tuple[Link, ...]:
    """What `text` states between `entities`.

    Args:
        text: a sentence, or several.
        entities: spans in it, in order of appearance.
        context: what the heading says of plans, see `nlp.context`.

    Returns:
        Links in the order of the text, each once; `start:end` is the clause that says so.
    """
    if len(entities) < 2:
        return ()
    return tuple(
        _placed(link, piece) if piece.start else link
        for piece in pieces_of(text, entities)
        if len(piece.spans) > 1
        for link in _links(piece, context)
    )


def _placed(link: Link, piece: Piece) -> Link:
    return replace(
        link,
        head=link.head + piece.first,
        tail=link.tail + piece.first,
        start=link.start + piece.start,
        end=link.end + piece.start,
    )


def _links(piece: Piece, context: Context) -> Iterator[Link]:
    text, entities = piece.text, piece.spans
    seen: set[tuple[int, str, int]] = set()
    told = without_names(text, entities)
    for item in Reader(text, entities).read(groups_of(text, entities)):
        key = (item.head, item.relation.value, item.tail)
        if key not in seen:
            seen.add(key)
            start, end = _clause(text, entities[item.head], entities[item.tail])
            status = status_at(told, 0, item.place + 2, default=context.status)
            yield Link(item.head, item.relation, item.tail, status, start, end, item.confidence)


def _clause(text: str, head: Span, tail: Span) -> tuple[int, int]:
    first, last = min(head.start, tail.start), max(head.end, tail.end)
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, first)]
    stop = _CLAUSE.search(text, last)
    return (starts[-1] if starts else 0), (stop.start() if stop else len(text))
