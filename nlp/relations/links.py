"""Relations of a sentence as links between its entities, each with the clause that says so and how it is stated."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from nlp.context import NO_CONTEXT, Context
from nlp.pieces import Part, Piece, pieces_of
from nlp.relations.denials import is_denied
from nlp.relations.judge import Judge
from nlp.relations.policies import policy_relations
from nlp.relations.reader import Found
from nlp.relations.scope import is_ruled_out
from nlp.relations.view import View, view_of
from nlp.spans import Link, Span
from nlp.status import status_at

_CLAUSE: Final = re.compile(r"[，。；！？：:;!?\n]")


def find_relations(
    text: str, entities: Sequence[Span], context: Context = NO_CONTEXT, *, judge: Judge | None = None
) -> tuple[Link, ...]:
    """What `text` states between `entities`.

    Args:
        text: a sentence, or several.
        entities: spans in it, in order of appearance.
        context: what the heading says of plans, see `nlp.context`.
        judge: what was learned of relations; without it the rules decide alone.

    Returns:
        Links in the order of the text, each once; `start:end` is the clause that says so.
    """
    return relations_of([Part(tuple(pieces_of(text, entities)), context)], judge)[0]


def relations_of(parts: Sequence[Part], judge: Judge | None = None) -> list[tuple[Link, ...]]:
    """What each part of a text states, by offsets in the text and positions among its names.

    All pairs of names of a text are judged at once: what that costs beside the pairs themselves is spent once.
    """
    pieces = [[piece for piece in part.pieces if len(piece.spans) > 1] for part in parts]
    views = [view_of(piece.text, piece.spans) for own in pieces for piece in own]
    found = zip(views, judge.read(views) if judge else map(_proposed, views), strict=True)
    return [
        tuple(
            link
            for piece, (view, items) in zip(own, found, strict=False)  # `own` ends first and takes no more of them
            for link in _links(piece, view, items, part.context)
        )
        for part, own in zip(parts, pieces, strict=True)
    ]


def _proposed(view: View) -> Iterator[Found]:
    """What the rules say."""
    return _sure_of_names(view, (item for items in view.proposals.values() for item in items))


def _sure_of_names(view: View, found: Iterable[Found]) -> Iterator[Found]:
    """What rules found, no surer than the names at both ends are; the judge's chances have that in them."""
    for item in found:
        names = view.spans[item.head].confidence * view.spans[item.tail].confidence
        yield item._replace(confidence=round(item.confidence * names, 3))


def _links(piece: Piece, view: View, found: Iterable[Found], context: Context) -> Iterator[Link]:
    text, spans = view.text, view.spans
    for item in (*found, *_sure_of_names(view, policy_relations(text, spans))):
        start, end = _clause(text, spans[item.head], spans[item.tail])
        if is_denied(view, item, end) or is_ruled_out(view, item):
            continue
        said_at = item.place + 2 if item.place else max(spans[item.head].start, spans[item.tail].start)
        status = status_at(piece.nameless, 0, said_at, default=context.status)
        head, tail = piece.first + item.head, piece.first + item.tail
        yield Link(head, item.relation, tail, status, piece.start + start, piece.start + end, item.confidence)


def _clause(text: str, head: Span, tail: Span) -> tuple[int, int]:
    first, last = min(head.start, tail.start), max(head.end, tail.end)
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, first)]
    stop = _CLAUSE.search(text, last)
    return (starts[-1] if starts else 0), (stop.start() if stop else len(text))
